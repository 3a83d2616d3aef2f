import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money, moneyToText, percentToText } from '#app/domain/money.ts';
import { readWhatIf, type WhatIfField, type WhatIfTyped } from './what-if-form.ts';

const typed = (changes: Partial<WhatIfTyped> = {}): WhatIfTyped => (
  { days: '25', fee: '20 000', travel: '', accommodation: '', percent: '70', grant: '', ...changes }
);

function errorsOf(changes: Partial<WhatIfTyped>) {
  const reading = readWhatIf(typed(changes));
  return 'errors' in reading ? reading.errors : {};
}

function amountOf(field: 'fee' | 'travel' | 'accommodation' | 'grant', text: string) {
  const reading = readWhatIf(typed({ [field]: text }));
  const amount = 'whatIf' in reading ? reading.whatIf[field] : undefined;
  return amount === undefined ? undefined : moneyToText(amount);
}

test('days and fee are enough; travel and accommodation are then nothing, and there is no ceiling', () => {
  const reading = readWhatIf(typed());
  expect('whatIf' in reading && { ...reading.whatIf, percent: percentToText(reading.whatIf.percent) })
    .toEqual({ days: 25, fee: money('20000'), travel: money('0'), accommodation: money('0'), percent: '70', grant: undefined });
});

test.each(['18 000,00', '18.000,-', '18000', 'kr 18 000', '18\u00A0000,-'])('%j is eighteen thousand kroner in every amount field', (text) => {
  for (const field of ['fee', 'travel', 'accommodation', 'grant'] as const) expect(amountOf(field, text)).toBe('18000.00');
});

describe('a field that cannot be used says why', () => {
  test.each<[WhatIfField, string, string]>([
    ['days', '', 'daysMissing'],
    ['days', 'tre', 'daysNotWhole'],
    ['days', '2,5', 'daysNotWhole'],
    ['days', '0', 'daysNotWhole'],
    ['days', '-1', 'daysNotWhole'],
    ['days', '1001', 'daysNotWhole'],
    ['fee', '', 'feeMissing'],
    ['fee', '  ', 'feeMissing'],
    ['fee', '0', 'amountNotPositive'],
    ['fee', 'mye', 'amountUnclear'],
    ['fee', '18,000', 'amountUnclear'],
    ['travel', '-1', 'amountNegative'],
    ['travel', '100000000,01', 'amountTooLarge'],
    ['accommodation', '1 2 3', 'amountUnclear'],
    ['percent', '', 'percentUnclear'],
    ['percent', '0', 'percentUnclear'],
    ['percent', '101', 'percentUnclear'],
    ['percent', '66,667', 'percentUnclear'],
    ['grant', '0,00', 'amountNotPositive'],
  ])('%s: %j is %s', (field, text, code) => {
    expect(errorsOf({ [field]: text })).toEqual({ [field]: code });
  });

  test('every wrong field at once', () => {
    expect(errorsOf({ days: 'x', fee: '', travel: 'y', accommodation: '-2', percent: '', grant: '0' })).toEqual({
      days: 'daysNotWhole', fee: 'feeMissing', travel: 'amountUnclear', accommodation: 'amountNegative', percent: 'percentUnclear', grant: 'amountNotPositive',
    });
  });
});

test.each([['70', '70'], ['70 %', '70'], ['66,67', '66.67'], ['100', '100'], ['0,5', '0.5']])('%j is a percentage', (text, expected) => {
  const reading = readWhatIf(typed({ percent: text }));
  expect('whatIf' in reading && percentToText(reading.whatIf.percent)).toBe(expected);
});

test('any text in any field is answered', () => {
  fc.assert(fc.property(fc.record({
    days: fc.string(), fee: fc.string(), travel: fc.string(), accommodation: fc.string(), percent: fc.string(), grant: fc.string(),
  }), (texts) => {
    const reading = readWhatIf(texts);
    expect('whatIf' in reading || Object.keys(reading.errors).length > 0).toBe(true);
  }));
});
