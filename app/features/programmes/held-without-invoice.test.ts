import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { Expense } from '#app/domain/expense.ts';
import type { Activity } from '#app/domain/programme.ts';
import { aDay, aFee, anActual } from '#test/fixtures/factories.ts';
import { heldWithoutInvoice } from './held-without-invoice.ts';

const anActivity = (startsOn: string, endsOn: string): Activity => ({
  id: 'a1', kind: 'gathering', title: 'Fagsamling', startsOn: calendarDate(startsOn), endsOn: calendarDate(endsOn),
});

function openDays(activity: Activity, expenses: readonly Expense[], today = '2026-11-23') {
  return heldWithoutInvoice([activity], expenses, calendarDate(today)).map(({ days }) => days);
}

describe('a gathering', () => {
  const gathering = anActivity('2026-02-10', '2026-02-12');
  const feeOn = (...days: string[]) => aFee({ days: days.map((day) => aDay(day, '15000')) });

  test('lacks an invoice for each day without a fee', () => {
    expect(openDays(gathering, [feeOn('2026-02-10')])).toEqual([['2026-02-11', '2026-02-12']]);
    expect(openDays(gathering, [])).toEqual([['2026-02-10', '2026-02-11', '2026-02-12']]);
  });

  test('lacks none when every day has one, whatever line, consultant or activity it was entered on', () => {
    expect(openDays(gathering, [feeOn('2026-02-10', '2026-02-11'), aFee({ activity: undefined, consultant: 'k2', days: [aDay('2026-02-12', '9000')] })])).toEqual([]);
  });

  test('is not covered by travel, nor by a credit note', () => {
    const expenses = [anActual('travel', '900'), aFee({ creditOf: 'e1', days: [aDay('2026-02-10', '-15000')] })];
    expect(openDays(anActivity('2026-02-10', '2026-02-10'), expenses)).toEqual([['2026-02-10']]);
  });

  test('that is not held yet lacks nothing; one under way only the days that have been', () => {
    expect(openDays(gathering, [], '2026-02-09')).toEqual([]);
    expect(openDays(gathering, [], '2026-02-11')).toEqual([['2026-02-10', '2026-02-11']]);
  });
});

describe('a longer period', () => {
  const period = anActivity('2026-02-01', '2026-05-31');

  test('has work on some of its days, so one fee is enough', () => {
    expect(openDays(period, [aFee({ days: [aDay('2026-03-05', '15000')] })])).toEqual([]);
  });

  test('without any fee is told of as a whole', () => {
    expect(openDays(period, [aFee({ days: [aDay('2026-06-05', '15000')] })])).toEqual([[]]);
  });
});
