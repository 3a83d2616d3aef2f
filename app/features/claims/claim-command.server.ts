import { mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { ArchiveKind, Language, Programme } from '#app/domain/programme.ts';
import { openAttachments } from '#app/features/attachments/attachment-folder.server.ts';
import { attachmentNames } from '#app/features/attachments/opened-attachment.ts';
import type { OpenFile } from '#app/features/attachments/reading/open-file.ts';
import type { Problem } from '#app/features/programme-file/problem.ts';
import { readProgrammeFile } from '#app/features/programme-file/read-programme-file.server.ts';
import { makeClaim, type MadeClaim } from './make-claim.server.ts';

export interface ClaimCommand {
  readonly programmeFile: string;
  readonly outputFolder: string;
  readonly today: CalendarDate;
  /** The organisation's own language unless said. */
  readonly language: Language | undefined;
  readonly isDraft: boolean;
  readonly archive?: ArchiveKind | undefined;
  readonly projectFolder: string;
  readonly openFile: OpenFile;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told before the document is set, with the number of its lines; nothing is told while it is. */
  readonly onSetting?: (lines: number) => void;
}

export type ClaimCommandResult
  = | { readonly problems: readonly Problem[] }
    /** The claim would be written over this file, which it is made of. */
    | { readonly wouldOverwrite: string }
    | { readonly claim: MadeClaim; readonly programme: Programme; readonly language: Language; readonly pdfFile: string };

/**
 * From a programme file to `claim.json` and `claim.pdf` in a folder. What is not a programme file changes nothing there.
 * A refused claim leaves no PDF: one from an earlier run would be taken for this one, so it is removed.
 */
export async function claimFromFile(command: ClaimCommand): Promise<ClaimCommandResult> {
  const read = await readProgrammeFile(command.programmeFile);
  if ('problems' in read) return read;
  const { programme, folder } = read;
  const language = command.language ?? programme.organisation.language;
  const pdfFile = join(command.outputFolder, 'claim.pdf');
  const jsonFile = join(command.outputFolder, 'claim.json');
  const inputs = [command.programmeFile, ...attachmentNames(programme).map((name) => join(folder, name))];
  const wouldOverwrite = await firstInBoth([pdfFile, jsonFile], inputs);
  if (wouldOverwrite !== undefined) return { wouldOverwrite };
  const attachments = await openAttachments(programme, folder, {
    openFile: command.openFile, language, onOpened: command.onProgress, keepsOriginals: command.archive === '3a',
  });
  command.onSetting?.(programme.expenses.length);
  const claim = makeClaim({ ...command, programme, attachments, language });
  await mkdir(command.outputFolder, { recursive: true });
  if (claim.pdf === undefined) await rm(pdfFile, { force: true });
  else await writeWhole(pdfFile, claim.pdf);
  await writeWhole(jsonFile, `${JSON.stringify(claim.json, undefined, 2)}\n`);
  return { claim, programme, language, pdfFile };
}

/** The first of the targets that is also an input, whatever name or link it goes by. */
async function firstInBoth(targets: readonly string[], inputs: readonly string[]): Promise<string | undefined> {
  const places = new Set((await Promise.all(inputs.map(placeOf))).filter((place) => place !== undefined));
  for (const target of targets) {
    const place = await placeOf(target);
    if (place !== undefined && places.has(place)) return target;
  }
  return undefined;
}

/** Where a file really lies; undefined when there is none. */
async function placeOf(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}

/** Writes beside and renames, so that a file is never half there. */
async function writeWhole(path: string, contents: string | Buffer): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, contents);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
