import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromOre, money, moneyToText, plus } from '#app/domain/money.ts';
import { anEhf, type EhfParts } from '#test/fixtures/ehf.ts';
import { untiedSums } from './invoice-sums.ts';
import { readUbl } from './ubl.ts';

/** Two lines of 25 %, one without VAT, a charge, two allowances, something prepaid. */
const rich: EhfParts = {
  lines: [{ amount: money('1000') }, { amount: money('-200.5') }, { amount: money('300'), vat: '0' }],
  charges: [{ isCharge: true, amount: money('50') }, { isCharge: false, amount: money('20') }, { isCharge: false, amount: money('5.25') }],
  prepaid: money('100'),
};

/** What each element of the file says in that invoice. */
const said = {
  LineExtensionAmount: '1099.50',
  AllowanceTotalAmount: '25.25',
  ChargeTotalAmount: '50.00',
  TaxExclusiveAmount: '1124.25',
  TaxAmount: '206.06',
  TaxInclusiveAmount: '1330.31',
  PayableAmount: '1230.31',
} as const;

function untied(xml: string): string[] {
  const invoice = readUbl(xml);
  if ('refused' in invoice) return expect.fail(invoice.refused);
  return untiedSums(invoice).map(({ sum, found, said: written }) => `${sum}: ${moneyToText(found)}, not ${moneyToText(written)}`);
}

const without = (xml: string, element: string) => xml.replace(new RegExp(`<cbc:${element}[^>]*>[^<]*</cbc:${element}>`), '');

test('the invoice of these rules says what is expected of it', () => {
  const xml = anEhf(rich);
  for (const [element, amount] of Object.entries(said)) expect(xml).toMatch(new RegExp(`<cbc:${element} [^>]*>${amount}<`));
});

test('an invoice whose sums tie has nothing to tell', () => {
  expect(untied(anEhf(rich))).toEqual([]);
});

describe('a sum of the file that is an øre too much is told, and what is reckoned from it', () => {
  test.each([
    ['LineExtensionAmount', ['lines: 1099.50, not 1099.51', 'exclusive: 1124.26, not 1124.25']],
    ['AllowanceTotalAmount', ['allowances: 25.25, not 25.26', 'exclusive: 1124.24, not 1124.25']],
    ['ChargeTotalAmount', ['charges: 50.00, not 50.01', 'exclusive: 1124.26, not 1124.25']],
    ['TaxExclusiveAmount', ['exclusive: 1124.25, not 1124.26', 'inclusive: 1330.32, not 1330.31']],
    ['TaxAmount', ['vat: 206.06, not 206.07', 'inclusive: 1330.32, not 1330.31']],
    ['TaxInclusiveAmount', ['inclusive: 1330.31, not 1330.32', 'payable: 1230.32, not 1230.31']],
    ['PayableAmount', ['payable: 1230.31, not 1230.32']],
  ] as const)('%s', (element, told) => {
    expect(untied(anEhf({ ...rich, totals: { [element]: plus(money(said[element]), money('0.01')) } }))).toEqual(told);
  });

  test('whatever the sum is and however far off', () => {
    const elements = fc.constantFrom('LineExtensionAmount', 'AllowanceTotalAmount', 'ChargeTotalAmount', 'TaxExclusiveAmount', 'TaxAmount', 'TaxInclusiveAmount', 'PayableAmount');
    const off = fc.integer({ min: -1_000_000, max: 1_000_000 }).filter((ore) => ore !== 0).map(fromOre);
    fc.assert(fc.property(elements, off, (element, difference) => {
      expect(untied(anEhf({ ...rich, totals: { [element]: plus(money(said[element]), difference) } })).length).toBeGreaterThan(0);
    }), { numRuns: 50 });
  });
});

describe('a sum the file does not give', () => {
  test.each(['LineExtensionAmount', 'AllowanceTotalAmount', 'ChargeTotalAmount', 'TaxExclusiveAmount', 'TaxInclusiveAmount'])(
    '%s is what its parts come to', (element) => {
      expect(untied(without(anEhf(rich), element))).toEqual([]);
    });

  test('does not hide that another is wrong', () => {
    const xml = anEhf({ ...rich, totals: { PayableAmount: money('1') } });
    expect(untied(without(xml, 'TaxInclusiveAmount'))).toEqual(['payable: 1230.31, not 1.00']);
  });

  test('prepaid or rounding is nothing', () => {
    expect(untied(without(anEhf({ ...rich, prepaid: money('0') }), 'PrepaidAmount'))).toEqual([]);
  });
});

test('rounding to whole kroner belongs to the sum', () => {
  const rounded = anEhf({ ...rich, totals: { PayableAmount: money('1230') } });
  expect(untied(rounded)).toEqual(['payable: 1230.31, not 1230.00']);
  const told = rounded.replace('<cbc:PayableAmount', '<cbc:PayableRoundingAmount currencyID="NOK">-0.31</cbc:PayableRoundingAmount><cbc:PayableAmount');
  expect(untied(told)).toEqual([]);
});

test('VAT that is not divided by rate is not reckoned again', () => {
  expect(untied(anEhf(rich).replace(/<cac:TaxSubtotal>[^]*<\/cac:TaxSubtotal>/, ''))).toEqual([]);
});
