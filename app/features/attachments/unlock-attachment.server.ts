import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import type { ClaimOfExpense } from '#app/features/claims/claimed.repository.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { listAttachments, updateAttachmentContent, type FileContent } from './attachments.repository.server.ts';
import { attestedClaimOfFile } from './file-in-claim.ts';

/** Why the unlocked copy did not take the locked file's place; nothing was changed. */
export type UnlockRefusal
  = | { readonly code: 'gone' }
    | { readonly code: 'same_content'; readonly name: string; readonly other: string }
    | { readonly code: 'in_claim'; readonly name: string; readonly claim: ClaimOfExpense };

interface Unlocking {
  readonly programmeId: string;
  readonly id: string;
  /** SHA-256 of the locked file, which stays in the store. */
  readonly locked: string;
  /** The copy without a lock, kept already. */
  readonly content: FileContent;
  /** The page to go to. */
  readonly location: string;
}

/** Puts the copy without a lock in the locked file's place; the trail keeps the fingerprint of what was sent. */
export async function unlockAttachment(
  change: Change, { programmeId, id, locked, content, location }: Unlocking,
): Promise<{ readonly location: string } | { readonly refused: UnlockRefusal }> {
  const { trx, membership } = change;
  const loaded = await loadProgramme(trx, membership.forCounts(), programmeId);
  const open = await listAttachments(trx, membership, programmeId);
  const file = open.find((each) => each.id === id);
  if (file?.sha256 !== locked) return { refused: { code: 'gone' } };
  const same = open.find(({ sha256 }) => sha256 === content.sha256);
  if (same !== undefined) return { refused: { code: 'same_content', name: file.name, other: same.name } };
  const claim = attestedClaimOfFile(loaded, id);
  if (claim !== undefined) return { refused: { code: 'in_claim', name: file.name, claim } };
  await updateAttachmentContent(trx, membership, { programmeId, id, from: locked, content });
  await touchProgramme(trx, membership, programmeId);
  await recordAudit(change, {
    action: 'attachment.unlocked', subject: { kind: 'attachment', id }, programmeId,
    facts: { file: file.name, original: locked, sha256: content.sha256 },
  });
  return { location };
}
