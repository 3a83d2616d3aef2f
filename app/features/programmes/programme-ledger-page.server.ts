import { randomUUID } from 'node:crypto';
import { DomainError } from '#app/domain/errors.ts';
import { ledgerFields, ledgerGroups, readLedgerForm, typedFromLedger, type LedgerField } from '#app/features/organisations/ledger-form.ts';
import { ledgerSeal } from '#app/features/organisations/save-ledger.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { factsOf, pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import { collidingForm, doneNotices, shownCard, type ShownForm } from '#app/features/shell/shown-form.ts';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { loadProgramme, type LoadedProgramme } from './load-programme.server.ts';
import { saveProgrammeLedger } from './save-programme-ledger.server.ts';
import { setupFrame } from './setup-frame-view.ts';

/** The accounting string a programme posts to, where it is another than the organisation's. */
export async function programmeLedgerPage(desk: ProgrammeDesk): Promise<FormPageView> {
  if (!desk.membership.may('organisation.read')) throw new DomainError('not_permitted', 'The accounting string is the organisation’s own matter');
  const loaded = await loadProgramme(desk.database, desk.membership, desk.programmeId);
  const notices = doneNotices(desk.url, { saved: 'programme.done.saved' }, desk.language);
  const { ledger } = loaded.row;
  return pageOf(desk, loaded, { typed: typedFromLedger(ledger), faults: {}, seal: ledgerSeal(ledger), notices });
}

export async function answerProgrammeLedger(desk: ProgrammeDesk, form: FormFields): Promise<{ page: FormPageView; status: 409 | 422 }> {
  const { database, membership, programmeId, language, today } = desk;
  const typed = form.typed(ledgerFields);
  const seal = form.text('version');
  const loaded = await loadProgramme(database, membership, programmeId);
  const reading = readLedgerForm(typed, today);
  if ('faults' in reading) return { page: pageOf(desk, loaded, { typed, faults: reading.faults, seal, notices: [] }), status: 422 };
  const { refused: { conflict } } = await carryOut(desk, form, (change) => saveProgrammeLedger(change, { programmeId, seal, ...reading }));
  const colliding = collidingForm({
    form: 'ledger', fields: ledgerFields, typed, stored: typedFromLedger(conflict), seal: ledgerSeal(conflict), language,
    href: programmeAddress(membership.organisationId, programmeId, 'accounting'),
  });
  return { page: pageOf(desk, loaded, colliding), status: 409 };
}

function pageOf(
  { membership, language, programmeId }: ProgrammeDesk, loaded: LoadedProgramme, shown: ShownForm<LedgerField>,
): FormPageView {
  const t = translator(language);
  const title = t('programme.ledger.title');
  const inherited = typedFromLedger(loaded.organisation.ledger);
  const mayEdit = membership.may('accounting_string.edit', programmeId);
  const groups = ledgerGroups({ ...shown, language }, inherited);
  const { responsibility, function: purpose, project } = shown.typed;
  const effective = {
    responsibility: responsibility || inherited.responsibility, function: purpose || inherited.function,
    project: project || inherited.project,
  };
  return {
    ...setupFrame(loaded, { membership, language, current: 'accounting' }),
    title: `${title} – ${loaded.programme.facts.name}`,
    heading: { title, over: loaded.programme.facts.name, lead: t('programme.ledger.ofProgramme') },
    notices: shown.notices,
    conflict: shown.conflict,
    form: mayEdit ? pageForm(groups, shownCard(shown, { formKey: randomUUID(), language }), language) : undefined,
    facts: mayEdit ? undefined : factsOf(ledgerGroups({ ...shown, language, typed: effective }, undefined), language),
  };
}
