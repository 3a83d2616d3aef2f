import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarDate } from '#app/domain/calendar-date.ts';
import { fromOre, money, moneyToText, sum, toOre } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import { readServiceDays, splitEvenly, writeServiceDays } from './service-days.ts';

const today = calendarDate('2026-05-20');

/** The days as `2026-02-10 20000.00`, or the code of what is wrong. */
function read(text: string, amount?: string): string | readonly string[] {
  const reading = readServiceDays(text, { today, amount: amount === undefined ? undefined : money(amount) });
  return 'error' in reading ? reading.error : reading.days.map((day) => `${day.on} ${moneyToText(day.amount)}`);
}

/** The days of February 2026 with an amount each. */
const february = (...days: readonly (readonly [day: number, amount: string])[]) => days.map(([day, amount]) => `2026-02-${day} ${amount}.00`);
const threeDays = february([10, '20000'], [11, '20000'], [12, '20000']);

describe('days without amounts share the amount of the line', () => {
  test.each([
    '10.2.26, 11.2.26, 12.2.26', '10.2.26,11.2.26,12.2.26', '10.2.26; 11.2.26; 12.2.26', '10.2.26 11.2.26 12.2.26', '10.2.26\n11.2.26\n12.2.26',
    '10.2.26\r\n\r\n11.2.26\r\n12.2.26\r\n', '10., 11. og 12.2.2026', '10, 11 og 12.2.2026', '10,11,12.2.26', '10., 11. og 12. februar 2026',
    '10., 11. and 12. February 2026', '10 Feb 2026, 11 Feb 2026, 12 Feb 2026', '10.2, 11.2 og 12.2.2026', '10.2.2026, 11.2, 12.2', '10.2, 11.2, 12.2',
    '10.–12.2.2026', '10.-12.2.2026', '10-12.2.26', '10. - 12. februar 2026', '10.2.–12.2.2026', '10.2-12.2.26', '10.2.2026-12.2.2026',
    '10.02.2026–12.02.2026', '10.2.26 til 12.2.26', '10. til og med 12.2.26', '10. t.o.m. 12.2.26', '2026-02-10 - 2026-02-12', '2026-02-10–2026-02-12', '100226-120226',
    '10/2-12/2-26', '10/2-26 – 12/2-26', '100226, 110226, 120226', '10.–11.2.26 og 12.2.26', 'fra 10.2.26 til 12.2.26', '10.2.26, 11.2.26 og 12.2.26.',
    '3 dager fra 10.2.26', '3 dagar frå 10.2.26', '3 days from 10 Feb 2026', '3 dager: 10., 11. og 12.2.26', '3 dager, 10.–12.2.26', '3 dager 10.-12.2.26',
  ])('%j', (text) => {
    expect(read(text, '60000')).toEqual(threeDays);
  });

  test('one day has it all', () => {
    expect(read('10.2.26', '18000.50')).toEqual(['2026-02-10 18000.50']);
  });

  test('øre that cannot be shared go to the first days, so that nothing is lost', () => {
    expect(read('10.–12.2.26', '100')).toEqual(['2026-02-10 33.34', '2026-02-11 33.33', '2026-02-12 33.33']);
    expect(read('10.–12.2.26', '-100')).toEqual(['2026-02-10 -33.33', '2026-02-11 -33.33', '2026-02-12 -33.34']);
  });

  test('days come in the order they were written', () => {
    expect(read('12.2.26, 10.2.26', '2')).toEqual(['2026-02-12 1.00', '2026-02-10 1.00']);
  });
});

