import type { AttachmentState } from '#app/domain/circumstances.ts';
import type { Programme } from '#app/domain/programme.ts';
import type { OpenedVoucher } from '#app/pdf/vouchers/voucher.ts';

/** What the pages of a claim's files may take together before their pictures are made coarser: KS's form takes no larger PDF. */
export const usualClaimBytes = 30_000_000;

/** A file that a programme names: what opening it showed, and the opened file when it can be appended. */
export interface OpenedAttachment {
  readonly state: AttachmentState;
  readonly voucher: OpenedVoucher | undefined;
  /** What its pages took before its pictures were made coarser, where they were. */
  readonly fineBytes?: number | undefined;
  /** Its own bytes, where they were asked to be kept. */
  readonly original?: Buffer | undefined;
}

export type OpenedAttachments = ReadonlyMap<string, OpenedAttachment>;

/** What files' pages take together: as fine as they were, and as they are. */
export function pagesBytes(opened: OpenedAttachments): { readonly fine: number; readonly now: number } {
  const sizes = { fine: 0, now: 0 };
  for (const { voucher, fineBytes } of opened.values()) {
    const bytes = voucher?.bytes ?? 0;
    sizes.fine += fineBytes ?? bytes;
    sizes.now += bytes;
  }
  return sizes;
}

/** Every file a programme names, once: the letter, then the vouchers in order of first use. */
export function attachmentNames(programme: Programme): string[] {
  const { letter } = programme.grant;
  return [...new Set([...(letter === undefined ? [] : [letter]), ...programme.expenses.flatMap((expense) => expense.attachments)])];
}
