import { fileKind } from './file-kind.ts';
import { openForeignPdf } from './foreign-pdf.server.ts';
import { openPicture } from './picture.server.ts';
import { UnreadableError, type UnreadableFile } from './unreadable.ts';
import type { OpenedVoucher } from './voucher.ts';

/** Larger files are refused by name: photographs and scans of invoices are far smaller. */
export const maxVoucherBytes = 40 * 1024 * 1024;

/** Opens a foreign file of whatever content, or says why it cannot be appended. Never throws for what a file may hold. */
export async function openVoucher(bytes: Buffer): Promise<OpenedVoucher | UnreadableFile> {
  if (bytes.length > maxVoucherBytes) return { unreadable: 'too_large' };
  const kind = fileKind(bytes);
  if (kind.kind === 'other') return { unreadable: kind.cause };
  try {
    return kind.kind === 'pdf' ? await openForeignPdf(bytes) : await openPicture(bytes, kind.kind);
  } catch (error) {
    return { unreadable: error instanceof UnreadableError ? error.reason : 'damaged' };
  }
}
