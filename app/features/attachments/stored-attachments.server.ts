import type { Membership } from '#app/domain/membership.ts';
import type { Programme } from '#app/domain/programme.ts';
import { openVoucher } from '#app/pdf/vouchers/open-voucher.server.ts';
import { attachmentNames, type OpenedAttachment, type OpenedAttachments } from './attachment-folder.server.ts';
import type { StoredAttachment } from './attachments.repository.server.ts';
import type { FileStore } from './file-store.server.ts';

interface Storage {
  readonly programme: Programme;
  readonly stored: readonly StoredAttachment[];
  readonly files: FileStore;
  readonly membership: Membership;
}

/**
 * Opens every file a programme names from the store, as `openAttachments` does from a folder. A file missing there is a
 * fault of ours and throws.
 */
export async function openStoredAttachments({ programme, stored, files, membership }: Storage): Promise<OpenedAttachments> {
  const byName = new Map(stored.map((attachment) => [attachment.name, attachment]));
  const opened = new Map<string, OpenedAttachment>();
  for (const name of attachmentNames(programme)) {
    const attachment = byName.get(name);
    if (attachment === undefined) throw new Error(`The programme names ${name}, which it does not have`);
    opened.set(name, await openStored(attachment, await files.get(membership.organisationId, attachment.sha256)));
  }
  return opened;
}

async function openStored({ sha256 }: StoredAttachment, bytes: Buffer): Promise<OpenedAttachment> {
  const voucher = await openVoucher(bytes);
  if ('unreadable' in voucher) return { state: { isReadable: false, cause: voucher.unreadable }, voucher: undefined };
  return { state: { isReadable: true, pages: voucher.pages.length, sha256 }, voucher };
}
