import type { CalendarDate } from './calendar-date.ts';
import type { FeeExpense } from './expense.ts';
import { least, minus, plus, zero, type Money } from './money.ts';

/** What is already used of the cap before these lines: kroner per consultant and date, from claims approved earlier. */
export type DayUsage = ReadonlyMap<string, Money>;

/** One service day of one line: what it cost, and what of it counts. All kroner excl. VAT. */
export interface CappedDay {
  readonly on: CalendarDate;
  readonly amount: Money;
  /** Fees of the same consultant and date that came before, whatever line, invoice or claim they came by. */
  readonly usedBefore: Money;
  readonly basis: Money;
}

/** The key of a consultant's day in a DayUsage. */
export function dayKey(consultant: string, on: CalendarDate): string {
  return `${on} ${consultant}`;
}

/** The day of a fee as the cap counts it: a line without a consultant stands alone. */
export function capKey({ id, consultant }: Pick<FeeExpense, 'id' | 'consultant'>, on: CalendarDate): string {
  return dayKey(consultant ?? `(${id})`, on);
}

/**
 * Applies the day cap to fee lines: for each consultant and date, fees count up to the cap.
 *
 * Lines take their share in the order invoice date, invoice number (as text), entry order; a line without an invoice comes
 * last. A line's basis on a day is min(cap, used before + amount) − min(cap, used before), so a credit note, being
 * negative, gives back what its days had used. Source: README.md § 1.3; cap per person and day: K3–K7.
 *
 * @returns the capped days of each expense by its id, in the line's own order of days. Lines without a consultant stand alone.
 */
export function applyDayCap(fees: readonly FeeExpense[], cap: Money, usedBefore: DayUsage = new Map()): Map<string, CappedDay[]> {
  const used = new Map(usedBefore);
  const result = new Map<string, CappedDay[]>();
  for (const fee of [...fees].sort(byOrderOfUse)) {
    const cappedDays = fee.days.map(({ on, amount }) => {
      const key = capKey(fee, on);
      const before = used.get(key) ?? zero;
      const after = plus(before, amount);
      used.set(key, after);
      return { on, amount, usedBefore: before, basis: minus(least(cap, after), least(cap, before)) };
    });
    result.set(fee.id, cappedDays);
  }
  return result;
}

/** Array sort is stable, so equal invoices keep the order of entry. */
export function byOrderOfUse(a: Pick<FeeExpense, 'invoice'>, b: Pick<FeeExpense, 'invoice'>): number {
  return compareText(a.invoice?.issuedOn ?? '9', b.invoice?.issuedOn ?? '9')
    || compareText(a.invoice?.number ?? '', b.invoice?.number ?? '');
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
