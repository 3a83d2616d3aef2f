import { expenseKinds, type Expense } from '#app/domain/expense.ts';
import { plus, sum, zero, type Money } from '#app/domain/money.ts';

/** What a month cost; `month` is `2026-02`. Kroner excl. VAT. */
export interface MonthCost {
  readonly month: string;
  readonly kinds: Readonly<Record<Expense['kind'], Money>>;
  readonly total: Money;
}

/** More than any programme lasts: a year typed wrong must not make a thousand rows. */
const mostMonths = 48;
const nothing: MonthCost['kinds'] = { fee: zero, travel: zero, accommodation: zero, not_refundable: zero };

/**
 * Costs by the month they were incurred in, a fee by its service days. Months between the first and the last are there though
 * empty, unless they are very many.
 */
export function costByMonth(expenses: readonly Expense[]): MonthCost[] {
  const byMonth = new Map<string, MonthCost['kinds']>();
  for (const { kind, on, amount } of expenses.flatMap(partsOf)) {
    const month = on.slice(0, 7);
    const kinds = byMonth.get(month) ?? nothing;
    byMonth.set(month, { ...kinds, [kind]: plus(kinds[kind], amount) });
  }
  return monthsOf([...byMonth.keys()].sort()).map((month) => {
    const kinds = byMonth.get(month) ?? nothing;
    return { month, kinds, total: sum(expenseKinds.map((kind) => kinds[kind])) };
  });
}

function partsOf(expense: Expense) {
  const { kind } = expense;
  return expense.kind === 'fee' ? expense.days.map((day) => ({ kind, ...day })) : [{ kind, on: expense.incurredOn, amount: expense.amount }];
}

function monthsOf(found: readonly string[]): readonly string[] {
  const [first = '', last = ''] = [found[0], found.at(-1)];
  const from = monthNumber(first);
  const count = monthNumber(last) - from + 1;
  if (found.length === 0 || count > mostMonths) return found;
  return Array.from({ length: count }, (_, index) => monthText(from + index));
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthText(number: number): string {
  return `${Math.floor(number / 12)}-${String(number % 12 + 1).padStart(2, '0')}`;
}
