import type { AccountingString } from '#app/domain/accounting.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import type { Expense, Invoice, NotRefundableReason, ServiceDay } from '#app/domain/expense.ts';
import type { Money, Percent } from '#app/domain/money.ts';
import type { ConsultantRole, Language } from '#app/domain/programme.ts';

/** A claim as finance takes it out: everything in it is decided elsewhere, nothing is calculated here. Kroner excl. VAT. */
export interface ClaimForExport {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly status: ClaimStatus;
  readonly language: Language;
  readonly programmeName: string;
  readonly organisation: { readonly name: string; readonly organisationNumber?: string | undefined };
  readonly grantReference?: string | undefined;
  readonly preparedBy: string;
  readonly preparedOn: CalendarDate;
  readonly approvedBy?: string | undefined;
  readonly approvedOn?: CalendarDate | undefined;
  readonly submittedOn?: CalendarDate | undefined;
  readonly receivedOn?: CalendarDate | undefined;
  readonly percent?: Percent | undefined;
  readonly totals: ClaimTotals;
  /** Absent before approval. */
  readonly pdf?: ClaimPdf | undefined;
  readonly lines: readonly LineForExport[];
  readonly files: readonly FileForExport[];
}

export interface ClaimTotals {
  readonly cost: Money;
  readonly eligible: Money;
  readonly basis: Money;
  readonly refund: Money;
  readonly ownShare: Money;
  /** What the fund paid; undefined until it is registered. */
  readonly received?: Money | undefined;
}

export interface ClaimPdf {
  readonly fileName: string;
  readonly sha256: string;
  readonly pages: number;
  readonly sizeBytes: number;
}

export interface LineForExport {
  /** From 1, in the claim's order. */
  readonly position: number;
  readonly voucherNumbers: readonly number[];
  readonly expenseId: string;
  readonly kind: Expense['kind'];
  readonly reason?: NotRefundableReason | undefined;
  readonly description?: string | undefined;
  readonly consultant?: { readonly name: string; readonly role: ConsultantRole } | undefined;
  readonly activityTitle?: string | undefined;
  /** The service days of a fee; of another cost the day it was incurred, with all of it. */
  readonly days: readonly ServiceDay[];
  readonly net: Money;
  readonly vat?: Money | undefined;
  readonly basis: Money;
  readonly refund: Money;
  readonly invoice?: Invoice | undefined;
  readonly paidOn?: CalendarDate | undefined;
  readonly attachments: readonly string[];
  readonly accounting: AccountingString;
}

export interface FileForExport {
  /** Undefined for the grant letter, which documents no cost. */
  readonly voucher?: number | undefined;
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** An approved claim: its PDF and its `claim.json` are made, and never change. */
export interface FrozenClaimForExport extends ClaimForExport {
  readonly pdf: ClaimPdf;
  /** The text of `claim.json`, as it was frozen. */
  readonly json: string;
}
