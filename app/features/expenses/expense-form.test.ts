import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarDate } from '#app/domain/calendar-date.ts';
import { notRefundableReasons } from '#app/domain/expense.ts';
import { fromOre, money } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import { aDay, anInvoice } from '#test/fixtures/factories.ts';
import { expenseErrorCodes, expenseErrorText, expenseFields, type ExpenseField, type ExpenseInput, type ExpenseTyped } from './expense-fields.ts';
import { readExpenseForm, readForFigures, typedFromExpense } from './expense-form.ts';

const today = calendarDate('2026-05-20');

const typed = (changes: Partial<ExpenseTyped> = {}): ExpenseTyped => ({
  kind: 'fee', reason: '', consultant: 'k1', activity: '', days: '10.2.26', amount: '18 000', vat: '', invoiceNumber: '', invoiceIssuedOn: '',
  invoiceSupplier: '', paidOn: '', description: '', creditOf: '', ...changes,
});

function read(changes: Partial<ExpenseTyped> = {}): ExpenseInput | undefined {
  const reading = readExpenseForm(typed(changes), { today });
  return 'expense' in reading ? reading.expense : undefined;
}

function errorsOf(changes: Partial<ExpenseTyped>) {
  const reading = readExpenseForm(typed(changes), { today });
  return 'errors' in reading ? reading.errors : {};
}

describe('an expense is read from what was typed', () => {
  test('who, what, when and how much are enough', () => {
    expect(read()).toEqual({ kind: 'fee', consultant: 'k1', days: [aDay('2026-02-10', '18000')] });
  });

  test('days may bring their own amounts', () => {
    expect(read({ days: '2 dager à 20 000 fra 10.2.26', amount: '' })).toMatchObject({ days: [aDay('2026-02-10', '20000'), aDay('2026-02-11', '20000')] });
  });

  test('what is no fee has one day and one amount', () => {
    expect(read({ kind: 'travel', days: '10. februar', amount: '2 412,50' })).toMatchObject({ kind: 'travel', incurredOn: '2026-02-10', amount: money('2412.50') });
    expect(read({ kind: 'not_refundable', reason: 'venue', consultant: '' }))
      .toEqual({ kind: 'not_refundable', reason: 'venue', incurredOn: '2026-02-10', amount: money('18000') });
  });

  test('a reason left over from another kind is not kept', () => {
    expect(read({ reason: 'venue' })).not.toHaveProperty('reason');
  });

  test('all the rest', () => {
    expect(read({
      activity: 'a1', vat: '4.500,-', invoiceNumber: ' 10 01 ', invoiceIssuedOn: '15.2', invoiceSupplier: 'IMTEC\u00A0AS', paidOn: '1/3-26',
      description: ' Prosessveiledning\r\nfor rektorer ',
    })).toMatchObject({
      activity: 'a1', vat: money('4500'), invoice: { number: '10 01', issuedOn: '2026-02-15', supplier: 'IMTEC AS' }, paidOn: '2026-03-01',
      description: 'Prosessveiledning\nfor rektorer',
    });
  });

  test('marks that nobody sees and that came along when pasting are left out', () => {
    expect(read({ amount: '\u202D18 000\u202C', days: '\u200E10.2.26', description: 'a\u0000b\u2028c\uD800', consultant: '\u200Bk1' }))
      .toMatchObject({ days: [aDay('2026-02-10', '18000')], description: 'abc', consultant: 'k1' });
  });

  test('a credit note is negative', () => {
    expect(read({ creditOf: 'e1', amount: '-18 000', vat: '−4 500' }))
      .toMatchObject({ creditOf: 'e1', days: [aDay('2026-02-10', '-18000')], vat: money('-4500') });
    expect(read({ creditOf: 'e1', amount: '-18 000', vat: '0' })).toMatchObject({ vat: money('0') });
  });
});

