import type { DaySheetStatus } from '#app/domain/day-sheet.ts';
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
    /** A consultant's, in a day sheet that waits for the municipality's answer. */
    | { readonly code: 'in_sheet' }
    /** Not the consultant's own. */
    | { readonly code: 'others' };

interface Uses {
  /** The programme, read whole. */
  readonly whole: Pick<LoadedProgramme, 'expenses' | 'claimed' | 'row'>;
  /** The files in sheets that nobody has accepted yet, with the status of the sheet. */
  readonly inSheets: ReadonlyMap<string, DaySheetStatus>;
}

/** What keeps this person from putting another file in this one's place. */
export function fileHold(
  { whole, inSheets }: Uses, { ownOnly }: Membership, { id, uploadedBy }: Pick<StoredAttachment, 'id' | 'uploadedBy'>,
): FileHold | undefined {
  if (ownOnly !== undefined) {
    if (uploadedBy !== ownOnly.userId || whole.row.grantLetterId === id) return { code: 'others' };
    if (whole.expenses.some(({ attachmentIds }) => attachmentIds.includes(id))) return { code: 'on_cost' };
    return inSheets.get(id) === 'handed_in' ? { code: 'in_sheet' } : undefined;
  }
  const claim = attestedClaimOfFile(whole, id);
  return claim === undefined ? undefined : { code: 'in_claim', claim };
}
