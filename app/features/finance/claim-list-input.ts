import type { Money } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import type { ClaimSums, ListedClaim } from '#app/features/claims/listed-claim.ts';
import type { ExportRefusal } from '#app/features/exports/export-kinds.ts';
import type { ClaimFilter } from './claim-filter.ts';

/** What finance's list is shown from. */
export interface ClaimListInput {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly filter: ClaimFilter;
  readonly programmes: readonly { readonly id: string; readonly facts: { readonly name: string } }[];
  readonly years: readonly number[];
  readonly claims: readonly ListedClaim[];
  /** What claims that wait for attestation would give today. */
  readonly expected: ReadonlyMap<string, Money>;
  readonly sums: ClaimSums;
  /** Claims before and after those shown. */
  readonly more: { readonly above: boolean; readonly below: boolean };
  /** Why the last export came to nothing. */
  readonly refused: { readonly code: ExportRefusal; readonly numbers: string } | undefined;
  readonly mayDownload: boolean;
  readonly language: Language;
}
