import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import type { Money } from '#app/domain/money.ts';

/** A claim in the organisation's list. Amounts are known from approval on. */
export interface ListedClaim {
  readonly id: string;
  readonly programmeId: string;
  readonly programmeName: string;
  readonly number: number;
  readonly status: ClaimStatus;
  /** Instants, ISO UTC. */
  readonly preparedAt: string;
  readonly approvedAt: string | undefined;
  readonly submittedOn: CalendarDate | undefined;
  readonly receivedOn: CalendarDate | undefined;
  readonly refund: Money | undefined;
  readonly received: Money | undefined;
  /** True when the claim was approved once: its document is there. */
  readonly isFrozen: boolean;
}

/** What all the selected claims come to. Claims that were withdrawn or replaced are counted as claims, never in kroner. */
export interface ClaimSums {
  readonly claims: number;
  /** Those that are taken out together, see `listFrozenClaimIds`. */
  readonly frozen: number;
  readonly refund: Money;
  readonly received: Money;
  /** Received less claimed, of the settled. */
  readonly difference: Money;
  /** Approved or sent, and not yet received. */
  readonly outstanding: Money;
}
