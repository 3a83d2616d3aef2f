import type { FinenessName } from '#app/pdf/vouchers/fineness.ts';
import type { UnreadableFile } from '#app/pdf/vouchers/unreadable.ts';
import type { OpenedVoucher } from '#app/pdf/vouchers/voucher.ts';
import type { Language } from '#app/domain/programme.ts';

export interface OpenOptions {
  /** Whose file it is: what was made of it is kept apart from others'. Nothing is kept when it is not said. */
  readonly organisationId?: string | undefined;
  readonly fineness?: FinenessName | undefined;
  /** Of what is rendered from data, such as an e-invoice; bokmål unless said. */
  readonly language?: Language | undefined;
}

/** A file whose content is known by its fingerprint: one that was opened before need not be read again. */
export interface KnownFile {
  readonly sha256: string;
  readonly read: () => Promise<Buffer>;
}

/** Opens a foreign file of whatever content, or says why it can't be part of a claim. */
export type OpenFile = (file: Buffer | KnownFile, options?: OpenOptions) => Promise<OpenedVoucher | UnreadableFile>;

/** A locked PDF without its password; `password` when it is another. */
export type UnlockFile = (bytes: Buffer, password: string, organisationId: string) => Promise<Buffer | UnreadableFile>;

export async function bytesOf(file: Buffer | KnownFile): Promise<Buffer> {
  return Buffer.isBuffer(file) ? file : file.read();
}
