import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '#app/domain/money.ts';
import { languages, type Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';
import type { DocumentDescription, Table } from '#app/pdf/document.ts';
import { cellTexts, plain } from '#test/fixtures/assessments.ts';
import { outlineOf } from '#test/fixtures/document-outline.ts';
import { textsOf } from '#test/fixtures/document-texts.ts';
import { aFullEhf, aLine, anAttachment, anEhf, cac, cbc, type EhfParts } from '#test/fixtures/ehf.ts';
import { invoiceRefusals } from './invoice.ts';
import { invoiceDocument } from './invoice-document.ts';
import { refusalCause } from './refusal-cause.ts';
import { readUbl } from './ubl.ts';

function documentOf(xml: string, language: Language = 'nb', missing: readonly number[] = []): DocumentDescription {
  const invoice = readUbl(xml);
  return 'refused' in invoice ? expect.fail(invoice.refused) : invoiceDocument(invoice, language, { missingCodePoints: missing });
}

const said = (xml: string, language: Language = 'nb') => outlineOf(documentOf(xml, language)).replaceAll('~', ' ');
const tablesOf = ({ blocks }: DocumentDescription) => blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
const rowsOf = ({ groups, total }: Table) => [...groups.flatMap(({ rows }) => rows), ...(total === undefined ? [] : [total])];
const headingsOf = ({ blocks }: DocumentDescription) => blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));

