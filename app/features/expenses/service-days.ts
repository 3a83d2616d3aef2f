import { addDays, calendarDate, daysBetween, type CalendarDate } from '#app/domain/calendar-date.ts';
import type { ServiceDay } from '#app/domain/expense.ts';
import { allocate, money, sum, type Money } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { formatAmount, formatDay } from '#app/i18n/format.ts';
import { inYear, yearNearToday, type WrittenDay } from '#app/i18n/parse-date.ts';
import { readDayText, type DayGroup, type LooseDay } from './service-day-text.ts';

export const mostServiceDays = 366;
const longestText = 20_000;
const lastDay = calendarDate('2199-12-31');
/** A day without a year belongs to the year before its neighbour's when the turn of the year lies this close between them. */
const turnOfYearDays = 31;

export const serviceDayErrorCodes = [
  'daysMissing', 'daysUnclear', 'daysUnnamed', 'dayNotInCalendar', 'daysReversed', 'daysTwice', 'daysTooMany', 'dayCountDiffers',
  'dayAmountUnclear', 'dayAmountsPartly', 'amountMissing', 'amountsDiffer',
] as const;
export type ServiceDayErrorCode = (typeof serviceDayErrorCodes)[number];

export type ServiceDaysReading = { readonly days: readonly ServiceDay[] } | { readonly error: ServiceDayErrorCode };

export interface ServiceDaysContext {
  readonly today: CalendarDate;
  /** The net amount of the whole line, kroner excl. VAT, where one was given. */
  readonly amount?: Money | undefined;
}

interface Span {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

interface PricedDay {
  readonly on: CalendarDate;
  readonly amount: Money | undefined;
}

/**
 * Reads the days of a fee the way people write them: `10.2.26, 11.2.26`, `10. og 11.2.2026`, `10.–12.2.2026`, one a line with its
 * own amount (`10.2.26: 20 000`), `3 dager à 20 000 fra 10.2.26`. A line's amount is split evenly over days that have none of their
 * own, to the øre; where both are given they must agree. The days come in the order they were written.
 */
export function readServiceDays(text: string, { today, amount }: ServiceDaysContext): ServiceDaysReading {
  if (text.length > longestText) return { error: 'daysTooMany' };
  const groups = readDayText(text);
  if (typeof groups === 'string') return { error: groups };
  if (groups.length === 0) return { error: 'daysMissing' };
  const spans = spansInCalendar(groups, today);
  if (typeof spans === 'string') return { error: spans };
  const days: PricedDay[] = [];
  let used = 0;
  for (const group of groups) {
    const dated = daysOfGroup(group, spans.slice(used, used + group.spans.length));
    if (typeof dated === 'string') return { error: dated };
    days.push(...dated);
    used += group.spans.length;
  }
  if (days.length > mostServiceDays) return { error: 'daysTooMany' };
  if (new Set(days.map(({ on }) => on)).size < days.length) return { error: 'daysTwice' };
  return priced(days, amount);
}

/** The days and their amounts, a day a line, so that they read back the same. */
export function writeServiceDays(days: readonly ServiceDay[], language: Language): string {
  return days.map(({ on, amount }) => `${formatDay(on, language)}: ${formatAmount(amount, language)}`).join('\n');
}

/** The amount in equal parts; the øre that are left over go to the first. */
export function splitEvenly(amount: Money, parts: number): readonly Money[] {
  return allocate(amount, Array.from({ length: parts }, () => money('1')));
}

function spansInCalendar(groups: readonly DayGroup[], today: CalendarDate): readonly Span[] | ServiceDayErrorCode {
  const days = groups.flatMap(({ spans }) => spans.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])));
  const written = withMonths(days);
  if (written === undefined) return 'daysUnclear';
  const dates = withYears(written, today);
  if (dates === undefined) return 'dayNotInCalendar';
  const spans: Span[] = [];
  let used = 0;
  for (const { to } of groups.flatMap((group) => group.spans)) {
    const from = dates[used];
    const last = dates[to === undefined ? used : used + 1];
    if (from === undefined || last === undefined || from > last) return 'daysReversed';
    spans.push({ from, to: last });
    used += to === undefined ? 1 : 2;
  }
  return spans;
}

