import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { sheetAfter, type SheetLine } from '#app/domain/day-sheet.ts';
import { DomainError } from '#app/domain/errors.ts';
import { termsOf } from '#app/domain/grant.ts';
import { heldWithoutInvoice } from '#app/features/programmes/held-without-invoice.ts';
import type { LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { sendingView } from '#app/features/progress/sending-view.ts';
import { daySheetAddress, expenseAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type FormPageView, type PageFormView } from '#app/features/shell/form-page-view.ts';
import { doneNotices } from '#app/features/shell/shown-form.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { dayInNorway, formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { feesInSheets } from './fees-in-sheets.ts';
import { matchCandidates } from './match-candidates.ts';
import type { StoredDaySheet } from './stored-day-sheet.ts';
import { emptySheet, typedFromSheet, type SheetFaults, type SheetTyped } from './sheet-form.ts';
import { sheetGroups } from './sheet-form-view.ts';
import { concernsOf, loadSheetGround, sheetFrame, type SheetGround } from './sheet-ground.server.ts';
import { concernNotices, sheetDaysText, sheetLinesTable, sheetStatus } from './sheet-words.ts';
import { notLinked } from './sheets-page.server.ts';

/** What the form holds when it is not what is stored, and what is said of it. */
export interface SheetAttempt {
  readonly typed: SheetTyped;
  readonly faults: SheetFaults;
  readonly notices: readonly NoticeView[];
  /** The version it was changed from. */
  readonly version: number;
  /** Why files were turned away, by the field. */
  readonly refusedUploads?: Readonly<Record<string, string>> | undefined;
  /** What could be read of it. */
  readonly lines?: readonly SheetLine[] | undefined;
}

const doneWords = {
  saved: 'sheet.done.saved', handed_in: 'sheet.done.handedIn', taken_back: 'sheet.done.takenBack', accepted: 'sheet.done.accepted',
  returned: 'sheet.done.returned',
} as const;

/** A form for a new day sheet; `?activity=` begins with the days of an activity that stand in no cost and no sheet. */
export async function newSheetPage(desk: ProgrammeDesk, attempt?: SheetAttempt): Promise<FormPageView> {
  const { membership, language, url, today } = desk;
  const t = translator(language);
  const ground = await loadSheetGround(desk);
  const title = t('sheet.new');
  const activity = ground.loaded.programme.activities.find(({ id }) => id === url.searchParams.get('activity'));
  const entered = [...ground.loaded.programme.expenses, ...feesInSheets(ground.sheets)];
  const [held] = activity === undefined ? [] : heldWithoutInvoice([activity], entered, today);
  const begun = emptySheet(activity?.id, held?.days.map((day) => formatDay(day, language)).join(', '));
  const shown = attempt ?? { typed: begun, faults: {}, notices: [], version: 0 };
  return {
    ...pageOf(desk, ground, title),
    heading: { title, over: ground.loaded.programme.facts.name, lead: t('sheet.form.lead') },
    notices: [...shown.notices, ...notLinked(desk)],
    form: membership.consultantId === undefined ? undefined : formOf(desk, ground, { ...shown, id: undefined }),
  };
}

/** A stored day sheet: its consultant's form while it is theirs to change, else its lines. */
export async function daySheetPage(desk: ProgrammeDesk, id: string, attempt?: SheetAttempt): Promise<FormPageView> {
  const { membership, programmeId, language, url } = desk;
  const ground = await loadSheetGround(desk);
  const sheet = ground.sheets.find((each) => each.id === id);
  if (sheet === undefined) throw new DomainError('not_found', `No day sheet ${id}`);
  const title = translator(language)('sheet.title', { days: sheetDaysText(sheet, language) });
  const isForm = membership.may('day_sheet.write', programmeId) && sheetAfter('save', sheet.status) !== undefined;
  const shown = attempt ?? { typed: typedFromSheet(sheet.lines, sheet.message, language), faults: {}, notices: [], version: sheet.version };
  return {
    ...pageOf(desk, ground, title),
    heading: {
      title, over: ground.loaded.programme.facts.name, status: sheetStatus(sheet.status, language), actions: actionsOf(desk, ground, sheet),
    },
    notices: [
      ...(attempt === undefined ? doneNotices(url, doneWords, language) : shown.notices),
      ...stateNotices(desk, sheet), ...concernsShown(desk, ground, { sheet, lines: attempt?.lines ?? sheet.lines }),
    ],
    table: isForm ? undefined : linesTable(desk, ground, sheet),
    form: isForm ? formOf(desk, ground, { ...shown, id }) : undefined,
  };
}

function pageOf(desk: ProgrammeDesk, { loaded }: SheetGround, title: string): Pick<FormPageView, 'title' | 'breadcrumbs' | 'navs'> {
  const { breadcrumbs, nav } = sheetFrame(desk, loaded, title);
  return { title: `${title} – ${loaded.programme.facts.name}`, breadcrumbs, navs: [nav] };
}

/** What is accepted is judged as costs from then on. */
function concernsShown(
  desk: ProgrammeDesk, ground: SheetGround, { sheet, lines }: { sheet: StoredDaySheet; lines: readonly SheetLine[] },
): NoticeView[] {
  if (sheet.status === 'accepted') return [];
  const { consultantId, id: sheetId } = sheet;
  return concernNotices(concernsOf(ground, { lines, consultantId, sheetId, today: desk.today }), desk.language);
}

/** The next step of who decides: an answer, and then the invoice. */
function actionsOf(
  { membership, programmeId, language }: ProgrammeDesk, ground: SheetGround, sheet: StoredDaySheet,
): FormPageView['heading']['actions'] {
  const { organisationId } = membership;
  const t = translator(language);
  if (!membership.may('day_sheet.decide', programmeId)) return [];
  if (sheet.status === 'handed_in') {
    return [{ href: daySheetAddress({ organisationId, programmeId, id: sheet.id }, 'decide'), text: t('sheet.decide.open'), variant: 'primary' }];
  }
  const own = new Set(sheet.lines.map(({ expenseId }) => expenseId));
  if (!matchCandidates(ground).some(({ expense }) => own.has(expense.id))) return [];
  return [{ href: programmeAddress(organisationId, programmeId, 'day-sheets/match'), text: t('sheet.match.open'), variant: 'primary' }];
}

/** How it stands with the sheet, and what its consultant can do about that. */
function stateNotices({ membership, programmeId, language, url }: ProgrammeDesk, sheet: StoredDaySheet): NoticeView[] {
  const t = translator(language);
  const isOwn = membership.may('day_sheet.write', programmeId);
  const action = daySheetAddress({ organisationId: membership.organisationId, programmeId, id: sheet.id });
  const button = (act: 'take_back' | 'discard', text: string) => (
    isOwn ? { action, text, hidden: { form_key: randomUUID(), act, version: String(sheet.version) } } : undefined
  );
  const day = sheet.handedInAt === undefined ? '' : formatDay(dayInNorway(new Date(sheet.handedInAt)), language);
  switch (sheet.status) {
    case 'draft': return [
      ...(sheet.returnedReason === undefined ? [] : [{ tone: 'warning' as const, heading: t('sheet.state.returned'), text: sheet.returnedReason }]),
      { tone: 'info', text: t('sheet.state.draft'), button: button('discard', t('sheet.discard')) },
    ];
    case 'returned': return [{ tone: 'warning', heading: t('sheet.state.returned'), text: sheet.returnedReason, button: button('discard', t('sheet.discard')) }];
    case 'handed_in': return [
      { tone: 'info', text: t('sheet.state.handedIn', { day }), button: button('take_back', t('sheet.takeBack')) }, ...messageNotice(sheet, language),
    ];
    case 'accepted': return [
      // Who has accepted it a moment ago is told so already.
      ...(url.searchParams.get('done') === 'accepted' ? [] : [{ tone: 'success' as const, text: t('sheet.state.accepted', { day }) }]),
      ...messageNotice(sheet, language),
    ];
    case 'withdrawn': return [];
  }
}

function messageNotice({ message }: StoredDaySheet, language: ProgrammeDesk['language']): NoticeView[] {
  return message === undefined ? [] : [{ tone: 'info', heading: translator(language)('sheet.form.message'), text: message }];
}

/** The lines; those of an accepted sheet lead to the costs they became, and tell which have their invoice. */
function linesTable(
  { membership, programmeId, language }: ProgrammeDesk, { loaded }: SheetGround, sheet: StoredDaySheet,
): FormPageView['table'] {
  const t = translator(language);
  const table = sheetLinesTable(sheet.lines, { matter: loaded, activities: loaded.programme.activities, language });
  if (sheet.status !== 'accepted') return table;
  const costs = new Map(loaded.programme.expenses.map((expense) => [expense.id, expense]));
  const cells = sheet.lines.map(({ expenseId = '' }) => {
    const cost = costs.get(expenseId);
    if (cost === undefined) return { status: { text: t('sheet.cost.gone'), tone: 'neutral' as const } };
    const state = cost.invoice === undefined ? { text: t('sheet.cost.waiting'), tone: 'warning' as const } : { text: t('sheet.cost.invoiced'), tone: 'success' as const };
    const href = expenseAddress({ organisationId: membership.organisationId, programmeId, id: expenseId });
    return { text: t('sheet.cost.link'), href, status: state, detail: cost.invoice === undefined ? undefined : t('expense.invoiceNamed', { number: cost.invoice.number }) };
  });
  return {
    ...table,
    columns: [...table.columns, { heading: t('sheet.column.cost') }],
    rows: table.rows.map((row, at) => ({ ...row, cells: [...row.cells, cells[at] ?? ''] })),
  };
}

/** What they have sent that no cost has yet. */
function ownFiles({ attachments, expenses, row }: LoadedProgramme, userId: string): ReadonlySet<string> {
  const used = new Set([row.grantLetterId, ...expenses.flatMap(({ attachmentIds }) => attachmentIds)]);
  return new Set(attachments.filter(({ id, uploadedBy }) => uploadedBy === userId && !used.has(id)).map(({ id }) => id));
}

function formOf(
  { membership, programmeId, language }: ProgrammeDesk, { loaded }: SheetGround, shown: SheetAttempt & { id: string | undefined },
): PageFormView {
  const t = translator(language);
  const { programme } = loaded;
  const { typed, faults, version, id } = shown;
  const { dayCap } = termsOf(programme.grant, programme.facts.startsOn);
  const groups = sheetGroups({
    typed, faults, activities: programme.activities, dayCap, matter: loaded, ownFiles: ownFiles(loaded, membership.userId),
    refusedUploads: shown.refusedUploads ?? {}, language,
  });
  return pageForm(groups, {
    action: programmeAddress(membership.organisationId, programmeId, `day-sheets/${id ?? 'new'}`), hasFiles: true, sending: sendingView(language),
    hidden: {
      form_key: randomUUID(), version: String(version), work_rows: String(typed.works.length), cost_rows: String(typed.costs.length),
    },
    submit: t('sheet.handIn'),
    otherSubmits: [
      { name: 'act', value: 'save', text: t('sheet.saveDraft') }, { name: 'act', value: 'more_work', text: t('sheet.moreWork') },
      { name: 'act', value: 'more_cost', text: t('sheet.moreCost') },
    ],
    cancel: { href: programmeAddress(membership.organisationId, programmeId, 'day-sheets'), text: t('form.cancel') },
  }, language);
}
