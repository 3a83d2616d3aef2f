import type { Kysely, Selectable, Updateable } from 'kysely';
import type { ClaimTable, Database } from '#db/schema.ts';
import { calendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Membership } from '#app/domain/membership.ts';
import { fromOre, type Money } from '#app/domain/money.ts';
import { listPreparers } from './claim-preparers.repository.server.ts';

/** A claim as stored. Amounts and files stand there from approval on, and never change afterwards. */
export interface StoredClaim {
  readonly id: string;
  readonly programmeId: string;
  readonly number: number;
  readonly status: ClaimStatus;
  readonly version: number;
  /** Who began it. */
  readonly preparedBy: string;
  /** All who began it, chose its lines or sent it: none of them may attest it. */
  readonly preparers: ReadonlySet<string>;
  readonly preparedAt: string;
  readonly contentSha256: string | undefined;
  readonly replaces: { readonly claimId: string; readonly reason: string } | undefined;
  readonly returnedReason: string | undefined;
  readonly approved: ApprovedClaim | undefined;
  readonly submittedOn: CalendarDate | undefined;
  readonly received: { readonly on: CalendarDate; readonly amount: Money; readonly differenceReason: string | undefined } | undefined;
  readonly withdrawnReason: string | undefined;
}

/** What approval froze. */
export interface ApprovedClaim {
  readonly by: string;
  readonly at: string;
  readonly externalAttestation: string | undefined;
  readonly cost: Money;
  readonly eligible: Money;
  readonly basis: Money;
  readonly refund: Money;
  readonly snapshotJson: string;
  readonly claimJson: string;
  readonly pdfSha256: string;
  readonly pdfBytes: number;
}

export async function getClaim(
  db: Kysely<Database>, membership: Membership, claim: { programmeId: string; id: string },
): Promise<StoredClaim> {
  const row = await db.selectFrom('claims').selectAll()
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', claim.programmeId).where('id', '=', claim.id)
    .executeTakeFirst();
  if (row === undefined || !membership.reaches(claim.programmeId)) throw new DomainError('not_found', `No claim ${claim.id}`);
  const claims = await listPreparers(db, membership, [{ id: row.id, preparedBy: row.prepared_by }]);
  return fromRow(row, claims.get(row.id) ?? new Set());
}

/** The ids of a claim's expenses, in its order. */
export async function listClaimExpenseIds(db: Kysely<Database>, membership: Membership, claimId: string): Promise<string[]> {
  const rows = await db.selectFrom('claim_lines').select('expense_id')
    .where('organisation_id', '=', membership.organisationId).where('claim_id', '=', claimId).orderBy('position').execute();
  return rows.map(({ expense_id }) => expense_id);
}

/** The organisation's next claim number; the caller holds the organisation's lock. */
export async function takeClaimNumber(db: Kysely<Database>, membership: Membership): Promise<number> {
  const row = await db.updateTable('organisations').set((set) => ({ last_claim_number: set('last_claim_number', '+', 1) }))
    .where('id', '=', membership.organisationId).returning('last_claim_number').executeTakeFirstOrThrow();
  return row.last_claim_number;
}

export interface NewClaim {
  readonly id: string;
  readonly programmeId: string;
  readonly number: number;
  readonly preparedAt: string;
  readonly replaces: StoredClaim['replaces'];
}

export async function insertClaim(db: Kysely<Database>, membership: Membership, claim: NewClaim): Promise<void> {
  await db.insertInto('claims').values({
    organisation_id: membership.organisationId, id: claim.id, programme_id: claim.programmeId, number: claim.number, status: 'draft', version: 1,
    prepared_by: membership.userId, prepared_at: claim.preparedAt, content_sha256: null,
    replaces_claim_id: claim.replaces?.claimId ?? null, replaces_reason: claim.replaces?.reason ?? null,
    returned_reason: null, approved_by: null, approved_at: null, external_attestation: null, submitted_on: null, submitted_by: null,
    received_on: null, received_ore: null, difference_reason: null, withdrawn_reason: null,
    cost_ore: null, eligible_ore: null, basis_ore: null, refund_ore: null, snapshot_json: null, claim_json: null,
    pdf_sha256: null, pdf_bytes: null,
  }).execute();
}

/**
 * Sets a claim's lines anew. An expense that stands in another live claim breaks the unique index: the last word, whatever
 * was checked before.
 */
