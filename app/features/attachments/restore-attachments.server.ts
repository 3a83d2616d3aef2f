import type { Change } from '#app/features/audit/change.server.ts';
import { findDeletedAttachment, listAttachments, updateAttachment } from './attachments.repository.server.ts';
import { uniqueFileName } from './file-name.ts';

/** Brings back those of the files that were deleted, under their name or, when that is taken, one like it. @returns their names. */
export async function restoreAttachments(
  { trx, membership }: Change, { programmeId, ids }: { programmeId: string; ids: readonly string[] },
): Promise<string[]> {
  const restored: string[] = [];
  for (const id of ids) {
    const file = await findDeletedAttachment(trx, membership, { programmeId, id });
    if (file === undefined) continue;
    const others = await listAttachments(trx, membership.forCounts(), programmeId);
    const name = uniqueFileName(file.name, others.map((other) => other.name));
    await updateAttachment(trx, membership, { programmeId, id, name, deletedAt: null });
    restored.push(name);
  }
  return restored;
}