describe('an amount after «à» is for each day of its line', () => {
  test.each([
    '10.2.26, 11.2.26, 12.2.26 à 20 000', '10.2.26, 11.2.26, 12.2.26 á 20.000,-', '10.–12.2.2026 à kr 20 000', '10.–12.2.2026 a 20000 kr',
    '10.–12.2.26 @ 20 000,00', '10.–12.2.26: 20 000 per dag', '10.–12.2.26 à 20 000 kr pr. dag', '10., 11. og 12. februar 2026 à 20 000 kroner',
    '3 dager à 20 000 fra 10.2.26', '3 dagar à 20 000 frå 10.2.26', '3 days à 20000 from 10 Feb 2026', '3 dager à kr 20.000,- fra 10. februar 2026',
    '3 dager a\u0300 20 000 fra 10.2.26', '3 dager x 20 000 fra og med 10.2.26', '3 dager fra 10.2.26 à 20 000', '3 dager à 20 000: 10., 11. og 12.2.26',
    '3 dager à 20 000, 10.–12.2.26', '10.2.26 à 20 000, 11.2.26 à 20 000 og 12.2.26 à 20 000', '10.–11.2.26 à 20 000\n12.2.26 à 20 000',
    '2 dager à 20 000 fra 10.2.26, 1 dag à 20 000 fra 12.2.26',
  ])('%j', (text) => {
    expect(read(text)).toEqual(threeDays);
  });
});

describe('a day may have an amount of its own', () => {
  test.each([
    '10.2.26: 20 000\n11.2.26: 18 000', '10.2.26: 20 000, 11.2.26: 18 000', '10.2.26:20000,11.2.26:18000', '10.2.26 = 20.000,- ; 11.2.26 = 18.000,-',
    '10.02.2026\t20 000,00\r\n11.02.2026\t18 000,00', '10.2.26 20 000 11.2.26 18 000', '10.2.26 kr 20 000\n11.2.26 kr 18 000', '10.2.26 20000\n11.2.26 18000',
    '10. feb 20 000\n11. feb 18 000', '2026-02-10: 20000.00\n2026-02-11: 18000.00', '10.2.26 à 20 000 og 11.2.26 à 18 000,-',
    '10 Feb 2026: 20,000.00\n11 Feb 2026: 18,000.00', '10.2: 20 000\n11.2: 18 000', '10.02.2026: 20\u00A0000,00\n11.02.2026: 18\u00A0000,00',
  ])('%j', (text) => {
    expect(read(text)).toEqual(february([10, '20000'], [11, '18000']));
  });

  test('a credit note has negative ones', () => {
    expect(read('10.2.26: -20 000\n11.2.26: −500,50')).toEqual(['2026-02-10 -20000.00', '2026-02-11 -500.50']);
  });

  test('an amount of the whole line beside them must be their sum', () => {
    expect(read('10.2.26: 20 000\n11.2.26: 18 000', '38000')).toHaveLength(2);
    expect(read('10.2.26: 20 000\n11.2.26: 18 000', '38000.01')).toBe('amountsDiffer');
    expect(read('3 dager à 20 000 fra 10.2.26', '20000')).toBe('amountsDiffer');
  });
});

