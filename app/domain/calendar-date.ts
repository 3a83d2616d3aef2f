declare const dateBrand: unique symbol;

/** A day in the calendar, `YYYY-MM-DD`, without time or zone; such strings sort by time. Years 1900–2199. */
export type CalendarDate = string & { readonly [dateBrand]: 'day' };

const datePattern = /^(19|20|21)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const dayMs = 86_400_000;

/** True for a day that exists: `2026-02-30` does not. Every month has its first 28 days. */
export function isCalendarDate(text: string): text is CalendarDate {
  return datePattern.test(text) && (text.slice(8) <= '28' || new Date(`${text}T00:00:00Z`).toISOString().startsWith(text));
}

/** A day a program writes down itself. Throws RangeError for a day that does not exist. */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError(`Not a day in the calendar: ${text}`);
  return text;
}

/** Days from one date to another: 1 from a day to the next, negative backwards. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs;
}

/** The date so many days later (earlier when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return calendarDate(new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10));
}

/** Days in a row, from the first to the last. */
export interface DayRun {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** Days in their order, each once, those that follow on each other together. */
export function dayRuns(days: readonly CalendarDate[]): DayRun[] {
  const runs: { from: CalendarDate; to: CalendarDate }[] = [];
  for (const day of [...new Set(days)].sort()) {
    const last = runs.at(-1);
    if (last !== undefined && addDays(last.to, 1) === day) last.to = day;
    else runs.push({ from: day, to: day });
  }
  return runs;
}
