import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import type { Membership } from '#app/domain/membership.ts';
import { fromOre, minus, zero, type Money } from '#app/domain/money.ts';
import type { ClaimSelection } from '#app/features/finance/claim-selection.ts';
import type { ClaimSums, ListedClaim } from './listed-claim.ts';

export interface ClaimPlace {
  readonly selection: ClaimSelection;
  /** Only claims with a lower number, or only those with a higher one. */
  readonly below?: number | undefined;
  readonly above?: number | undefined;
  readonly limit: number;
}

/** Some of the organisation's claims, the newest first, from a place in the list. */
export async function listClaimsOfOrganisation(db: Kysely<Database>, membership: Membership, place: ClaimPlace): Promise<ListedClaim[]> {
  const { selection, below, above, limit } = place;
  const isUpwards = above !== undefined;
  let query = selected(db, membership, selection)
    .innerJoin('programmes', (join) => join.onRef('programmes.id', '=', 'claims.programme_id').onRef('programmes.organisation_id', '=', 'claims.organisation_id'))
    .select(['claims.id', 'claims.programme_id', 'programmes.name', 'claims.number', 'claims.status', 'claims.prepared_at', 'claims.approved_at',
      'claims.submitted_on', 'claims.received_on', 'claims.refund_ore', 'claims.received_ore', 'claims.pdf_sha256'])
    .orderBy('claims.number', isUpwards ? 'asc' : 'desc').limit(limit);
  if (below !== undefined) query = query.where('claims.number', '<', below);
  if (above !== undefined) query = query.where('claims.number', '>', above);
  const rows = await query.execute();
  const claims = rows.map((row): ListedClaim => ({
    id: row.id, programmeId: row.programme_id, programmeName: row.name, number: row.number, status: row.status,
    preparedAt: row.prepared_at, approvedAt: row.approved_at ?? undefined,
    submittedOn: row.submitted_on === null ? undefined : calendarDate(row.submitted_on),
    receivedOn: row.received_on === null ? undefined : calendarDate(row.received_on),
    refund: row.refund_ore === null ? undefined : fromOre(row.refund_ore),
    received: row.received_ore === null ? undefined : fromOre(row.received_ore),
    isFrozen: row.pdf_sha256 !== null,
  }));
  return isUpwards ? claims.toReversed() : claims;
}

const awaited: readonly ClaimStatus[] = ['approved', 'submitted'];
const counted: readonly ClaimStatus[] = [...awaited, 'settled'];

export async function sumClaims(db: Kysely<Database>, membership: Membership, selection: ClaimSelection): Promise<ClaimSums> {
  const row = await selected(db, membership, selection).select((all) => [
    all.fn.countAll().as('claims'),
    all.fn.count('claims.pdf_sha256').filterWhere('claims.status', 'in', selection.statuses ?? counted).as('frozen'),
    all.fn.sum('claims.refund_ore').filterWhere('claims.status', 'in', counted).as('refund'),
    all.fn.sum('claims.refund_ore').filterWhere('claims.status', 'in', awaited).as('outstanding'),
    all.fn.sum('claims.refund_ore').filterWhere('claims.status', '=', 'settled').as('settled'),
    all.fn.sum('claims.received_ore').filterWhere('claims.status', '=', 'settled').as('received'),
  ]).executeTakeFirstOrThrow();
  const received = kroner(row.received);
  return {
    claims: Number(row.claims), frozen: Number(row.frozen), refund: kroner(row.refund), received,
    difference: minus(received, kroner(row.settled)), outstanding: kroner(row.outstanding),
  };
}

/** The ids of the selected claims that have a document, by number: withdrawn and replaced ones only where they were asked for. */
export async function listFrozenClaimIds(
  db: Kysely<Database>, membership: Membership, { selection, limit }: { selection: ClaimSelection; limit: number },
): Promise<string[]> {
  const rows = await selected(db, membership, selection).select('claims.id').where('claims.pdf_sha256', 'is not', null)
    .where('claims.status', 'in', selection.statuses ?? counted).orderBy('claims.number').limit(limit).execute();
  return rows.map(({ id }) => id);
}

/** The instants of the organisation's first and last claim; undefined before there is one. */
export async function findClaimSpan(
  db: Kysely<Database>, { organisationId }: Membership,
): Promise<{ first: string; last: string } | undefined> {
  const { first, last } = await db.selectFrom('claims')
    .select((all) => [all.fn.min('prepared_at').as('first'), all.fn.max('prepared_at').as('last')])
    .where('organisation_id', '=', organisationId).executeTakeFirstOrThrow();
  // The smallest of nothing is null, which the types do not say.
  const [from, to]: (string | null)[] = [first, last];
  return from === null || to === null || from === undefined || to === undefined ? undefined : { first: from, last: to };
}

function selected(db: Kysely<Database>, { organisationId, onlyProgrammes }: Membership, selection: ClaimSelection) {
  const { statuses, programmeId, prepared, matching } = selection;
  let query = db.selectFrom('claims').where('claims.organisation_id', '=', organisationId);
  if (onlyProgrammes !== undefined) query = query.where('claims.programme_id', 'in', [...onlyProgrammes, '']);
  if (statuses !== undefined) query = query.where('claims.status', 'in', statuses);
  if (programmeId !== undefined) query = query.where('claims.programme_id', '=', programmeId);
  if (prepared !== undefined) query = query.where('claims.prepared_at', '>=', prepared.from).where('claims.prepared_at', '<', prepared.before);
  if (matching === undefined) return query;
  return query.where((row) => row.or([
    row('claims.number', '=', matching.number ?? -1),
    // A list that is never empty, which SQL would not take.
    row('claims.programme_id', 'in', [...matching.programmeIds, '']),
  ]));
}

/** A sum of nothing is null; PostgreSQL gives sums as text. */
function kroner(ore: number | string | bigint | null): Money {
  return ore === null ? zero : fromOre(ore);
}
