import { createHash } from 'node:crypto';
import type { AuditEntryTable } from '#db/schema.ts';
import type { Change } from './change.server.ts';

export const auditSubjects = [
  'organisation', 'person', 'programme', 'consultant', 'activity', 'expense', 'attachment', 'claim', 'day_sheet', 'invitation', 'mail',
] as const;
export type AuditSubject = (typeof auditSubjects)[number];

/** A fact as the entry keeps it: text, whole numbers, or what a field was and became. */
export type AuditFacts = Readonly<Record<string, string | number | null | { readonly from: string | null; readonly to: string | null }>>;

export interface AuditEvent {
  /** `expense.changed`; told in words by `audit.action.<action>`. */
  readonly action: string;
  readonly subject: { readonly kind: AuditSubject; readonly id: string };
  readonly programmeId?: string;
  readonly facts?: AuditFacts;
}

type Row = AuditEntryTable;

/** Appends to the organisation's audit trail, in the transaction of the change it tells of. Each entry seals the one before. */
export async function recordAudit(change: Change, event: AuditEvent): Promise<void> {
  const { trx, membership, now, actorName, requestId } = change;
  const head = await trx.selectFrom('organisations').select(['audit_sequence', 'audit_hash'])
    .where('id', '=', membership.organisationId).executeTakeFirstOrThrow();
  const entry = {
    organisation_id: membership.organisationId,
    sequence: head.audit_sequence + 1,
    at: now,
    actor_id: membership.userId,
    actor_name: actorName,
    action: event.action,
    subject_kind: event.subject.kind,
    subject_id: event.subject.id,
    programme_id: event.programmeId ?? null,
    facts_json: JSON.stringify(event.facts ?? {}),
    request_id: requestId,
    previous_hash: head.audit_hash,
  };
  const hash = auditHash(entry);
  await trx.insertInto('audit_entries').values({ ...entry, hash }).execute();
  await trx.updateTable('organisations').set({ audit_sequence: entry.sequence, audit_hash: hash }).where('id', '=', membership.organisationId).execute();
}

/** The seal of an entry: SHA-256 of all it says, the seal before included. */
export function auditHash(entry: Omit<Row, 'hash'>): string {
  const said = [
    entry.organisation_id, entry.sequence, entry.at, entry.actor_id, entry.actor_name, entry.action, entry.subject_kind, entry.subject_id,
    entry.programme_id, entry.facts_json, entry.request_id, entry.previous_hash,
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