/** `10.` takes month and year from the day after it: `10. og 11.2.2026`. Undefined when there is none. */
function withMonths(days: readonly LooseDay[]): readonly WrittenDay[] | undefined {
  const written: WrittenDay[] = [];
  for (const loose of days.toReversed()) {
    const next = written.at(-1);
    if (loose.month !== undefined) written.push(loose);
    else if (next === undefined) return undefined;
    else written.push({ ...next, day: loose.day });
  }
  return written.toReversed();
}

/** A day without a year takes it from the next day that has one, else from the one before; with no year at all, from today. */
function withYears(days: readonly WrittenDay[], today: CalendarDate): readonly CalendarDate[] | undefined {
  const known = days.findLastIndex(({ year }) => year !== undefined);
  const anchor = known === -1 ? days.length - 1 : known;
  const middle = days[anchor];
  if (middle === undefined) return [];
  const fixed = inYear(middle, middle.year ?? yearNearToday(middle, today));
  const before = fixed && chain(days.slice(0, anchor).toReversed(), fixed, -1);
  const after = fixed && chain(days.slice(anchor + 1), fixed, 1);
  return before && after && [...before.toReversed(), fixed, ...after];
}

/** Each day in its neighbour's year, or over the turn of the year in the direction of writing when that is close. */
function chain(days: readonly WrittenDay[], start: CalendarDate, direction: 1 | -1): readonly CalendarDate[] | undefined {
  const dates: CalendarDate[] = [];
  let neighbour = start;
  for (const day of days) {
    const year = Number(neighbour.slice(0, 4));
    const across = day.year === undefined ? inYear(day, year + direction) : undefined;
    const same = inYear(day, day.year ?? year);
    const isAcross = across !== undefined && Math.abs(daysBetween(across, neighbour)) <= turnOfYearDays;
    const date = isAcross ? across : same;
    if (date === undefined) return undefined;
    dates.push(date);
    neighbour = date;
  }
  return dates;
}

function daysOfGroup(group: DayGroup, spans: readonly Span[]): readonly PricedDay[] | ServiceDayErrorCode {
  const [only, ...others] = spans;
  const isCounted = group.isCountedFrom && others.length === 0 && only?.from === only?.to;
  const lengths = spans.map(({ from, to }) => (isCounted ? group.count ?? 1 : daysBetween(from, to) + 1));
  const length = lengths.reduce((total, each) => total + each, 0);
  if (length > mostServiceDays) return 'daysTooMany';
  if (length === 0 || (group.count !== undefined && group.count !== length)) return 'dayCountDiffers';
  if (only !== undefined && isCounted && daysBetween(only.from, lastDay) < length) return 'dayNotInCalendar';
  const dates = spans.flatMap(({ from }, index) => Array.from({ length: lengths[index] ?? 0 }, (_, days) => addDays(from, days)));
  return dates.map((on, index) => ({ on, amount: group.isForEach || index === dates.length - 1 ? group.amount : undefined }));
}

function priced(days: readonly PricedDay[], total: Money | undefined): ServiceDaysReading {
  const own = days.flatMap(({ on, amount }) => (amount === undefined ? [] : [{ on, amount }]));
  if (own.length === days.length) {
    const agrees = total === undefined || total.eq(sum(own.map(({ amount }) => amount)));
    return agrees ? { days: own } : { error: 'amountsDiffer' };
  }
  if (own.length > 0) return { error: 'dayAmountsPartly' };
  if (total === undefined) return { error: 'amountMissing' };
  const parts = splitEvenly(total, days.length);
  return { days: days.flatMap(({ on }, index) => { const amount = parts[index]; return amount === undefined ? [] : [{ on, amount }]; }) };
}
