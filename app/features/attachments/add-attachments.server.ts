import { randomUUID } from 'node:crypto';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { insertAttachments, listAttachments, type NewAttachment } from './attachments.repository.server.ts';
import { uniqueFileName } from './file-name.ts';
import type { PreparedUpload } from './prepare-uploads.server.ts';

/** More files than any programme has, and few enough to list. */
export const mostFiles = 2_000;

/** A file of the programme that a person just sent; one with the same content was there before when `isKnown`. */
export interface AddedFile {
  readonly id: string;
  readonly name: string;
  readonly isKnown: boolean;
}

export interface AddedFiles {
  readonly added: readonly AddedFile[];
  /** Names of files there was no room for. */
  readonly crowdedOut: readonly string[];
}

interface Addition {
  readonly programmeId: string;
  readonly uploads: readonly PreparedUpload[];
}

/** Adds files to a programme. The same content is there once, whatever it is called; sending it again gives the file that is there. */
export async function addAttachments(change: Change, addition: Addition): Promise<AddedFiles> {
  const { programmeId } = addition;
  const { fresh, ...result } = await writeAttachments(change, addition);
  if (fresh.length > 0) {
    await touchProgramme(change.trx, change.membership, programmeId);
    // One entry for all that came together; it is found by the first.
    await recordAudit(change, {
      action: 'attachment.added', subject: { kind: 'attachment', id: fresh[0]?.id ?? '' }, programmeId,
      facts: { count: fresh.length, files: fresh.map(({ name }) => name).join(', '), sha256: fresh.map(({ sha256 }) => sha256).join(', ') },
    });
  }
  return result;
}

/** The rows of an addition, for a command that tells of it itself. */
export async function writeAttachments(
  { trx, membership, now }: Change, { programmeId, uploads }: Addition,
): Promise<AddedFiles & { readonly fresh: readonly NewAttachment[] }> {
  const existing = await listAttachments(trx, membership, programmeId);
  const byContent = new Map(existing.map(({ sha256, id, name }) => [sha256, { id, name }]));
  // A name is the programme's, also where the file that has it is not open to the one who sends another.
  const names = (await listAttachments(trx, membership.forCounts(), programmeId)).map(({ name }) => name);
  const fresh: NewAttachment[] = [];
  const added: AddedFile[] = [];
  const crowdedOut: string[] = [];
  for (const upload of uploads) {
    const known = byContent.get(upload.sha256);
    if (known !== undefined) {
      added.push({ ...known, isKnown: true });
    } else if (names.length >= mostFiles) {
      crowdedOut.push(upload.name);
    } else {
      const file = { ...upload, id: randomUUID(), name: uniqueFileName(upload.name, names) };
      fresh.push(file);
      names.push(file.name);
      byContent.set(file.sha256, file);
      added.push({ id: file.id, name: file.name, isKnown: false });
    }
  }
  if (fresh.length > 0) await insertAttachments(trx, membership, { programmeId, now, files: fresh });
  return { added, crowdedOut, fresh };
}
