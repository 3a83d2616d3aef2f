import type { Kysely, Selectable } from 'kysely';
import type { AttachmentTable, Database } from '#db/schema.ts';
import { unreadableCauses, type AttachmentState, type UnreadableCause } from '#app/domain/circumstances.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Membership } from '#app/domain/membership.ts';

/** A file of a programme: kept by its SHA-256, known by a name that is unique there. */
export interface StoredAttachment {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly mediaType: string;
  readonly state: AttachmentState;
  /** What its pages add to a claim's PDF, about; undefined when that was not counted. */
  readonly preparedBytes: number | undefined;
  readonly uploadedBy: string;
  readonly uploadedAt: string;
}

/** The programme's files in the order they came; of a consultant those that are open to them. */
export async function listAttachments(db: Kysely<Database>, membership: Membership, programmeId: string): Promise<StoredAttachment[]> {
  if (!membership.reaches(programmeId)) return [];
  const rows = await visible(db, membership, programmeId).where('deleted_at', 'is', null).orderBy('uploaded_at').orderBy('id').execute();
  return rows.map(fromRow);
}

export async function findAttachment(
  db: Kysely<Database>, membership: Membership, file: { programmeId: string; id: string },
): Promise<StoredAttachment | undefined> {
  const row = await ofFile(db, membership, file)?.where('deleted_at', 'is', null).executeTakeFirst();
  return row === undefined ? undefined : fromRow(row);
}

/** What a file holds, and what opening it showed. */
export type FileContent = Pick<StoredAttachment, 'bytes' | 'sha256' | 'mediaType' | 'state' | 'preparedBytes'>;

export interface NewAttachment extends FileContent {
  readonly id: string;
  readonly name: string;
}

interface NewAttachments {
  readonly programmeId: string;
  readonly now: string;
  readonly files: readonly NewAttachment[];
}

/** SQLite takes 32 766 values in a statement. */
const rowsAtOnce = 500;

