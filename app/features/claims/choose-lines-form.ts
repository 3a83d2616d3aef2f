import type { FormFields } from '#app/http/form-fields.ts';
import { isClaimable, type ChoosableLine } from './line-choice.ts';

export const chosenField = 'expense';
export const longestReason = 300;

export function reasonField(expenseId: string): string {
  return `reason-${expenseId}`;
}

/** What was ticked and written, as it was. */
export interface LinesTyped {
  readonly chosen: ReadonlySet<string>;
  /** By expense. */
  readonly reasons: ReadonlyMap<string, string>;
}

export type ReasonError = 'reasonMissing' | 'reasonTooLong';

export interface LinesReading {
  readonly expenseIds: readonly string[];
  /** Why lines that could be claimed wait, by expense. */
  readonly parked: ReadonlyMap<string, string>;
  /** By expense. */
  readonly errors: ReadonlyMap<string, ReasonError>;
}

export function typedLines(form: FormFields, lines: readonly Pick<ChoosableLine, 'expense'>[]): LinesTyped {
  return {
    chosen: new Set(form.all(chosenField)),
    reasons: new Map(lines.map(({ expense }) => [expense.id, form.text(reasonField(expense.id))])),
  };
}

/** A line that could be claimed and is left out needs a reason; one that lacks something is left out for that. */
export function readLines({ chosen, reasons }: LinesTyped, lines: readonly ChoosableLine[]): LinesReading {
  const leftOut = lines.filter(({ expense }) => !chosen.has(expense.id));
  const reasonOf = ({ expense }: ChoosableLine) => (reasons.get(expense.id) ?? '').trim();
  const errors = leftOut.flatMap((line): [string, ReasonError][] => {
    const reason = reasonOf(line);
    if (reason.length > longestReason) return [[line.expense.id, 'reasonTooLong']];
    return reason === '' && isClaimable(line) ? [[line.expense.id, 'reasonMissing']] : [];
  });
  return {
    expenseIds: [...chosen],
    parked: new Map(leftOut.flatMap((line) => (reasonOf(line) === '' ? [] : [[line.expense.id, reasonOf(line)]]))),
    errors: new Map(errors),
  };
}
