import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money, moneyToText, sum } from '#app/domain/money.ts';
import { aFullEhf, aLine, anAttachment, anEhf, aParty, cac, cbc, ublNamespace } from '#test/fixtures/ehf.ts';
import type { Invoice } from './invoice.ts';
import { untiedSums } from './invoice-sums.ts';
import { readUbl } from './ubl.ts';

function read(xml: string): Invoice {
  const result = readUbl(xml);
  return 'refused' in result ? expect.fail(`refused: ${result.refused}`) : result;
}

describe('an invoice', () => {
  test('says who sells what to whom, when it is due, and how it is paid', () => {
    expect(read(anEhf())).toMatchObject({
      kind: 'invoice', number: '2026-117', typeCode: '380', issuedOn: '2026-03-02', dueOn: '2026-03-16', currency: 'NOK',
      supplier: {
        registeredName: 'Fjellklang AS', organisation: { value: '940155223', scheme: '0192' }, taxNumbers: ['NO940155223MVA'],
        address: { lines: ['Storgata 1', '2815 Gjøvik'], country: 'NO' },
      },
      customer: { registeredName: 'Gjøvik kommune' },
      payments: [{ code: '31', reference: '0003434323213239', account: { value: '18136445320' } }],
      lines: [{ id: '1', name: 'Foredrag om ledelse', quantity: { value: '1', unit: 'DAY' }, vat: { code: 'S', percent: '25' } }],
      others: [],
    });
  });

  test('has amounts to the øre', () => {
    const { totals, lines, vat } = read(anEhf({ lines: [aLine, { amount: money('0.07'), vat: '12' }], prepaid: money('100') }));
    const amounts = [...lines.map(({ amount }) => amount), totals.exclusive, totals.vat, totals.inclusive, totals.prepaid, totals.payable];
    expect(amounts.map((amount) => moneyToText(amount ?? expect.fail()))).toEqual(['18000.00', '0.07', '18000.07', '4500.01', '22500.08', '100.00', '22400.08']);
    expect(vat.map(({ taxable }) => moneyToText(taxable))).toEqual(['18000.00', '0.07']);
  });

  test('of everything Peppol lets it say leaves nothing unknown', () => {
    expect(read(aFullEhf()).others).toEqual([]);
  });

  test('has its references in kinds, with the day of the invoice before it', () => {
    const { references } = read(aFullEhf());
    expect(references.map(({ kind, id }) => `${kind}: ${id}`)).toEqual([
      'buyer: Ref Kari', 'accounting: Kontering 4711', 'order: Bestilling 5', 'sales_order: Ordre 6', 'contract: Kontrakt 11', 'project: Prosjekt 12',
      'tender: Anbud 10', 'despatch: Pakkseddel 8', 'receipt: Mottak 9', 'preceding: Forrige 7',
    ]);
    expect(references.at(-1)).toMatchObject({ issuedOn: '2026-01-05' });
  });

  test('has lines with periods, names, descriptions, notes, discounts and prices with all their decimals', () => {
    expect(read(aFullEhf()).lines[0]).toMatchObject({
      name: 'Varenavn', descriptions: ['Varebeskrivelse'], notes: ['Linjemerknad'], period: { from: '2026-02-10', to: undefined },
      price: { amount: '1234.5678' }, charges: [{ isCharge: false, reason: 'Linjerabatt', percent: '12.5' }],
    });
  });

  test('keeps a line break that was written, not one of the XML’s own indentation', () => {
    const { notes } = read(anEhf({ more: cbc('Note', 'Første linje\nandre linje\n\t\tsom fortsetter  her') }));
    expect(notes).toEqual(['Første linje\nandre linje som fortsetter her']);
  });

  test('keeps VAT in the currency it is accounted in apart from its own', () => {
    const { totals, vatCurrency } = read(aFullEhf());
    expect([vatCurrency, totals.vatInVatCurrency, totals.vat].map(String)).toEqual(['SEK', '4711.11', '321']);
  });

  test('never takes VAT by rate in that currency for its own', () => {
    const inKronor = cac('TaxTotal', cbc('TaxAmount', '9', 'currencyID="SEK"'), cac('TaxSubtotal', cbc('TaxableAmount', '36', 'currencyID="SEK"'), cbc('TaxAmount', '9', 'currencyID="SEK"')));
    const { vat, totals, others } = read(anEhf({ more: cbc('TaxCurrencyCode', 'SEK') + inKronor }));
    expect([vat.length, String(totals.vat), String(totals.vatInVatCurrency)]).toEqual([1, '4500', '9']);
    expect(others.map(({ path, value }) => `${path}=${value}`)).toContain('TaxTotal[1]/TaxSubtotal/TaxableAmount=36');
  });

  test('may be in another currency, which is kept', () => {
    expect(read(anEhf({ currency: 'EUR' }))).toMatchObject({ currency: 'EUR', others: [] });
  });
});

