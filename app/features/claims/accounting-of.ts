import type { AccountingString } from '#app/domain/accounting.ts';
import type { Expense } from '#app/domain/expense.ts';
import { proposedAccount } from '#app/features/finance/proposed-account.ts';
import type { LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';

/** Where an expense is posted: the programme's string, else the organisation's; the account of its own, else KOSTRA's. */
export function accountingOf({ row, organisation, expenses }: Pick<LoadedProgramme, 'row' | 'organisation' | 'expenses'>, expense: Expense): AccountingString {
  const stored = expenses.find((each) => each.expense.id === expense.id);
  const part = (name: 'responsibility' | 'function' | 'project') => (row.ledger[name] ?? organisation.ledger[name]) || undefined;
  return {
    responsibility: part('responsibility'), account: stored?.ledgerAccount ?? proposedAccount(expense), function: part('function'), project: part('project'),
  };
}
