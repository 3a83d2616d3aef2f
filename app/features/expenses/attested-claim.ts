import { attestedStatuses, type ClaimStatus } from '#app/domain/claim-status.ts';

/** The attested claim an expense stands in, if it does: the expense is evidence then, and stays as it is. */
export function attestedClaimOf<Claim extends { readonly status: ClaimStatus }>(
  { claimed }: { readonly claimed: ReadonlyMap<string, Claim> }, expenseId: string,
): Claim | undefined {
  const claim = claimed.get(expenseId);
  return claim !== undefined && attestedStatuses.includes(claim.status) ? claim : undefined;
}
