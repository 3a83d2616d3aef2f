import type { FileContent } from './attachments.repository.server.ts';
import type { Tell } from '#app/features/progress/progress.ts';
import { safeFileName } from './file-name.ts';
import type { FileStore } from './file-store.server.ts';
import type { OpenFile } from './reading/open-file.ts';
import { mostUploadBytes, uploadKind, type UploadRefusal } from './upload-kind.ts';

/** A file that is on the disk for good and was opened: its row may be written. */
export interface PreparedUpload extends FileContent {
  readonly name: string;
}

export interface RefusedUpload {
  readonly name: string;
  readonly cause: UploadRefusal;
}

export interface Uploads {
  readonly prepared: readonly PreparedUpload[];
  readonly refused: readonly RefusedUpload[];
}

export interface UploadPlace {
  readonly store: FileStore;
  readonly openFile: OpenFile;
  readonly organisationId: string;
  /** How many bytes more the organisation may keep; no limit when undefined. */
  readonly roomBytes?: number | undefined;
  /** The person has sent far more files lately than anybody needs to. */
  readonly isTooOften?: boolean;
  readonly tell?: Tell | undefined;
}

/**
 * Keeps what may be kept of the files a person sent, one at a time, and tells why the others were turned away. No row is written:
 * a file without one is never seen, a row without a file would be a lie.
 */
export async function prepareUploads(files: readonly File[], place: UploadPlace): Promise<Uploads> {
  const prepared: PreparedUpload[] = [];
  const refused: RefusedUpload[] = [];
  let roomBytes = place.roomBytes ?? Infinity;
  for (const [done, file] of files.entries()) {
    place.tell?.({ stage: 'opening', done, total: files.length });
    const upload = await prepareUpload(file, { ...place, roomBytes });
    if ('cause' in upload) {
      refused.push(upload);
    } else {
      prepared.push(upload);
      roomBytes -= upload.bytes;
    }
  }
  return { prepared, refused };
}

async function prepareUpload(file: File, place: UploadPlace): Promise<PreparedUpload | RefusedUpload> {
  const { store, organisationId, openFile, roomBytes = Infinity, isTooOften = false } = place;
  const name = safeFileName(file.name);
  if (isTooOften) return { name, cause: 'too_often' };
  if (file.size > mostUploadBytes) return { name, cause: 'too_large' };
  if (file.size > roomBytes) return { name, cause: 'quota' };
  const bytes = Buffer.from(await file.arrayBuffer());
  const kind = uploadKind(bytes);
  if ('refused' in kind) return { name, cause: kind.refused };
  return { name, ...await keepContent({ bytes, mediaType: kind.mediaType }, { store, organisationId, openFile }) };
}

/** Keeps bytes and opens them, for a row that is to be written. */
export async function keepContent(
  { bytes, mediaType }: { readonly bytes: Buffer; readonly mediaType: string }, { store, organisationId, openFile }: UploadPlace,
): Promise<FileContent> {
  const sha256 = await store.put(organisationId, bytes);
  const file = { sha256, bytes: bytes.length, mediaType };
  const opened = await openFile(bytes, { organisationId });
  if ('unreadable' in opened) return { ...file, state: { isReadable: false, cause: opened.unreadable }, preparedBytes: undefined };
  return { ...file, state: { isReadable: true, pages: opened.pages.length, sha256 }, preparedBytes: opened.bytes };
}
