import { makeChange } from '#app/features/audit/change.server.ts';
import { makerOf, type ProgrammeDesk } from '#app/guard/desk.server.ts';
import { addAttachments, type AddedFile } from './add-attachments.server.ts';
import { refusedFileText } from './file-texts.ts';
import { prepareUploads } from './prepare-uploads.server.ts';
import { uploadPlace } from './upload-place.server.ts';

/** What became of the files a form sent. */
export interface TakenUploads {
  readonly added: readonly AddedFile[];
  /** Why the others were not taken in, in words. */
  readonly refused: readonly string[];
}

/**
 * Takes a form's files in before the rest of it is looked at, so that a fault elsewhere never loses them. Doing it twice does
 * no harm: content that is there already is found again.
 */
export async function takeUploads(desk: ProgrammeDesk, files: readonly File[]): Promise<TakenUploads> {
  if (files.length === 0) return { added: [], refused: [] };
  const { programmeId, language, database } = desk;
  const { prepared, refused } = await prepareUploads(files, await uploadPlace(desk, files.length));
  const { added, crowdedOut } = prepared.length === 0
    ? { added: [], crowdedOut: [] }
    : await makeChange(database, makerOf(desk), (change) => addAttachments(change, { programmeId, uploads: prepared }));
  const all = [...refused, ...crowdedOut.map((name) => ({ name, cause: 'programme_full' as const }))];
  return { added, refused: all.map((file) => refusedFileText(file, language)) };
}
