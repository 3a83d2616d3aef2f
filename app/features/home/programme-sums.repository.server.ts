import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import type { Membership } from '#app/domain/membership.ts';
import { fromOre, zero } from '#app/domain/money.ts';
import type { BegunClaim, ProgrammeSums } from './programme-sums.ts';

/** Of a programme without costs and claims. */
export const noSums: ProgrammeSums = { expenses: 0, cost: zero, claimed: zero, received: zero };
const attested: readonly ClaimStatus[] = ['approved', 'submitted', 'settled'];

/** SQLite gives a number, PostgreSQL a text, both nothing where every amount is missing. */
type StoredSum = number | string | null;

/** By programme, of those open to the member. Two statements, however many there are. */
export async function sumProgrammes(db: Kysely<Database>, membership: Membership): Promise<Map<string, ProgrammeSums>> {
  const { organisationId } = membership;
  const costs = await db.selectFrom('expenses')
    .select(({ fn }) => ['programme_id', fn.countAll<number | string>().as('expenses'), fn.sum<number | string>('amount_ore').as('cost')])
    .where('organisation_id', '=', organisationId).where('deleted_at', 'is', null).groupBy('programme_id').execute();
  const claims = await db.selectFrom('claims')
    .select(({ fn }) => ['programme_id', fn.sum<StoredSum>('refund_ore').as('claimed'), fn.sum<StoredSum>('received_ore').as('received')])
    .where('organisation_id', '=', organisationId).where('status', 'in', attested).groupBy('programme_id').execute();
  const sums = new Map<string, ProgrammeSums>();
  for (const { programme_id, expenses, cost } of costs) {
    sums.set(programme_id, { ...noSums, expenses: Number(expenses), cost: fromOre(cost) });
  }
  for (const { programme_id, claimed, received } of claims) {
    const found = sums.get(programme_id) ?? noSums;
    sums.set(programme_id, { ...found, claimed: fromOre(claimed ?? 0), received: fromOre(received ?? 0) });
  }
  return new Map([...sums].filter(([id]) => membership.reaches(id)));
}

const waitingStatuses = ['draft', 'in_review', 'approved', 'submitted'] as const;
const mostWaiting = 500;

/** Claims on their way with who began each, the oldest first. At most 500. */
export async function listWaitingClaims(db: Kysely<Database>, membership: Membership): Promise<BegunClaim[]> {
  const rows = await db.selectFrom('claims').select(['id', 'programme_id', 'number', 'status', 'prepared_by', 'returned_reason'])
    .where('organisation_id', '=', membership.organisationId).where('status', 'in', waitingStatuses).orderBy('number').limit(mostWaiting).execute();
  return rows.flatMap((row): BegunClaim[] => {
    const status = waitingStatuses.find((one) => one === row.status);
    if (status === undefined || !membership.reaches(row.programme_id)) return [];
    return [{
      id: row.id, programmeId: row.programme_id, number: row.number, status, preparedBy: row.prepared_by,
      returnedReason: row.returned_reason ?? undefined,
    }];
  });
}
