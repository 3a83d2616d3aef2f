import { addDays, isCalendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';

/** A day as it was written: the year may be missing, and the day need not exist. */
export interface WrittenDay {
  readonly day: number;
  readonly month: number;
  readonly year: number | undefined;
}

const longestText = 40;
/** How far ahead a day without a year is still this year's: an invoice may be due, a gathering planned. */
const daysAhead = 30;

/** Tried in this order at one place of the text. What follows a year may not make it the start of another day. */
const spellings = [
  /(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?!\d)/y,
  /(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)(?!\d)/y,
  /(?<day>\d\d)(?<month>\d\d)(?<year>\d{4}|\d\d)(?!\d)/y,
  /(?<day>\d{1,2})\. ?(?<month>\d{1,2})(?:\. ?|\.? (?=\d{4}))(?<year>\d{4}|\d\d)(?!\d|[./]\d)/y,
  /(?<day>\d{1,2})\/(?<month>\d{1,2})(?:[/-]| (?=\d{4}))(?<year>\d{4}|\d\d)(?!\d|[./]\d)/y,
  /(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4}|\d\d)(?!\d|[./-]\d)/y,
  /(?<day>\d{1,2})(?:\.|st|nd|rd|th)? ?(?<month>[a-z]{3,9})\.?(?: ?(?<year>\d{4}|\d\d)(?!\d|[./]\d|\. ?[a-z]| \d{3}))?/y,
  /(?<day>\d{1,2})\.(?<month>\d{1,2})\.?(?!\d|[./]\d)/y,
  /(?<day>\d{1,2})\/(?<month>\d{1,2})(?!\d|[./]\d)/y,
];

/** Bokmål, nynorsk and English, whole and shortened. */
const monthNames = [
  ['januar', 'january', 'jan'], ['februar', 'february', 'feb', 'febr'], ['mars', 'march', 'mar'], ['april', 'apr'], ['mai', 'may'],
  ['juni', 'june', 'jun'], ['juli', 'july', 'jul'], ['august', 'aug'], ['september', 'sep', 'sept'], ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nov'], ['desember', 'december', 'des', 'dec'],
];

/**
 * Reads a day the way people in Norway write it: `2026-05-01`, `1.5.26`, `010526`, `1/5-26`, `1. mai 2026`, `1 May 2026`.
 * Two digits of a year are 2000–2099. Without a year it is the latest such day that is at most thirty days ahead of today.
 * Gives undefined for what is no day, or a day that does not exist.
 */
export function parseDate(text: string, { today }: { readonly today: CalendarDate }): CalendarDate | undefined {
  const spaced = text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
  if (spaced.length > longestText) return undefined;
  const found = writtenDayAt(spaced, 0);
  if (found?.end !== spaced.length) return undefined;
  return inYear(found.written, found.written.year ?? yearNearToday(found.written, today));
}

/** The day written at this place of a text in small letters with single spaces, and where it ends. */
export function writtenDayAt(text: string, at: number): { readonly written: WrittenDay; readonly end: number } | undefined {
  for (const spelling of spellings) {
    spelling.lastIndex = at;
    const parts = spelling.exec(text)?.groups;
    const written = parts && partsOfDay(parts);
    if (written !== undefined) return { written, end: spelling.lastIndex };
  }
  return undefined;
}

/** The written day in a year; undefined where that year does not have it. */
export function inYear({ day, month }: WrittenDay, year: number): CalendarDate | undefined {
  const text = isoText(year, month, day);
  return isCalendarDate(text) ? text : undefined;
}

/** The year of the latest such day that is at most thirty days ahead of today. */
export function yearNearToday({ day, month }: WrittenDay, today: CalendarDate): number {
  const latest = addDays(today, daysAhead);
  const year = Number(latest.slice(0, 4));
  return isoText(year, month, day) <= latest ? year : year - 1;
}

function partsOfDay(parts: Readonly<Record<string, string | undefined>>): WrittenDay | undefined {
  const day = Number(parts['day']);
  const month = monthOf(parts['month'] ?? '');
  const year = yearOf(parts['year']);
  const isPossible = day >= 1 && day <= 31 && month >= 1 && month <= 12 && (year === undefined || (year >= 1900 && year <= 2199));
  return isPossible ? { day, month, year } : undefined;
}

function monthOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : monthNames.findIndex((names) => names.includes(text)) + 1;
}

function yearOf(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined;
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function isoText(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
