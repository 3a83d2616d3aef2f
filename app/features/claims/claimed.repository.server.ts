import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { attestedStatuses, type ClaimStatus } from '#app/domain/claim-status.ts';
import { dayKey } from '#app/domain/day-cap.ts';
import type { Membership } from '#app/domain/membership.ts';
import { fromOre, plus, sum, zero, type Money } from '#app/domain/money.ts';
import type { EarlierClaims } from '#app/domain/refund.ts';

/** The live claim an expense stands in. */
export interface ClaimOfExpense {
  readonly claimId: string;
  readonly number: number;
  readonly status: ClaimStatus;
}

/** By expense: the one live claim each stands in. */
export async function listClaimedExpenses(
  db: Kysely<Database>, membership: Membership, programmeId: string,
): Promise<Map<string, ClaimOfExpense>> {
  if (!membership.reaches(programmeId)) return new Map();
  const rows = await db.selectFrom('claim_lines as line')

    .innerJoin('claims', (join) => join.onRef('claims.id', '=', 'line.claim_id').onRef('claims.organisation_id', '=', 'line.organisation_id'))
    .select(['line.expense_id', 'claims.id', 'claims.number', 'claims.status'])
    .where('claims.organisation_id', '=', membership.organisationId).where('claims.programme_id', '=', programmeId).where('line.is_live', '=', 1)
    .execute();
  return new Map(rows.map(({ expense_id, id, number, status }) => [expense_id, { claimId: id, number, status }]));
}

/** What claims approved before have used: of this programme's grant, and of the day cap of its consultants in the whole organisation. */
export async function getEarlierClaims(
  db: Kysely<Database>, membership: Membership, programmeId: string,
): Promise<EarlierClaims & { readonly days: Map<string, Money> }> {
  // A consultant is shown no calculation, and what others used is not theirs to know.
  if (membership.ownOnly !== undefined) return { days: new Map(), refunded: zero };
  const refunds = await db.selectFrom('claims').select('refund_ore')
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', programmeId).where('status', 'in', attestedStatuses)
    .execute();
  const used = await db.selectFrom('claim_days as day')

    .innerJoin('programme_consultants as link', (join) => join.onRef('link.consultant_id', '=', 'day.consultant_id').onRef('link.organisation_id', '=', 'day.organisation_id'))
    .select(['day.consultant_id', 'day.on_day', 'day.amount_ore'])
    .where('day.organisation_id', '=', membership.organisationId).where('link.programme_id', '=', programmeId).where('day.is_live', '=', 1)
    .execute();
  const days = new Map<string, Money>();
  for (const { consultant_id, on_day, amount_ore } of used) {
    const key = dayKey(consultant_id, calendarDate(on_day));
    days.set(key, plus(days.get(key) ?? zero, fromOre(amount_ore)));
  }
  return { days, refunded: sum(refunds.map(({ refund_ore }) => (refund_ore === null ? zero : fromOre(refund_ore)))) };
}