export async function replaceClaimLines(
  db: Kysely<Database>, membership: Membership, claim: { id: string; expenseIds: readonly string[] },
): Promise<void> {
  await db.deleteFrom('claim_lines').where('organisation_id', '=', membership.organisationId).where('claim_id', '=', claim.id).execute();
  const rows = claim.expenseIds.map((expenseId, position) => ({
    organisation_id: membership.organisationId, claim_id: claim.id, expense_id: expenseId, position, is_live: 1 as const,
  }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) await db.insertInto('claim_lines').values(rows.slice(from, from + rowsAtOnce))
    .execute();
}

/** SQLite takes 32 766 values in a statement. */
const rowsAtOnce = 500;

export type ClaimColumns = Omit<Updateable<ClaimTable>, 'organisation_id' | 'id' | 'version'>;

/** Writes columns when the claim still has the version; false when somebody was first. */
export async function updateClaim(
  db: Kysely<Database>, membership: Membership, { id, version, columns }: { id: string; version: number; columns: ClaimColumns },
): Promise<boolean> {
  const result = await db.updateTable('claims').set({ ...columns, version: version + 1 })
    .where('organisation_id', '=', membership.organisationId).where('id', '=', id).where('version', '=', version).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** A draft that was thrown away leaves only its number unused and its entry in the audit trail. */
export async function deleteClaim(db: Kysely<Database>, membership: Membership, claimId: string): Promise<void> {
  await db.deleteFrom('claim_lines').where('organisation_id', '=', membership.organisationId).where('claim_id', '=', claimId).execute();
  await db.deleteFrom('claims').where('organisation_id', '=', membership.organisationId).where('id', '=', claimId).execute();
}

/** Fees of a consultant on a day, in øre. */
export interface UsedDay {
  readonly consultantId: string;
  readonly on: CalendarDate;
  readonly ore: bigint;
}

/** Notes what the claim's fees use of the day cap. */
export async function insertClaimDays(
  db: Kysely<Database>, membership: Membership, { claimId, days }: { claimId: string; days: readonly UsedDay[] },
): Promise<void> {
  const rows = days.map(({ consultantId, on, ore }) => ({
    organisation_id: membership.organisationId, claim_id: claimId, consultant_id: consultantId, on_day: on, amount_ore: ore,
    is_live: 1 as const,
  }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) await db.insertInto('claim_days').values(rows.slice(from, from + rowsAtOnce))
    .execute();
}

/** Gives a claim's expenses and days free again. */
export async function freeClaim(db: Kysely<Database>, membership: Membership, claimId: string): Promise<void> {
  await db.updateTable('claim_lines').set({ is_live: 0 }).where('organisation_id', '=', membership.organisationId).where('claim_id', '=', claimId)
    .execute();
  await db.updateTable('claim_days').set({ is_live: 0 }).where('organisation_id', '=', membership.organisationId).where('claim_id', '=', claimId)
    .execute();
}

function fromRow(row: Selectable<ClaimTable>, preparers: ReadonlySet<string>): StoredClaim {
  return {
    id: row.id, programmeId: row.programme_id, number: row.number, status: row.status, version: row.version,
    preparedBy: row.prepared_by, preparers, preparedAt: row.prepared_at, contentSha256: row.content_sha256 ?? undefined,
    replaces: row.replaces_claim_id === null ? undefined : { claimId: row.replaces_claim_id, reason: row.replaces_reason ?? '' },
    returnedReason: row.returned_reason ?? undefined,
    approved: approvedOf(row),
    submittedOn: row.submitted_on === null ? undefined : calendarDate(row.submitted_on),
    received: row.received_on === null || row.received_ore === null
      ? undefined
      : { on: calendarDate(row.received_on), amount: fromOre(row.received_ore), differenceReason: row.difference_reason ?? undefined },
    withdrawnReason: row.withdrawn_reason ?? undefined,
  };
}

function approvedOf(row: Selectable<ClaimTable>): ApprovedClaim | undefined {
  const { snapshot_json, claim_json, pdf_sha256, pdf_bytes, approved_by, approved_at } = row;
  if (snapshot_json === null || claim_json === null || pdf_sha256 === null || pdf_bytes === null
    || approved_by === null || approved_at === null) {
    return undefined;
  }
  return {
    by: approved_by, at: approved_at, externalAttestation: row.external_attestation ?? undefined,
    cost: fromOre(row.cost_ore ?? 0), eligible: fromOre(row.eligible_ore ?? 0), basis: fromOre(row.basis_ore ?? 0),
    refund: fromOre(row.refund_ore ?? 0),
    snapshotJson: snapshot_json, claimJson: claim_json, pdfSha256: pdf_sha256, pdfBytes: pdf_bytes,
  };
}
