import { calendarDate } from '#app/domain/calendar-date.ts';
import { dayKey } from '#app/domain/day-cap.ts';
import { moneyToText, plus, zero, type Money } from '#app/domain/money.ts';
import type { EarlierClaims } from '#app/domain/refund.ts';
import type { ProgrammeFile } from './programme-schema.ts';

/** What earlier claims used, as it is written: of the grant, and of each consultant's day. */
export interface EarlierInFile {
  readonly refunded?: string | undefined;
  readonly days: { readonly consultant: string; readonly on: string; readonly amount: string }[];
}

/** The same with the days by their keys (`dayKey`) and amounts as texts, as a claim keeps it. */
export interface EarlierTexts {
  readonly days: readonly (readonly [key: string, amount: string])[];
  readonly refunded: string;
}

/** Undefined when nothing was used: a first claim's file does not speak of earlier ones. */
export function earlierInFile({ days, refunded }: EarlierTexts): EarlierInFile | undefined {
  if (days.length === 0 && refunded === '0.00') return undefined;
  return {
    refunded: refunded === '0.00' ? undefined : refunded,
    days: days.map(([key, amount]) => ({ on: key.slice(0, dateLength), consultant: key.slice(dateLength + 1), amount })),
  };
}

const dateLength = calendarDate('2026-01-01').length;

/** The earlier claims of a programme as texts, in a fixed order. */
export function earlierTexts({ days, refunded }: EarlierClaims): EarlierTexts {
  return {
    days: [...days ?? []].map(([key, amount]): [string, string] => [key, moneyToText(amount)]).sort(([a], [b]) => (a < b ? -1 : 1)),
    refunded: refunded === undefined ? '0.00' : moneyToText(refunded),
  };
}

/** A day told twice was used twice. */
export function earlierOf({ earlier }: Pick<ProgrammeFile, 'earlier'>): EarlierClaims | undefined {
  if (earlier === undefined) return undefined;
  const days = new Map<string, Money>();
  for (const { consultant, on, amount } of earlier.days) {
    const key = dayKey(consultant, on);
    days.set(key, plus(days.get(key) ?? zero, amount));
  }
  return { days, refunded: earlier.refunded ?? zero };
}
