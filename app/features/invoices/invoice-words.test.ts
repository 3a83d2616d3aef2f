import { describe, expect, test } from 'vitest';
import type { Language } from '#app/domain/programme.ts';
import { anEhf, cac, cbc } from '#test/fixtures/ehf.ts';
import type { Invoice } from './invoice.ts';
import { accountText, invoiceWords, partyName, vatText } from './invoice-words.ts';
import { readUbl } from './ubl.ts';

function read(xml: string): Invoice {
  const invoice = readUbl(xml);
  return 'refused' in invoice ? expect.fail(invoice.refused) : invoice;
}

const words = (language: Language = 'nb') => invoiceWords(read(anEhf()), language);
const shown = (text: string) => text.replaceAll('\u00a0', '_');
const periodOf = (...children: string[]) => read(anEhf({ more: cac('InvoicePeriod', ...children) })).period ?? expect.fail();

describe('a number says what it is', () => {
  test.each([
    ['0192', '940155223', '940_155_223'],
    ['9908', '940155223', '940_155_223'],
    ['0088', '7300010000001', 'GLN 7300010000001'],
    ['0007', '5567212047', '5567212047 (nummerserie 0007)'],
    [undefined, '940155223', '940155223'],
  ])('of scheme %s', (scheme, value, text) => {
    expect(shown(words().identifier({ value, scheme }))).toBe(text);
  });
});

describe('an account', () => {
  test.each([
    ['18136445320', '1813_64_45320'],
    ['NO9386011117947', 'NO93 8601 1117 947'],
    ['NO93 8601 1117 947', 'NO93 8601 1117 947'],
    ['IBAN32423940', 'IBAN32423940'],
    ['1813.64.45320', '1813.64.45320'],
  ])('%s', (value, text) => {
    expect(shown(accountText({ value, scheme: undefined }))).toBe(text);
  });
});

describe('a quantity has its unit in words', () => {
  test.each<[string | undefined, string, string]>([
    ['HUR', '7,5_t', '7.5_h'], ['DAY', '7,5_d.', '7.5_days'], ['C62', '7,5_stk.', '7.5_pcs'], ['Q9Z', '7,5_Q9Z', '7.5_Q9Z'], [undefined, '7,5', '7.5'],
    ['toString', '7,5_toString', '7.5_toString'],
  ])('%s', (unit, bokmal, english) => {
    expect([words().quantity({ value: '7.50', unit }), words('en').quantity({ value: '7.50', unit })].map(shown)).toEqual([bokmal, english]);
  });
});

describe('a period', () => {
  const start = cbc('StartDate', '2026-02-01');
  const end = cbc('EndDate', '2026-02-28');

  test.each([
    ['both days', [start, end], '01.02.2026–28.02.2026'],
    ['the first day only', [start], 'fra 01.02.2026'],
    ['the last day only', [end], 'til 28.02.2026'],
    ['what decides the VAT date', [cbc('DescriptionCode', '35')], 'avgiftsdato er leveringsdatoen'],
    ['a day and a code without words', [start, cbc('DescriptionCode', '77')], 'fra 01.02.2026, kode 77'],
  ])('of %s', (_, children, text) => {
    expect(words().period(periodOf(...children))).toBe(text);
  });

  test('of nothing is none', () => {
    expect(read(anEhf({ more: cac('InvoicePeriod', cbc('StartDate', '')) })).period).toBeUndefined();
  });
});

describe('VAT of a line', () => {
  test.each([
    [{ code: 'S', percent: '25.0' }, '25_%'],
    [{ code: 'S', percent: undefined }, 'S'],
    [{ code: 'E', percent: '0' }, '0_% E'],
    [{ code: 'AE', percent: '0.00' }, '0_% AE'],
    [{ code: 'O', percent: undefined }, 'O'],
    [{ code: undefined, percent: '11.11' }, '11,11_%'],
    [{ code: undefined, percent: undefined }, ''],
  ])('%o', (category, text) => {
    expect(shown(vatText(category, words()))).toBe(text);
  });
});

test('a code is told with its words, or alone where the catalogue has none', () => {
  expect([words().code('type', '384'), words().code('type', '999'), words('en').code('vat.code', 'AE')]).toEqual([
    'korrigert faktura (kode 384)', 'kode 999', 'reverse charge (code AE)',
  ]);
});

test('a party goes by its registered name, else by the one it trades under', () => {
  const { supplier } = read(anEhf());
  expect(partyName({ ...supplier, tradingName: 'Klangen' })).toBe('Fjellklang AS');
  expect(partyName({ ...supplier, registeredName: undefined, tradingName: 'Klangen' })).toBe('Klangen');
});

test('an address ends in its country’s name', () => {
  expect(words('nn').address({ lines: ['Storgata 1', '2815 Gjøvik'], country: 'NO' })).toEqual(['Storgata 1', '2815 Gjøvik', 'Noreg']);
  expect(words().address({ lines: ['Storgata 1'], country: undefined })).toEqual(['Storgata 1']);
});
