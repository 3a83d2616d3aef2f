import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { addDays, calendarDate, daysBetween } from '#app/domain/calendar-date.ts';
import { fromOre, money, percent } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import {
  dayInNorway, endOfDayInNorway, formatAccountNumber, formatAmount, formatCountry, formatDay, formatDays, formatDecimal, formatKroner, formatMoneyIn,
  formatMonth, formatOrganisationNumber, formatPercent, formatPeriod, formatWhole, formatWithUnit,
} from './format.ts';

/** Hard spaces made visible. */
const shown = (text: string) => text.replaceAll('\u00a0', '_');

describe('amounts are written from exact decimals', () => {
  test.each([
    ['0', '0,00', '0.00'],
    ['0.05', '0,05', '0.05'],
    ['-0.01', '−0,01', '−0.01'],
    ['2412.5', '2_412,50', '2,412.50'],
    ['999.99', '999,99', '999.99'],
    ['1000', '1_000,00', '1,000.00'],
    ['-18000', '−18_000,00', '−18,000.00'],
    ['999999999999.99', '999_999_999_999,99', '999,999,999,999.99'],
    ['100000000000.10', '100_000_000_000,10', '100,000,000,000.10'],
  ])('%s', (text, norwegian, english) => {
    expect(languages.map((language) => shown(formatAmount(money(text), language)))).toEqual([norwegian, norwegian, english]);
  });

  test('no øre is lost or made: what is written is the amount', () => {
    fc.assert(fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.constantFrom(...languages), (ore, language) => {
      const digits = formatAmount(fromOre(ore), language).replace('−', '-').replace(/[^\d-]/g, '');
      expect(BigInt(digits)).toBe(ore);
    }));
  });

  test('kroner are named after the amount in Norwegian, before it in English, and never parted from it by a line break', () => {
    const kroner = languages.map((language) => shown(formatKroner(money('-1234.5'), language)));
    expect(kroner).toEqual(['−1_234,50_kr', '−1_234,50_kr', 'NOK_−1,234.50']);
  });
});

test.each([['18 000,00', 'kr', 'nb', '18 000,00_kr'], ['70', '%', 'nn', '70_%'], ['5', 'år', 'nb', '5_år'],
  ['18,000.00', 'NOK', 'en', 'NOK_18,000.00'], ['70', '%', 'en', '70%'], ['5', 'years', 'en', '5_years']] as const,
)('the figure %s with its unit %s in %s is %s, as amounts and percentages are written', (figure, unit, language, written) => {
  expect(shown(formatWithUnit(figure, unit, language))).toBe(written);
});

test.each([
  ['70', '70_%', '70%'], ['66.67', '66,67_%', '66.67%'], ['0.5', '0,5_%', '0.5%'], ['100', '100_%', '100%'],
])('the percentage %s', (text, norwegian, english) => {
  expect(languages.map((language) => shown(formatPercent(percent(text), language)))).toEqual([norwegian, norwegian, english]);
});

test('whole numbers are grouped in thousands', () => {
  expect(languages.map((language) => shown(formatWhole(1234567, language)))).toEqual(['1_234_567', '1_234_567', '1,234,567']);
  expect(formatWhole(24, 'nb')).toBe('24');
});

describe('days', () => {
  test('have all their digits in Norwegian, and the month in letters in English', () => {
    const days = languages.map((language) => shown(formatDay(calendarDate('2026-02-01'), language)));
    expect(days).toEqual(['01.02.2026', '01.02.2026', '1_Feb_2026']);
    const numbers = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));
    const months = numbers.map((month) => formatDay(calendarDate(`2026-${month}-15`), 'en').slice(3, 6));
    expect(months).toEqual(['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']);
  });

  test('a period of one day is that day', () => {
    const day = calendarDate('2026-02-10');
    expect(formatPeriod(day, day, 'nb')).toBe('10.02.2026');
    expect(formatPeriod(day, addDays(day, 1), 'nb')).toBe('10.02.2026–11.02.2026');
  });

  test('days that follow on each other are a period, in their order and each once', () => {
    const days = ['2026-02-25', '2026-02-10', '2026-02-11', '2026-02-12', '2026-02-11', '2025-12-31', '2026-01-01', '2026-02-28', '2026-03-01'].map(calendarDate);
    expect(formatDays(days, 'nb')).toEqual(['31.12.2025–01.01.2026', '10.02.–12.02.2026', '25.02.2026', '28.02.–01.03.2026']);
    expect(formatDays(days, 'en').map((text) => text.replaceAll('\u00a0', ' '))).toEqual(['31 Dec 2025–1 Jan 2026', '10–12 Feb 2026', '25 Feb 2026', '28 Feb–1 Mar 2026']);
    expect(formatDays([], 'nn')).toEqual([]);
  });

  test('a month is named, whatever zone the server is in', () => {
    expect(languages.map((language) => formatMonth('2026-05', language))).toEqual(['mai 2026', 'mai 2026', 'May 2026']);
    expect(formatMonth('2026-01', 'nb')).toBe('januar 2026');
  });
});

