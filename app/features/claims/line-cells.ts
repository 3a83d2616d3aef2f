import type { RichCellView } from '#app/components/table-cell.tsx';
import { daysOf, type Expense } from '#app/domain/expense.ts';
import type { Language, Programme } from '#app/domain/programme.ts';
import { formatPeriod } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';

/** What a cost is called in a claim's tables: what it was for; below it its kind, who and the invoice. */
export function lineCell(expense: Expense, { consultants }: Programme, language: Language): RichCellView & { text: string } {
  const t = translator(language);
  const kind = t(`kind.${expense.kind}`);
  const description = expense.description?.trim() ?? '';
  const consultant = consultants.find(({ id }) => id === expense.consultant)?.name;
  const invoice = expense.invoice === undefined ? undefined : t('claim.line.invoice', { number: expense.invoice.number, supplier: expense.invoice.supplier });
  const parts = [description === '' ? undefined : kind, consultant, invoice].filter((part) => part !== undefined);
  return { text: description === '' ? kind : description, detail: parts.length === 0 ? undefined : parts.join(' · ') };
}

/** The first and the last day of a cost, and how many when there are more. */
export function lineDays(expense: Expense, language: Language): string {
  const t = translator(language);
  const days = daysOf(expense).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return t('claim.line.noDay');
  const period = formatPeriod(first, last, language);
  return days.length < 3 ? period : t('claim.line.days', { period, count: days.length });
}
