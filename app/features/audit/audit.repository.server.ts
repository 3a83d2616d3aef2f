import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { AuditEntryTable, Database } from '#db/schema.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { AuditEntry, AuditHead } from './audit-entry.ts';
import type { AuditSubject } from './record-audit.server.ts';

export interface AuditPlace {
  /** All of the organisation's when undefined. */
  readonly programmeId?: string | undefined;
  readonly subject?: { readonly kind: AuditSubject; readonly id: string } | undefined;
  /** Only entries before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** What happened, the latest first. */
export async function listAudit(db: Kysely<Database>, membership: Membership, place: AuditPlace): Promise<AuditEntry[]> {
  const { programmeId, subject, before, limit } = place;
  const isOpen = programmeId === undefined ? membership.onlyProgrammes === undefined : membership.reaches(programmeId);
  if (!isOpen) throw new DomainError('not_found', 'Not the history of the member');
  let query = db.selectFrom('audit_entries').selectAll().where('organisation_id', '=', membership.organisationId);
  if (programmeId !== undefined) query = query.where('programme_id', '=', programmeId);
  if (subject !== undefined) query = query.where('subject_id', '=', subject.id).where('subject_kind', '=', subject.kind);
  if (before !== undefined) query = query.where('sequence', '<', before);
  const rows = await query.orderBy('sequence', 'desc').limit(limit).execute();
  return rows.map(fromRow);
}

/** A stretch of the trail as it is stored, in the order it was written: for checking its seals. */
export async function listAuditRows(
  db: Kysely<Database>, { organisationId }: Membership, { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<Selectable<AuditEntryTable>[]> {
  return db.selectFrom('audit_entries').selectAll().where('organisation_id', '=', organisationId).where('sequence', '>', after)
    .where('sequence', '<=', upTo).orderBy('sequence').limit(limit).execute();
}

export async function getAuditHead(db: Kysely<Database>, { organisationId }: Membership): Promise<AuditHead> {
  const row = await db.selectFrom('organisations').select(['audit_sequence', 'audit_hash'])
    .where('id', '=', organisationId).executeTakeFirstOrThrow();
  return { sequence: row.audit_sequence, hash: row.audit_hash };
}

const change = z.object({ from: z.string().nullable(), to: z.string().nullable() });
const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.null(), change]));

function fromRow(row: Selectable<AuditEntryTable>): AuditEntry {
  return {
    sequence: row.sequence, at: row.at, actorName: row.actor_name, action: row.action,
    subject: { kind: row.subject_kind, id: row.subject_id }, programmeId: row.programme_id ?? undefined,
    facts: factsSchema.parse(JSON.parse(row.facts_json)),
  };
}