describe('a field that cannot be used says why', () => {
  test.each<[ExpenseField, string, Partial<ExpenseTyped>]>([
    ['kind', 'kindMissing', { kind: '' }],
    ['kind', 'kindMissing', { kind: 'gave', days: '10. og 11.2.26' }],
    ['reason', 'reasonMissing', { kind: 'not_refundable' }],
    ['reason', 'reasonMissing', { kind: 'not_refundable', reason: 'fordi' }],
    ['consultant', 'choiceUnknown', { consultant: 'x'.repeat(101) }],
    ['days', 'daysMissing', { days: ' ' }],
    ['days', 'daysUnclear', { days: 'i vår' }],
    ['days', 'daysTwice', { days: '10.2.26, 10.2.26' }],
    ['days', 'dayMissing', { kind: 'travel', days: '' }],
    ['days', 'dayUnclear', { kind: 'travel', days: '10.–11.2.26' }],
    ['amount', 'amountMissing', { amount: '' }],
    ['amount', 'amountMissing', { kind: 'accommodation', amount: '' }],
    ['amount', 'amountsDiffer', { days: '10.2.26: 20 000' }],
    ['amount', 'amountUnclear', { amount: '18,000' }],
    ['amount', 'amountUnclear', { kind: 'travel', amount: 'mye' }],
    ['amount', 'amountTooLarge', { amount: '100 000 000,01' }],
    ['days', 'amountTooLarge', { amount: '', days: '2 dager à 60 000 000 fra 10.2.26' }],
    ['amount', 'amountZero', { amount: '0' }],
    ['amount', 'amountZero', { amount: '0,01', days: '10.–11.2.26' }],
    ['days', 'amountZero', { amount: '', days: '10.2.26: 0' }],
    ['amount', 'amountNegative', { amount: '-1' }],
    ['amount', 'amountNegative', { kind: 'travel', amount: '-1' }],
    ['days', 'amountNegative', { amount: '', days: '10.2.26: 20 000, 11.2.26: -1' }],
    ['amount', 'creditNotNegative', { creditOf: 'e1' }],
    ['amount', 'creditNotNegative', { creditOf: 'e1', kind: 'travel', amount: '0' }],
    ['vat', 'vatUnclear', { vat: '25 %' }],
    ['vat', 'vatNegative', { vat: '-1' }],
    ['vat', 'creditVatPositive', { creditOf: 'e1', amount: '-1', vat: '1' }],
    ['vat', 'amountTooLarge', { vat: '100000001' }],
    ['invoiceNumber', 'invoiceNumberMissing', { invoiceIssuedOn: '15.2.26', invoiceSupplier: 'IMTEC AS' }],
    ['invoiceIssuedOn', 'invoiceDayMissing', { invoiceNumber: '1001', invoiceSupplier: 'IMTEC AS' }],
    ['invoiceSupplier', 'invoiceSupplierMissing', { invoiceNumber: '1001', invoiceIssuedOn: '15.2.26' }],
    ['invoiceIssuedOn', 'dayUnclear', { invoiceNumber: '1001', invoiceIssuedOn: '31.2.26', invoiceSupplier: 'IMTEC AS' }],
    ['invoiceNumber', 'invoiceNumberTooLong', { invoiceNumber: '1'.repeat(61), invoiceIssuedOn: '15.2.26', invoiceSupplier: 'IMTEC AS' }],
    ['invoiceSupplier', 'supplierTooLong', { invoiceNumber: '1001', invoiceIssuedOn: '15.2.26', invoiceSupplier: 'A'.repeat(121) }],
    ['paidOn', 'dayUnclear', { paidOn: 'snart' }],
    ['paidOn', 'paidInFuture', { paidOn: '21.5.26' }],
    ['description', 'descriptionTooLong', { description: 'a'.repeat(501) }],
  ])('%s: %s', (field, code, changes) => {
    expect(errorsOf(changes)).toEqual({ [field]: code });
  });

  test('every wrong field at once', () => {
    expect(errorsOf({ kind: '', days: '', amount: 'x', vat: 'y', invoiceNumber: '1', paidOn: 'z' })).toEqual({
      kind: 'kindMissing', days: 'daysMissing', amount: 'amountUnclear', vat: 'vatUnclear', invoiceIssuedOn: 'invoiceDayMissing',
      invoiceSupplier: 'invoiceSupplierMissing', paidOn: 'dayUnclear',
    });
    expect(errorsOf({ kind: 'not_refundable', days: 'x', amount: '' })).toEqual({ reason: 'reasonMissing', days: 'dayUnclear', amount: 'amountMissing' });
    expect(errorsOf({ days: 'x', amount: '18,000' })).toEqual({ days: 'daysUnclear', amount: 'amountUnclear' });
  });
});

