import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import type { FieldFaults, Typed } from '#app/features/shell/form-reading.ts';
import { doneNotices } from '#app/features/shell/shown-form.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { erasePerson, saveRetention, type EraseRefusal } from './erase-person.server.ts';
import { personFile } from './own-data.server.ts';
import { loadPersonalData } from './personal-data.server.ts';
import { personalDataView, type PersonalDataView } from './personal-data-view.ts';
import { readRetentionForm, retentionFields, type RetentionField } from './retention-form.ts';
import { readTracesOfAddress, readTracesOfConsultant, readTracesOfUser } from './traces.repository.server.ts';

interface Shown {
  readonly typed?: Typed<RetentionField>;
  readonly faults?: FieldFaults<RetentionField>;
  readonly notices?: readonly NoticeView[];
}

export function personalDataPage(desk: OrganisationDesk): Promise<PersonalDataView> {
  const done = { saved: 'programme.done.saved', erased: 'privacy.person.done' } as const;
  return pageOf(desk, { notices: doneNotices(desk.url, done, desk.language) });
}

/** Erases a person, or sets how long things are kept; answers with the page where that cannot be done. */
export async function answerPersonalData(desk: OrganisationDesk, form: FormFields): Promise<PersonalDataView> {
  const { membership, today, language } = desk;
  const t = translator(language);
  const at = organisationAddress(membership.organisationId, 'personal-data');
  if (form.text('act') === 'erase') {
    const { refused } = await carryOut<EraseRefusal>(desk, form, async (change) => (
      await erasePerson(change, { id: form.text('id'), erasedName: t('privacy.erasedName'), today }) ?? { location: `${at}?done=erased` }
    ));
    return pageOf(desk, { notices: [{ tone: 'danger', text: t(`privacy.person.refused.${refused}`) }] });
  }
  const typed = form.typed(retentionFields);
  const reading = readRetentionForm(typed, today);
  if ('faults' in reading) return pageOf(desk, { typed, faults: reading.faults });
  const { refused } = await carryOut<never>(desk, form, async (change) => {
    await saveRetention(change, reading.years);
    return { location: `${at}?done=saved` };
  });
  return refused;
}

/** What the organisation has on record of one person, as a file to hand over to them. */
export async function personDownload({ database, membership, params, today, now }: OrganisationDesk): Promise<Response> {
  const { people } = await loadPersonalData(database, membership, now.toISOString());
  const person = people.find(({ id }) => id === params['person']);
  if (person === undefined) throw new Response(null, { status: 404 });
  const { kind, id, name, email, role, consultantId } = person;
  const traces = {
    ...(kind === 'member' ? await readTracesOfUser(database, membership, id) : {}),
    ...(consultantId === undefined ? {} : { asConsultant: await readTracesOfConsultant(database, membership, consultantId) }),
    ...(email === undefined ? {} : await readTracesOfAddress(database, membership, { email, isMember: kind === 'member' })),
  };
  return personFile({ name, email: email ?? null, role: role ?? 'consultant', ...traces }, `ou-refusjon-${today}.json`);
}

async function pageOf(desk: OrganisationDesk, { typed, faults = {}, notices = [] }: Shown): Promise<PersonalDataView> {
  const { database, membership, url, today, now, language } = desk;
  const data = await loadPersonalData(database, membership, now.toISOString());
  const { organisation } = await getOrganisation(database, membership);
  return personalDataView({
    organisationId: membership.organisationId, organisationName: organisation.name, data, faults, notices,
    typed: typed ?? { years: String(data.years) },
    asked: url.searchParams.get('erase') ?? undefined, newFormKey: randomUUID, today, language,
  });
}