test('a credit note is read by its own names', () => {
  const note = read(anEhf({ kind: 'credit_note', more: cac('BillingReference', cac('InvoiceDocumentReference', cbc('ID', '2026-101'))) }));
  expect(note).toMatchObject({
    kind: 'credit_note', typeCode: '381', dueOn: undefined, lines: [{ quantity: { value: '1' } }], references: [{ kind: 'preceding', id: '2026-101' }],
  });
});

describe('the names in the file', () => {
  const renamed = (xml: string, names: Readonly<Record<string, string>>) => Object.entries(names)
    .reduce((text, [from, to]) => text.replaceAll(`<${from}:`, `<${to}:`).replaceAll(`</${from}:`, `</${to}:`).replaceAll(`xmlns:${from}=`, `xmlns:${to}=`), xml);

  test('may have any prefix, also the root', () => {
    const rooted = anEhf().replace('<Invoice xmlns=', '<r:Invoice xmlns:r=').replace('</Invoice>', '</r:Invoice>');
    expect(read(renamed(rooted, { cbc: 'enkle', cac: 'n1' }))).toEqual(read(anEhf()));
  });

  test('may have none, where an element declares its own namespace', () => {
    const xml = anEhf().replace('<cbc:ID>2026-117</cbc:ID>', `<ID xmlns="${ublNamespace}CommonBasicComponents-2">2026-117</ID>`);
    expect(read(xml)).toEqual(read(anEhf()));
  });

  test('of another vocabulary are never taken for UBL’s', () => {
    const foreign = read(anEhf({ more: '<x:ID xmlns:x="urn:annet">99</x:ID><x:Note xmlns:x="urn:annet">Fremmed</x:Note>' }));
    expect(foreign.number).toBe('2026-117');
    expect(foreign.others).toEqual([{ path: 'x:ID', value: '99' }, { path: 'x:Note', value: 'Fremmed' }]);
  });
});

describe('an amount', () => {
  const payable = (written: string) => {
    const result = readUbl(anEhf().replace(/(<cbc:PayableAmount[^>]*>)[^<]*/, `$1${written}`));
    return 'refused' in result ? result.refused : moneyToText(result.totals.payable);
  };

  test.each([
    ['1460.5', '1460.50'], ['1225.000', '1225.00'], ['+5.', '5.00'], ['.5', '0.50'], ['-0.05', '-0.05'], ['007.10', '7.10'], ['  12 \n', '12.00'],
    ['999999999999.99', '999999999999.99'], ['-0', '0.00'],
  ])('written %j is %s', (written, amount) => {
    expect(payable(written)).toBe(amount);
  });

  test.each(['12.345', '1e3', '1 000', '1,5', 'NaN', '0x10', '1.2.3', '--1', '1000000000000', '-', '.'])('written %j is refused, never guessed', (written) => {
    expect(payable(written)).toBe('amount');
  });

  test('without which there is no invoice must be there', () => {
    expect(payable('')).toBe('incomplete');
    expect(readUbl(anEhf().replace(/<cbc:LineExtensionAmount[^>]*>18000\.00<\/cbc:LineExtensionAmount>(?=<cac:Item>)/, ''))).toEqual({ refused: 'amount' });
  });

  test('of a charge that is neither added nor subtracted is refused', () => {
    const xml = anEhf({ charges: [{ isCharge: true, amount: money('5') }] });
    expect(readUbl(xml.replace('>true<', '>kanskje<'))).toEqual({ refused: 'amount' });
    expect(read(xml.replace('>true<', '>1<')).charges).toEqual(read(xml).charges);
  });
});

