import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { ClaimTable, Database } from '#db/schema.ts';
import { calendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import type { Membership } from '#app/domain/membership.ts';
import { fromOre, money, zero, type Money } from '#app/domain/money.ts';

/** What one expense gave in a claim. */
export interface ClaimedLine {
  readonly basis: Money;
  readonly refund: Money;
}

/** What approval froze of a claim's figures; kroner excl. VAT. */
export interface FrozenFigures {
  readonly cost: Money;
  readonly eligible: Money;
  readonly basis: Money;
  /** The percentage of the basis, before the grant's ceiling. */
  readonly calculated: Money;
  readonly refund: Money;
  /** By expense. */
  readonly lines: ReadonlyMap<string, ClaimedLine>;
}

/** A claim with its figures and how far it has come. */
export interface ClaimFigures {
  readonly id: string;
  readonly number: number;
  readonly status: ClaimStatus;
  /** Undefined until the claim is approved; they stay when it is withdrawn. */
  readonly frozen: FrozenFigures | undefined;
  readonly submittedOn: CalendarDate | undefined;
  readonly received: { readonly on: CalendarDate; readonly amount: Money } | undefined;
}

const columns = [
  'id', 'number', 'status', 'cost_ore', 'eligible_ore', 'basis_ore', 'refund_ore', 'claim_json', 'submitted_on', 'received_on', 'received_ore',
] as const;
type FiguresRow = Pick<Selectable<ClaimTable>, (typeof columns)[number]>;
const mostClaims = 1_000;

/** What an overview needs of a stored `claim.json`. */
const frozenJson = z.object({
  totals: z.object({ calculated: z.string() }),
  lines: z.array(z.object({ expense: z.string(), basis: z.string(), refund: z.string() })),
});

/** The programme's claims, the newest first; none of a consultant, whose costs are some of them only. At most 1 000. */
export async function listClaimFigures(db: Kysely<Database>, membership: Membership, programmeId: string): Promise<ClaimFigures[]> {
  if (!membership.reaches(programmeId) || membership.ownOnly !== undefined) return [];
  const rows = await db.selectFrom('claims').select(columns)
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', programmeId)
    .orderBy('number', 'desc').limit(mostClaims).execute();
  return rows.map((row) => ({
    id: row.id, number: row.number, status: row.status, frozen: frozenOf(row), received: receivedOf(row),
    submittedOn: row.submitted_on === null ? undefined : calendarDate(row.submitted_on),
  }));
}

function receivedOf({ received_on, received_ore }: FiguresRow): ClaimFigures['received'] {
  if (received_on === null || received_ore === null) return undefined;
  return { on: calendarDate(received_on), amount: fromOre(received_ore) };
}

function frozenOf(row: FiguresRow): FrozenFigures | undefined {
  if (row.claim_json === null) return undefined;
  const { totals, lines } = frozenJson.parse(JSON.parse(row.claim_json));
  const kroner = (ore: number | string | null) => (ore === null ? zero : fromOre(ore));
  return {
    cost: kroner(row.cost_ore), eligible: kroner(row.eligible_ore), basis: kroner(row.basis_ore), refund: kroner(row.refund_ore),
    calculated: money(totals.calculated),
    lines: new Map(lines.map(({ expense, basis, refund }) => [expense, { basis: money(basis), refund: money(refund) }])),
  };
}
