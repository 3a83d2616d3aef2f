import { randomUUID } from 'node:crypto';
import type { PageActionView } from '#app/components/page-heading.tsx';
import { importedNotices } from '#app/features/programme-file/imported-notice.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { factsOf, pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import { collidingForm, doneNotices, shownCard, type ShownForm } from '#app/features/shell/shown-form.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { loadProgramme, type LoadedProgramme } from './load-programme.server.ts';
import { programmeGroups } from './programme-fields-view.ts';
import { programmeFields, readProgrammeForm, typedFromProgramme, type ProgrammeField } from './programme-form.ts';
import { changeProgramme, programmeSeal } from './save-programme.server.ts';
import { setupFrame } from './setup-frame-view.ts';

/** The programme's own facts: a form for those who may change them, facts to read for others. */
export async function programmePage(desk: ProgrammeDesk): Promise<FormPageView> {
  const loaded = await loadProgramme(desk.database, desk.membership, desk.programmeId);
  const isImported = desk.url.searchParams.get('done') === 'imported' && desk.membership.may('programme.edit', desk.programmeId);
  const notices = isImported ? await importedNotices(desk) : doneNotices(desk.url, { saved: 'programme.done.saved' }, desk.language);
  const typed = typedFromProgramme(loaded.row, desk.language);
  return pageOf(desk, loaded, { typed, faults: {}, seal: programmeSeal(loaded.row), notices });
}

export async function answerProgrammeForm(desk: ProgrammeDesk, form: FormFields): Promise<{ page: FormPageView; status: 409 | 422 }> {
  const { database, membership, programmeId, language, today } = desk;
  const typed = form.typed(programmeFields);
  const seal = form.text('version');
  const loaded = await loadProgramme(database, membership, programmeId);
  const reading = readProgrammeForm(typed, today);
  if ('faults' in reading) return { page: pageOf(desk, loaded, { typed, faults: reading.faults, seal, notices: [] }), status: 422 };
  const { refused: { conflict } } = await carryOut(desk, form, (change) => changeProgramme(change, { programmeId, seal, ...reading }));
  const colliding = collidingForm({
    form: 'facts', fields: programmeFields, typed, stored: typedFromProgramme(conflict, language), seal: programmeSeal(conflict), language,
    href: programmeAddress(membership.organisationId, programmeId, 'edit'),
  });
  return { page: pageOf(desk, loaded, colliding), status: 409 };
}

function pageOf(
  { membership, language, programmeId }: ProgrammeDesk, loaded: LoadedProgramme, shown: ShownForm<ProgrammeField>,
): FormPageView {
  const title = translator(language)('programme.facts.title');
  const groups = programmeGroups({ ...shown, language });
  const mayEdit = membership.may('programme.edit', programmeId);
  return {
    ...setupFrame(loaded, { membership, language, current: 'edit' }),
    title: `${title} – ${loaded.programme.facts.name}`,
    heading: { title, over: loaded.programme.facts.name, actions: exportLinks(programmeAddress(membership.organisationId, programmeId, 'export'), language) },
    notices: shown.notices,
    conflict: shown.conflict,
    form: mayEdit ? pageForm(groups, shownCard(shown, { formKey: randomUUID(), language }), language) : undefined,
    facts: mayEdit ? undefined : factsOf(groups, language),
  };
}

/** The programme to keep, or to take elsewhere. */
function exportLinks(href: string, language: ProgrammeDesk['language']): PageActionView[] {
  const t = translator(language);
  return [
    { href, text: t('overview.exportFile'), variant: 'tertiary' },
    { href: `${href}?with=files`, text: t('programme.export.withFiles'), variant: 'tertiary' },
  ];
}
