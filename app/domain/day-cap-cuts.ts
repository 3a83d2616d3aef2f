import { byOrderOfUse, capKey, type CappedDay } from './day-cap.ts';
import { absolute, least, minus, plus, sum, zero, type Money } from './money.ts';
import type { CalculatedLine } from './refund.ts';

/** Days of consultants on which a claim counts another amount than they cost. */
export interface DayCuts {
  readonly days: number;
  /** Kroner, never negative. */
  readonly amount: Money;
  /** True for a line that has a part in it. */
  readonly concerns: (line: CalculatedLine) => boolean;
}

/** How what a consultant's day costs beyond its cap goes up and down in a claim, from where earlier claims left it. Kroner. */
interface Course {
  /** How far down it came; never above zero. */
  readonly lowest: Money;
  readonly last: Money;
}

const start: Course = { lowest: zero, last: zero };

/**
 * What the day cap does to a claim, by each consultant's day followed through its lines in their order of use.
 *
 * - `credited`: credit notes of what earlier claims had used beyond the cap. It never counted, so that much of them lowers no basis.
 * - `above`: fees above the cap that no credit note of the claim took back; they do not count.
 *
 * eligible − above + credited = basis, of fees.
 */
export function dayCapCuts(lines: readonly CalculatedLine[]): { readonly above: DayCuts; readonly credited: DayCuts } {
  const courses = new Map<string, Course>();
  for (const { expense, days } of [...lines].sort((a, b) => byOrderOfUse(a.expense, b.expense))) {
    for (const day of days) {
      const { lowest, last } = courses.get(capKey(expense, day.on)) ?? start;
      const next = plus(last, cutOf(day));
      courses.set(capKey(expense, day.on), { lowest: least(lowest, next), last: next });
    }
  }
  return {
    // A credit note that took back only what the claim itself had above the cap is part of what is left of that.
    above: cutsOf(courses, ({ lowest, last }) => minus(last, lowest), (cut, { lowest }) => cut.gt(0) || lowest.isZero()),
    credited: cutsOf(courses, ({ lowest }) => absolute(lowest), (cut) => cut.lt(0)),
  };
}

function cutsOf(
  courses: ReadonlyMap<string, Course>, amountOf: (course: Course) => Money, hasPart: (cut: Money, course: Course) => boolean,
): DayCuts {
  const meant = new Map([...courses].filter(([, course]) => !amountOf(course).isZero()));
  return {
    days: meant.size,
    amount: sum([...meant.values()].map(amountOf)),
    concerns: ({ expense, days }) => days.some((day) => {
      const [cut, course] = [cutOf(day), meant.get(capKey(expense, day.on))];
      return course !== undefined && !cut.isZero() && hasPart(cut, course);
    }),
  };
}

/** What of a day does not count; less than zero for what a credit note takes off beyond what it lowers the basis. */
function cutOf({ amount, basis }: CappedDay): Money {
  return minus(amount, basis);
}
