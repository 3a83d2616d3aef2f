import type { Membership } from '#app/domain/membership.ts';
import type { Programme } from '#app/domain/programme.ts';
import type { StoredAttachment } from './attachments.repository.server.ts';
import type { FileStore } from './file-store.server.ts';
import { openWithinSize, type OpeningOptions } from './open-within-size.server.ts';
import { attachmentNames, type OpenedAttachments } from './opened-attachment.ts';

interface Storage extends Pick<OpeningOptions, 'openFile' | 'language' | 'keepsOriginals' | 'mostBytes' | 'tell'> {
  readonly programme: Programme;
  readonly stored: readonly StoredAttachment[];
  readonly files: FileStore;
  readonly membership: Membership;
  /** Reads each file whole and proves it by its name, though its pages were kept: before a claim is attested. */
  readonly proves?: boolean;
}

/**
 * Opens every file a programme names from the store, as `openAttachments` does from a folder. A file missing there is a
 * fault of ours and throws.
 */
export async function openStoredAttachments(storage: Storage): Promise<OpenedAttachments> {
  const { programme, stored, files, membership, proves, ...options } = storage;
  const byName = new Map(stored.map((attachment) => [attachment.name, attachment]));
  const { organisationId } = membership;
  const named = await Promise.all(attachmentNames(programme).map(async (name) => {
    const attachment = byName.get(name);
    if (attachment === undefined) throw new Error(`The programme names ${name}, which it does not have`);
    const { sha256, bytes } = attachment;
    if (await files.sizeOf(organisationId, sha256) !== bytes) throw new Error(`File ${sha256} is missing or damaged`);
    return { name, sha256, read: () => files.get(organisationId, sha256) };
  }));
  if (proves === true) for (const { read } of named) await read();
  return openWithinSize(named, { ...options, organisationId });
}
