import type { ClaimOfExpense } from '#app/features/claims/claimed.repository.server.ts';
import { attestedClaimOf } from '#app/features/expenses/attested-claim.ts';
import type { LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';

/** An attested claim with a line that has this file: the file is evidence then, and stays as it is. */
export function attestedClaimOfFile(loaded: Pick<LoadedProgramme, 'expenses' | 'claimed'>, id: string): ClaimOfExpense | undefined {
  const users = loaded.expenses.filter(({ attachmentIds }) => attachmentIds.includes(id));
  return users.map(({ expense }) => attestedClaimOf(loaded, expense.id)).find((claim) => claim !== undefined);
}
