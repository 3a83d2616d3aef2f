import { calendarDate, type CalendarDate } from './calendar-date.ts';
import type { Expense } from './expense.ts';

/** Where a cost or an income is posted in the municipality's ledger (kontostreng). What nobody has filled in is absent. */
export interface AccountingString {
  /** Ansvar: who answers for the budget. */
  readonly responsibility?: string | undefined;
  /** Art: what was bought. */
  readonly account?: string | undefined;
  /** Funksjon: what it was for. */
  readonly function?: string | undefined;
  /** Prosjekt. */
  readonly project?: string | undefined;
}

/** What an account can be proposed for: each kind of cost, and what follows from VAT and the refund. */
export type AccountSubject = Expense['kind'] | 'vat_compensation' | 'vat_compensation_income' | 'refund_income';

interface DatedProposal {
  readonly subject: AccountSubject;
  /** Undefined from the beginning. */
  readonly from: CalendarDate | undefined;
  readonly account: string;
}

const partPattern = /^[0-9A-Za-zÆØÅæøå]{1,20}$/;

/** Newest first for each subject; dated, never changed in place. Source: README.md § 7 (KOSTRA). */
const proposals: readonly DatedProposal[] = [
  { subject: 'fee', from: calendarDate('2026-01-01'), account: '272' },
  { subject: 'fee', from: undefined, account: '270' },
  { subject: 'travel', from: undefined, account: '170' },
  { subject: 'accommodation', from: undefined, account: '170' },
  { subject: 'vat_compensation', from: undefined, account: '429' },
  { subject: 'vat_compensation_income', from: undefined, account: '729' },
  { subject: 'refund_income', from: undefined, account: '770' },
];

/**
 * KOSTRA's account (art, three digits) for a cost of this kind on a day. Only a proposal: local charts add digits.
 * Undefined for what is not refundable: there the account follows from what was bought.
 */
export function proposeAccount(subject: AccountSubject, on: CalendarDate): string | undefined {
  return proposals.find((proposal) => proposal.subject === subject && (proposal.from === undefined || proposal.from <= on))?.account;
}

/** Reads one part of an accounting string: at most 20 digits or letters. Undefined for anything else, also for nothing. */
export function parseAccountingPart(text: string): string | undefined {
  const part = text.trim();
  return partPattern.test(part) ? part : undefined;
}

/** `3100 · 272 · 120 · 9001`: responsibility, account, function, project, each in its place; a dash for what is missing. */
export function formatAccountingString(accounting: AccountingString): string {
  const { responsibility, account, function: purpose, project } = accounting;
  return [responsibility, account, purpose, project].map((part) => part ?? '–').join(' · ');
}
