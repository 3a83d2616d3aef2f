import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aDay, aFee, anActual } from '#test/fixtures/factories.ts';
import { calendarDate } from './calendar-date.ts';
import type { Expense } from './expense.ts';
import { matchOf, proposeMatch } from './invoice-match.ts';
import { money, moneyToText, zero } from './money.ts';

const waiting = (id: string, amount: string, on = '2026-02-10') => aFee({ id, days: [aDay(on, amount)], invoice: undefined });
const candidates = (expenses: readonly Expense[], names: readonly string[] = ['Kim Konsulent', 'IMTEC AS']) => expenses.map((expense) => ({ expense, names }));
const three = [waiting('a', '20000'), waiting('b', '15000', '2026-02-11'), anActual('travel', '2412.50', { id: 'c' })];

describe('the costs an invoice is for', () => {
  test('are all that wait, when they add up to it or its amount is not known', () => {
    expect(proposeMatch(candidates(three), { net: money('37412.50') })).toMatchObject({ expenseIds: ['a', 'b', 'c'], difference: zero });
    expect(proposeMatch(candidates(three), {})).toMatchObject({ expenseIds: ['a', 'b', 'c'], difference: undefined });
  });

  test('else the fewest that add up to it', () => {
    expect(proposeMatch(candidates(three), { net: money('17412.50') }).expenseIds).toEqual(['b', 'c']);
    const two = [waiting('x', '10000'), waiting('y', '10000'), waiting('z', '20000')];
    expect(proposeMatch(candidates(two), { net: money('20000') }).expenseIds).toEqual(['z']);
  });

  test('else all, with the difference in øre', () => {
    const { expenseIds, difference } = proposeMatch(candidates(three), { net: money('37412.51') });
    expect([expenseIds, difference && moneyToText(difference)]).toEqual([['a', 'b', 'c'], '0.01']);
  });

  test.each([['Imtec', 3], ['IMTEC AS', 3], ['kim konsulent enk', 3], ['Annet firma AS', 0], ['AS', 0]])('of the supplier %s: %i', (supplier, count) => {
    expect(proposeMatch(candidates(three), { supplier }).expenseIds).toHaveLength(count);
  });

  test('held by the day of the invoice', () => {
    expect(proposeMatch(candidates(three), { issuedOn: calendarDate('2026-02-10') }).expenseIds).toEqual(['a', 'c']);
  });

  test('are none of none', () => {
    expect(proposeMatch([], { net: money('1') })).toMatchObject({ expenseIds: [], sum: zero });
  });
});

test('a part of an invoice may be chosen; what it has more is told', () => {
  const { sum, difference } = matchOf(three.slice(0, 1), { net: money('35000') });
  expect([moneyToText(sum), difference && moneyToText(difference)]).toEqual(['20000.00', '15000.00']);
});

test('whatever some of the costs add up to is found', () => {
  const amounts = fc.array(fc.record({ ore: fc.integer({ min: 1, max: 5_000_000 }), isOnIt: fc.boolean() }), { minLength: 1, maxLength: 9 });
  fc.assert(fc.property(amounts, (costs) => {
    const expenses = costs.map(({ ore }, at) => waiting(String(at), (ore / 100).toFixed(2)));
    const net = money((costs.reduce((total, { ore, isOnIt }) => total + (isOnIt ? ore : 0), 0) / 100).toFixed(2));
    fc.pre(!net.isZero());
    const { difference } = proposeMatch(candidates(expenses), { net });
    expect(difference?.isZero()).toBe(true);
  }), { numRuns: 40 });
});