describe('a day', () => {
  test.each([['2026-03-02Z', '2026-03-02'], ['2026-03-02+01:00', '2026-03-02'], [' 2026-03-02 ', '2026-03-02']])('written %j is %s', (written, day) => {
    expect(read(anEhf().replace('>2026-03-02<', `>${written}<`)).issuedOn).toBe(day);
  });

  test('that does not exist is no day of the invoice, and is told as it stands', () => {
    expect(readUbl(anEhf().replace('>2026-03-02<', '>2026-02-30<'))).toEqual({ refused: 'incomplete' });
    expect(read(anEhf().replace('>2026-03-16<', '>16.03.2026<'))).toMatchObject({ dueOn: undefined, others: [{ path: 'DueDate', value: '16.03.2026' }] });
  });
});

describe('what an invoice cannot be without', () => {
  test.each(['ID', 'IssueDate', 'DocumentCurrencyCode', 'PayableAmount'])('%s', (name) => {
    const [first] = new RegExp(`<cbc:${name}[^>]*>[^<]*</cbc:${name}>`).exec(anEhf()) ?? [];
    expect(readUbl(anEhf().replace(first ?? expect.fail(), ''))).toEqual({ refused: 'incomplete' });
  });

  test.each(['supplier', 'customer'])('its %s', (party) => {
    expect(readUbl(anEhf({ [party]: '' }))).toEqual({ refused: 'incomplete' });
  });

  test.each(['Order', 'Catalogue', 'ApplicationResponse'])('being an invoice: %s is none', (root) => {
    expect(readUbl(`<${root} xmlns="${ublNamespace}${root}-2"/>`)).toEqual({ refused: 'not_invoice' });
  });

  test('its namespace', () => {
    expect(readUbl('<Invoice><ID>1</ID></Invoice>')).toEqual({ refused: 'not_invoice' });
    expect(readUbl(anEhf().replace('xsd:Invoice-2', 'xsd:CreditNote-2'))).toEqual({ refused: 'not_invoice' });
  });
});

describe('files inside', () => {
  const documentOf = (more: string) => read(anEhf({ more })).documents[0] ?? expect.fail();

  test('come out byte by byte, short or long', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 12_000 }), (bytes) => {
      expect(documentOf(anAttachment('vedlegg.pdf', bytes)).embedded?.bytes).toEqual(Buffer.from(bytes));
    }), { numRuns: 40 });
  });

  test('of megabytes come out too, without going through the parser', () => {
    const bytes = Buffer.alloc(9_000_000, 'EHF');
    expect(documentOf(anAttachment('stor.pdf', bytes)).embedded?.bytes?.equals(bytes)).toBe(true);
  });

  test('may be wrapped in lines', () => {
    const wrapped = anAttachment('a.txt', Buffer.from('Dette er en tekst i flere linjer')).replace(/([A-Za-z0-9+/=]{8})(?=[A-Za-z0-9+/=]+<)/g, '$1\r\n   ');
    expect(documentOf(wrapped).embedded?.bytes?.toString()).toBe('Dette er en tekst i flere linjer');
  });

  test.each(['VGVzdA', 'VGVz*A==', 'V', '====', 'æøå='])('are told as not whole when the content is %j', (content) => {
    const xml = anAttachment('a.pdf', Buffer.from('x')).replace('eA==', content);
    expect(documentOf(xml).embedded).toMatchObject({ name: 'a.pdf', bytes: undefined });
  });

  test.each([['../../etc/passwd', 'passwd'], ['C:\\temp\\faktura.pdf', 'faktura.pdf'], ['linje\u202e.pdf', 'linje.pdf'], ['', 'V1'], ['mappe/', 'V1']])(
    'named %j are called %j', (written, name) => {
      expect(documentOf(anAttachment(written, Buffer.from('x'))).embedded?.name).toBe(name);
    });

  test('that lie elsewhere are named, and nothing is fetched', () => {
    expect(read(aFullEhf()).documents[1]).toMatchObject({ id: { value: 'Lenke 13' }, uri: 'https://example.no/rapport', embedded: undefined });
  });
});

