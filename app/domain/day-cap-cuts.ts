import { dayKey, type CappedDay } from './day-cap.ts';
import type { Expense } from './expense.ts';
import { absolute, minus, plus, sum, zero, type Money } from './money.ts';
import type { CalculatedLine } from './refund.ts';

/** Days of consultants on which a claim counts another amount than they cost. */
export interface DayCuts {
  readonly days: number;
  /** Kroner, never negative. */
  readonly amount: Money;
  /** True for a line that has a part in it. */
  readonly concerns: (line: CalculatedLine) => boolean;
}

/**
 * What the day cap does to a claim. Each consultant's day is counted once, whatever lines it came by and credit notes took off it.
 *
 * - `above`: fees above the cap; they do not count.
 * - `credited`: credit notes of days that earlier claims had used to the cap and beyond. What was above never counted, so that much of
 *   them lowers no basis.
 *
 * eligible − above + credited = basis, of fees.
 */
export function dayCapCuts(lines: readonly CalculatedLine[]): { readonly above: DayCuts; readonly credited: DayCuts } {
  const cuts = new Map<string, Money>();
  for (const { expense, days } of lines) {
    for (const day of days) cuts.set(keyOf(expense, day), plus(cuts.get(keyOf(expense, day)) ?? zero, minus(day.amount, day.basis)));
  }
  return { above: cutsWhere(cuts, (cut) => cut.gt(0)), credited: cutsWhere(cuts, (cut) => cut.lt(0)) };
}

function cutsWhere(cuts: ReadonlyMap<string, Money>, isMeant: (cut: Money) => boolean): DayCuts {
  const meant = new Map([...cuts].filter(([, cut]) => isMeant(cut)));
  return {
    days: meant.size,
    amount: absolute(sum(meant.values())),
    concerns: ({ expense, days }) => days.some((day) => !day.basis.eq(day.amount) && meant.has(keyOf(expense, day))),
  };
}

/** A line without a consultant stands alone, as it does under the cap. */
function keyOf({ id, consultant }: Expense, { on }: CappedDay): string {
  return dayKey(consultant ?? `(${id})`, on);
}
