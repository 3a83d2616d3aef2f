import type { CalendarDate } from './calendar-date.ts';
import { sum, type Money } from './money.ts';

/** Why a cost is logged but not refunded. Source: README.md § 1.2. */
export const notRefundableReasons = [
  'vat', 'travel_time', 'mapping_or_report', 'material', 'own_wages', 'venue', 'participants_board', 'exam', 'other',
] as const;
export type NotRefundableReason = (typeof notRefundableReasons)[number];

export const refundableKinds = ['fee', 'travel', 'accommodation'] as const;
export type RefundableKind = (typeof refundableKinds)[number];
export const expenseKinds = [...refundableKinds, 'not_refundable'] as const;

export interface Invoice {
  readonly number: string;
  readonly issuedOn: CalendarDate;
  readonly supplier: string;
}

/** One day of a consultant's work and the fee for it, kroner excl. VAT. */
export interface ServiceDay {
  readonly on: CalendarDate;
  readonly amount: Money;
}

interface AnyExpense {
  readonly id: string;
  readonly consultant?: string | undefined;
  readonly activity?: string | undefined;
  readonly invoice?: Invoice | undefined;
  readonly paidOn?: CalendarDate | undefined;
  /** Shown, never claimed. */
  readonly vat?: Money | undefined;
  readonly description?: string | undefined;
  /** The expense this credit note lowers; its amounts are negative. */
  readonly creditOf?: string | undefined;
  /** The number of that expense's invoice, where the expense is not among those at hand, as in a later claim; empty when it has none. */
  readonly creditOfInvoice?: string | undefined;
  readonly attachments: readonly string[];
}

export interface FeeExpense extends AnyExpense {
  readonly kind: 'fee';
  readonly days: readonly ServiceDay[];
}

export interface ActualExpense extends AnyExpense {
  readonly kind: 'travel' | 'accommodation';
  readonly incurredOn: CalendarDate;
  readonly amount: Money;
}

export interface NotRefundableExpense extends AnyExpense {
  readonly kind: 'not_refundable';
  readonly reason: NotRefundableReason;
  readonly incurredOn: CalendarDate;
  readonly amount: Money;
}

export type Expense = FeeExpense | ActualExpense | NotRefundableExpense;
export type RefundableExpense = FeeExpense | ActualExpense;

export function isRefundable(expense: Expense): expense is RefundableExpense {
  return expense.kind !== 'not_refundable';
}

/** The expense's net amount, kroner excl. VAT; negative for a credit note. */
export function netOf(expense: Expense): Money {
  return expense.kind === 'fee' ? sum(expense.days.map((day) => day.amount)) : expense.amount;
}

/** The days an expense belongs to, in the order given: the service days of a fee, else the day it was incurred. */
export function daysOf(expense: Expense): readonly CalendarDate[] {
  return expense.kind === 'fee' ? expense.days.map((day) => day.on) : [expense.incurredOn];
}
