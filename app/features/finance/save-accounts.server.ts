import { DomainError } from '#app/domain/errors.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { listExpenses } from '#app/features/expenses/expenses.repository.server.ts';
import type { AccountChange } from './ledger-form.ts';
import { updateAccounts } from './ledger.repository.server.ts';

export interface AccountsToSave {
  readonly programmeId: string;
  readonly changes: readonly AccountChange[];
  /** The page to go to. */
  readonly location: string;
}

/** What somebody else wrote meanwhile, by expense: null where they took an account away. */
export interface AccountConflict { readonly stored: ReadonlyMap<string, string | null> }

type Outcome = { readonly location: string } | { readonly refused: AccountConflict };

/**
 * Saves where some costs are posted. The programme's version stays: an account is finance's note beside the cost, no claim
 * becomes another by it. Only lines that were changed are written, so that two may work on different lines.
 */
export async function saveAccounts(change: Change, { programmeId, changes, location }: AccountsToSave): Promise<Outcome> {
  const { trx, membership } = change;
  const expenses = await listExpenses(trx, membership, programmeId);
  const known = new Map(expenses.map(({ expense, ledgerAccount }, index) => [
    expense.id, { number: index + 1, account: ledgerAccount ?? null },
  ]));
  const wanted = changes.filter(({ before, after }) => before !== after).map((each) => {
    const stored = known.get(each.expenseId);
    if (stored === undefined) throw new DomainError('not_found', `No expense ${each.expenseId}`);
    return { ...each, ...stored };
  });
  const conflicts = wanted.filter(({ before, after, account }) => account !== before && account !== after);
  if (conflicts.length > 0) return { refused: { stored: new Map(conflicts.map(({ expenseId, account }) => [expenseId, account])) } };
  const changed = wanted.filter(({ after, account }) => after !== account);
  if (changed.length === 0) return { location };
  await updateAccounts(trx, membership, { programmeId, accounts: new Map(changed.map(({ expenseId, after }) => [expenseId, after])) });
  await recordAudit(change, {
    action: 'programme.accounts_changed', subject: { kind: 'programme', id: programmeId }, programmeId,
    facts: { accounts: changed.map(({ number, account, after }) => `${number}: ${account ?? '–'} → ${after ?? '–'}`).join(' · ') },
  });
  return { location };
}
