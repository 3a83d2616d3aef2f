import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AttachmentState, UnreadableCause } from '#app/domain/circumstances.ts';
import type { Programme } from '#app/domain/programme.ts';
import { maxVoucherBytes, openVoucher } from '#app/pdf/vouchers/open-voucher.server.ts';
import type { OpenedVoucher } from '#app/pdf/vouchers/voucher.ts';

/** A file beside a programme file: what opening it showed, and the opened file when it can be appended. */
export interface OpenedAttachment {
  readonly state: AttachmentState;
  readonly voucher: OpenedVoucher | undefined;
}

export type OpenedAttachments = ReadonlyMap<string, OpenedAttachment>;

/** Opens every file a programme names, each once. `onOpened` is told after each how many are done. */
export async function openAttachments(
  programme: Programme, folder: string, onOpened: (done: number, total: number) => void = () => undefined,
): Promise<OpenedAttachments> {
  const names = attachmentNames(programme);
  const opened = new Map<string, OpenedAttachment>();
  for (const name of names) {
    opened.set(name, await openAttachment(resolve(folder, name)));
    onOpened(opened.size, names.length);
  }
  return opened;
}

/** Every file a programme names, once: the letter, then the vouchers in order of first use. */
export function attachmentNames(programme: Programme): string[] {
  const { letter } = programme.grant;
  return [...new Set([...(letter === undefined ? [] : [letter]), ...programme.expenses.flatMap((expense) => expense.attachments)])];
}

async function openAttachment(path: string): Promise<OpenedAttachment> {
  const bytes = await readAttachment(path);
  if (!Buffer.isBuffer(bytes)) return unreadable(bytes);
  const voucher = await openVoucher(bytes);
  if ('unreadable' in voucher) return unreadable(voucher.unreadable);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { state: { isReadable: true, pages: voucher.pages.length, sha256 }, voucher };
}

function unreadable(cause: UnreadableCause): OpenedAttachment {
  return { state: { isReadable: false, cause }, voucher: undefined };
}

async function readAttachment(path: string): Promise<Buffer | UnreadableCause> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return 'not_a_file';
    return found.size > maxVoucherBytes ? 'too_large' : await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP' ? 'not_found' : 'not_allowed';
  }
}
