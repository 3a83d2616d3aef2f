import type { CalendarDate } from './calendar-date.ts';
import type { Money, Percent } from './money.ts';

/** Where in a programme a finding belongs, as keys and positions: `['expenses', 3, 'paidOn']`. */
export type FieldPath = readonly (string | number)[];

/** A value a sentence mentions; the language of the reader decides how it is written. */
export type Fact
  = string | number | { readonly kroner: Money } | { readonly percent: Percent }
    | { readonly on: CalendarDate } | { readonly days: readonly CalendarDate[] };
export type Facts = Readonly<Record<string, Fact>>;

/** Something a person should know or mend: a code for the sentence, the field it is about, and the facts it mentions. */
export interface Finding<Code extends string> {
  readonly code: Code;
  readonly path: FieldPath;
  readonly facts: Facts;
}

/** The path as text: `expenses[3].paidOn`. */
export function pathToText(path: FieldPath): string {
  return path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('').replace(/^\./, '');
}
