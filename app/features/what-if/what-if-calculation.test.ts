import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { money, moneyToText, percent, zero } from '#app/domain/money.ts';
import { calculateWhatIf } from './what-if-calculation.ts';
import type { WhatIf } from './what-if-form.ts';

const today = calendarDate('2026-03-01');
const ksExample: WhatIf = { days: 25, fee: money('20000'), travel: zero, accommodation: zero, percent: percent('70'), grant: undefined };

function figuresOf(changes: Partial<WhatIf>) {
  const { cost, basis, refund, ownShare } = calculateWhatIf({ ...ksExample, ...changes }, today).totals;
  return [cost, basis, refund, ownShare].map(moneyToText);
}

describe('what comes back, as cost, basis, refund and own share', () => {
  test("KS's published example (V1): 25 days à 20 000", () => {
    expect(figuresOf({})).toEqual(['500000.00', '450000.00', '315000.00', '185000.00']);
  });

  test('travel and accommodation count in full, beyond the day cap', () => {
    expect(figuresOf({ days: 1, fee: money('22000'), travel: money('1000'), accommodation: money('500') }))
      .toEqual(['23500.00', '19500.00', '13650.00', '9850.00']);
  });

  test('the grant is the ceiling', () => {
    expect(figuresOf({ grant: money('300000') })).toEqual(['500000.00', '450000.00', '300000.00', '200000.00']);
  });

  test('the most days a form takes', () => {
    expect(figuresOf({ days: 1000, fee: money('18000') })[2]).toBe('12600000.00');
  });
});
