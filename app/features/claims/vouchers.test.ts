import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readable } from '#test/fixtures/assessments.ts';
import { aFee, aNotRefundable } from '#test/fixtures/factories.ts';
import { numberVouchers } from './vouchers.ts';

const lines = (...attachments: string[][]) => attachments.map((files) => aFee({ attachments: files }));
const numbered = (expenses: ReturnType<typeof lines>) =>
  numberVouchers(expenses, new Map()).vouchers.map(({ number, file }) => `${number} ${file}`);

describe('voucher numbers', () => {
  test('are given in the order of first use', () => {
    expect(numbered(lines(['b', 'a'], ['c'], ['a', 'd']))).toEqual(['1 b', '2 a', '3 c', '4 d']);
  });

  test('a file has one, however many lines it serves, and belongs to the first', () => {
    const expenses = lines(['a'], ['b', 'a'], ['a']);
    const { vouchers, numbersOf } = numberVouchers(expenses, new Map());
    expect(vouchers.map(({ firstExpense }) => firstExpense)).toEqual([0, 1]);
    expect(expenses.map(numbersOf)).toEqual([[1], [2, 1], [1]]);
  });

  test('costs that are not claimed have them too', () => {
    const { numbersOf } = numberVouchers([aNotRefundable('1', { attachments: ['leie'] })], new Map());
    expect(numbersOf(aNotRefundable('1', { attachments: ['leie', 'ukjent'] }))).toEqual([1]);
  });

  test('go from 1 without a gap, one for each file', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'))), (files) => {
      const { vouchers } = numberVouchers(lines(...files), new Map());
      expect(vouchers.map(({ number }) => number)).toEqual([...new Set(files.flat())].map((_, index) => index + 1));
      expect(vouchers.map(({ file }) => file)).toEqual([...new Set(files.flat())]);
    }));
  });
});

test('a file nobody opened counts as not found', () => {
  const { vouchers } = numberVouchers(lines(['a', 'b']), new Map([['a', readable('a')]]));
  expect(vouchers.map(({ state }) => state)).toEqual([readable('a'), { isReadable: false, cause: 'not_found' }]);
});