/** Adds files to a programme. The bytes are on the disk already. */
export async function insertAttachments(
  db: Kysely<Database>, membership: Membership, { programmeId, now, files }: NewAttachments,
): Promise<void> {
  if (!membership.reaches(programmeId)) throw new DomainError('not_found', `No programme ${programmeId}`);
  const rows = files.map(({ id, name, ...content }) => ({
    organisation_id: membership.organisationId, programme_id: programmeId, id, name, ...toColumns(content),
    uploaded_by: membership.userId, uploaded_at: now,
  }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await db.insertInto('attachments').values(rows.slice(from, from + rowsAtOnce)).execute();
  }
}

/** A file that was taken away, to bring it back. */
export async function findDeletedAttachment(
  db: Kysely<Database>, membership: Membership, file: { programmeId: string; id: string },
): Promise<StoredAttachment | undefined> {
  const row = await ofFile(db, membership, file)?.where('deleted_at', 'is not', null).executeTakeFirst();
  return row === undefined ? undefined : fromRow(row);
}

/** Takes a file away, or brings it back under this name when `deletedAt` is null. */
export async function updateAttachment(
  db: Kysely<Database>, membership: Membership, file: { programmeId: string; id: string; name: string; deletedAt: string | null },
): Promise<void> {
  const result = await changeable(db, membership).set({ name: file.name, deleted_at: file.deletedAt })
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', file.programmeId).where('id', '=', file.id)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n || !membership.reaches(file.programmeId)) throw new DomainError('not_found', `No file ${file.id}`);
}

/** Puts other content in a file's place, as long as it holds what the content was made from; under a lock it does. */
export async function updateAttachmentContent(
  db: Kysely<Database>, membership: Membership, { programmeId, id, from, content }: NewContent,
): Promise<void> {
  const result = await changeable(db, membership).set(toColumns(content))
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', programmeId).where('id', '=', id)
    .where('sha256', '=', from).where('deleted_at', 'is', null).executeTakeFirst();
  if (result.numUpdatedRows !== 1n || !membership.reaches(programmeId)) throw new DomainError('not_found', `No file ${id}`);
}

/** A consultant changes what they sent themselves. */
function changeable(db: Kysely<Database>, { ownOnly }: Membership) {
  const every = db.updateTable('attachments');
  return ownOnly === undefined ? every : every.where('uploaded_by', '=', ownOnly.userId);
}

interface NewContent {
  readonly programmeId: string;
  readonly id: string;
  /** The SHA-256 it has. */
  readonly from: string;
  readonly content: FileContent;
}

function toColumns({ bytes, sha256, mediaType, state, preparedBytes }: FileContent) {
  return {
    sha256, bytes, media_type: mediaType, pages: state.isReadable ? state.pages : null,
    unreadable_cause: state.isReadable ? null : state.cause, prepared_bytes: preparedBytes ?? null,
  };
}

function ofFile(db: Kysely<Database>, membership: Membership, { programmeId, id }: { programmeId: string; id: string }) {
  if (!membership.reaches(programmeId)) return undefined;
  return visible(db, membership, programmeId).where('id', '=', id);
}

/**
 * Of a consultant: what they sent, the grant's letter, and the files of their own costs and day sheets, but none that also proves a
 * cost of somebody else's.
 */
function visible(db: Kysely<Database>, { organisationId, ownOnly }: Membership, programmeId: string) {
  const all = db.selectFrom('attachments').selectAll().where('organisation_id', '=', organisationId).where('programme_id', '=', programmeId);
  if (ownOnly === undefined) return all;
  const { userId, consultantId } = ownOnly;
  const links = db.selectFrom('expense_attachments as link')
    .innerJoin('expenses', (join) => join.onRef('expenses.id', '=', 'link.expense_id').onRef('expenses.organisation_id', '=', 'link.organisation_id'))
    .select('link.attachment_id').where('link.organisation_id', '=', organisationId).where('expenses.programme_id', '=', programmeId)
    .where('expenses.deleted_at', 'is', null);
  const own = links.where('expenses.consultant_id', '=', consultantId ?? '');
  const others = links.where((row) => row.or([row('expenses.consultant_id', 'is', null), row('expenses.consultant_id', '!=', consultantId ?? '')]))
    .where('expenses.created_by', '!=', userId);
  const inSheets = db.selectFrom('day_sheet_files as file')
    .innerJoin('day_sheets as sheet', (join) => join.onRef('sheet.id', '=', 'file.sheet_id').onRef('sheet.organisation_id', '=', 'file.organisation_id'))
    .select('file.attachment_id').where('file.organisation_id', '=', organisationId).where('sheet.programme_id', '=', programmeId)
    .where('sheet.consultant_id', '=', consultantId ?? '');
  const letter = db.selectFrom('programmes').select('grant_letter_id')
    .where('organisation_id', '=', organisationId).where('id', '=', programmeId).where('grant_letter_id', 'is not', null);
  return all.where((row) => row.or([
    row('uploaded_by', '=', userId), row('id', 'in', letter), row.and([row.or([row('id', 'in', own), row('id', 'in', inSheets)]), row('id', 'not in', others)]),
  ]));
}

function fromRow(row: Selectable<AttachmentTable>): StoredAttachment {
  return {
    id: row.id, name: row.name, bytes: row.bytes, sha256: row.sha256, mediaType: row.media_type,
    uploadedBy: row.uploaded_by, uploadedAt: row.uploaded_at, state: stateOf(row),
    preparedBytes: row.prepared_bytes ?? undefined,
  };
}

function stateOf(row: Selectable<AttachmentTable>): AttachmentState {
  if (row.pages !== null) return { isReadable: true, pages: row.pages, sha256: row.sha256 };
  return { isReadable: false, cause: causeNamed(row.unreadable_cause) };
}

function causeNamed(name: string | null): UnreadableCause {
  return unreadableCauses.find((cause) => cause === name) ?? 'damaged';
}
