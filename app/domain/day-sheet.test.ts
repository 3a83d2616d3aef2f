import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarDate } from './calendar-date.ts';
import { expensesOfSheet, sheetActs, sheetAfter, sheetConcerns, type DaySheetStatus, type SheetLine } from './day-sheet.ts';
import { netOf } from './expense.ts';
import { money, moneyToText, sum } from './money.ts';

const statuses: readonly DaySheetStatus[] = ['draft', 'handed_in', 'returned', 'accepted', 'withdrawn'];
const day = (on: string, amount: string, fields: Partial<SheetLine> = {}): SheetLine => ({ kind: 'fee', on: calendarDate(on), amount: money(amount), ...fields });
const costsOf = (lines: readonly SheetLine[]) => expensesOfSheet(lines, 'k1').map(({ expense }) => expense);

describe('what may be done with a sheet', () => {
  /** By hand: what each act makes of a draft, one handed in, one returned, one accepted, one given up; `-` where it cannot be done. */
  const table: readonly (readonly [string, ...string[]])[] = [
    ['save', /*     */ 'draft', '-', 'draft', '-', '-'],
    ['hand_in', /*  */ 'handed_in', '-', 'handed_in', '-', '-'],
    ['take_back', /**/ '-', 'draft', '-', '-', '-'],
    ['discard', /*  */ 'withdrawn', '-', 'withdrawn', '-', '-'],
    ['accept', /*   */ '-', 'accepted', '-', '-', '-'],
    ['return', /*   */ '-', 'returned', '-', '-', '-'],
  ];

  test.each(table)('%s', (name, ...after) => {
    const act = sheetActs.find((each) => each === name) ?? expect.fail(name);
    expect(statuses.map((status) => sheetAfter(act, status) ?? '-')).toEqual(after);
  });

  test('an accepted sheet stays accepted: its costs are changed as costs', () => {
    expect(sheetActs.filter((act) => sheetAfter(act, 'accepted') !== undefined)).toEqual([]);
  });
});

describe('the costs of a sheet', () => {
  test('three days of an activity are one fee with three service days', () => {
    const lines = ['10', '11', '12'].map((on) => day(`2026-02-${on}`, '20000', { activity: 'a1', description: 'Veiledning' }));
    expect(costsOf(lines)).toMatchObject([{ kind: 'fee', consultant: 'k1', activity: 'a1', description: 'Veiledning', days: [{ on: '2026-02-10' }, { on: '2026-02-11' }, { on: '2026-02-12' }] }]);
  });

  test('another activity is another fee; each journey and night a cost of its own, with its VAT', () => {
    const travel = day('2026-02-10', '2412.50', { kind: 'travel', vat: money('289.50'), description: 'Fly' });
    const costs = costsOf([day('2026-02-10', '1', { activity: 'a1' }), travel, { ...travel }, day('2026-02-11', '2', { activity: 'a2' }), { ...travel, kind: 'accommodation' }]);
    expect(costs.map(({ kind }) => kind)).toEqual(['fee', 'travel', 'travel', 'fee', 'accommodation']);
    expect(costs[1]).toMatchObject({ incurredOn: '2026-02-10', vat: money('289.50'), description: 'Fly' });
  });

  test('two lines of one day are one service day with both amounts', () => {
    const [cost] = costsOf([day('2026-02-11', '5000'), day('2026-02-10', '1000'), day('2026-02-11', '7000')]);
    expect(cost?.kind === 'fee' && cost.days.map(({ on, amount }) => [on, moneyToText(amount)])).toEqual([['2026-02-10', '1000.00'], ['2026-02-11', '12000.00']]);
  });

  const anyLine = fc.record({
    kind: fc.constantFrom('fee', 'travel', 'accommodation'), on: fc.integer({ min: 0, max: 9 }).map((days) => addDays(calendarDate('2026-02-10'), days)),
    amount: fc.integer({ min: 1, max: 9_999_999 }).map((ore) => money((ore / 100).toFixed(2))),
    activity: fc.constantFrom(undefined, 'a1', 'a2'), description: fc.constantFrom(undefined, 'Foredrag'),
  });

  test('lose no øre and no line, and name no day twice', () => {
    fc.assert(fc.property(fc.array(anyLine, { maxLength: 20 }), (lines) => {
      const made = expensesOfSheet(lines, 'k1');
      const wholes = made.map(({ expense }) => ({ ...expense, id: '', attachments: [] }));
      expect(moneyToText(sum(wholes.map(netOf)))).toBe(moneyToText(sum(lines.map(({ amount }) => amount))));
      expect(made.flatMap(({ lines: places }) => places).sort((a, b) => a - b)).toEqual(lines.map((_, at) => at));
      for (const whole of wholes) {
        const days = whole.kind === 'fee' ? whole.days.map(({ on }) => on) : [];
        expect(days).toEqual([...new Set(days)].sort());
      }
    }));
  });
});

describe('what is to be looked at', () => {
  const ground = { today: calendarDate('2026-03-01'), startsOn: calendarDate('2026-01-15'), endsOn: calendarDate('2026-06-30'), activities: [{ id: 'a1', startsOn: calendarDate('2026-02-10'), endsOn: calendarDate('2026-02-12') }], otherDays: new Set([calendarDate('2026-02-11')]) };
  const codes = (...lines: SheetLine[]) => sheetConcerns(lines, ground).map(({ code, on }) => `${code} ${on}`);

  test('nothing in ordinary days', () => {
    expect(codes(day('2026-02-10', '1'), day('2026-03-01', '1'))).toEqual([]);
  });

  test.each([
    ['a day to come', [day('2026-03-02', '1')], 'day_in_future 2026-03-02'],
    ['a day that stands twice', [day('2026-02-10', '1'), day('2026-02-10', '2')], 'day_twice 2026-02-10'],
    ['a day entered before', [day('2026-02-11', '1')], 'day_entered_before 2026-02-11'],
    ['a day before the programme', [day('2026-01-14', '1')], 'day_outside_programme 2026-01-14'],
    ['work on a gathering on a day it was not held', [day('2026-02-10', '1', { activity: 'a1' }), day('2026-02-13', '1', { activity: 'a1' })], 'day_outside_activity 2026-02-13'],
    ['the same before the programme, once', [day('2026-01-14', '1', { activity: 'a1' })], 'day_outside_programme 2026-01-14'],
    ['a journey long before it', [day('2026-01-07', '1', { kind: 'travel' })], 'day_outside_programme 2026-01-07'],
  ])('%s', (_, lines, told) => {
    expect(codes(...lines)).toEqual([told]);
  });

  test('a journey to a gathering the day before, and work on none or on one that is gone, are ordinary', () => {
    expect(codes(day('2026-02-09', '1', { kind: 'travel', activity: 'a1' }), day('2026-02-17', '1'), day('2026-02-18', '1', { activity: 'a9' }))).toEqual([]);
  });

  test('people travel the week before, and a journey on a day of work is no day twice', () => {
    expect(codes(day('2026-01-08', '1', { kind: 'travel' }))).toEqual([]);
    expect(codes(day('2026-02-10', '1'), day('2026-02-10', '1', { kind: 'travel' }))).toEqual([]);
  });
});
