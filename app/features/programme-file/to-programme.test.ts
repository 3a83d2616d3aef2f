import { describe, expect, test } from 'vitest';
import { netOf } from '#app/domain/expense.ts';
import { moneyToText } from '#app/domain/money.ts';
import { programmeJson } from '#test/fixtures/programme-folder.ts';
import { programmeSchema } from './programme-schema.ts';
import { toProgramme } from './to-programme.ts';

const read = (json: object = {}) => toProgramme(programmeSchema.parse({ ...programmeJson(), ...json }));

test('everything in the file is in the programme', () => {
  const { organisation, contact, programme, consultants, activities } = programmeJson();
  const result = read();
  expect(result).toMatchObject({ organisation, contact, facts: programme, consultants, activities });
  expect(Object.keys(result.grant).sort()).toEqual(Object.keys(programmeJson().grant).sort());
  for (const [index, line] of programmeJson().expenses.entries()) {
    expect(Object.keys(result.expenses[index] ?? {}).sort()).toEqual(Object.keys(line).sort());
  }
});

test('amounts are exact decimals, to the øre', () => {
  const { expenses, grant } = read({ expenses: [{ ...programmeJson().expenses[1], amount: '999999999999.99', vat: '0.05' }] });
  expect(expenses.map(netOf).map(moneyToText)).toEqual(['999999999999.99']);
  const amounts = [expenses[0]?.vat, grant.amount, grant.dayCap];
  expect(amounts.map((amount) => amount && moneyToText(amount))).toEqual(['0.05', '315000.00', '18000.00']);
  expect(grant.percent?.toString()).toBe('70');
});

test('expenses keep the order of the file', () => {
  const expenses = programmeJson().expenses.toReversed();
  expect(read({ expenses }).expenses.map(({ id }) => id)).toEqual(['e3', 'e2', 'e1']);
});

describe('attachments', () => {
  const namesOf = (...attachments: string[]) =>
    read({ expenses: [{ ...programmeJson().expenses[2], attachments }] }).expenses[0]?.attachments;

  test('have one spelling, and one named twice is there once', () => {
    expect(namesOf('./a.pdf', 'b/../a.pdf', 'b//c.pdf', 'a.pdf')).toEqual(['a.pdf', 'b/c.pdf']);
  });

  test('keep the order they are named in', () => {
    expect(namesOf('z.pdf', 'a.pdf', 'å.pdf')).toEqual(['z.pdf', 'a.pdf', 'å.pdf']);
  });

  test('the letter too has one spelling, and is the same file as a voucher of that name', () => {
    expect(read({ grant: { ...programmeJson().grant, letter: './brev.pdf' } }).grant.letter).toBe('brev.pdf');
  });

  test('no letter is no letter', () => {
    expect(read({ grant: { expiresOn: '2027-01-01' } }).grant.letter).toBeUndefined();
  });
});