describe('a missing year', () => {
  test.each([
    ['30.12.–2.1.2027', ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']],
    ['30.12, 2.1.2027', ['2026-12-30', '2027-01-02']],
    ['30.12.2026, 2.1', ['2026-12-30', '2027-01-02']],
    ['30.12.2025–2.1', ['2025-12-30', '2025-12-31', '2026-01-01', '2026-01-02']],
    ['11.2, 10.2.2026', ['2026-02-11', '2026-02-10']],
    ['10.2.2024, 11.2, 12.3.2025', ['2024-02-10', '2025-02-11', '2025-03-12']],
    ['30.11 og 1.12', ['2025-11-30', '2025-12-01']],
  ])('of %j comes from the day beside it, over the turn of the year where that is near', (text, expected) => {
    const days = read(text, '100');
    expect(typeof days === 'string' ? days : days.map((day) => day.slice(0, 10))).toEqual(expected);
  });
});

describe('what cannot be used says why', () => {
  test.each([
    ['', 'daysMissing'], [' \n ', 'daysMissing'], [',;', 'daysMissing'],
    ['i forrige uke', 'daysUnclear'], ['10.', 'daysUnclear'], ['10. og 11.', 'daysUnclear'], ['10.2.26 x', 'daysUnclear'],
    ['10.2.26–', 'daysUnclear'], ['3 dager', 'daysUnnamed'], ['3 dager à 20 000', 'daysUnnamed'], ['10.11.12.2.2026', 'daysUnclear'],
    ['10.2.26 à 5 fra 11.2.26', 'dayAmountsPartly'], ['3 dager à 20 000 fra 10.2.26 à 20 000', 'daysUnclear'], ['à 20 000', 'daysUnclear'],
    ['31.2.26', 'dayNotInCalendar'], ['30. og 31.2.26', 'dayNotInCalendar'], ['29.2.2025–1.3.2025', 'dayNotInCalendar'], ['3 dager fra 31.12.2199', 'dayNotInCalendar'],
    ['12.2.26–10.2.26', 'daysReversed'], ['12.–10.2.26', 'daysReversed'], ['12.3–10.3.2026', 'daysReversed'],
    ['10.2.26, 10.2.26', 'daysTwice'], ['10.–12.2.26 og 11.2.26', 'daysTwice'],
    ['1.1.2025–2.1.2026', 'daysTooMany'], ['1.1.1900–31.12.2199', 'daysTooMany'], ['999 dager fra 1.1.26', 'daysTooMany'], [' '.repeat(20_001), 'daysTooMany'],
    ['3 dager: 10. og 11.2.26', 'dayCountDiffers'], ['3 dager, 10.2.26', 'dayCountDiffers'], ['0 dager fra 10.2.26', 'dayCountDiffers'], ['2 dager fra 10.–12.2.26', 'dayCountDiffers'],
    ['10.2.26: mye', 'dayAmountUnclear'], ['10.2.26: 20,000', 'dayAmountUnclear'], ['10.2.26 à 20.0.0', 'dayAmountUnclear'],
    ['10.2.26: 20 000\n11.2.26', 'dayAmountsPartly'], ['10.–12.2.2026: 20 000', 'dayAmountsPartly'], ['10.2.26\n11.2.26 à 20 000', 'dayAmountsPartly'],
    ['10.2.26', 'amountMissing'], ['3 dager fra 10.2.26', 'amountMissing'],
  ])('%j is %s', (text, code) => {
    expect(read(text)).toBe(code);
  });

  test('a whole leap year is the longest', () => {
    expect(read('1.1.2024–31.12.2024', '366')).toHaveLength(366);
  });
});

const someDays = fc.uniqueArray(fc.integer({ min: 0, max: 9_000 }), { minLength: 1, maxLength: 20 })
  .chain((offsets) => fc.tuple(...offsets.map((offset) => fc.bigInt({ min: -10_000_000_000n, max: 10_000_000_000n }).map((ore) => (
    { on: addDays(calendarDate('2015-01-01'), offset), amount: fromOre(ore) }
  )))));

test.each(languages)('days written for people in %s read back the same', (language) => {
  fc.assert(fc.property(someDays, (days) => {
    expect(readServiceDays(writeServiceDays(days, language), { today })).toEqual({ days });
  }));
});

test('equal parts differ by an øre at most and sum to the whole', () => {
  fc.assert(fc.property(fc.bigInt({ min: -1_000_000_000_000n, max: 1_000_000_000_000n }), fc.integer({ min: 1, max: 366 }), (ore, count) => {
    const parts = splitEvenly(fromOre(ore), count);
    const sorted = parts.map(toOre).sort((a, b) => (a < b ? -1 : 1));
    expect(toOre(sum(parts))).toBe(ore);
    expect((sorted.at(-1) ?? 0n) - (sorted[0] ?? 0n)).toBeLessThanOrEqual(1n);
  }));
});

const piece = fc.constantFrom('10.2.26', '10.', '11', '12.2', '3 dager ', ' à ', ': ', '20 000', '-', '–', ', ', ' og ', '\n', 'fra ', '31.2.26', '1. mai', ' ', '2', '.', ',', '/');

test('any text is answered, with days that are each there once or with what is wrong', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))), (text) => {
    const reading = readServiceDays(text, { today });
    if ('error' in reading) return;
    expect(reading.days.length).toBeGreaterThan(0);
    expect(new Set(reading.days.map(({ on }) => on)).size).toBe(reading.days.length);
  }), { numRuns: 1_000 });
});