describe.each(languages)('in %s', (language) => {
  test('every fault has its sentence, with its limits filled in', () => {
    for (const code of expenseErrorCodes) expect(expenseErrorText(code, language)).toMatch(/^[^{}]{30,200}\.$/u);
  });

  test('the days a sentence shows as an example can be read', () => {
    for (const code of ['daysUnclear', 'daysUnnamed', 'dayCountDiffers', 'dayAmountUnclear'] as const) {
      const examples = [...expenseErrorText(code, language).matchAll(/[«“]([^»”]+)[»”]/g)].flatMap(([, example]) => example ?? []);
      expect(examples.length).toBeGreaterThan(0);
      for (const days of examples) expect(errorsOf({ days, amount: '' }).days).toBeUndefined();
    }
  });

  test('an expense that the form shows reads back the same', () => {
    fc.assert(fc.property(someExpense, (expense) => {
      expect(readExpenseForm(typedFromExpense(expense, language), { today })).toEqual({ expense });
    }));
  });
});

test('figures are those of what can be read, whatever is wrong with a text or the day it was paid', () => {
  expect(readForFigures(typed({ paidOn: '21.5.26', description: 'x'.repeat(501) }), { today })).toEqual(read());
  expect(readForFigures(typed({ days: 'i går' }), { today })).toBeUndefined();
});

test('the days of an evenly shared amount stand without amounts, so that the amount can be changed in one place', () => {
  const even = typedFromExpense({ kind: 'fee', days: [aDay('2026-02-10', '20000'), aDay('2026-02-11', '20000')] }, 'nb');
  expect(even).toMatchObject({ days: '10.02.2026, 11.02.2026', amount: '40\u00A0000,00' });
  const uneven = typedFromExpense({ kind: 'fee', days: [aDay('2026-02-10', '20000'), aDay('2026-02-11', '18000')] }, 'nb');
  expect(uneven).toMatchObject({ days: '10.02.2026: 20\u00A0000,00\n11.02.2026: 18\u00A0000,00', amount: '38\u00A0000,00' });
});

test('any text in any field is answered', () => {
  const anyText = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('', 'fee', 'travel', '10.2.26', '18 000'));
  const anything = fc.record({
    kind: anyText, reason: anyText, consultant: anyText, activity: anyText, days: anyText, amount: anyText, vat: anyText, invoiceNumber: anyText,
    invoiceIssuedOn: anyText, invoiceSupplier: anyText, paidOn: anyText, description: anyText, creditOf: anyText,
  });
  fc.assert(fc.property(anything, (texts) => {
    const reading = readExpenseForm(texts, { today });
    const faulty = 'errors' in reading ? expenseFields.filter((field) => reading.errors[field] !== undefined) : [];
    expect('expense' in reading || faulty.length > 0).toBe(true);
  }));
});

const someDay = fc.integer({ min: 0, max: 9_000 }).map((offset) => addDays(calendarDate('2015-01-01'), offset));
const someOre = fc.bigInt({ min: 1n, max: 100_000_000n });
const someText = fc.stringMatching(/^[A-Za-zÆØÅæøå0-9]([A-Za-zÆØÅæøå0-9 «»&./-]{0,40}[A-Za-zÆØÅæøå0-9])?$/).filter((text) => !/ {2}/.test(text));
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

const someExpense: fc.Arbitrary<ExpenseInput> = fc.record({
  kind: fc.constantFrom('fee', 'travel', 'accommodation', 'not_refundable'),
  isCredit: fc.boolean(),
  reason: fc.constantFrom(...notRefundableReasons),
  days: fc.uniqueArray(someDay, { minLength: 1, maxLength: 6 }).chain((days) => fc.tuple(...days.map((on) => someOre.map((ore) => ({ on, ore }))))),
  vat: maybe(fc.bigInt({ min: 0n, max: 10_000_000n })),
  rest: fc.record({
    consultant: maybe(fc.constantFrom('k1', 'k2')),
    activity: maybe(fc.constant('a1')),
    invoice: maybe(fc.record({ number: someText, issuedOn: someDay, supplier: someText })),
    paidOn: maybe(someDay.filter((day) => day <= today)),
    description: maybe(someText.map((text) => `${text}\n${text}`)),
  }),
}).map(({ kind, isCredit, reason, days, vat, rest }): ExpenseInput => {
  const sign = isCredit ? -1n : 1n;
  const common = { ...rest, vat: vat === undefined ? undefined : fromOre(sign * vat), creditOf: isCredit ? 'e1' : undefined };
  const [first = { on: anInvoice.issuedOn, ore: 1n }] = days;
  if (kind === 'fee') return { ...common, kind, days: days.map(({ on, ore }) => ({ on, amount: fromOre(sign * ore) })) };
  const actual = { ...common, incurredOn: first.on, amount: fromOre(sign * first.ore) };
  return kind === 'not_refundable' ? { ...actual, kind, reason } : { ...actual, kind };
});