describe('what the reader does not know', () => {
  test('is kept with its place, at the top, in a line and in an attribute', () => {
    const line = { ...aLine, item: cac('ManufacturerParty', cac('PartyName', cbc('Name', 'Produsent'))) };
    const more = `${cbc('Ukjent', 'verdi')}${cac('Nytt', cbc('A', '1'), cbc('A', '2', 'b="c"'))}`;
    expect(read(anEhf({ more, lines: [aLine, line] })).others).toEqual([
      { path: 'Ukjent', value: 'verdi' },
      { path: 'Nytt/A[1]', value: '1' }, { path: 'Nytt/A[2]', value: '2' }, { path: 'Nytt/A[2]/@b', value: 'c' },
      { path: 'InvoiceLine[2]/Item/ManufacturerParty/PartyName/Name', value: 'Produsent' },
    ]);
  });

  test('is kept when it is one more of what there may be one of', () => {
    const supplier = aParty('Fjellklang AS', '940155223').replace('</cac:Country>', `${cbc('IdentificationCode', 'SE')}</cac:Country>`);
    expect(read(anEhf({ supplier })).others).toEqual([
      { path: 'AccountingSupplierParty/Party/PostalAddress/Country/IdentificationCode[2]', value: 'SE' },
    ]);
  });

  test('is an amount’s currency when it is not the invoice’s, and a tax that is not VAT', () => {
    const xml = anEhf().replace('<cbc:PayableAmount currencyID="NOK">', '<cbc:PayableAmount currencyID="EUR">').replace(/>VAT<(?![^]*>VAT<)/, '>LOC<');
    expect(read(xml).others).toEqual([
      { path: 'LegalMonetaryTotal/PayableAmount/@currencyID', value: 'EUR' },
      { path: 'InvoiceLine/Item/ClassifiedTaxCategory/TaxScheme/ID', value: 'LOC' },
    ]);
  });
});

describe('sums', () => {
  const someMoney = fc.integer({ min: -9_999_999, max: 9_999_999 }).map((ore) => money((ore / 100).toFixed(2)));
  const someLine = fc.record({ amount: someMoney, vat: fc.constantFrom('25', '15', '12', '0') });
  const someCharge = fc.record({ isCharge: fc.boolean(), amount: someMoney });
  const someParts = fc.record({
    kind: fc.constantFrom('invoice', 'credit_note'), lines: fc.array(someLine, { minLength: 1, maxLength: 12 }), charges: fc.array(someCharge, { maxLength: 4 }),
    prepaid: someMoney,
  });

  test('of the lines tie to the øre in every invoice that ties', () => {
    fc.assert(fc.property(someParts, (parts) => {
      const invoice = read(anEhf(parts));
      expect(untiedSums(invoice)).toEqual([]);
      expect(moneyToText(sum(invoice.lines.map(({ amount }) => amount)))).toBe(moneyToText(sum(parts.lines.map(({ amount }) => amount))));
      expect(invoice.others).toEqual([]);
    }));
  });
});
