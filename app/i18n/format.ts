import { addDays, calendarDate, dayRuns, type CalendarDate, type DayRun } from '#app/domain/calendar-date.ts';
import { moneyToText, percentToText, type Money, type Percent } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';

/** How amounts, days and numbers are written for people. The only user of Intl. Source: Språkrådet (app/domain/README.md § 6). */
const locales = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' } as const satisfies Record<Language, string>;
const space = '\u00a0';

/** What stands between thousands, and before the øre: asked of Intl once, since a page writes hundreds of amounts. */
const amountSigns = formats((locale) => {
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).formatToParts(1_000_000);
  const sign = (type: 'group' | 'decimal') => (parts.find((part) => part.type === type)?.value ?? '').replaceAll('\u202f', space);
  return { group: sign('group'), decimal: sign('decimal') };
});
const wholeFormats = formats((locale) => new Intl.NumberFormat(locale));

function formats<Format>(make: (locale: string) => Format): Record<Language, Format> {
  return { nb: make(locales.nb), nn: make(locales.nn), en: make(locales.en) };
}

/** `18 000,00`, for tables. Written from the exact decimal, never through a float. */
export function formatAmount(amount: Money, language: Language): string {
  const [whole = '0', decimals = '00'] = moneyToText(amount).replace('-', '').split('.');
  const { group, decimal } = amountSigns[language];
  const written = `${whole.replace(/\B(?=(?:\d{3})+$)/g, group)}${decimal}${decimals}`;
  return amount.lt(0) ? `\u2212${written}` : written;
}

/** `18 000,00 kr`, for sentences. */
export function formatKroner(amount: Money, language: Language): string {
  return language === 'en' ? `NOK${space}${formatAmount(amount, language)}` : `${formatAmount(amount, language)}${space}kr`;
}

/** A figure as it stands in a form, with its unit: `18 000,00 kr`, `70 %`, `5 år`; English `NOK 18,000.00`, `70%`, `5 years`. */
export function formatWithUnit(figure: string, unit: string, language: Language): string {
  if (language === 'en' && unit === '%') return `${figure}%`;
  return leadsFigure(unit) ? `${unit}${space}${figure}` : `${figure}${space}${unit}`;
}

/** True for the code of a currency, which English writes before the amount; `kr` and other units stand after. */
export function leadsFigure(unit: string): boolean {
  return unit === 'NOK';
}

/** `1 225,00 EUR`, English `EUR 1,225.00`; kroner as kroner. For invoices, whose currency is their own. */
export function formatMoneyIn(amount: Money, currency: string, language: Language): string {
  if (currency === 'NOK') return formatKroner(amount, language);
  const written = formatAmount(amount, language);
  return language === 'en' ? `${currency}${space}${written}` : `${written}${space}${currency}`;
}

/** A decimal written by a machine (`-1234.5`) for people (`−1 234,5`), with all its decimals but at least so many. */
export function formatDecimal(decimal: string, language: Language, leastDecimals = 0): string {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)\.?(\d*)$/.exec(decimal) ?? [];
  if (whole === '') return decimal;
  const { group, decimal: point } = amountSigns[language];
  const kept = decimals.replace(/0+$/, '').padEnd(leastDecimals, '0');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  return `${sign === '' ? '' : '\u2212'}${grouped}${kept === '' ? '' : point + kept}`;
}

/** The name of a country by its two letters; what is no such code stays as it is. */
export function formatCountry(code: string, language: Language): string {
  return /^[A-Z]{2}$/.test(code) ? countryNames[language].of(code) ?? code : code;
}

const countryNames = formats((locale) => new Intl.DisplayNames(locale, { type: 'region' }));

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

/** A month written `2026-02`: `februar 2026`. */
export function formatMonth(month: string, language: Language): string {
  return monthFormats[language].format(new Date(`${month}-01T00:00:00Z`));
}

const monthFormats = formats((locale) => new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }));

/** `10.02.2026–11.02.2026`, or the one day. */
export function formatPeriod(from: CalendarDate, to: CalendarDate, language: Language): string {
  return from === to ? formatDay(from, language) : `${formatDay(from, language)}–${formatDay(to, language)}`;
}

/** `10.02.2026`, days that follow on each other `10.02.–12.02.2026`; English `10–12 Feb 2026`. In their order, each once. */
export function formatDays(days: readonly CalendarDate[], language: Language): string[] {
  return dayRuns(days).map((run) => formatRun(run, language));
}

/** The end says the year of both, in English the month too, where they are the same. */
function formatRun({ from, to }: DayRun, language: Language): string {
  if (from === to) return formatDay(from, language);
  const shared = [from.slice(0, 7) === to.slice(0, 7), from.slice(0, 4) === to.slice(0, 4)] as const;
  const [start, end] = [formatDay(from, language), formatDay(to, language)];
  if (language !== 'en') return `${shared[1] ? start.slice(0, -4) : start}–${end}`;
  const parts = start.split(space);
  const said = shared[0] ? parts.slice(0, 1) : parts.slice(0, shared[1] ? 2 : 3);
  return `${said.join(space)}–${end}`;
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

/** The instant a day is over in Norway: its midnight, an hour or two before that of UTC. */
export function endOfDayInNorway(day: CalendarDate): Date {
  const next = addDays(day, 1);
  const midnights = [2, 1].map((hours) => new Date(Date.parse(`${next}T00:00:00Z`) - hours * 3_600_000));
  return midnights.find((instant) => dayInNorway(instant) === next) ?? new Date(`${next}T00:00:00Z`);
}

const norwegianDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' });

/** `24.11.2026 kl. 11.05`, by the clock in Norway; English `24 Nov 2026, 11:05`. */
export function formatMoment(instant: Date, language: Language): string {
  const day = formatDay(dayInNorway(instant), language);
  const clock = norwegianClock.format(instant);
  return language === 'en' ? `${day}, ${clock}` : `${day} kl.${space}${clock.replace(':', '.')}`;
}

const norwegianClock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', hour: '2-digit', minute: '2-digit' });
