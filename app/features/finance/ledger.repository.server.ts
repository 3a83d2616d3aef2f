import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';

/** By expense, the deleted too: the account finance chose; null where the proposal stands. */
export async function listAccounts(
  db: Kysely<Database>, membership: Membership, programmeIds: readonly string[],
): Promise<Map<string, string | null>> {
  const open = programmeIds.filter((id) => membership.reaches(id));
  if (open.length === 0) return new Map();
  const rows = await db.selectFrom('expenses').select(['id', 'ledger_account'])
    .where('organisation_id', '=', membership.organisationId).where('programme_id', 'in', open).execute();
  return new Map(rows.map(({ id, ledger_account }) => [id, ledger_account]));
}

/** Writes the accounts of some of a programme's expenses. The expense's own version stays: an account is no part of what a claim says. */
export async function updateAccounts(
  db: Kysely<Database>, membership: Membership,
  { programmeId, accounts }: { programmeId: string; accounts: ReadonlyMap<string, string | null> },
): Promise<void> {
  if (!membership.reaches(programmeId)) return;
  for (const [id, account] of accounts) {
    await db.updateTable('expenses').set({ ledger_account: account })
      .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', programmeId).where('id', '=', id).execute();
  }
}
