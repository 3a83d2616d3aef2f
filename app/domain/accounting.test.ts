import { describe, expect, test } from 'vitest';
import { formatAccountingString, parseAccountingPart, proposeAccount, type AccountSubject } from './accounting.ts';
import { calendarDate } from './calendar-date.ts';

describe("KOSTRA's account", () => {
  test.each<[AccountSubject, string, string | undefined]>([
    ['fee', '2020-01-01', '270'],
    ['fee', '2025-12-31', '270'],
    ['fee', '2026-01-01', '272'],
    ['travel', '2025-12-31', '170'],
    ['travel', '2026-05-01', '170'],
    ['accommodation', '2026-05-01', '170'],
    ['vat_compensation', '2026-05-01', '429'],
    ['vat_compensation_income', '2026-05-01', '729'],
    ['refund_income', '2026-05-01', '770'],
    ['not_refundable', '2026-05-01', undefined],
  ])('for %s on %s is %s', (subject, on, account) => {
    expect(proposeAccount(subject, calendarDate(on))).toBe(account);
  });
});

describe('a part of the accounting string', () => {
  test.each(['3100', '1272', 'P9001', 'ÅR26', '12345678901234567890'])('may be %s', (part) => {
    expect(parseAccountingPart(part)).toBe(part);
  });

  test('loses the space around it', () => {
    expect(parseAccountingPart(' 3100\t')).toBe('3100');
  });

  test.each(['', ' ', '31 00', '3100-1', '=1+1', '123456789012345678901', '3100\n'.repeat(2)])('may not be %j', (part) => {
    expect(parseAccountingPart(part)).toBeUndefined();
  });
});

test('an accounting string keeps the place of what is missing', () => {
  expect(formatAccountingString({ responsibility: '3100', account: '272', function: '120', project: '9001' })).toBe('3100 · 272 · 120 · 9001');
  expect(formatAccountingString({ account: '272', project: '9001' })).toBe('– · 272 · – · 9001');
});
