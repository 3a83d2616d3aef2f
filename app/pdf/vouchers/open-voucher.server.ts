import { fileKind } from './file-kind.ts';
import { finenessOf, type FinenessName } from './fineness.ts';
import { openPdfVoucher } from './pdf-voucher.server.ts';
import { openPicture } from './picture.server.ts';
import { UnreadableError, type UnreadableFile } from './unreadable.ts';
import { maxVoucherBytes } from './voucher-limits.ts';
import type { OpenedVoucher } from './voucher.ts';

export interface VoucherOptions {
  /** The finest unless said. */
  readonly fineness?: FinenessName | undefined;
}

/** Opens a foreign file of whatever content, or says why it cannot be appended. Never throws for what a file may hold. */
export async function openVoucher(bytes: Buffer, { fineness = 'fine' }: VoucherOptions = {}): Promise<OpenedVoucher | UnreadableFile> {
  if (bytes.length > maxVoucherBytes) return { unreadable: 'too_large' };
  const kind = fileKind(bytes);
  if (kind.kind === 'other') return { unreadable: kind.cause };
  if (kind.kind === 'xml') return { unreadable: 'type_xml' };
  try {
    const how = finenessOf[fineness];
    return kind.kind === 'pdf' ? await openPdfVoucher(bytes, how) : await openPicture(bytes, kind.kind, how);
  } catch (error) {
    return { unreadable: error instanceof UnreadableError ? error.reason : 'damaged' };
  }
}
