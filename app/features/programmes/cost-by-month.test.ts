import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { netOf } from '#app/domain/expense.ts';
import { moneyToText, sum } from '#app/domain/money.ts';
import { someProgrammes } from '#test/fixtures/assessments.ts';
import { aDay, aFee, anActual, aNotRefundable } from '#test/fixtures/factories.ts';
import { costByMonth } from './cost-by-month.ts';

describe('the cost of a month', () => {
  test('is what was incurred in it; a fee is parted by its service days', () => {
    const months = costByMonth([
      aFee({ days: [aDay('2026-02-28', '20000'), aDay('2026-03-01', '15000.50')] }),
      anActual('travel', '2412.50', { incurredOn: calendarDate('2026-03-02') }),
      aNotRefundable('8000'),
    ]);
    expect(months.map(({ month, kinds, total }) => [month, ...Object.values(kinds).map(moneyToText), moneyToText(total)])).toEqual([
      ['2026-02', '20000.00', '0.00', '0.00', '8000.00', '28000.00'],
      ['2026-03', '15000.50', '2412.50', '0.00', '0.00', '17413.00'],
    ]);
  });

  test('is there though nothing was, between the first and the last, over a new year too', () => {
    const months = costByMonth([aFee({ days: [aDay('2025-11-10', '100')] }), aFee({ days: [aDay('2026-02-10', '100')] })]);
    expect(months.map(({ month }) => month)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  });

  test('is left out between months a lifetime apart: one of them is a slip of the pen', () => {
    const months = costByMonth([aFee({ days: [aDay('1926-02-10', '100')] }), aFee({ days: [aDay('2026-02-10', '100')] })]);
    expect(months.map(({ month }) => month)).toEqual(['1926-02', '2026-02']);
  });

  test('adds up over the months to what the programme cost, whatever there is of lines and credits', () => {
    expect(costByMonth([])).toEqual([]);
    fc.assert(fc.property(someProgrammes, ({ expenses }) => {
      expect(moneyToText(sum(costByMonth(expenses).map(({ total }) => total)))).toBe(moneyToText(sum(expenses.map(netOf))));
    }));
  });
});
