import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, fromOre, money, moneyToText, parseMoney, parsePercent, percent, percentOf, plus, sum, toOre, zero } from './money.ts';

describe('amounts are read from decimal strings only', () => {
  test.each([['20000', '20000.00'], ['2412.50', '2412.50'], ['2412.5', '2412.50'], ['-0.05', '-0.05'], ['0', '0.00'], ['-0', '0.00'], ['999999999999.99', '999999999999.99']])('%s', (text, shown) => {
    expect(moneyToText(money(text))).toBe(shown);
  });

  test.each(['', ' ', '1 000', '1,5', '1.005', '1e3', '+5', '.5', '5.', '007', 'NaN', 'Infinity', '0x10', '1000000000000'])('«%s» is refused', (text) => {
    expect(parseMoney(text)).toBeUndefined();
  });

  test.each(['0', '0.00', '100.01', '101', '-5', '70.123', '7e1', ''])('«%s» is no percentage', (text) => {
    expect(parsePercent(text)).toBeUndefined();
  });
});

test('a sum of øre never drifts, as floats do', () => {
  expect(moneyToText(sum(Array.from({ length: 10_000 }, () => money('0.10'))))).toBe('1000.00');
});

test('øre and kroner are each other’s inverse', () => {
  fc.assert(fc.property(fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), (ore) => toOre(fromOre(ore)) === ore));
});

test('a percentage is rounded half up to the øre', () => {
  expect(moneyToText(percentOf(percent('70'), money('0.05')))).toBe('0.04');
  expect(moneyToText(percentOf(percent('70'), money('1.15')))).toBe('0.81');
  expect(moneyToText(percentOf(percent('70'), money('12345.67')))).toBe('8641.97');
});

describe('a total split by largest remainder', () => {
  test('ties go to the first lines', () => {
    expect(allocate(money('0.07'), [money('0.05'), money('0.05')]).map(moneyToText)).toEqual(['0.04', '0.03']);
    expect(allocate(money('1'), [money('1'), money('1'), money('1')]).map(moneyToText)).toEqual(['0.34', '0.33', '0.33']);
  });

  test('lines without basis get nothing, and a total over nothing is nothing', () => {
    expect(allocate(money('10'), [zero, money('5'), zero]).map(moneyToText)).toEqual(['0.00', '10.00', '0.00']);
    expect(allocate(zero, [money('5'), money('-5')]).map(moneyToText)).toEqual(['0.00', '0.00']);
    expect(allocate(zero, [])).toEqual([]);
  });

  test('the parts always add up, each within an øre of its exact share', () => {
    const weight = fc.bigInt({ min: -1_000_000n, max: 5_000_000n }).map(fromOre);
    fc.assert(fc.property(fc.array(weight, { minLength: 1, maxLength: 60 }), fc.bigInt({ min: 0n, max: 10n ** 9n }), (weights, ore) => {
      const total = sum(weights);
      fc.pre(total.gt(0));
      const parts = allocate(fromOre(ore), weights);
      expect(toOre(parts.reduce(plus, zero))).toBe(ore);
      parts.forEach((part, index) => {
        const exact = fromOre(ore).times(weights[index] ?? zero).dividedBy(total);
        expect(part.minus(exact).abs().lt('0.01')).toBe(true);
      });
    }));
  });
});
