import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { expenseKinds, netOf, notRefundableReasons } from '#app/domain/expense.ts';
import { moneyToText } from '#app/domain/money.ts';
import { expenseFields, type ExpenseField, type ExpenseTyped } from './expense-fields.ts';
import { readExpenseForm } from './expense-form.ts';
import { expenseTyped } from './expense-typed.ts';

const today = calendarDate('2026-05-20');
const journey: Partial<ExpenseTyped> = { kind: 'travel', days: '10.2.26', amount: '500' };
const invoice: Partial<ExpenseTyped> = { invoiceNumber: '1001', invoiceIssuedOn: '15.2.26', invoiceSupplier: 'IMTEC AS' };

function readingOf(changes: Partial<ExpenseTyped>) {
  const typed = { ...journey, ...changes };
  return readExpenseForm(expenseTyped((field) => typed[field] ?? ''), { today });
}

function expenseOf(changes: Partial<ExpenseTyped>) {
  const reading = readingOf(changes);
  if ('errors' in reading) throw new Error(`Not read: ${JSON.stringify(reading.errors)}`);
  return reading.expense;
}

function faultsOf(changes: Partial<ExpenseTyped>) {
  const reading = readingOf(changes);
  return 'errors' in reading ? reading.errors : {};
}

const netText = (changes: Partial<ExpenseTyped>) => moneyToText(netOf({ ...expenseOf(changes), id: '', attachments: [] }));

describe('at the limit, and one beyond it', () => {
  test.each<[ExpenseField, string, string, string, Partial<ExpenseTyped>]>([
    ['amount', '100 000 000,00', '100 000 000,01', 'amountTooLarge', {}],
    ['amount', '0,01', '0,00', 'amountZero', {}],
    ['amount', '-0,01', '0', 'creditNotNegative', { creditOf: 'e1' }],
    ['amount', '-100 000 000', '-100 000 000,01', 'amountTooLarge', { creditOf: 'e1' }],
    ['vat', '0', '-0,01', 'vatNegative', {}],
    ['vat', '0', '0,01', 'creditVatPositive', { creditOf: 'e1', amount: '-1' }],
    ['vat', '100 000 000', '100 000 001', 'amountTooLarge', {}],
    ['invoiceNumber', 'x'.repeat(60), 'x'.repeat(61), 'invoiceNumberTooLong', invoice],
    ['invoiceSupplier', 'x'.repeat(120), 'x'.repeat(121), 'supplierTooLong', invoice],
    ['description', 'x'.repeat(500), 'x'.repeat(501), 'descriptionTooLong', {}],
    ['consultant', 'x'.repeat(100), 'x'.repeat(101), 'choiceUnknown', {}],
    ['activity', 'x'.repeat(100), 'x'.repeat(101), 'choiceUnknown', {}],
  ])('%s', (field, within, beyond, code, around) => {
    expect(faultsOf({ ...around, [field]: within })).toEqual({});
    expect(faultsOf({ ...around, [field]: beyond })).toEqual({ [field]: code });
  });

  test('a text is measured by what is kept of it', () => {
    expect(faultsOf({ description: `  ${'x'.repeat(500)}\u200b\r\n ` })).toEqual({});
    expect(faultsOf({ ...invoice, invoiceNumber: `1${' '.repeat(80)}2` })).toEqual({});
    expect(expenseOf({ ...invoice, invoiceNumber: `1${' '.repeat(80)}2` }).invoice?.number).toBe('1 2');
  });
});

