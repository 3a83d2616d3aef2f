import { daysOf, netOf, type Expense } from '#app/domain/expense.ts';
import type { Activity, Consultant, Language, Programme } from '#app/domain/programme.ts';
import { formatAmount, formatDay, formatPeriod } from '#app/i18n/format.ts';
import { isTextKey, sentence, translator } from '#app/i18n/translate.ts';
import type { ExpenseField } from './expense-fields.ts';

/** An expense in a line, to be told from the others: `Honorar 20 000,00 · 10.02.2026 · faktura 1001`. */
export function expenseLabel(expense: Expense, language: Language): string {
  const t = translator(language);
  const days = daysOf(expense).toSorted();
  const [first] = days;
  const last = days.at(-1);
  const parts = [`${sentence(language, `kind.${expense.kind}`, {})} ${formatAmount(netOf(expense), language)}`];
  if (first !== undefined && last !== undefined) parts.push(formatPeriod(first, last, language));
  if (expense.invoice !== undefined) parts.push(t('expense.invoiceNamed', { number: expense.invoice.number }));
  else if (expense.description !== undefined) parts.push(expense.description);
  return parts.join(' · ');
}

/** `Ola Veileder, prosessveileder`. */
export function consultantLabel({ name, role }: Consultant, language: Language): string {
  return `${name}, ${sentence(language, `role.${role}`, {})}`;
}

/** `Fagsamling 1 (10.02.2026–11.02.2026)`: the days are what is needed to fill in the field above. */
export function activityLabel({ title, startsOn, endsOn }: Activity, language: Language): string {
  const days = startsOn === endsOn ? formatDay(startsOn, language) : formatPeriod(startsOn, endsOn, language);
  return `${title} (${days})`;
}

interface TypedText {
  readonly field: ExpenseField;
  readonly text: string;
  readonly programme: Programme;
  readonly language: Language;
}

/** What a field holds, as a person reads it: choices by their names. */
export function typedText({ field, text, programme, language }: TypedText): string {
  const consultant = programme.consultants.find(({ id }) => field === 'consultant' && id === text);
  if (consultant !== undefined) return consultantLabel(consultant, language);
  const activity = programme.activities.find(({ id }) => field === 'activity' && id === text);
  if (activity !== undefined) return activityLabel(activity, language);
  const credited = programme.expenses.find(({ id }) => field === 'creditOf' && id === text);
  if (credited !== undefined) return expenseLabel(credited, language);
  const key = `${field}.${text}`;
  return (field === 'kind' || field === 'reason') && isTextKey(key) ? sentence(language, key, {}) : text;
}
