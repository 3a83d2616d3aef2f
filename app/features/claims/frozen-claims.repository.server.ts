import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { calendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import type { Membership } from '#app/domain/membership.ts';
import { fromOre, type Money } from '#app/domain/money.ts';

/** A claim with what approval froze of it. */
export interface ClaimWithPapers {
  readonly id: string;
  readonly programmeId: string;
  readonly number: number;
  readonly status: ClaimStatus;
  readonly preparedBy: string;
  /** ISO UTC. */
  readonly preparedAt: string;
  readonly approvedBy: string | undefined;
  /** ISO UTC. */
  readonly approvedAt: string | undefined;
  readonly submittedOn: CalendarDate | undefined;
  readonly receivedOn: CalendarDate | undefined;
  readonly received: Money | undefined;
  /** Undefined before approval. */
  readonly papers: FrozenPapers | undefined;
}

export interface FrozenPapers {
  readonly snapshotJson: string;
  readonly claimJson: string;
  readonly pdfSha256: string;
  readonly pdfBytes: number;
}

/** The claims of these ids that are the organisation's, by number. */
export async function listClaimsWithPapers(
  db: Kysely<Database>, membership: Membership, ids: readonly string[],
): Promise<ClaimWithPapers[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('claims')
    .innerJoin('users as preparer', 'preparer.id', 'claims.prepared_by').leftJoin('users as approver', 'approver.id', 'claims.approved_by')
    .select(['claims.id', 'claims.programme_id', 'claims.number', 'claims.status', 'preparer.name as prepared_by', 'claims.prepared_at',
      'approver.name as approved_by', 'claims.approved_at', 'claims.external_attestation', 'claims.submitted_on', 'claims.received_on', 'claims.received_ore',
      'claims.snapshot_json', 'claims.claim_json', 'claims.pdf_sha256', 'claims.pdf_bytes'])
    .where('claims.organisation_id', '=', membership.organisationId).where('claims.id', 'in', ids).orderBy('claims.number').execute();
  return rows.filter(({ programme_id }) => membership.reaches(programme_id)).map((row) => ({
    id: row.id, programmeId: row.programme_id, number: row.number, status: row.status,
    preparedBy: row.prepared_by, preparedAt: row.prepared_at,
    approvedBy: row.external_attestation ?? row.approved_by ?? undefined, approvedAt: row.approved_at ?? undefined,
    submittedOn: row.submitted_on === null ? undefined : calendarDate(row.submitted_on),
    receivedOn: row.received_on === null ? undefined : calendarDate(row.received_on),
    received: row.received_ore === null ? undefined : fromOre(row.received_ore),
    papers: papersOf(row),
  }));
}

/** By claim: the one it replaced. */
export async function listReplacedClaims(db: Kysely<Database>, membership: Membership): Promise<Map<string, string>> {
  const rows = await db.selectFrom('claims').select(['id', 'replaces_claim_id'])
    .where('organisation_id', '=', membership.organisationId).where('replaces_claim_id', 'is not', null).execute();
  return new Map(rows.flatMap(({ id, replaces_claim_id }) => (replaces_claim_id === null ? [] : [[id, replaces_claim_id]])));
}

interface PapersRow {
  readonly snapshot_json: string | null;
  readonly claim_json: string | null;
  readonly pdf_sha256: string | null;
  readonly pdf_bytes: number | null;
}

function papersOf({ snapshot_json, claim_json, pdf_sha256, pdf_bytes }: PapersRow): FrozenPapers | undefined {
  if (snapshot_json === null || claim_json === null || pdf_sha256 === null || pdf_bytes === null) return undefined;
  return { snapshotJson: snapshot_json, claimJson: claim_json, pdfSha256: pdf_sha256, pdfBytes: pdf_bytes };
}
