import type { Membership } from '#app/domain/membership.ts';
import type { ClaimOfExpense } from '#app/features/claims/claimed.repository.server.ts';
import type { LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import type { StoredAttachment } from './attachments.repository.server.ts';
import { attestedClaimOfFile } from './file-in-claim.ts';

/** Why a file stays as it is. */
export type FileHold
  /** Evidence of an attested claim. */
  = | { readonly code: 'in_claim'; readonly claim: ClaimOfExpense }
    /** A consultant's, on a cost: the municipality answers for that. */
    | { readonly code: 'on_cost' }
    /** Not the consultant's own. */
    | { readonly code: 'others' };

/** What keeps this person from putting another file in this one's place; the programme has to be read whole. */
export function fileHold(
  whole: Pick<LoadedProgramme, 'expenses' | 'claimed' | 'row'>, { ownOnly }: Membership, { id, uploadedBy }: Pick<StoredAttachment, 'id' | 'uploadedBy'>,
): FileHold | undefined {
  if (ownOnly !== undefined) {
    if (uploadedBy !== ownOnly.userId || whole.row.grantLetterId === id) return { code: 'others' };
    return whole.expenses.some(({ attachmentIds }) => attachmentIds.includes(id)) ? { code: 'on_cost' } : undefined;
  }
  const claim = attestedClaimOfFile(whole, id);
  return claim === undefined ? undefined : { code: 'in_claim', claim };
}
