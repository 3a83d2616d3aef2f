import { expect, test } from 'vitest';
import { aDay, aFee, anActual, aNotRefundable } from '#test/fixtures/factories.ts';
import { readLedgerForm } from './ledger-form.ts';
import { proposedAccount } from './proposed-account.ts';

test('a form holds each line’s account and what stood there before', () => {
  const { changes, unclear } = readLedgerForm([
    ['form_key', 'x'], ['account-e1', ' 27099 '], ['before-e1', '270'], ['account-e2', ''], ['before-e2', '150'], ['account-e3', '170'], ['before-e3', ''],
  ]);
  expect(changes).toEqual([
    { expenseId: 'e1', before: '270', after: '27099' }, { expenseId: 'e2', before: '150', after: null }, { expenseId: 'e3', before: null, after: '170' },
  ]);
  expect(unclear.size).toBe(0);
});

test('what is no account is kept as typed and pointed out', () => {
  const { changes, typed, unclear } = readLedgerForm([['account-e1', '27 0'], ['account-e2', 'x'.repeat(21)], ['account-e3', '170']]);
  expect([...unclear]).toEqual(['e1', 'e2']);
  expect(typed.get('e1')).toBe('27 0');
  expect(changes.map(({ expenseId }) => expenseId)).toEqual(['e3']);
});

test('an account is proposed by the first day of the work: KOSTRA changed with 2026', () => {
  expect(proposedAccount(aFee({ days: [aDay('2026-01-02', '1'), aDay('2025-12-30', '1')] }))).toBe('270');
  expect(proposedAccount(aFee({ days: [aDay('2026-01-02', '1')] }))).toBe('272');
  expect(proposedAccount(anActual('travel', '100'))).toBe('170');
});

test('nothing is proposed for what is not refundable, nor for work without a day', () => {
  expect(proposedAccount(aNotRefundable('100'))).toBeUndefined();
  expect(proposedAccount(aFee({ days: [] }))).toBeUndefined();
});
