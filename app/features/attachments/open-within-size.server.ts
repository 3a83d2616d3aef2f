import { createHash } from 'node:crypto';
import type { UnreadableCause } from '#app/domain/circumstances.ts';
import type { Language } from '#app/domain/programme.ts';
import { finenesses, type FinenessName } from '#app/pdf/vouchers/fineness.ts';
import { usualClaimBytes, type OpenedAttachment, type OpenedAttachments } from './opened-attachment.ts';
import type { OpenFile } from './reading/open-file.ts';

/** A file of a claim, by the name the programme uses for it. */
export interface FileToOpen {
  readonly name: string;
  readonly read: () => Promise<Buffer | UnreadableCause>;
}

export interface OpeningOptions {
  readonly openFile: OpenFile;
  readonly language: Language;
  readonly organisationId?: string | undefined;
  readonly mostBytes?: number | undefined;
  /** Keeps the files' own bytes at hand. */
  readonly keepsOriginals?: boolean | undefined;
  /** Told after each file how many are done. */
  readonly onOpened?: ((done: number, total: number) => void) | undefined;
}

/**
 * Opens a claim's files, each once, as fine as they are; when they are too large together, the largest are made coarser first, and no
 * more of them than it takes. The same files come out the same each time.
 */
export async function openWithinSize(files: readonly FileToOpen[], options: OpeningOptions): Promise<OpenedAttachments> {
  const opened = new Map<string, OpenedAttachment>();
  for (const file of files) {
    opened.set(file.name, await openOne(file, options, 'fine'));
    options.onOpened?.(opened.size, files.length);
  }
  const mostBytes = options.mostBytes ?? usualClaimBytes;
  for (const fineness of finenesses.slice(1)) {
    for (const file of largestFirst(files, opened)) {
      if (totalBytes(opened) <= mostBytes) return opened;
      const coarser = await openOne(file, options, fineness);
      if (bytesOf(coarser) < bytesOf(opened.get(file.name))) opened.set(file.name, coarser);
    }
  }
  return opened;
}

async function openOne(
  { read }: FileToOpen, { openFile, language, organisationId, keepsOriginals }: OpeningOptions, fineness: FinenessName,
): Promise<OpenedAttachment> {
  const bytes = await read();
  if (!Buffer.isBuffer(bytes)) return unreadable(bytes);
  const voucher = await openFile(bytes, { organisationId, fineness, language });
  if ('unreadable' in voucher) return unreadable(voucher.unreadable);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const original = keepsOriginals === true ? bytes : undefined;
  return { state: { isReadable: true, pages: voucher.pages.length, sha256 }, voucher, original };
}

function unreadable(cause: UnreadableCause): OpenedAttachment {
  return { state: { isReadable: false, cause }, voucher: undefined };
}

function largestFirst(files: readonly FileToOpen[], opened: OpenedAttachments): FileToOpen[] {
  return [...files].sort((a, b) => bytesOf(opened.get(b.name)) - bytesOf(opened.get(a.name)));
}

function totalBytes(opened: OpenedAttachments): number {
  return [...opened.values()].reduce((total, attachment) => total + bytesOf(attachment), 0);
}

function bytesOf(attachment: OpenedAttachment | undefined): number {
  return attachment?.voucher?.bytes ?? 0;
}
