import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Reader } from '#app/features/expenses/expense-page-view.ts';
import type { Assessment } from './assess-claim.ts';
import type { ClaimSize, FileSize } from './claim-size.ts';
import type { ClaimReference } from './claim-versions.repository.server.ts';
import type { StoredClaim } from './claims.repository.server.ts';
import type { ClaimIntent } from './claim-intents.ts';
import type { StepErrors, StepTyped } from './claim-step-form.ts';

/** What a claim's page is made from. */
export interface ClaimSubject {
  readonly organisationId: string;
  readonly programmeId: string;
  readonly claim: StoredClaim;
  /** As it stands now or, of an approved claim, as approval froze it. */
  readonly assessment: Assessment;
  /** The steps as approval worded them; undefined while they are worked out anew. */
  readonly frozenExplanation: readonly string[] | undefined;
  /** Each expense's place in the programme, from 1. */
  readonly numbers: ReadonlyMap<string, number>;
  /** How large its PDF becomes; undefined once it is attested. */
  readonly size: ClaimSize | undefined;
  /** What each of its files takes in a PDF, about, in the document's order. */
  readonly fileSizes: readonly FileSize[];
  /** True when something it is made of changed after it was sent to attestation. */
  readonly isChangedSinceSent: boolean;
  /** People by their ids. */
  readonly names: ReadonlyMap<string, string | undefined>;
  readonly versions: { readonly before: ClaimReference | undefined; readonly after: ClaimReference | undefined };
  readonly mayAttest: boolean;
  readonly today: CalendarDate;
  readonly reader: Reader;
  /** A fresh key for each form. */
  readonly newKey: () => string;
}

/** A form of the page that was sent and came back. */
export interface StepAttempt {
  readonly intent: ClaimIntent;
  readonly typed: StepTyped;
  readonly errors: StepErrors;
}
