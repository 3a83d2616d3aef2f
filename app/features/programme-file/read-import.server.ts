import type { Programme } from '#app/domain/programme.ts';
import { refusedFileText } from '#app/features/attachments/file-texts.ts';
import { attachmentNames } from '#app/features/attachments/opened-attachment.ts';
import { uploadPlace } from '#app/features/attachments/upload-place.server.ts';
import { prepareUploads, type PreparedUpload } from '#app/features/attachments/prepare-uploads.server.ts';
import type { DataDesk } from '#app/guard/desk.server.ts';
import type { BundleFault } from './import-limits.ts';
import { findPaper, openBundle, type Paper } from './import-bundle.server.ts';
import type { ProgrammeToImport } from './import-programme.server.ts';
import type { Problem } from './problem.ts';
import { decodeProgrammeText, namesLeavingFolder, readProgrammeText } from './read-programme-text.ts';
import { lacksOfProgramme } from './reference-problems.ts';
import { toProgramme } from './to-programme.ts';

/** What was sent, taken in and ready to be written; or what keeps it from being a programme. */
export type ImportReading
  = | ProgrammeToImport
    | { readonly fault: BundleFault }
    | { readonly problems: readonly Problem[] }
    /** Files that cannot be kept, each with its cause. */
    | { readonly turnedAway: readonly string[] };

/** Reads a programme file and its papers, as files or in a zip. No row is written. */
export async function readImport(desk: DataDesk, files: readonly File[]): Promise<ImportReading> {
  const bundle = await openBundle(files);
  if ('fault' in bundle) return bundle;
  const read = programmeIn(bundle.programmeFile);
  if ('problems' in read) return read;
  const { uploads, refused } = await takePapers(desk, read.programme, bundle.papers);
  return refused.length > 0 ? { turnedAway: refused } : { programme: read.programme, uploads };
}

function programmeIn({ name, bytes }: { name: string; bytes: Uint8Array }): { programme: Programme } | { problems: readonly Problem[] } {
  const text = decodeProgrammeText(bytes, name);
  if (typeof text !== 'string') return { problems: [text] };
  const { file, problems } = readProgrammeText(text);
  if (file === undefined) return { problems };
  const all = [...problems, ...lacksOfProgramme(file), ...namesLeavingFolder(file)];
  return all.length > 0 ? { problems: all } : { programme: toProgramme(file) };
}

/** Takes in the papers the programme names; others are left, and one that is missing is asked for afterwards. */
async function takePapers(desk: DataDesk, programme: Programme, papers: readonly Paper[]) {
  const uploads = new Map<string, PreparedUpload>();
  const refused: string[] = [];
  const named = attachmentNames(programme).flatMap((name) => {
    const paper = findPaper(papers, name);
    return paper === undefined ? [] : [{ name, paper }];
  });
  const { tell, ...place } = await uploadPlace(desk, named.length);
  let { roomBytes } = place;
  for (const [done, { name, paper }] of named.entries()) {
    tell?.({ stage: 'opening', done, total: named.length });
    const { prepared: [upload], refused: [turnedAway] } = await prepareUploads([new File([paper.bytes], name)], { ...place, roomBytes });
    if (upload !== undefined) uploads.set(name, upload);
    if (upload !== undefined && roomBytes !== undefined) roomBytes -= upload.bytes;
    if (turnedAway !== undefined) refused.push(refusedFileText(turnedAway, desk.language));
  }
  return { uploads, refused };
}
