import { addDays, daysBetween, type CalendarDate } from '#app/domain/calendar-date.ts';
import type { Expense } from '#app/domain/expense.ts';
import type { Activity } from '#app/domain/programme.ts';

/** An activity that was held, and its days that no consultant's fee has been entered for. */
export interface HeldActivity {
  readonly activity: Activity;
  /** Empty for a long activity without any fee: which of its days were worked is not known. */
  readonly days: readonly CalendarDate[];
}

/** A gathering lasts some days, each with a consultant; what lasts longer is a period with work on some of its days. */
const mostDaysOfGathering = 5;

/**
 * Activities held by now that lack a fee: of a gathering each day without one, of a longer period only when it has none at all.
 * A fee counts for its day whatever activity it was entered on; a credit note does not.
 */
export function heldWithoutInvoice(activities: readonly Activity[], expenses: readonly Expense[], today: CalendarDate): HeldActivity[] {
  const invoiced = new Set(expenses.flatMap((expense) => (expense.kind === 'fee' ? expense.days.filter(({ amount }) => amount.gt(0)) : []))
    .map(({ on }) => on));
  return activities.flatMap((activity) => {
    const { startsOn, endsOn } = activity;
    const last = endsOn < today ? endsOn : today;
    if (last < startsOn) return [];
    if (daysBetween(startsOn, endsOn) >= mostDaysOfGathering) {
      const hasFee = [...invoiced].some((on) => on >= startsOn && on <= endsOn);
      return hasFee ? [] : [{ activity, days: [] }];
    }
    const days = daysFrom(startsOn, last).filter((on) => !invoiced.has(on));
    return days.length === 0 ? [] : [{ activity, days }];
  });
}

function daysFrom(first: CalendarDate, last: CalendarDate): CalendarDate[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));
}