describe('numbers of organisations and accounts', () => {
  test('are grouped as people read them', () => {
    expect(shown(formatOrganisationNumber('940155223'))).toBe('940_155_223');
    expect(shown(formatAccountNumber('18136445320'))).toBe('1813_64_45320');
  });

  test.each(['', 'mangler', '12345', '1234567890123', '940 155 223', '9401552233'])('«%s» stays as it is', (text) => {
    expect([formatOrganisationNumber(text), formatAccountNumber(text)]).toEqual([text, text]);
  });
});

describe('the day it is in Norway', () => {
  const home = process.env['TZ'];
  afterEach(() => {
    if (home === undefined) delete process.env['TZ'];
    else process.env['TZ'] = home;
  });

  const instants: [string, string][] = [
    ['2026-01-31T22:59:59Z', '2026-01-31'], ['2026-01-31T23:00:00Z', '2026-02-01'],
    ['2026-03-28T22:59:59Z', '2026-03-28'], ['2026-03-28T23:00:00Z', '2026-03-29'],
    ['2026-03-29T21:59:59Z', '2026-03-29'], ['2026-03-29T22:00:00Z', '2026-03-30'],
    ['2026-10-24T21:59:59Z', '2026-10-24'], ['2026-10-24T22:00:00Z', '2026-10-25'],
    ['2026-10-25T22:59:59Z', '2026-10-25'], ['2026-10-25T23:00:00Z', '2026-10-26'],
    ['2026-12-31T23:00:00Z', '2027-01-01'],
  ];

  test.each([
    'Europe/Oslo', 'UTC', 'Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kolkata',
  ])('changes at midnight in Oslo, summer and winter, on a machine in %s', (zone) => {
    process.env['TZ'] = zone;
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone.replace('Calcutta', 'Kolkata')).toBe(zone);
    expect(instants.map(([instant]) => dayInNorway(new Date(instant)))).toEqual(instants.map(([, day]) => day));
    for (const [, day] of instants) {
      const end = endOfDayInNorway(calendarDate(day)).getTime();
      expect([end - 1, end].map((instant) => dayInNorway(new Date(instant)))).toEqual([day, addDays(calendarDate(day), 1)]);
    }
  });

  test.each([
    'Europe/Oslo', 'Pacific/Apia', 'America/Los_Angeles',
  ])('days between days know no daylight saving, on a machine in %s', (zone) => {
    process.env['TZ'] = zone;
    expect(daysBetween(calendarDate('2026-03-28'), calendarDate('2026-03-30'))).toBe(2);
    expect(addDays(calendarDate('2026-10-24'), 2)).toBe('2026-10-26');
    expect(addDays(calendarDate('2011-12-29'), 1)).toBe('2011-12-30');
  });
});

describe('what an invoice says in its own way', () => {
  test('amounts in another currency have its code where kroner have theirs', () => {
    expect(languages.map((language) => shown(formatMoneyIn(money('-1234.5'), 'EUR', language)))).toEqual(['−1_234,50_EUR', '−1_234,50_EUR', 'EUR_−1,234.50']);
    for (const language of languages) expect(formatMoneyIn(money('5'), 'NOK', language)).toBe(formatKroner(money('5'), language));
  });

  test.each([
    ['1', 0, '1', '1'], ['1', 2, '1,00', '1.00'], ['1234.5678', 2, '1_234,5678', '1,234.5678'], ['-0.50', 0, '−0,5', '−0.5'], ['25.00', 0, '25', '25'],
    ['12345678901234567890.123456789', 0, '12_345_678_901_234_567_890,123456789', '12,345,678,901,234,567,890.123456789'], ['1e3', 0, '1e3', '1e3'],
  ])('the decimal %s, with at least %i decimals', (decimal, least, norwegian, english) => {
    expect(languages.map((language) => shown(formatDecimal(decimal, language, least)))).toEqual([norwegian, norwegian, english]);
  });

  test('countries have their names in each language; what is no code stands as it is', () => {
    expect(languages.map((language) => formatCountry('NO', language))).toEqual(['Norge', 'Noreg', 'Norway']);
    expect(['QZ', 'no', 'Norge', ''].map((code) => formatCountry(code, 'nb'))).toEqual(['QZ', 'no', 'Norge', '']);
  });
});
