import { proposeAccount } from '#app/domain/accounting.ts';
import { daysOf, type Expense } from '#app/domain/expense.ts';

/** KOSTRA's account for the cost, by its kind and its first day: a cost belongs to the year the work was done. */
export function proposedAccount(expense: Expense): string | undefined {
  const [first] = daysOf(expense).toSorted();
  return first === undefined ? undefined : proposeAccount(expense.kind, first);
}