describe('amounts are read as they are written in Norway, and never guessed at', () => {
  test.each([
    ['1500', '1500.00'], ['1 500', '1500.00'], ['1.500', '1500.00'], ['1\u00a0500,5', '1500.50'], ['1\u202f500,50', '1500.50'], ['kr 1500,-', '1500.00'],
    ['1500 kr', '1500.00'], ['1500 kroner', '1500.00'], ['NOK 1500', '1500.00'], ['1,500.00', '1500.00'], ['0001500', '1500.00'], ['1500,05', '1500.05'],
  ])('%j is %s', (amount, net) => {
    expect(netText({ amount })).toBe(net);
  });

  test.each(['1,500', '15 00', '1.5.0', '1e3', '0x10', '1500 EUR', '½', '--5', 'Infinity', 'NaN', '1,234,56', '١٥٠٠', '=1+1', '9'.repeat(41)])(
    '%j is asked for again', (amount) => {
      expect(faultsOf({ amount })).toEqual({ amount: 'amountUnclear' });
    });

  test.each(['-', '−'])('a credit note may have its minus as %j', (minus) => {
    expect(netText({ creditOf: 'e1', amount: `${minus}1 500,50` })).toBe('-1500.50');
  });
});

describe('an invoice is whole or not there', () => {
  const parts = ['invoiceNumber', 'invoiceIssuedOn', 'invoiceSupplier'] as const;

  test.each(Array.from({ length: 8 }, (_, bits) => parts.filter((_part, index) => (bits >> index) % 2 === 1)).map((filled) => [filled.join(' + '), filled] as const))(
    'with %j filled in, the rest is asked for', (_, filled) => {
      const faults = faultsOf(Object.fromEntries(filled.map((part) => [part, invoice[part]])));
      const missing = filled.length === 0 ? [] : parts.filter((part) => !filled.includes(part));
      expect(Object.keys(faults).sort()).toEqual([...missing].sort());
    });

  test('blanks and marks nobody sees are nothing', () => {
    expect(expenseOf({ invoiceNumber: ' ', invoiceIssuedOn: '\u200b', invoiceSupplier: '\n' }).invoice).toBeUndefined();
  });
});

describe('a kind asks for its own', () => {
  test.each(expenseKinds)('%s is read back as what it is', (kind) => {
    expect(expenseOf({ kind, reason: 'venue' }).kind).toBe(kind);
  });

  test.each(notRefundableReasons)('the reason %s is kept for what is not covered, and for nothing else', (reason) => {
    expect(expenseOf({ kind: 'not_refundable', reason })).toMatchObject({ reason });
    for (const kind of ['fee', 'travel', 'accommodation']) expect(expenseOf({ kind, reason })).not.toHaveProperty('reason');
  });

  test.each(['FEE', 'fee ', 'Honorar', '__proto__', 'constructor'])('%j is no kind', (kind) => {
    expect(faultsOf({ kind })).toEqual({ kind: 'kindMissing' });
  });

  test('several days are for fees alone', () => {
    expect(faultsOf({ days: '10.2.26, 11.2.26' })).toEqual({ days: 'dayUnclear' });
    expect(faultsOf({ kind: 'fee', days: '10.2.26, 11.2.26' })).toEqual({});
  });

  test('29 February is a day in leap years alone', () => {
    expect(faultsOf({ days: '29.2.2024' })).toEqual({});
    expect(faultsOf({ days: '29.2.2026' })).toEqual({ days: 'dayUnclear' });
  });
});

describe('a field that stands empty', () => {
  const optional = expenseFields.filter((field) => !['kind', 'days', 'amount', 'reason'].includes(field));

  test.each(optional)('%s may wait', (field) => {
    expect(faultsOf({ [field]: '' })).toEqual({});
    expect(faultsOf({ [field]: ' \u200b\t' })).toEqual({});
  });

  test('is left out of the expense, not kept as an empty text', () => {
    const kept = Object.entries(expenseOf({})).filter(([, value]) => value !== undefined);
    expect(kept.map(([name]) => name).sort()).toEqual(['amount', 'incurredOn', 'kind']);
  });
});

test('the fields of a form are each asked for once', () => {
  const asked: string[] = [];
  const typed = expenseTyped((field) => { asked.push(field); return field; });
  expect(asked).toEqual([...expenseFields]);
  expect(Object.entries(typed).filter(([field, text]) => field !== text)).toEqual([]);
});
