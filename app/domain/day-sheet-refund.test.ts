import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anySheetLine } from '#test/fixtures/day-sheets.ts';
import { terms } from '#test/fixtures/factories.ts';
import { aSheetDay } from '#test/fixtures/two-consultants.ts';
import { addDays, calendarDate } from './calendar-date.ts';
import { expensesOfSheet, sheetConcerns, type SheetLine } from './day-sheet.ts';
import type { Expense } from './expense.ts';
import { least, money, moneyToText, sum } from './money.ts';
import { calculateRefund } from './refund.ts';

/** What a sheet gives when its costs are claimed: rules 2–4 of the arithmetic hold whatever way the days came in. */

const costsOf = (lines: readonly SheetLine[], { consultant = 'k1', prefix = '' } = {}): Expense[] => (
  expensesOfSheet(lines, consultant).map(({ expense }, at) => ({ ...expense, id: `${prefix}${at}`, attachments: [] }))
);
const totalsOf = (costs: readonly Expense[], ceiling?: string) => {
  const { totals: { cost, basis, refund, ownShare } } = calculateRefund(costs, terms({ ceiling: ceiling === undefined ? undefined : money(ceiling) }));
  return [cost, basis, refund, ownShare].map(moneyToText);
};
const first = calendarDate('2026-02-02');
const days = (count: number, amount: string, fields: Partial<SheetLine> = {}) => (
  Array.from({ length: count }, (_, at) => aSheetDay(addDays(first, at), amount, fields))
);

describe('a sheet as it is refunded', () => {
  test('25 days à 20 000 give what KS’s own example says', () => {
    expect(totalsOf(costsOf(days(25, '20000')))).toEqual(['500000.00', '450000.00', '315000.00', '185000.00']);
  });

  test.each<[string, readonly SheetLine[], string, string]>([
    ['a day below the cap counts in full', days(1, '17999.99'), '17999.99', '12599.99'],
    ['a day at the cap counts in full', days(1, '18000'), '18000.00', '12600.00'],
    ['an øre above it counts no more', days(1, '18000.01'), '18000.00', '12600.00'],
    ['a half day is a day: the cap is not halved', days(1, '10000', { description: 'Halv dag' }), '10000.00', '7000.00'],
    ['a journey is not capped', [{ kind: 'travel', on: first, amount: money('24125') }], '24125.00', '16887.50'],
    ['a journey on a capped day takes nothing of it', [...days(1, '20000'), { kind: 'travel', on: first, amount: money('1000') }], '19000.00', '13300.00'],
    ['two pieces of work on one day share the cap', [...days(1, '12000', { activity: 'a1' }), ...days(1, '9000', { activity: 'a2' })], '18000.00', '12600.00'],
  ])('%s', (_, lines, basis, refund) => {
    expect(totalsOf(costsOf(lines)).slice(1, 3)).toEqual([basis, refund]);
  });

  test('VAT is recorded and never claimed', () => {
    const line: SheetLine = { kind: 'travel', on: first, amount: money('2412.50'), vat: money('289.50') };
    expect(costsOf([line])[0]?.vat).toEqual(money('289.50'));
    expect(totalsOf(costsOf([line]))).toEqual(['2412.50', '2412.50', '1688.75', '723.75']);
  });

  test('never more than what is left of the grant', () => {
    expect(totalsOf(costsOf(days(25, '20000')), '300000')).toEqual(['500000.00', '450000.00', '300000.00', '200000.00']);
  });

  test('two consultants on one day have a cap each; one consultant in two sheets has one', () => {
    const [one, other] = [costsOf(days(1, '20000')), costsOf(days(1, '20000'), { consultant: 'k2', prefix: 'x' })];
    expect(totalsOf([...one, ...other])[1]).toBe('36000.00');
    expect(totalsOf([...one, ...costsOf(days(1, '20000'), { prefix: 'y' })])[1]).toBe('18000.00');
  });

  test('each day of the fees up to the cap, and journeys whole, whatever the sheet', () => {
    fc.assert(fc.property(fc.array(anySheetLine, { maxLength: 15 }), (lines) => {
      const fees = Map.groupBy(lines.filter(({ kind }) => kind === 'fee'), ({ on }) => on);
      const capped = [...fees.values()].map((ofDay) => least(sum(ofDay.map(({ amount }) => amount)), money('18000')));
      const actual = lines.filter(({ kind }) => kind !== 'fee').map(({ amount }) => amount);
      expect(totalsOf(costsOf(lines))[1]).toBe(moneyToText(sum([...capped, ...actual])));
    }), { numRuns: 60 });
  });

  test('the same in one sheet as in one for each line', () => {
    fc.assert(fc.property(fc.array(anySheetLine, { maxLength: 10 }), (lines) => {
      const apart = lines.flatMap((line, at) => costsOf([line], { prefix: `${at}-` }));
      expect(totalsOf(apart)).toEqual(totalsOf(costsOf(lines)));
    }), { numRuns: 60 });
  });
});

describe('what is to be looked at in a sheet', () => {
  const ground = { today: calendarDate('2026-02-20'), startsOn: calendarDate('2026-02-12'), endsOn: calendarDate('2026-06-30'), activities: [], otherDays: new Set([calendarDate('2026-02-14')]) };

  test('is told once for a day, in the order of the days, and does not hang on the order of the lines', () => {
    fc.assert(fc.property(fc.array(anySheetLine, { maxLength: 12 }), (lines) => {
      const concerns = sheetConcerns(lines, ground);
      const told = concerns.map(({ code, on }) => `${code} ${on}`);
      expect(new Set(told).size).toBe(told.length);
      expect(sheetConcerns(lines.toReversed(), ground)).toEqual(concerns);
      for (const code of ['day_in_future', 'day_twice'] as const) {
        const ofCode = concerns.filter((concern) => concern.code === code).map(({ on }) => on);
        expect(ofCode).toEqual(ofCode.toSorted());
      }
    }), { numRuns: 80 });
  });

  test('of a day to come whatever it is for: neither work nor a journey is handed in beforehand', () => {
    fc.assert(fc.property(fc.array(anySheetLine, { maxLength: 12 }), (lines) => {
      const future = new Set(lines.filter(({ on }) => on > ground.today).map(({ on }) => on));
      expect(new Set(sheetConcerns(lines, ground).filter(({ code }) => code === 'day_in_future').map(({ on }) => on))).toEqual(future);
    }), { numRuns: 80 });
  });
});
