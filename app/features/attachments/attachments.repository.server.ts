import type { Kysely, Selectable } from 'kysely';
import type { AttachmentTable, Database } from '#db/schema.ts';
import { unreadableCauses, type AttachmentState, type UnreadableCause } from '#app/domain/circumstances.ts';
import type { Membership } from '#app/domain/membership.ts';

/** A file of a programme: kept by its SHA-256, known by a name that is unique there. */
export interface StoredAttachment {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly mediaType: string;
  readonly state: AttachmentState;
  readonly uploadedBy: string;
  readonly uploadedAt: string;
}

/** The programme's files in the order they came. */
export async function listAttachments(db: Kysely<Database>, membership: Membership, programmeId: string): Promise<StoredAttachment[]> {
  if (!membership.reaches(programmeId)) return [];
  const rows = await db.selectFrom('attachments').selectAll()
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', programmeId).where('deleted_at', 'is', null)
    .orderBy('uploaded_at').orderBy('id').execute();
  return rows.map(fromRow);
}

export async function findAttachment(
  db: Kysely<Database>, membership: Membership, file: { programmeId: string; id: string },
): Promise<StoredAttachment | undefined> {
  if (!membership.reaches(file.programmeId)) return undefined;
  const row = await db.selectFrom('attachments').selectAll()
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', file.programmeId).where('id', '=', file.id)
    .where('deleted_at', 'is', null).executeTakeFirst();
  return row === undefined ? undefined : fromRow(row);
}

function fromRow(row: Selectable<AttachmentTable>): StoredAttachment {
  return {
    id: row.id, name: row.name, bytes: row.bytes, sha256: row.sha256, mediaType: row.media_type,
    uploadedBy: row.uploaded_by, uploadedAt: row.uploaded_at, state: stateOf(row),
  };
}

function stateOf(row: Selectable<AttachmentTable>): AttachmentState {
  if (row.pages !== null) return { isReadable: true, pages: row.pages, sha256: row.sha256 };
  return { isReadable: false, cause: causeNamed(row.unreadable_cause) };
}

function causeNamed(name: string | null): UnreadableCause {
  return unreadableCauses.find((cause) => cause === name) ?? 'damaged';
}
