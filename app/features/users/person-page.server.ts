import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { DomainError } from '#app/domain/errors.ts';
import { listOpenTokensOf } from '#app/features/api-tokens/api-tokens.repository.server.ts';
import type { FormPageView } from '#app/features/shell/form-page-view.ts';
import type { FieldFaults, Typed } from '#app/features/shell/form-reading.ts';
import { doneNotices } from '#app/features/shell/shown-form.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { changeProgrammeEnd, changeRole, endAccess, isLastAdministrator } from './end-access.server.ts';
import { isLastOpenProgramme, type Member } from './member.ts';
import { findWorkplaceName, listMembers } from './memberships.repository.server.ts';
import { personFields, readPersonForm, type PersonField } from './person-form.ts';
import { keepsKeysField, keysGroup, personFrame, personView, type PersonView } from './person-view.ts';

interface Answer<Page> {
  readonly page: Page;
  readonly status: 409 | 422;
}

const doneWords = { role: 'people.done.role', extended: 'people.done.extended', 'programme-ended': 'people.done.programmeEnded' } as const;

/** One person's access. */
export async function personPage(desk: OrganisationDesk): Promise<PersonView> {
  const matter = await matterOf(desk);
  const notices = doneNotices(desk.url, doneWords, desk.language);
  return pageOf(desk, matter, { typed: { role: matter.member.role, programme: matter.member.programmes[0]?.id ?? '', endsOn: '' }, faults: {}, notices });
}

/** Changes somebody's role, or a consultant's last day in a programme. */
export async function answerPersonForm(desk: OrganisationDesk, form: FormFields): Promise<Answer<PersonView>> {
  const matter = await matterOf(desk);
  const { userId } = matter.member;
  const typed = form.typed(personFields);
  const reading = readPersonForm(typed, { member: matter.member, today: desk.today });
  if ('faults' in reading) return { page: pageOf(desk, matter, { typed, faults: reading.faults, notices: [] }), status: 422 };
  await carryOut(desk, form, (change) => ('role' in reading
    ? changeRole(change, { userId, role: reading.role, keepsKeys: keepsKeysIn(form) })
    : changeProgrammeEnd(change, { userId, ...reading })));
  return { page: pageOf(desk, matter, { typed, faults: {}, notices: [lastNotice(desk)] }), status: 409 };
}

/** Asks before somebody's access ends: all of it, or to the programme the address names. */
export async function endPage(desk: OrganisationDesk): Promise<FormPageView> {
  const { language, membership, url } = desk;
  const t = translator(language);
  const { member, organisationName, isLast, keys } = await matterOf(desk);
  const programme = member.programmes.find(({ id }) => id === url.searchParams.get('programme'));
  const endsAll = programme === undefined || isLastOpenProgramme(member, programme.id, desk.today);
  const title = programme === undefined ? t('people.end.title', { name: member.name }) : t('people.end.programmeTitle', { name: member.name, programme: programme.name });
  const { person, breadcrumbs } = personFrame({ organisationId: membership.organisationId, organisationName, member, language }, title);
  const cancel = { ...person, text: t('form.cancel') };
  const own: NoticeView[] = member.userId === membership.userId ? [{ tone: 'danger', heading: t('people.end.own'), text: t('people.end.own.text') }] : [];
  return {
    title, breadcrumbs, navs: [],
    heading: { title, lead: t(leadOf({ isOfProgramme: programme !== undefined, endsAll }), { organisation: organisationName }) },
    notices: isLast ? [lastNotice(desk)] : own,
    form: isLast
      ? undefined
      : { groups: endsAll ? keysGroup(keys, language) : [], card: { hidden: { form_key: randomUUID(), programme: programme?.id ?? '' }, submit: t('people.end.submit'), isDanger: true, cancel } },
  };
}

function leadOf({ isOfProgramme, endsAll }: { readonly isOfProgramme: boolean; readonly endsAll: boolean }) {
  if (!isOfProgramme) return 'people.end.lead';
  return endsAll ? 'people.end.lastProgramme' : 'people.end.programme';
}

export async function answerEndForm(desk: OrganisationDesk, form: FormFields): Promise<Answer<FormPageView>> {
  const { member: { userId } } = await matterOf(desk);
  const programmeId = form.text('programme') === '' ? undefined : form.text('programme');
  await carryOut(desk, form, (change) => endAccess(change, { userId, programmeId, keepsKeys: keepsKeysIn(form) }));
  return { page: await endPage(desk), status: 409 };
}

interface PersonMatter {
  readonly member: Member;
  readonly organisationName: string;
  readonly isLast: boolean;
  /** The names of the keys for other systems they made, which are open. */
  readonly keys: readonly string[];
}

async function matterOf({ database, membership, params, today }: OrganisationDesk): Promise<PersonMatter> {
  const members = await listMembers(database, membership);
  const member = members.find(({ userId }) => userId === params['person']);
  if (member === undefined) throw new DomainError('not_found', 'No such member');
  const keys = await listOpenTokensOf(database, membership, { userId: member.userId, today });
  return { member, organisationName: await findWorkplaceName(database, membership), isLast: isLastAdministrator(members, member), keys };
}

function keepsKeysIn(form: FormFields): boolean {
  return form.text(keepsKeysField) === 'yes';
}

function lastNotice({ language }: OrganisationDesk): NoticeView {
  const t = translator(language);
  return { tone: 'warning', heading: t('people.end.last'), text: t('people.end.last.text') };
}

interface Shown {
  readonly typed: Typed<PersonField>;
  readonly faults: FieldFaults<PersonField>;
  readonly notices: readonly NoticeView[];
}

function pageOf({ membership, language, today }: OrganisationDesk, matter: PersonMatter, { typed, faults, notices }: Shown): PersonView {
  return personView({
    ...matter, organisationId: membership.organisationId, isSelf: matter.member.userId === membership.userId,
    state: { typed, faults, language }, notices, today,
  });
}
