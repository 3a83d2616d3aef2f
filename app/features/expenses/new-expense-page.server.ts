import { randomUUID } from 'node:crypto';
import type { NoticeView } from '#app/components/notice.tsx';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Expense } from '#app/domain/expense.ts';
import type { Activity, Language } from '#app/domain/programme.ts';
import { heldWithoutInvoice } from '#app/features/programmes/held-without-invoice.ts';
import { loadProgramme, type LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { expenseAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { formatDay, formatPeriod } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ExpenseField, ExpenseTyped } from './expense-fields.ts';
import { readForFigures, typedFromExpense } from './expense-form.ts';
import { expenseFormView, type FormFaults } from './expense-form-view.ts';
import { expenseLabel } from './expense-labels.ts';
import { expensePageView, type ExpensePageView } from './expense-page-view.ts';
import { readerAt } from './expense-reader.server.ts';
import { expenseTyped } from './expense-typed.ts';
import type { StoredExpense } from './expenses.repository.server.ts';

/** What a new expense's form begins with. */
export interface FormStart {
  readonly typed: ExpenseTyped;
  readonly chosen: readonly string[];
  readonly likely?: readonly string[] | undefined;
  readonly faults: FormFaults;
  readonly notices: readonly NoticeView[];
}

/** The fields that go along to the next expense of an invoice. */
const keptFields: readonly ExpenseField[] = ['consultant', 'activity', 'invoiceNumber', 'invoiceIssuedOn', 'invoiceSupplier', 'paidOn'];

/** A form for a new expense: empty, or begun from an expense (`?copy=`, `?after=`), a file (`?file=`) or an activity (`?activity=`). */
export async function newExpensePage(desk: ProgrammeDesk): Promise<ExpensePageView> {
  const loaded = await loadProgramme(desk.database, desk.membership, desk.programmeId);
  return newExpenseForm(desk, loaded, startOf(desk, loaded));
}

/** The form as it stands after something was typed, or at first. */
export function newExpenseForm(desk: ProgrammeDesk, loaded: LoadedProgramme, start: FormStart): ExpensePageView {
  const { language, today } = desk;
  const t = translator(language);
  const reader = readerAt(desk);
  const read = readForFigures(start.typed, { today });
  return expensePageView(loaded, {
    title: t('expense.new.title'),
    lead: t('expense.new.lead'),
    notices: [...start.notices, ...noConsultants(desk, loaded)],
    form: expenseFormView({ matter: loaded, ...start, existing: undefined, formKey: randomUUID(), language }),
    effectOf: read && { ...read, id: 'new', attachments: [] },
  }, reader);
}

function startOf(desk: ProgrammeDesk, loaded: LoadedProgramme): FormStart {
  const { language, url: { searchParams: query } } = desk;
  const t = translator(language);
  const named = (name: string) => loaded.expenses.find(({ expense }) => expense.id === query.get(name));
  const copied = named('copy');
  if (copied !== undefined) {
    const text = t('expense.copied', { expense: expenseLabel(copied.expense, language) });
    return { typed: typedFromExpense(copied.expense, language), chosen: [], likely: copied.attachmentIds, faults: {}, notices: [{ tone: 'info', text }] };
  }
  const before = named('after');
  const file = loaded.attachments.find(({ id }) => id === query.get('file'));
  const chosen = file === undefined ? [] : [file.id];
  if (before === undefined) return { typed: emptyFields(loaded, desk), chosen, faults: {}, notices: [] };
  return { typed: keptFrom(before, desk), chosen, likely: before.attachmentIds, faults: {}, notices: [savedNotice(desk, before)] };
}

/** With one consultant there is nothing to choose; from an activity one comes to the fee of those of its days that lack one. */
function emptyFields({ consultants, programme }: LoadedProgramme, { url, language, today }: ProgrammeDesk): ExpenseTyped {
  const [only, ...others] = consultants.filter(({ isErased }) => isErased !== true);
  const activity = programme.activities.find(({ id }) => id === url.searchParams.get('activity'));
  const consultant = (others.length === 0 ? only?.consultant.id : undefined) ?? '';
  const given: Partial<ExpenseTyped> = activity === undefined
    ? { consultant }
    : { consultant, kind: 'fee', activity: activity.id, days: daysLacking(activity, programme.expenses, { today, language }) };
  return expenseTyped((field) => given[field] ?? '');
}

function daysLacking(
  activity: Activity, expenses: readonly Expense[], { today, language }: { readonly today: CalendarDate; readonly language: Language },
): string {
  const [held] = heldWithoutInvoice([activity], expenses, today);
  if (held === undefined || held.days.length === 0) return formatPeriod(activity.startsOn, activity.endsOn, language);
  return held.days.map((day) => formatDay(day, language)).join(', ');
}

function keptFrom({ expense }: StoredExpense, { language }: ProgrammeDesk): ExpenseTyped {
  const typed = typedFromExpense(expense, language);
  return expenseTyped((field) => (keptFields.includes(field) ? typed[field] : ''));
}

function savedNotice({ membership, programmeId, language }: ProgrammeDesk, { expense }: StoredExpense): NoticeView {
  const t = translator(language);
  return {
    tone: 'success', isDone: true, text: t('expense.done.after', { expense: expenseLabel(expense, language) }),
    link: { href: expenseAddress({ organisationId: membership.organisationId, programmeId, id: expense.id }), text: t('expense.done.show') },
  };
}

/** A programme without consultants can be logged to, but not claimed. */
function noConsultants({ membership, programmeId, language }: ProgrammeDesk, { consultants }: LoadedProgramme): NoticeView[] {
  if (consultants.some(({ isErased }) => isErased !== true)) return [];
  const t = translator(language);
  const href = programmeAddress(membership.organisationId, programmeId, 'consultants');
  const link = membership.may('programme.edit', programmeId) ? { href, text: t('expense.noConsultants.add') } : undefined;
  return [{ tone: 'warning', text: t('expense.noConsultants'), link }];
}
