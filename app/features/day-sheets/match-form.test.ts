import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { moneyToText } from '#app/domain/money.ts';
import { emptyMatch, matchFields, netIn, readMatchForm, type MatchField } from './match-form.ts';

const today = calendarDate('2026-11-24');
const whole = { invoiceNumber: '1001', invoiceIssuedOn: '1.4.26', invoiceSupplier: 'IMTEC AS', net: '62 412,50', paidOn: '20.4.26' };
const read = (fields: Partial<Record<MatchField, string>> = {}) => readMatchForm({ ...whole, ...fields }, today);
const inputOf = (fields?: Partial<Record<MatchField, string>>) => {
  const reading = read(fields);
  return 'input' in reading ? reading.input : expect.fail(JSON.stringify(reading.faults));
};
const faultsOf = (fields: Partial<Record<MatchField, string>>) => {
  const reading = read(fields);
  return 'faults' in reading ? Object.fromEntries(Object.entries(reading.faults).map(([field, { code }]) => [field, code])) : {};
};

describe('an invoice that is matched', () => {
  test('has number, day and supplier, and perhaps its sum and the day it was paid', () => {
    const { invoice, net, paidOn } = inputOf();
    expect(invoice).toEqual({ number: '1001', issuedOn: '2026-04-01', supplier: 'IMTEC AS' });
    expect([net && moneyToText(net), paidOn]).toEqual(['62412.50', '2026-04-20']);
  });

  test('need not be paid, nor have its sum written', () => {
    expect(inputOf({ net: '', paidOn: '' })).toMatchObject({ net: undefined, paidOn: undefined });
  });

  test('of the day it is today may be paid today', () => {
    expect(inputOf({ invoiceIssuedOn: '24.11.26', paidOn: '24.11.26' }).paidOn).toBe(today);
  });

  test.each<[MatchField, string, string]>([
    ['invoiceNumber', '', 'missing'], ['invoiceIssuedOn', '', 'missing'], ['invoiceSupplier', ' ', 'missing'],
    ['paidOn', '25.11.26', 'tooLarge'],
  ])('without a right %s (%s) is not: %s', (field, text, code) => {
    expect(faultsOf({ [field]: text })).toEqual({ [field]: code });
  });

  test.each<[MatchField, string]>([
    ['invoiceIssuedOn', '31.2.26'], ['invoiceIssuedOn', 'i går'], ['net', 'mye'], ['net', '1,234'], ['paidOn', 'snart'], ['invoiceNumber', 'x'.repeat(500)],
  ])('nor with a %s nobody can read or keep (%s), and only that is told', (field, text) => {
    expect(Object.keys(faultsOf({ [field]: text }))).toEqual([field]);
  });

  test('tells every fault at once', () => {
    const reading = readMatchForm(emptyMatch, today);
    expect('faults' in reading && Object.keys(reading.faults)).toEqual(['invoiceNumber', 'invoiceIssuedOn', 'invoiceSupplier']);
  });
});

describe('the sum for the figures', () => {
  test('is read whatever is wrong with the rest, and none where it cannot be', () => {
    const net = netIn({ ...emptyMatch, net: '17 412,50' }, today);
    expect(net && moneyToText(net)).toBe('17412.50');
    expect([netIn(emptyMatch, today), netIn({ ...emptyMatch, net: 'mye' }, today)]).toEqual([undefined, undefined]);
  });

  test('is not below zero: a credit note is entered as a cost, tied to what it takes back', () => {
    expect(netIn({ ...emptyMatch, net: '-18 000' }, today)).toBeUndefined();
    expect(Object.keys(faultsOf({ net: '-18 000' }))).toEqual(['net']);
  });
});

test('the empty form has every field', () => {
  expect(Object.keys(emptyMatch)).toEqual(matchFields);
});
