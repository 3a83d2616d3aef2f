import { createHash } from 'node:crypto';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRawStream, decodePDFRawStream } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import type { ArchiveKind } from '#app/domain/programme.ts';
import { makeClaim } from '#app/features/claims/make-claim.server.ts';
import { projectFolder } from '#app/project-folder.ts';
import { papersOf, today } from '#test/fixtures/claims.ts';
import { aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';

/** The claim as archives ask for it: what it says of itself, and what travels within it. */

const original = (name: string) => Buffer.from(`%PDF-1.7 the file ${name}`);
const auditHead = { sequence: 41, hash: 'ab'.repeat(32) };
const programme = aProgramme({ expenses: [aFee(), anActual('travel', '2412.50')] });

async function made(archive?: ArchiveKind, claimed = programme) {
  const papers = [...await papersOf(claimed)].map(([name, paper]) => [name, { ...paper, original: original(name) }] as const);
  const made = await makeClaim({ programme: claimed, attachments: new Map(papers), today, language: 'nb', isDraft: false, archive, projectFolder });
  const pdf = made.pdf?.toBytes() ?? Buffer.alloc(0);
  return { pdf, json: made.json, document: await PDFDocument.load(pdf, { updateMetadata: false }) };
}

function dictionaryIn(dictionary: PDFDict, ...path: string[]): PDFDict {
  return path.reduce((found, key) => found.lookup(PDFName.of(key), PDFDict), dictionary);
}

function contentOf(stream: unknown): Buffer {
  if (!(stream instanceof PDFRawStream)) return Buffer.alloc(0);
  return Buffer.from(stream.dict.has(PDFName.of('Filter')) ? decodePDFRawStream(stream).decode() : stream.contents);
}

/** What lies within, by name, with what it is to the document. */
function filesIn({ catalog }: PDFDocument) {
  return catalog.lookup(PDFName.of('AF'), PDFArray).asArray().map((_, index) => {
    const file = catalog.lookup(PDFName.of('AF'), PDFArray).lookup(index, PDFDict);
    const stream = dictionaryIn(file, 'EF').lookup(PDFName.of('F'));
    return {
      name: file.lookup(PDFName.of('UF'), PDFHexString).decodeText(),
      relationship: file.lookup(PDFName.of('AFRelationship'), PDFName).decodeText(),
      mediaType: stream instanceof PDFRawStream ? stream.dict.lookup(PDFName.of('Subtype'), PDFName).decodeText() : '',
      bytes: contentOf(stream),
    };
  });
}

describe('a claim says what it is', () => {
  test.each([[undefined, '2'], ['2a', '2'], ['3a', '3']] as const)('%s: PDF/A-%sa and PDF/UA-1, in its colours', async (archive, part) => {
    const { document: { catalog } } = await made(archive);
    const metadata = contentOf(catalog.lookup(PDFName.of('Metadata'))).toString();
    expect(metadata).toContain(`<pdfaid:part>${part}</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n<pdfuaid:part>1</pdfuaid:part>`);
    const intent = catalog.lookup(PDFName.of('OutputIntents'), PDFArray).lookup(0, PDFDict);
    const profile = contentOf(intent.lookup(PDFName.of('DestOutputProfile')));
    expect([profile.readUInt32BE(0), profile.toString('latin1', 12, 24), profile.toString('latin1', 36, 40)]).toEqual([profile.length, 'mntrRGB XYZ ', 'acsp']);
  });
});

describe('what travels within', () => {
  test('is nothing, unless it is asked for', async () => {
    const { document: { catalog } } = await made();
    expect([catalog.has(PDFName.of('AF')), catalog.has(PDFName.of('Names'))]).toEqual([false, false]);
  });

  test('3a: the claim as data, and every file as it was sent, under its voucher number; the letter as 00', async () => {
    const files = filesIn((await made('3a')).document);
    expect(files.map(({ name, relationship, mediaType }) => [name, relationship, mediaType])).toEqual([
      ['claim.json', 'Data', 'application/json'], ['00 tilsagnsbrev.pdf', 'Source', 'application/pdf'], ['01 faktura-1001.pdf', 'Source', 'application/pdf'],
    ]);
    expect(files.slice(1).map(({ bytes }) => bytes.toString())).toEqual(['tilsagnsbrev.pdf', 'faktura-1001.pdf'].map((name) => original(name).toString()));
  });

  test('what is packed already is not packed again: only the data and other text are', async () => {
    const { catalog } = (await made('3a')).document;
    const filters = catalog.lookup(PDFName.of('AF'), PDFArray).asArray().map((_, index) => {
      const stream = dictionaryIn(catalog.lookup(PDFName.of('AF'), PDFArray).lookup(index, PDFDict), 'EF').lookup(PDFName.of('F'));
      return stream instanceof PDFRawStream ? stream.dict.has(PDFName.of('Filter')) : undefined;
    });
    expect(filters).toEqual([true, false, false]);
  });

  test('the data within are those beside, but for the fingerprint of the PDF, which holds them', async () => {
    const { document, json } = await made('3a');
    const within: unknown = JSON.parse(filesIn(document)[0]?.bytes.toString() ?? '');
    expect(within).toEqual({ ...json, pdf: null });
  });

  test('the files are found by their names too, in order', async () => {
    const { document } = await made('3a');
    const names = dictionaryIn(document.catalog, 'Names', 'EmbeddedFiles').lookup(PDFName.of('Names'), PDFArray);
    const keys = names.asArray().filter((entry) => entry instanceof PDFHexString).map((entry) => entry.decodeText());
    expect(keys).toEqual(['00 tilsagnsbrev.pdf', '01 faktura-1001.pdf', 'claim.json']);
  });

  test('the same claim gives the same bytes, of each kind', async () => {
    for (const archive of ['2a', '3a'] as const) {
      const [first, second] = [await made(archive), await made(archive)];
      expect(first.pdf.equals(second.pdf)).toBe(true);
      expect(first.json.pdf?.sha256).toBe(createHash('sha256').update(first.pdf).digest('hex'));
    }
  });
});

describe('where the audit trail had come', () => {
  test('stands in the document’s data when the programme tells it, and nowhere when not', async () => {
    expect((await made('2a', { ...programme, auditHead })).json.auditHead).toEqual(auditHead);
    expect(await made()).not.toHaveProperty('json.auditHead');
  });

  test('makes another document', async () => {
    const [plain, sealed] = [await made(), await made('2a', { ...programme, auditHead })];
    expect(sealed.pdf.equals(plain.pdf)).toBe(false);
  });
});
