import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarDate } from '#app/domain/calendar-date.ts';
import { languages } from '#app/domain/programme.ts';
import { formatDay } from './format.ts';
import { parseDate } from './parse-date.ts';

const today = calendarDate('2026-05-20');
const anyDay = fc.integer({ min: 0, max: 73_000 }).map((days) => addDays(calendarDate('2000-01-01'), days));

describe('a day is read the way people in Norway write it', () => {
  test.each([
    '2026-05-01', '2026-5-1', '20260501', '010526', '01052026', '1.5.26', '01.05.26', '01.05.2026', '1. 5. 2026', '1.5 2026', '1.5. 2026',
    '1/5-26', '1/5-2026', '1/5 2026', '1/5/26', '01/05/2026', '1-5-26', '01-05-2026',
    '1. mai 2026', '1.mai 2026', '1 mai 26', '1. Mai 2026', '1 MAI 2026', '1 May 2026', '1st May 2026', '1.\u00A0mai\u202F2026', '  1.5.26 ',
    '1.5', '1.5.', '1/5', '1. mai', '1 mai', '01.05', '1 May',
  ])('%j is 1 May 2026', (text) => {
    expect(parseDate(text, { today })).toBe('2026-05-01');
  });

  test.each([
    ['januar', '01'], ['February', '02'], ['mars', '03'], ['march', '03'], ['apr.', '04'], ['mai', '05'], ['june', '06'], ['juli', '07'],
    ['aug', '08'], ['sept.', '09'], ['oktober', '10'], ['october', '10'], ['nov.', '11'], ['desember', '12'], ['Dec', '12'],
  ])('%s is month %s', (name, month) => {
    expect(parseDate(`3. ${name} 2025`, { today })).toBe(`2025-${month}-03`);
  });

  test('eight digits may begin with the year or end with it, and never mean two days', () => {
    expect(parseDate('20102026', { today })).toBe('2026-10-20');
    expect(parseDate('20261020', { today })).toBe('2026-10-20');
  });

  test('two digits of a year are this century', () => {
    expect(parseDate('1.5.99', { today })).toBe('2099-05-01');
    expect(parseDate('1.5.00', { today })).toBe('2000-05-01');
  });
});

describe('without a year it is the latest such day at most thirty days ahead', () => {
  test.each([
    ['20.5', '2026-05-20', '2026-05-20'],
    ['19.6', '2026-05-20', '2026-06-19'],
    ['20.6', '2026-05-20', '2025-06-20'],
    ['31. desember', '2026-01-05', '2025-12-31'],
    ['2.1', '2026-12-20', '2027-01-02'],
    ['1/3', '2026-12-20', '2026-03-01'],
    ['29.2', '2024-03-01', '2024-02-29'],
  ])('%s, when today is %s, is %s', (text, now, expected) => {
    expect(parseDate(text, { today: calendarDate(now) })).toBe(expected);
  });

  test('a day that year does not have is not moved to another year', () => {
    expect(parseDate('29.2', { today: calendarDate('2025-03-01') })).toBeUndefined();
  });
});

describe('what is no day is not guessed', () => {
  test.each([
    '', ' ', 'i går', '31.2.26', '30. februar 2026', '31.4.2026', '29.02.2025', '0.5.26', '1.0.26', '1.13.26', '32.1.26', '1.5.026', '1.5.1826', '1.5.2226',
    '5', '2026', '1-5', '0105', '1.5.26.', '1.5.26 kl. 12', '1. mia 2026', 'mai 2026', '1..5.26', '1.5.26-2.5.26', '10. og 11.2.26', '１.５.26',
    `1.5.26${' '.repeat(50)}x`,
  ])('%j', (text) => {
    expect(parseDate(text, { today })).toBeUndefined();
  });
});

test.each(languages)('a day written for people in %s reads back', (language) => {
  fc.assert(fc.property(anyDay, (day) => {
    expect(parseDate(formatDay(day, language), { today })).toBe(day);
  }));
});

test('any text is answered, with a day or with nothing', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d./ -]{1,10}( mai)?$/)), (text) => {
    expect(parseDate(text, { today }) ?? '2026-05-01').toMatch(/^\d{4}-\d\d-\d\d$/);
  }));
});
