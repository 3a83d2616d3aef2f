import { calendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';
import { moneyToText, percentToText, type Money, type Percent } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';

/** How amounts, days and numbers are written for people. The only user of Intl. Source: Språkrådet (app/domain/README.md § 6). */
const locales = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' } as const satisfies Record<Language, string>;
const space = '\u00a0';

const amountFormats = formats((locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
const wholeFormats = formats((locale) => new Intl.NumberFormat(locale));

function formats<Format>(make: (locale: string) => Format): Record<Language, Format> {
  return { nb: make(locales.nb), nn: make(locales.nn), en: make(locales.en) };
}

/** `18 000,00`, for tables. Written from the exact decimal, never through a float. */
export function formatAmount(amount: Money, language: Language): string {
  const [whole = '0', decimals = '00'] = moneyToText(amount).replace('-', '').split('.');
  const grouped = amountFormats[language].format(BigInt(whole)).replace(/00$/, decimals).replaceAll('\u202f', space);
  return amount.lt(0) ? `\u2212${grouped}` : grouped;
}

/** `18 000,00 kr`, for sentences. */
export function formatKroner(amount: Money, language: Language): string {
  return language === 'en' ? `NOK${space}${formatAmount(amount, language)}` : `${formatAmount(amount, language)}${space}kr`;
}

/** `70 %`, `66,67 %`. */
export function formatPercent(share: Percent, language: Language): string {
  const text = percentToText(share);
  return language === 'en' ? `${text}%` : `${text.replace('.', ',')}${space}%`;
}

export function formatWhole(value: number, language: Language): string {
  return wholeFormats[language].format(value);
}

/** `10.02.2026`; English `10 Feb 2026`. */
export function formatDay(day: CalendarDate, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (language !== 'en') return `${date}.${month}.${year}`;
  return `${Number(date)}${space}${englishMonths[Number(month) - 1] ?? ''}${space}${year}`;
}

const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `10.02.2026–11.02.2026`, or the one day. */
export function formatPeriod(from: CalendarDate, to: CalendarDate, language: Language): string {
  return from === to ? formatDay(from, language) : `${formatDay(from, language)}–${formatDay(to, language)}`;
}

/** `940 155 223`; what has another length stays as it is. */
export function formatOrganisationNumber(digits: string): string {
  return /^\d{9}$/.test(digits) ? digits.replace(/(\d{3})(\d{3})(\d{3})/, `$1${space}$2${space}$3`) : digits;
}

/** `1813 64 45320`; what has another length stays as it is. */
export function formatAccountNumber(digits: string): string {
  return /^\d{11}$/.test(digits) ? digits.replace(/(\d{4})(\d{2})(\d{5})/, `$1${space}$2${space}$3`) : digits;
}

/** The day it is in Norway, where the rules and the claims belong. Swedish writes dates as `2026-03-01`. */
export function dayInNorway(instant: Date): CalendarDate {
  return calendarDate(norwegianDay.format(instant));
}

const norwegianDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' });
