import { describe, expect, test } from 'vitest';
import { money } from '#app/domain/money.ts';
import { projectFolder } from '#app/project-folder.ts';
import type { Table } from '#app/pdf/document.ts';
import { openFonts } from '#app/pdf/fonts.server.ts';
import { layoutDocument } from '#app/pdf/layout.ts';
import { cellTexts } from '#test/fixtures/assessments.ts';
import { placedTexts } from '#test/fixtures/documents.ts';
import { aFullEhf, aLine, anEhf, aParty, cac, cbc } from '#test/fixtures/ehf.ts';
import { invoiceDocument } from './invoice-document.ts';
import { paymentTable } from './invoice-facts.ts';
import { linesTable } from './invoice-lines-table.ts';
import { partiesTables } from './invoice-parties-table.ts';
import { invoiceWords, type InvoiceWords } from './invoice-words.ts';
import { readUbl } from './ubl.ts';

function wordsOf(xml: string): InvoiceWords {
  const invoice = readUbl(xml);
  return 'refused' in invoice ? expect.fail(invoice.refused) : invoiceWords(invoice, 'nb');
}

const rowsOf = (table: Table | undefined) => (table?.groups ?? []).flatMap(({ rows }) => rows.map((row) => cellTexts(row).map((text) => text.replaceAll('\u00a0', ' '))));

describe('the parties', () => {
  test('stand side by side, with only what one of them has', () => {
    const tables = partiesTables(wordsOf(anEhf()));
    expect(tables).toHaveLength(1);
    expect(rowsOf(tables[0])).toEqual([
      ['Navn', 'Fjellklang AS', 'Gjøvik kommune'],
      ['Organisasjonsnummer', '940 155 223', '940 155 223'],
      ['Avgiftsregistrering', 'NO940155223MVA', 'NO940155223MVA'],
      ['Adresse', 'Storgata 1 / 2815 Gjøvik / Norge', 'Storgata 1 / 2815 Gjøvik / Norge'],
      ['Elektronisk adresse', '0192:940155223', '0192:940155223'],
    ]);
  });

  test('say the name they trade under where it is another', () => {
    const trading = (name: string) => anEhf({ supplier: aParty('Fjellklang AS', '940155223').replace('<cac:PostalAddress>', `${cac('PartyName', cbc('Name', name))}<cac:PostalAddress>`) });
    expect(rowsOf(partiesTables(wordsOf(trading('Klangen')))[0])).toContainEqual(['Handler som', 'Klangen', '']);
    expect(rowsOf(partiesTables(wordsOf(trading('Fjellklang AS')))[0]).map(([label]) => label)).not.toContain('Handler som');
  });

  test('without a name are said to lack it', () => {
    expect(rowsOf(partiesTables(wordsOf(anEhf({ customer: '<cac:Party/>' })))[0])[0]).toEqual(['Navn', 'Fjellklang AS', 'ikke oppgitt']);
  });

  test('a payee and a tax representative have a table of their own', () => {
    const [, others] = partiesTables(wordsOf(aFullEhf()));
    expect(others?.columns.map(({ label }) => label)).toEqual(['Opplysning', 'Betalingsmottaker', 'Avgiftsrepresentant']);
    const payee = cac('PayeeParty', cac('PartyName', cbc('Name', 'Factoring AS')));
    expect(partiesTables(wordsOf(anEhf({ more: payee })))[1]?.columns.map(({ label }) => label)).toEqual(['Opplysning', 'Betalingsmottaker']);
  });
});

describe('what a line says of its price', () => {
  const priced = (price: string) => {
    const [row] = rowsOf(linesTable(wordsOf(anEhf({ lines: [{ ...aLine, price: '90' }] }).replace('</cac:Price>', `${price}</cac:Price>`))));
    return [row?.[3], row?.[1]];
  };
  const discount = (isCharge: boolean, ...more: string[]) => cac('AllowanceCharge', cbc('ChargeIndicator', String(isCharge)), cbc('Amount', '10', 'currencyID="NOK"'), ...more);

  test.each([
    ['nothing more', '', '90,00', 'Foredrag om ledelse'],
    ['per one', cbc('BaseQuantity', '1.0', 'unitCode="DAY"'), '90,00', 'Foredrag om ledelse'],
    ['per several', cbc('BaseQuantity', '10', 'unitCode="HUR"'), '90,00 / per 10 t', 'Foredrag om ledelse'],
    ['a discount', discount(false), '90,00', 'Foredrag om ledelse / Rabatt på prisen: 10,00'],
    ['a discount from a price', discount(false, cbc('BaseAmount', '100', 'currencyID="NOK"')), '90,00', 'Foredrag om ledelse / Pris 100,00 før rabatt på 10,00'],
    ['what is added to it', discount(true), '90,00', 'Foredrag om ledelse / Rabatt på prisen: −10,00'],
  ])('%s', (_, price, cell, what) => {
    expect(priced(price)).toEqual([cell, what]);
  });
});