describe('the document', () => {
  test('says everything an invoice can say, in bokmål', async () => {
    await expect(outlineOf(documentOf(aFullEhf()))).toMatchFileSnapshot('__snapshots__/invoice-document.nb.txt');
  });

  test('has every text of the file in it', () => {
    const outline = said(aFullEhf());
    const texts = [...aFullEhf().matchAll(/<cbc:(\w+)[^>]*>([^<]+)</g)].map(([, name = '', text = '']) => ({ name, text }));
    // Written in another form: amounts, days, codes and numbers in groups. Their values stand in the snapshot.
    const asTheyStand = texts.filter(({ name, text }) => /[^\d.-]/.test(text) && !/^(VAT|NOK|NO|true|false)$/.test(text)
      && !/BinaryObject|IdentificationCode|ChargeIndicator|CustomizationID|ProfileID/.test(name) && text !== 'NO9386011117947');
    expect(asTheyStand.length).toBeGreaterThan(60);
    expect(asTheyStand.filter(({ text }) => !outline.includes(text))).toEqual([]);
  });

  test.each(languages)('says that the XML is the legal document and this a rendering of it, in %s', (language) => {
    const t = translator(language);
    const { title, blocks } = documentOf(anEhf(), language);
    expect([title, blocks[0]]).toEqual([t('invoice.title'), expect.objectContaining({ kind: 'title', text: t('invoice.title') })]);
    expect(blocks).toContainEqual({ kind: 'paragraph', text: t('invoice.legal') });
  });

  test('has the same parts and rows in every language', () => {
    const shapeOf = (language: Language) => documentOf(aFullEhf(), language).blocks.map((block) => [block.kind, block.kind === 'table' ? rowsOf(block).length : 0]);
    expect(shapeOf('nn')).toEqual(shapeOf('nb'));
    expect(shapeOf('en')).toEqual(shapeOf('nb'));
  });

  const someText = fc.string({ minLength: 1, maxLength: 20 });
  const someLine = fc.record({ amount: fc.integer({ min: -99_999, max: 99_999 }).map((ore) => money((ore / 100).toFixed(2))) });
  const someParts: fc.Arbitrary<EhfParts> = fc.record({
    kind: fc.constantFrom('invoice', 'credit_note'), currency: fc.constantFrom('NOK', 'EUR', 'XXX'), lines: fc.array(someLine, { maxLength: 4 }),
    supplier: fc.constantFrom(undefined, '<cac:Party/>'), payment: fc.constantFrom(undefined, ' ', '<cac:PaymentMeans/>'),
  });

  test.each(languages)('leaves no value unfilled and no word undefined in %s', (language) => {
    fc.assert(fc.property(someParts, (parts) => {
      const outline = said(anEhf(parts), language);
      expect(outline.split('\n').filter((line) => /[{}]|undefined|NaN|\[object|invoice\./.test(line))).toEqual([]);
    }), { numRuns: 30 });
  });

  test('says texts as they are, whatever signs are in them', () => {
    fc.assert(fc.property(someText.filter((text) => text.trim() === text && !/[\s~\u00a0\ufeff]/.test(text)), (text) => {
      expect(said(anEhf({ more: cbc('Note', text), lines: [{ ...aLine, name: text }] })).split(text).length).toBeGreaterThan(2);
    }), { numRuns: 60 });
  });

  test('names the format it knows, and lets another stand as it is', () => {
    expect(said(anEhf())).toContain('Format | EHF (Peppol BIS Billing 3.0)');
    expect(said(anEhf().replace(':01:1.0<', ':02:1.0<'))).toContain('Format | urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0\nurn:fdc:peppol.eu:2017:poacc:billing:02:1.0');
  });

  test('is of the invoice’s day, so that the same file gives the same document', () => {
    expect(documentOf(anEhf()).madeOn).toBe('2026-03-02');
  });
});

describe('what everyone looks for first', () => {
  const panelOf = (xml: string, language: Language = 'nb') => {
    const panel = documentOf(xml, language).blocks.find((block) => block.kind === 'panel');
    const texts = panel?.kind === 'panel' ? [...Object.values(panel.main), ...panel.facts.flatMap((fact) => Object.values(fact))] : [];
    return texts.map((text) => text.replaceAll('\u00a0', ' '));
  };

  test('how much, when, to which account with which KID', () => {
    expect(panelOf(anEhf())).toEqual([
      'Å betale', '22 500,00 kr', 'Forfaller 16.03.2026', 'Konto', '1813 64 45320', 'KID', '0003434323213239', 'Uten mva.', '18 000,00 kr', 'Mva.', '4 500,00 kr',
    ]);
  });

  test('of a credit note, that it is credited', () => {
    expect(panelOf(anEhf({ kind: 'credit_note' })).slice(0, 3)).toEqual(['Krediteres', '22 500,00 kr', 'Beløpet trekkes fra det selgeren har til gode']);
  });

  test('in the invoice’s own currency', () => {
    expect(panelOf(anEhf({ currency: 'EUR' }))[1]).toBe('22 500,00 EUR');
    expect(panelOf(anEhf({ currency: 'EUR' }), 'en')[1]).toBe('EUR 22,500.00');
    expect(said(anEhf({ currency: 'EUR' }))).toContain('Beløpene er i EUR, slik de står i filen. De er ikke regnet om til kroner.');
    expect(said(anEhf())).not.toContain('regnet om');
  });

  test('what is not there is said to be missing', () => {
    expect(panelOf(anEhf({ payment: ' ' })).slice(3, 7)).toEqual(['Konto', 'ikke oppgitt', 'Betalingsreferanse', 'ikke oppgitt']);
    expect(panelOf(anEhf().replace(/<cbc:DueDate>[^<]*<\/cbc:DueDate>/, ''))[2]).toBe('Forfallsdato er ikke oppgitt');
  });

  test.each([
    ['a text', anEhf().replace('0003434323213239', 'Faktura 117'), 'Faktura 117'],
    ['a number with a wrong check digit', anEhf().replace('0003434323213239', '0003434323213231'), '0003434323213231'],
    ['a number in another currency', anEhf({ currency: 'EUR' }), '0003434323213239'],
    ['a number of an account abroad', anEhf().replace('18136445320', 'SE3550000000054910000003'), '0003434323213239'],
    ['a number of no account', anEhf({ payment: cac('PaymentMeans', cbc('PaymentMeansCode', '54'), cbc('PaymentID', '9387439')) }), '9387439'],
    ['none at all', anEhf().replace('<cbc:PaymentID>0003434323213239</cbc:PaymentID>', ''), 'ikke oppgitt'],
  ])('%s is no KID, and is not called one', (_what, xml, reference) => {
    const said = panelOf(xml);
    expect(said.slice(said.indexOf('Betalingsreferanse'))).toEqual(['Betalingsreferanse', reference, ...said.slice(-4)]);
    expect(textsOf(documentOf(xml)).map(plain)).not.toContain('KID');
  });
});

describe('the lines', () => {
  const linesOf = (xml: string) => tablesOf(documentOf(xml)).find(({ columns }) => columns.length === 6) ?? expect.fail();
  const lines = [aLine, { amount: money('-1234.5'), name: 'Retur', vat: '15' as const }, { amount: money('0.07'), name: 'Øre', vat: '0' as const }];

  test('have their amounts at the end of the row, and a sum', () => {
    const table = linesOf(anEhf({ lines }));
    expect(table.columns.map(({ align }) => align)).toEqual(['start', 'start', 'end', 'end', 'end', 'end']);
    expect(rowsOf(table).map((row) => cellTexts(row).at(-1)?.replaceAll('\u00a0', ' '))).toEqual(['18 000,00', '−1 234,50', '0,07', '16 765,57']);
  });

  test('carry what they have come to where a page ends', () => {
    expect(linesOf(anEhf({ lines })).groups[0]?.rows.map(({ carried }) => carried?.at(-1)?.replaceAll('\u00a0', ' '))).toEqual(['18 000,00', '16 765,50', '16 765,57']);
  });

  test('say VAT’s category where it is not paid', () => {
    expect(rowsOf(linesOf(anEhf({ lines }))).map((row) => cellTexts(row)[4]?.replaceAll('\u00a0', ' ')).slice(0, 3)).toEqual(['25 %', '15 %', '0 % E']);
  });

  test('that are none are said to be none', () => {
    expect(said(anEhf({ lines: [] }))).toContain('Filen har ingen linjer.');
  });
});

describe('sums that do not tie', () => {
  test('are told with both figures, and shown as they stand', () => {
    const outline = said(anEhf({ totals: { PayableAmount: money('22500.01') } }));
    expect(outline).toContain('Summene i filen stemmer ikke. Gjengitt slik de står:\n1. Beløpet å betale blir 22 500,00 kr, men filen sier 22 500,01 kr.');
    expect(outline).toContain('== Å betale | 22 500,01');
  });

  test('are not spoken of when they tie', () => {
    expect(said(anEhf())).not.toContain('stemmer ikke');
  });

  test('that are nothing take no room', () => {
    expect(said(anEhf())).not.toMatch(/Sum fradrag|Sum tillegg|Betalt på forhånd|Avrunding/);
    expect(said(anEhf({ prepaid: money('500') }))).toContain('Betalt på forhånd | −500,00');
  });

  test('a sum of allowances stands only where the allowances themselves do not', () => {
    expect(said(anEhf({ charges: [{ isCharge: false, amount: money('500') }] }))).not.toContain('Sum fradrag');
    expect(said(anEhf({ totals: { AllowanceTotalAmount: money('500') } }))).toContain('Sum fradrag | −500,00');
  });
});

describe('files inside', () => {
  test('are named with their kind and size', () => {
    expect(said(anEhf({ more: anAttachment('timer.pdf', Buffer.alloc(12_345)) }))).toContain('V1 | Timeliste | timer.pdf, 13 kB / ligger i XML-filen som application/pdf');
  });

  test('that are not whole are said to be so', () => {
    const xml = anEhf({ more: anAttachment('timer.pdf', Buffer.from('x')) }).replace('eA==', 'eA=');
    expect(said(xml)).toContain('timer.pdf kan ikke tas ut: innholdet er avkortet eller skadet');
  });
});

describe('what the reader does not know', () => {
  const others = translator('nb')('invoice.others');

  test('stands in a table of its own, with its place', () => {
    const document = documentOf(anEhf({ more: cbc('Ukjent', 'en verdi') }));
    expect(headingsOf(document)).toContain(others);
    expect(rowsOf(tablesOf(document).at(-1) ?? expect.fail()).map(cellTexts)).toEqual([['Ukjent', 'en verdi']]);
    expect(headingsOf(documentOf(anEhf()))).not.toContain(others);
  });

  test('is counted beyond two hundred values, and cut beyond five hundred signs', () => {
    const document = documentOf(anEhf({ more: cbc('Lang', 'x'.repeat(4000)) + cbc('Ukjent', 'verdi').repeat(1249) }));
    const rows = rowsOf(tablesOf(document).at(-1) ?? expect.fail());
    expect([rows.length, cellTexts(rows[0] ?? expect.fail())[1]]).toEqual([200, `${'x'.repeat(500)} … (4\u00a0000 tegn i alt)`]);
    expect(document.blocks.at(-1)).toMatchObject({ kind: 'paragraph', text: '1\u00a0050 verdier til vises ikke her. De står i XML-filen.' });
  });

  test('a code without words in the catalogue stands as itself', () => {
    const outline = said(anEhf().replace('unitCode="DAY"', 'unitCode="Q9Z"').replace('>380<', '>999<').replace('>31<', '>ZZZ<').replace('>NO<', '>QZ<'));
    expect(outline).toContain('1 Q9Z');
    expect(outline).toContain('Type | kode 999');
    expect(outline).toContain('Betalingsmåte | kode ZZZ');
  });
});

test('characters that the typeface lacks are told by their numbers', () => {
  expect(outlineOf(documentOf(anEhf(), 'nb', [0x4e2d, 0x1f600]))).toContain('De står som \ufffd her: U+4E2D, U+1F600.');
});

test.each(languages)('every refusal says what to do now, in %s', (language) => {
  const t = translator(language);
  expect(invoiceRefusals.map((cause) => t(`unreadable.${refusalCause[cause]}`)).filter((text) => !/[.] \p{Lu}/u.test(text))).toEqual([]);
});
