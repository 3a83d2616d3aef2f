import { isRefundable } from '#app/domain/expense.ts';
import type { LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';

/**
 * The numbers of credit notes that no claim has and that lower a line among these: without them the claim would ask for what the
 * supplier has paid back.
 */
export function creditsLeftOut({ programme, claimed }: Pick<LoadedProgramme, 'programme' | 'claimed'>, expenseIds: ReadonlySet<string>): number[] {
  return programme.expenses.flatMap((expense, index) => {
    const isFree = !expenseIds.has(expense.id) && !claimed.has(expense.id);
    const isOfLine = expense.creditOf !== undefined && expenseIds.has(expense.creditOf);
    return isFree && isOfLine && isRefundable(expense) ? [index + 1] : [];
  });
}
