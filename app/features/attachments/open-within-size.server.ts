import { createHash } from 'node:crypto';
import type { UnreadableCause } from '#app/domain/circumstances.ts';
import type { Language } from '#app/domain/programme.ts';
import { finenesses, type FinenessName } from '#app/pdf/vouchers/fineness.ts';
import type { Tell } from '#app/features/progress/progress.ts';
import { pagesBytes, usualClaimBytes, type OpenedAttachment, type OpenedAttachments } from './opened-attachment.ts';
import type { KnownFile, OpenFile } from './reading/open-file.ts';

/** A file of a claim, by the name the programme uses for it. */
export interface FileToOpen {
  readonly name: string;
  /** Where it is known: then a file that was opened before is not read again. */
  readonly sha256?: string;
  readonly read: () => Promise<Buffer | UnreadableCause>;
}

export interface OpeningOptions {
  readonly openFile: OpenFile;
  readonly language: Language;
  readonly organisationId?: string | undefined;
  readonly mostBytes?: number | undefined;
  /** Keeps the files' own bytes at hand. */
  readonly keepsOriginals?: boolean | undefined;
  /** Told after each file how many are done, and of each that is made coarser. */
  readonly tell?: Tell | undefined;
}

/**
 * Opens a claim's files, each once, as fine as they are; when they are too large together, the largest are made coarser first, and no
 * more of them than it takes. The same files come out the same each time.
 */
export async function openWithinSize(files: readonly FileToOpen[], options: OpeningOptions): Promise<OpenedAttachments> {
  const opened = new Map<string, OpenedAttachment>();
  for (const { name, attachment } of await openAll(files, options)) opened.set(name, attachment);
  const mostBytes = options.mostBytes ?? usualClaimBytes;
  let shrunk = 0;
  for (const fineness of finenesses.slice(1)) {
    for (const file of largestFirst(files, opened)) {
      if (pagesBytes(opened).now <= mostBytes) return opened;
      options.tell?.({ stage: 'shrinking', done: shrunk++ });
      const coarser = await openOne(file, options, fineness);
      // One that could not be made coarser, such as on a busy machine, stands as fine as it was: no page is given up for size.
      const before = opened.get(file.name);
      if (!coarser.state.isReadable || bytesOf(coarser) >= bytesOf(before)) continue;
      opened.set(file.name, { ...coarser, fineBytes: before?.fineBytes ?? bytesOf(before) });
    }
  }
  return opened;
}

/** More than there are processes to open them: what was opened before is only read, and the disk is asked for the next ones meanwhile. */
const atOnce = 8;

async function openAll(files: readonly FileToOpen[], options: OpeningOptions) {
  const opened = files.map(({ name }): { name: string; attachment: OpenedAttachment } => ({ name, attachment: unreadable('not_found') }));
  let [next, done] = [0, 0];
  options.tell?.({ stage: 'opening', done, total: files.length });
  const work = async () => {
    for (let index = next; index < files.length; index = next) {
      next += 1;
      const [file, place] = [files[index], opened[index]];
      if (file === undefined || place === undefined) continue;
      place.attachment = await openOne(file, options, 'fine');
      done += 1;
      options.tell?.({ stage: 'opening', done, total: files.length });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return opened;
}

async function openOne(file: FileToOpen, options: OpeningOptions, fineness: FinenessName): Promise<OpenedAttachment> {
  const { openFile, language, organisationId, keepsOriginals } = options;
  const bytes = file.sha256 === undefined || keepsOriginals === true ? await file.read() : undefined;
  if (bytes !== undefined && !Buffer.isBuffer(bytes)) return unreadable(bytes);
  const sha256 = file.sha256 ?? createHash('sha256').update(bytes ?? '').digest('hex');
  const known: KnownFile = { sha256, read: () => (bytes === undefined ? readSurely(file) : Promise.resolve(bytes)) };
  const voucher = await openFile(known, { organisationId, fineness, language });
  if ('unreadable' in voucher) return unreadable(voucher.unreadable);
  const original = keepsOriginals === true ? bytes : undefined;
  return { state: { isReadable: true, pages: voucher.pages.length, sha256 }, voucher, original };
}

/** A file whose fingerprint is known was kept by us, so that it can't be read is a fault of ours. */
async function readSurely({ name, read }: FileToOpen): Promise<Buffer> {
  const bytes = await read();
  if (!Buffer.isBuffer(bytes)) throw new Error(`${name}: ${bytes}`);
  return bytes;
}

function unreadable(cause: UnreadableCause): OpenedAttachment {
  return { state: { isReadable: false, cause }, voucher: undefined };
}

function largestFirst(files: readonly FileToOpen[], opened: OpenedAttachments): FileToOpen[] {
  return [...files].sort((a, b) => bytesOf(opened.get(b.name)) - bytesOf(opened.get(a.name)));
}

function bytesOf(attachment: OpenedAttachment | undefined): number {
  return attachment?.voucher?.bytes ?? 0;
}