describe('what a line says of a discount or a charge', () => {
  const charged = (...children: string[]) => rowsOf(linesTable(wordsOf(anEhf({ lines: [{ ...aLine, more: cac('AllowanceCharge', ...children) }] }))))[0]?.[1];
  const amount = cbc('Amount', '25', 'currencyID="NOK"');
  const base = cbc('BaseAmount', '200', 'currencyID="NOK"');

  test.each([
    ['its sign', [cbc('ChargeIndicator', 'false'), amount], 'Fradrag: −25,00'],
    ['its reason', [cbc('ChargeIndicator', 'true'), cbc('AllowanceChargeReason', 'Frakt'), amount], 'Tillegg: Frakt: 25,00'],
    ['its reason as a code', [cbc('ChargeIndicator', 'true'), cbc('AllowanceChargeReasonCode', 'FC'), amount], 'Tillegg: (FC): 25,00'],
    ['its share', [cbc('ChargeIndicator', 'false'), cbc('MultiplierFactorNumeric', '12.5'), amount], 'Fradrag, 12,5 %: −25,00'],
    ['what it is reckoned from', [cbc('ChargeIndicator', 'false'), amount, base], 'Fradrag, regnet av 200,00: −25,00'],
    ['both', [cbc('ChargeIndicator', 'false'), cbc('MultiplierFactorNumeric', '12.5'), amount, base], 'Fradrag, 12,5 % av 200,00: −25,00'],
  ])('%s', (_, children, text) => {
    expect(charged(...children)).toBe(`Foredrag om ledelse / ${text}`);
  });
});

describe('how it is paid', () => {
  test('by KID to an account', () => {
    expect(rowsOf(paymentTable(wordsOf(anEhf())))).toEqual([
      ['Betalingsmåte', 'overføring (kode 31)'], ['Konto', '1813 64 45320'], ['KID', '0003434323213239'],
    ]);
  });

  test('has no table when the file says nothing of it', () => {
    expect(paymentTable(wordsOf(anEhf({ payment: ' ' })))).toBeUndefined();
  });

  test('in more than one way lists them all', () => {
    const payment = ['30', '58'].map((code) => cac('PaymentMeans', cbc('PaymentMeansCode', code), cac('PayeeFinancialAccount', cbc('ID', `SE${code}`)))).join('');
    expect(rowsOf(paymentTable(wordsOf(anEhf({ payment }))))).toEqual([
      ['Betalingsmåte', 'overføring (kode 30)'], ['Konto', 'SE30'], ['Betalingsmåte', 'SEPA-overføring (kode 58)'], ['Konto', 'SE58'],
    ]);
  });
});

test('amounts of a column stand under each other to the point, none is broken over two lines, and nothing leaves the page', () => {
  const amounts = ['0.05', '18000', '-1234567.89', '999999999.99'].map(money);
  const { invoice } = wordsOf(anEhf({ lines: amounts.map((amount) => ({ amount, vat: '0' })) }));
  const fonts = openFonts(projectFolder);
  const { pages } = layoutDocument(invoiceDocument(invoice, 'nb'), (text, font) => fonts[font].measure(text));
  const texts = pages.flatMap((page) => placedTexts(page));
  const endOf = (wanted: string) => texts.filter(({ text }) => text.trim().replaceAll('\u00a0', ' ') === wanted)
    .map(({ text, x, font, size }) => x + fonts[font].measure(text.trim()) * size);
  const ends = ['0,05', '18 000,00', '−1 234 567,89', '999 999 999,99'].map((text) => endOf(text)[0] ?? expect.fail(`${text} does not stand on one line`));
  for (const end of ends) expect(end).toBeCloseTo(ends[0] ?? 0, 6);
  for (const { text, x, font, size } of texts) expect(x + fonts[font].measure(text.trim()) * size).toBeLessThanOrEqual(595.28 - 51 + 0.5);
});

test('what the supplier wrote is marked as Norwegian in an English rendering, and as nothing in a Norwegian one', () => {
  const invoice = readUbl(anEhf({ lines: [{ ...aLine, item: cbc('Description', 'Sted: Gjøvik') }] }));
  if ('refused' in invoice) throw new Error(invoice.refused);
  const whatIn = (language: 'nb' | 'en') => linesTable(invoiceWords(invoice, language)).groups[0]?.rows[0]?.cells[1]?.paragraphs;
  expect(whatIn('en')).toEqual([[{ text: 'Foredrag om ledelse', language: 'nb', isStrong: true }], [{ text: 'Sted: Gjøvik', language: 'nb' }]]);
  expect(whatIn('nb')).toEqual([[{ text: 'Foredrag om ledelse', isStrong: true }], 'Sted: Gjøvik']);
});
