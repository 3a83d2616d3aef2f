import type { Expense } from '#app/domain/expense.ts';
import { termsOf, type Terms } from '#app/domain/grant.ts';
import { minus, type Money } from '#app/domain/money.ts';
import { calculateRefund, type CalculatedLine } from '#app/domain/refund.ts';
import { attestedClaimOf } from './attested-claim.ts';
import type { ExpenseMatter } from './expense-matter.ts';

/** What one expense gives, among the others that are not in an attested claim. Kroner excl. VAT. */
export interface ExpenseEffect {
  readonly line: CalculatedLine;
  readonly terms: Terms;
  /** How much more comes back with it than without; less than its percentage when the grant runs out. */
  readonly gives: Money;
  /** True when the grant has no room for all that is open. */
  readonly isCeilingReached: boolean;
}

/** Works out what an expense gives if it stood in the programme as it is written here. */
export function effectOf(matter: Pick<ExpenseMatter, 'programme' | 'claimed' | 'earlier'>, draft: Expense): ExpenseEffect {
  const { programme, earlier } = matter;
  const terms = termsOf(programme.grant, programme.facts.startsOn);
  const open = programme.expenses.filter(({ id }) => attestedClaimOf(matter, id) === undefined);
  const isThere = open.some(({ id }) => id === draft.id);
  const withDraft = isThere ? open.map((expense) => (expense.id === draft.id ? draft : expense)) : [...open, draft];
  const calculation = calculateRefund(withDraft, terms, earlier);
  const without = calculateRefund(open.filter(({ id }) => id !== draft.id), terms, earlier);
  const line = calculation.lines.find(({ expense }) => expense.id === draft.id);
  if (line === undefined) throw new Error('The calculation lost a line');
  const { refund, calculated } = calculation.totals;
  return { line, terms, gives: minus(refund, without.totals.refund), isCeilingReached: refund.lt(calculated) };
}
