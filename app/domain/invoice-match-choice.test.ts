import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aDay, aFee, anActual } from '#test/fixtures/factories.ts';
import { calendarDate } from './calendar-date.ts';
import { netOf, type Expense } from './expense.ts';
import { matchOf, proposeMatch } from './invoice-match.ts';
import { minus, money, moneyToText, sum } from './money.ts';

const names = ['Kim Konsulent', 'IMTEC AS'];
const candidates = (expenses: readonly Expense[]) => expenses.map((expense) => ({ expense, names }));
const fees = (...amounts: readonly string[]) => amounts.map((amount, at) => aFee({ id: `e${at}`, days: [aDay('2026-02-10', amount)], invoice: undefined }));
const chosen = (expenses: readonly Expense[], net: string) => proposeMatch(candidates(expenses), { net: money(net) }).expenseIds;

/** The fewest that add up to it, by trying every choice from the smallest. */
function fewest(expenses: readonly Expense[], net: string): number | undefined {
  const sizes = Array.from({ length: 2 ** expenses.length }, (_, mask) => expenses.filter((_each, at) => (mask >> at) % 2 === 1))
    .filter((some) => some.length > 0 && sum(some.map(netOf)).eq(money(net))).map(({ length }) => length);
  return sizes.length === 0 ? undefined : Math.min(...sizes);
}

describe('what is proposed for an invoice', () => {
  test('is the first where two are as good', () => {
    expect(chosen(fees('18000', '18000', '5000'), '18000')).toEqual(['e0']);
    expect(chosen(fees('18000', '5000', '18000', '5000'), '23000')).toEqual(['e0', 'e1']);
  });

  test('keeps the order the costs stand in', () => {
    expect(chosen(fees('1', '2', '4', '8', '16'), '21')).toEqual(['e0', 'e2', 'e4']);
  });

  test('is exact to the øre: nothing is near enough', () => {
    expect(chosen(fees('0.10', '0.20', '5'), '0.30')).toEqual(['e0', 'e1']);
    expect(chosen(fees('0.10', '0.20', '5'), '0.31')).toEqual(['e0', 'e1', 'e2']);
  });

  test('is all of more costs than can be tried, for the person to choose among', () => {
    const many = fees(...Array.from({ length: 13 }, () => '1000'));
    expect(chosen(many, '1000')).toHaveLength(13);
    expect(chosen(many.slice(0, 12), '1000')).toEqual(['e0']);
  });

  test('has the costs of other suppliers and of later days left out before it is tried', () => {
    const mine = fees('18000');
    const others = fees('1000', '2000').map((expense) => ({ expense: { ...expense, id: `x${expense.id}` }, names: ['Annet firma AS'] }));
    const later = anActual('travel', '500', { id: 'late', incurredOn: calendarDate('2026-03-01') });
    const match = proposeMatch([...others, ...candidates([...mine, later])], { net: money('18000'), supplier: 'Imtec', issuedOn: calendarDate('2026-02-28') });
    expect([match.expenseIds, match.difference && moneyToText(match.difference)]).toEqual([['e0'], '0.00']);
  });

  test.each([['IMTEC', true], ['Imtec Norge AS', true], ['KIM  KONSULENT', true], ['Konsulent, Kim', true], ['Kim', true], ['Imtech AS', false], ['Norge AS', false]])('supplier «%s»: %s', (supplier, fits) => {
    expect(proposeMatch(candidates(fees('1')), { supplier }).expenseIds).toHaveLength(fits ? 1 : 0);
  });

  test.each([[undefined], [''], ['  ']])('of a supplier nobody has written (%o) is everybody’s', (supplier) => {
    expect(proposeMatch(candidates(fees('1', '2')), { supplier }).expenseIds).toHaveLength(2);
  });

  test('has no more costs than are needed, whatever they are', () => {
    const ore = fc.integer({ min: 1, max: 12 }).map((each) => `${each * 500}.00`);
    fc.assert(fc.property(fc.array(ore, { minLength: 1, maxLength: 7 }), fc.integer({ min: 1, max: 40 }), (amounts, units) => {
      const expenses = fees(...amounts);
      const net = `${units * 500}.00`;
      const match = proposeMatch(candidates(expenses), { net: money(net) });
      const best = fewest(expenses, net);
      expect(match.difference?.isZero()).toBe(best !== undefined);
      const isAllOfIt = sum(expenses.map(netOf)).eq(money(net));
      expect(match.expenseIds).toHaveLength(isAllOfIt || best === undefined ? expenses.length : best);
    }), { numRuns: 80 });
  });

  test('and its sum and difference add up to the invoice', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 9_999_999 }), { maxLength: 6 }), fc.integer({ min: 0, max: 9_999_999 }), (all, ore) => {
      const expenses = fees(...all.map((each) => (each / 100).toFixed(2)));
      const net = money((ore / 100).toFixed(2));
      const match = matchOf(expenses, { net });
      expect(match.difference && moneyToText(match.difference)).toBe(moneyToText(minus(net, match.sum)));
      expect(match.expenseIds).toEqual(expenses.map(({ id }) => id));
    }));
  });
});
