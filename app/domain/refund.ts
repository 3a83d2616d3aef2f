import { applyDayCap, type CappedDay, type DayUsage } from './day-cap.ts';
import { isRefundable, netOf, refundableKinds, type Expense, type NotRefundableReason, type RefundableKind } from './expense.ts';
import type { Terms } from './grant.ts';
import { allocate, least, minus, percentOf, sum, zero, type Money } from './money.ts';

export type LineReason = NotRefundableReason | 'day_cap' | 'service_day_missing';

/** What one expense gives. All kroner excl. VAT. */
export interface CalculatedLine {
  readonly expense: Expense;
  readonly net: Money;
  readonly basis: Money;
  /** The line's part of the claim's refund, by largest remainder: the lines add up to the total to the øre. */
  readonly refund: Money;
  /** Why the basis is less than the net amount. Empty when the line counts in full. */
  readonly reasons: readonly LineReason[];
  /** The days of a fee, with what the cap left of each. */
  readonly days: readonly CappedDay[];
}

/** A claim's totals in kroner excl. VAT; the names are those of `claim.json`. */
export interface Totals {
  readonly cost: Money;
  readonly eligible: Money;
  readonly basis: Money;
  /** The percentage of the basis, rounded half up to the øre. Zero while the percentage is unknown. */
  readonly calculated: Money;
  /** What is left of the grant before this claim; undefined without a grant amount. */
  readonly grantRemaining: Money | undefined;
  readonly refund: Money;
  readonly ownShare: Money;
}

export interface KindTotals {
  readonly kind: RefundableKind;
  readonly net: Money;
  readonly basis: Money;
  readonly refund: Money;
}

export interface Calculation {
  readonly terms: Terms;
  readonly lines: readonly CalculatedLine[];
  readonly totals: Totals;
  readonly kinds: readonly KindTotals[];
  /** What earlier claims have taken of the grant. */
  readonly grantUsed: Money;
}

/** What claims approved earlier have already used: of the day cap, and of the grant. */
export interface EarlierClaims {
  readonly days?: DayUsage;
  readonly refunded?: Money;
}

/**
 * Works out a claim: net → eligible → day cap → basis → percent → grant ceiling, with one rounding, on the total.
 * Lines keep the order of the expenses given. Source: README.md § 1.2–4; KS's example (V1):
 * 25 days à 20 000 → basis 450 000 → 315 000.
 */
export function calculateRefund(expenses: readonly Expense[], terms: Terms, earlier: EarlierClaims = {}): Calculation {
  const cappedDays = applyDayCap(expenses.filter((expense) => expense.kind === 'fee'), terms.dayCap, earlier.days);
  const withBasis = expenses.map((expense) => {
    const days = cappedDays.get(expense.id) ?? [];
    return { expense, days, net: netOf(expense), basis: basisOf(expense, days) };
  });
  const grantUsed = earlier.refunded ?? zero;
  const totals = totalsOf(withBasis, terms, grantUsed);
  const refunds = allocate(totals.refund, withBasis.map((line) => line.basis));
  const lines = withBasis.map((line, index) => ({
    ...line,
    refund: refunds[index] ?? zero,
    reasons: reasonsFor(line),
  }));
  return { terms, lines, totals, kinds: refundableKinds.map((kind) => kindTotals(kind, lines)), grantUsed };
}

type LineWithBasis = Omit<CalculatedLine, 'refund' | 'reasons'>;

function basisOf(expense: Expense, days: readonly CappedDay[]): Money {
  if (!isRefundable(expense)) return zero;
  return expense.kind === 'fee' ? sum(days.map((day) => day.basis)) : expense.amount;
}

function totalsOf(lines: readonly LineWithBasis[], terms: Terms, grantUsed: Money): Totals {
  const cost = sum(lines.map((line) => line.net));
  const eligible = sum(lines.filter((line) => isRefundable(line.expense)).map((line) => line.net));
  const basis = sum(lines.map((line) => line.basis));
  const calculated = terms.percent === undefined ? zero : percentOf(terms.percent, basis);
  const grantRemaining = terms.ceiling === undefined ? undefined : minus(terms.ceiling, grantUsed);
  const refund = grantRemaining === undefined ? calculated : least(grantRemaining, calculated);
  return { cost, eligible, basis, calculated, grantRemaining, refund, ownShare: minus(cost, refund) };
}

function reasonsFor(line: LineWithBasis): LineReason[] {
  if (line.expense.kind === 'not_refundable') return [line.expense.reason];
  const reasons: LineReason[] = [];
  if (line.expense.kind === 'fee' && line.days.length === 0) reasons.push('service_day_missing');
  if (line.days.some((day) => !day.basis.eq(day.amount))) reasons.push('day_cap');
  return reasons;
}

function kindTotals(kind: RefundableKind, lines: readonly CalculatedLine[]): KindTotals {
  const ofKind = lines.filter((line) => line.expense.kind === kind);
  return {
    kind,
    net: sum(ofKind.map((line) => line.net)),
    basis: sum(ofKind.map((line) => line.basis)),
    refund: sum(ofKind.map((line) => line.refund)),
  };
}
