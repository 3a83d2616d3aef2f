import { mkdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { ArchiveKind, Language, Programme } from '#app/domain/programme.ts';
import { openAttachments } from '#app/features/attachments/attachment-folder.server.ts';
import { attachmentNames, pagesBytes, usualClaimBytes } from '#app/features/attachments/opened-attachment.ts';
import type { OpenFile } from '#app/features/attachments/reading/open-file.ts';
import { writePieces } from '#app/features/attachments/write-pieces.server.ts';
import type { Problem } from '#app/features/programme-file/problem.ts';
import { readProgrammeFile } from '#app/features/programme-file/read-programme-file.server.ts';
import type { Tell } from '#app/features/progress/progress.ts';
import { partFileName } from './claim-parts.ts';
import { makeClaim, type MadeClaim } from './make-claim.server.ts';

export interface ClaimCommand {
  readonly programmeFile: string;
  readonly outputFolder: string;
  readonly today: CalendarDate;
  /** The organisation's own language unless said. */
  readonly language: Language | undefined;
  readonly isDraft: boolean;
  readonly archive?: ArchiveKind | undefined;
  /** What the files' pages may take before pictures are made coarser, or with parts: each of the PDFs. */
  readonly mostBytes?: number | undefined;
  /** Several PDFs, each within the size, instead of coarser pictures. */
  readonly inParts?: boolean | undefined;
  readonly projectFolder: string;
  readonly openFile: OpenFile;
  /** Nothing is told while the document is set, only before. */
  readonly tell?: Tell;
}

export type ClaimCommandResult
  = | { readonly problems: readonly Problem[] }
    /** The claim would be written over this file, which it is made of. */
    | { readonly wouldOverwrite: string }
    | FiledClaim;

export interface FiledClaim {
  readonly claim: MadeClaim;
  readonly programme: Programme;
  readonly language: Language;
  readonly pdfFile: string;
  readonly size: MadeSize;
}

/** How large what was made came out. */
export interface MadeSize {
  /** Of all PDFs of the claim together. */
  readonly pdfBytes: number;
  /** Of the files' pages within: as fine as they were, and as they are. */
  readonly fineBytes: number;
  readonly fileBytes: number;
  /** What those were to take at most; undefined where pictures were not to be made coarser. */
  readonly mostBytes: number | undefined;
}

/**
 * From a programme file to `claim.json` and `claim.pdf` in a folder. What is not a programme file changes nothing there.
 * A refused claim leaves no PDF: one from an earlier run would be taken for this one, so it is removed, and so are parts of one.
 */
export async function claimFromFile(command: ClaimCommand): Promise<ClaimCommandResult> {
  const read = await readProgrammeFile(command.programmeFile);
  if ('problems' in read) return read;
  const { programme, folder } = read;
  const { outputFolder, inParts, mostBytes = usualClaimBytes } = command;
  const language = command.language ?? programme.organisation.language;
  const names = attachmentNames(programme);
  const earlierParts = await partsIn(outputFolder);
  const possibleParts = inParts === true ? names.map((_, index) => partFileName(index + 2)) : [];
  const targets = [partFileName(1), jsonName, ...possibleParts, ...earlierParts].map((name) => join(outputFolder, name));
  const wouldOverwrite = await firstInBoth(targets, [command.programmeFile, ...names.map((name) => join(folder, name))]);
  if (wouldOverwrite !== undefined) return { wouldOverwrite };
  const attachments = await openAttachments(programme, folder, {
    openFile: command.openFile, language, tell: command.tell, keepsOriginals: command.archive === '3a',
    mostBytes: inParts === true ? Infinity : mostBytes,
  });
  command.tell?.({ stage: 'setting', lines: programme.expenses.length });
  const claim = await makeClaim({ ...command, programme, attachments, language, partBytes: inParts === true ? mostBytes : undefined });
  await writeClaim(claim, { outputFolder, earlierParts });
  const { fine: fineBytes, now: fileBytes } = pagesBytes(attachments);
  const pdfBytes = [claim.pdf, ...claim.laterParts].reduce((total, pdf) => total + (pdf?.length ?? 0), 0);
  const size = { pdfBytes, fineBytes, fileBytes, mostBytes: inParts === true ? undefined : mostBytes };
  return { claim, programme, language, pdfFile: join(outputFolder, partFileName(1)), size };
}

const jsonName = 'claim.json';

async function writeClaim(
  { pdf, laterParts, json }: MadeClaim, at: { outputFolder: string; earlierParts: readonly string[] },
): Promise<void> {
  const pdfs = new Map([...(pdf === undefined ? [] : [pdf]), ...laterParts].map(({ pieces }, index) => [partFileName(index + 1), pieces]));
  await mkdir(at.outputFolder, { recursive: true });
  for (const name of [partFileName(1), ...at.earlierParts]) {
    if (!pdfs.has(name)) await rm(join(at.outputFolder, name), { force: true });
  }
  for (const [name, pieces] of pdfs) await writeWhole(join(at.outputFolder, name), pieces);
  await writeWhole(join(at.outputFolder, jsonName), [`${JSON.stringify(json, undefined, 2)}\n`]);
}

const earlierClaim = z.object({ format: z.literal('ou-refusjon/claim@1'), parts: z.array(z.object({ file: z.string().regex(/^claim(-\d+)?\.pdf$/) })) });

/** The later parts that an earlier claim in the folder says it has; nothing else there is ours to remove. */
async function partsIn(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, jsonName), 'utf8').catch(() => '');
  try {
    return earlierClaim.parse(JSON.parse(text)).parts.map(({ file }) => file);
  } catch {
    return [];
  }
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
async function writeWhole(path: string, pieces: readonly (string | Buffer)[]): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writePieces(temporary, pieces);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
