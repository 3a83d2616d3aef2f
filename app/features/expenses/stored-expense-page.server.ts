import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import { DomainError } from '#app/domain/errors.ts';
import { unlockViews, type UnlockError, type UnlockView } from '#app/features/attachments/unlock-view.ts';
import { listSheetOrigins } from '#app/features/day-sheets/day-sheets.repository.server.ts';
import { loadProgramme, type LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { daySheetAddress, expenseAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { attestedClaimOf } from './attested-claim.ts';
import { expenseFactsView } from './expense-facts-view.ts';
import type { ExpenseTyped } from './expense-fields.ts';
import { readForFigures, typedFromExpense } from './expense-form.ts';
import { expenseFormView, type FormFaults } from './expense-form-view.ts';
import { expenseLabel } from './expense-labels.ts';
import { expensePageView, onwardLinks, removeButton, restoreButton, type ExpensePageView } from './expense-page-view.ts';
import { expenseWarnings } from './expense-warnings.ts';
import { readerAt } from './expense-reader.server.ts';
import { findDeletedExpense, type StoredExpense } from './expenses.repository.server.ts';
import { parkView } from './park-view.ts';

/** What a stored expense's form holds when it is not what is stored. */
interface FormChange {
  readonly typed: ExpenseTyped;
  readonly chosen: readonly string[];
  readonly faults: FormFaults;
  readonly version: number;
  readonly submit?: string | undefined;
}

/** What else the page says. */
export interface PageExtras {
  readonly notices?: readonly NoticeView[];
  readonly differences?: ExpensePageView['differences'];
  readonly change?: FormChange | undefined;
  /** Why a file of it is still locked. */
  readonly unlock?: UnlockError | undefined;
  readonly park?: { readonly typed: string; readonly error: string } | undefined;
}

const doneCodes = ['created', 'changed', 'restored', 'parked', 'unparked', 'unlocked'] as const;

/** A stored expense: its form, or its facts where it may not be changed, or the way back when it was deleted. */
export async function storedExpensePage(desk: ProgrammeDesk, id: string, extras: PageExtras = {}): Promise<ExpensePageView> {
  const loaded = await loadProgramme(desk.database, desk.membership, desk.programmeId);
  const stored = loaded.expenses.find(({ expense }) => expense.id === id);
  if (stored === undefined) return deletedExpensePage(desk, loaded, { id, ...extras });
  const done = doneCodes.find((code) => code === desk.url.searchParams.get('done'));
  const notices: NoticeView[] = done === undefined ? [] : [{ tone: 'success', isDone: true, text: translator(desk.language)(`expense.done.${done}`) }];
  const origin = await originNotice(desk, id);
  return storedExpense(desk, { loaded, stored }, { ...extras, notices: [...extras.notices ?? notices, ...origin] });
}

/** A cost that came by a day sheet says so, and leads there. */
async function originNotice({ database, membership, programmeId, language }: ProgrammeDesk, id: string): Promise<NoticeView[]> {
  const sheet = (await listSheetOrigins(database, membership, programmeId)).get(id);
  if (sheet === undefined) return [];
  const t = translator(language);
  const href = daySheetAddress({ organisationId: membership.organisationId, programmeId, id: sheet });
  return [{ tone: 'info', text: t('sheet.origin.text'), link: { href, text: t('sheet.decide.toSheet') } }];
}

interface Found {
  readonly loaded: LoadedProgramme;
  readonly stored: StoredExpense;
}

function storedExpense(desk: ProgrammeDesk, { loaded, stored }: Found, extras: PageExtras): ExpensePageView {
  const { language, membership, programmeId } = desk;
  const claim = attestedClaimOf(loaded, stored.expense.id);
  if (claim !== undefined) {
    return readOnlyPage(desk, { loaded, stored }, { ...extras, notices: [...extras.notices ?? [], lockedNotice(claim.number, desk)] });
  }
  if (!membership.may('expense.edit', programmeId)) return readOnlyPage(desk, { loaded, stored }, extras);
  const { expense, attachmentIds, version } = stored;
  const change = extras.change ?? { typed: typedFromExpense(expense, language), chosen: attachmentIds, faults: {}, version };
  const read = readForFigures(change.typed, desk);
  const existing = { id: expense.id, version: change.version };
  const shown = read && { ...read, id: expense.id, attachments: [] };
  return expensePageView(loaded, {
    title: expenseLabel(expense, language),
    actions: onwardLinks(loaded, expense.id, readerAt(desk)),
    notices: [...extras.notices ?? [], ...warningsOf(desk, { loaded, stored })],
    differences: extras.differences,
    unlocks: unlocksOf(desk, { loaded, stored }, extras),
    form: expenseFormView({ matter: loaded, ...change, existing, formKey: randomUUID(), language }),
    effectOf: shown,
    park: parkView({ matter: loaded, expenseId: expense.id, formKey: randomUUID(), ...extras.park, language }),
    remove: removeButton(loaded, expense.id, { formKey: randomUUID(), language }),
  }, readerAt(desk));
}

/** None while something is typed that is not saved: another form sent would lose it. */
function unlocksOf({ language }: ProgrammeDesk, { loaded, stored }: Found, { change, unlock }: PageExtras): UnlockView[] {
  if (change !== undefined) return [];
  return unlockViews({
    files: loaded.attachments.filter(({ id }) => stored.attachmentIds.includes(id)),
    action: expenseAddress({ organisationId: loaded.organisation.id, programmeId: loaded.id, id: stored.expense.id }),
    error: unlock, newFormKey: randomUUID, language,
  });
}

function warningsOf(desk: ProgrammeDesk, { loaded, stored }: Found): NoticeView[] {
  return expenseWarnings(loaded, stored.expense.id, { ...readerAt(desk), today: desk.today });
}

function readOnlyPage(desk: ProgrammeDesk, { loaded, stored }: Found, extras: PageExtras): ExpensePageView {
  const { language } = desk;
  const isAttested = attestedClaimOf(loaded, stored.expense.id) !== undefined;
  return expensePageView(loaded, {
    title: expenseLabel(stored.expense, language),
    actions: onwardLinks(loaded, stored.expense.id, readerAt(desk)),
    notices: [...extras.notices ?? [], ...(isAttested ? [] : warningsOf(desk, { loaded, stored }))],
    differences: extras.differences,
    facts: expenseFactsView(loaded, stored, language),
    // What an attested claim gives stands in the claim.
    effectOf: isAttested ? null : stored.expense,
  }, readerAt(desk));
}

/** A deleted expense keeps its page, so that the deletion can be taken back at any time. */
async function deletedExpensePage(desk: ProgrammeDesk, loaded: LoadedProgramme, { id, notices = [] }: PageExtras & { id: string }) {
  const { database, membership, programmeId, language } = desk;
  const stored = await findDeletedExpense(database, membership, { programmeId, id });
  if (stored === undefined) throw new DomainError('not_found', `No expense ${id}`);
  const t = translator(language);
  const button = membership.may('expense.edit', programmeId) ? restoreButton(loaded, id, { formKey: randomUUID(), language }) : undefined;
  const deleted: NoticeView = {
    tone: 'info', isDone: true, heading: t('expense.done.deleted'), text: t('expense.deleted.text'), button,
    link: { href: programmeAddress(membership.organisationId, programmeId), text: t('expense.toProgramme') },
  };
  return expensePageView(loaded, {
    title: expenseLabel(stored.expense, language),
    notices: [...notices, deleted],
    facts: expenseFactsView(loaded, stored, language),
    effectOf: null,
  }, readerAt(desk));
}

function lockedNotice(number: number, { language }: ProgrammeDesk): NoticeView {
  const t = translator(language);
  return { tone: 'info', heading: t('expense.locked.heading'), text: t('expense.locked.text', { number }) };
}
