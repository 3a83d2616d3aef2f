import type { Money } from '#app/domain/money.ts';

/** What one statement can say of a programme; kroner excl. VAT. */
export interface ProgrammeSums {
  readonly expenses: number;
  readonly cost: Money;
  /** The refund of attested claims. */
  readonly claimed: Money;
  readonly received: Money;
}

/** A claim on its way, as its row tells. */
export interface BegunClaim {
  readonly id: string;
  readonly programmeId: string;
  readonly number: number;
  readonly status: 'draft' | 'in_review' | 'approved' | 'submitted';
  readonly preparedBy: string;
  readonly returnedReason: string | undefined;
}

/** A claim somebody has to do something about. */
export interface WaitingClaim extends BegunClaim {
  /** None of them may attest it. */
  readonly preparers: ReadonlySet<string>;
}
