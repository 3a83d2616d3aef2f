import { unzipSync, type UnzipFileInfo } from 'fflate';
import { attachmentPath } from './attachment-path.ts';
import { zipLimits, type BundleFault } from './import-limits.ts';

/** What a person chose to import: one programme file and the papers beside it, whether sent as files or in a zip. */
export interface ImportBundle {
  readonly programmeFile: { readonly name: string; readonly bytes: Uint8Array };
  readonly papers: readonly Paper[];
}

export interface Paper {
  /** Relative to the programme file, in one spelling. */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type BundleResult = ImportBundle | { readonly fault: BundleFault };

/** Small files of one letter repeated are packed better than any bomb, and do no harm. */
const ratioCountsFrom = 1024 * 1024;

/** Opens what was sent. Nothing is written anywhere. */
export async function openBundle(files: readonly File[]): Promise<BundleResult> {
  const [first] = files;
  if (first === undefined) return { fault: 'nothing' };
  const opened = await Promise.all(files.map(async (file) => ({ path: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
  const zips = opened.filter(({ bytes }) => isZip(bytes)).length;
  if (zips === 0) return bundleOf(opened);
  const [only] = opened;
  return zips > 1 || opened.length > 1 || only === undefined ? { fault: 'zipAndMore' } : openZip(only.bytes);
}

/** `PK` and the mark of a first entry. A workbook is a zip too, but nobody imports one. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

function openZip(bytes: Uint8Array): BundleResult {
  const entries: UnzipFileInfo[] = [];
  try {
    // A first reading unpacks nothing: it takes the list.
    unzipSync(bytes, { filter: (entry) => { entries.push(entry); return false; } });
    const fault = faultOf(entries);
    if (fault !== undefined) return { fault };
    const unpacked = unzipSync(bytes, { filter: ({ name }) => isPaper(name) });
    return bundleOf(Object.entries(unpacked).map(([path, content]) => ({ path, bytes: new Uint8Array(content) })));
  } catch {
    return { fault: 'zipBroken' };
  }
}

function faultOf(entries: readonly UnzipFileInfo[]): BundleFault | undefined {
  if (entries.length > zipLimits.entries) return 'zipTooMany';
  if (entries.some(({ name }) => attachmentPath(name) === undefined)) return 'zipLeavesFolder';
  if (new Set(entries.map(({ name }) => attachmentPath(name))).size < entries.length) return 'zipBroken';
  if (entries.reduce((total, { originalSize }) => total + originalSize, 0) > zipLimits.bytes) return 'zipTooLarge';
  const isBomb = ({ size, originalSize }: UnzipFileInfo) => originalSize > ratioCountsFrom && originalSize > size * zipLimits.ratio;
  return entries.some(isBomb) ? 'zipSuspicious' : undefined;
}

/** Folders are entries of their own, and some systems add files for themselves. */
function isPaper(name: string): boolean {
  return !name.endsWith('/') && !name.startsWith('__MACOSX/') && !name.split('/').some((part) => part.startsWith('.'));
}

interface Unpacked {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

function bundleOf(files: readonly Unpacked[]): BundleResult {
  const programmes = files.filter(({ path }) => path.toLowerCase().endsWith('.json'));
  const [programme] = programmes;
  if (programme === undefined) return { fault: 'noProgrammeFile' };
  if (programmes.length > 1) return { fault: 'severalProgrammeFiles' };
  const folder = programme.path.slice(0, programme.path.lastIndexOf('/') + 1);
  const papers = files.filter((file) => file !== programme).map(({ path, bytes }) => {
    const fromProgramme = path.startsWith(folder) ? path.slice(folder.length) : path;
    return { path: attachmentPath(fromProgramme) ?? fromProgramme, bytes };
  });
  return { programmeFile: { name: programme.path, bytes: programme.bytes }, papers };
}

/**
 * The paper a programme file means by a name: the one at that path or, where files were chosen without their folders, the only one
 * whose file name it is.
 */
export function findPaper(papers: readonly Paper[], name: string): Paper | undefined {
  const path = papers.find((paper) => paper.path.normalize('NFC') === name.normalize('NFC'));
  if (path !== undefined) return path;
  const last = lastPart(name);
  const alike = papers.filter((paper) => !paper.path.includes('/') && lastPart(paper.path) === last);
  return alike.length === 1 ? alike[0] : undefined;
}

function lastPart(path: string): string {
  return (path.split('/').at(-1) ?? '').normalize('NFC').toLowerCase();
}
