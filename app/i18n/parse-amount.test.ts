import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAmount } from './parse-amount.ts';

describe('an amount is read the way Norwegians write it', () => {
  test.each([
    ['18000', '18000'],
    ['18 000', '18000'],
    ['18\u00A0000', '18000'],
    ['18\u202F000,00', '18000.00'],
    ['18 000,00', '18000.00'],
    ['18000,5', '18000.5'],
    ['18.000', '18000'],
    ['18.000,00', '18000.00'],
    ['18.000,-', '18000'],
    ['18 000,–', '18000'],
    ['18000:-', '18000'],
    ['kr 18 000', '18000'],
    ['Kr. 18.000,-', '18000'],
    ['18000kr', '18000'],
    ['18 000 kr', '18000'],
    ['18 000 kroner', '18000'],
    ['18 000,- kr', '18000'],
    ['18\u202F000 kr', '18000'],
    ["18'000", '18000'],
    ['18000.50', '18000.50'],
    ['NOK 18 000,00', '18000.00'],
    ['2412.50', '2412.50'],
    ['1 234 567,89', '1234567.89'],
    ['1.234.567,89', '1234567.89'],
    ["1'234'567.89", '1234567.89'],
    ['1,234,567.89', '1234567.89'],
    ['1,234,567', '1234567'],
    ['18,000.00', '18000.00'],
    ['-500,00', '-500.00'],
    ['−500', '-500'],
    ['  0,05  ', '0.05'],
    ['007', '7'],
    ['0', '0'],
  ])('%j is %s', (text, expected) => {
    expect(parseAmount(text)).toBe(expected);
  });
});

describe('what is no amount, or could mean two, is refused rather than guessed', () => {
  test.each([
    '', ' ', 'abc', 'kr', '18,000', '18,0000', '1,2,3', '18.00.0', '1.23.456', '18 00', '1 8000', '12 34,5', '18000,', '18000.', ',50',
    '1e5', '0x10', '18000,123', '18..000', '--5', '5-', '18 000 dager', '20 000 21 000', '１８０００', `${'1'.repeat(41)}`,
  ])('%j', (text) => {
    expect(parseAmount(text)).toBeUndefined();
  });
});

test('an amount survives being written with any thousands sign', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), fc.constantFrom('', ' ', '\u00A0', '.', "'"), (kroner, sign) => {
    const grouped = String(kroner).replace(/\B(?=(\d{3})+$)/g, sign);
    expect(parseAmount(`${grouped},25`)).toBe(`${kroner}.25`);
  }));
});

test('any text is answered, with a plain decimal string or with nothing', () => {
  fc.assert(fc.property(fc.string(), (text) => {
    expect(parseAmount(text) ?? '0').toMatch(/^-?\d+(\.\d{1,2})?$/);
  }));
});
