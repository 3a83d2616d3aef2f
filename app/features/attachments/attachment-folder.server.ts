import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { UnreadableCause } from '#app/domain/circumstances.ts';
import type { Programme } from '#app/domain/programme.ts';
import { maxVoucherBytes } from '#app/pdf/vouchers/voucher-limits.ts';
import { openWithinSize, type OpeningOptions } from './open-within-size.server.ts';
import { attachmentNames, type OpenedAttachments } from './opened-attachment.ts';

/** Opens every file a programme names, from the folder of its programme file. */
export function openAttachments(programme: Programme, folder: string, options: OpeningOptions): Promise<OpenedAttachments> {
  const files = attachmentNames(programme).map((name) => ({ name, read: () => readAttachment(resolve(folder, name)) }));
  return openWithinSize(files, options);
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
