import { describe, expect, test } from 'vitest';
import type { MarkedText } from '#app/pdf/document.ts';
import { safePage, usual } from '#test/fixtures/safe-page.ts';
import { asPdf, unpacked } from '#test/fixtures/written-pdf.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { openVoucher } from '../open-voucher.server.ts';
import { openInPdfium } from '../pdfium.server.ts';

const hei = '<000100020003>';

async function opened(parts: Parameters<typeof safePage>[0]) {
  const voucher = await openVoucher(safePage(parts));
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  return voucher;
}

const textOf = async (parts: Parameters<typeof safePage>[0]): Promise<MarkedText | undefined> => (await opened(parts)).pages[0]?.text;
const tagsOf = ({ elements = [] }: Partial<MarkedText> = {}) => elements.map(({ tag }) => tag);

const form = (data: string, dictionary = '') => ({
  dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /Font << /F 6 0 R >> >> ${dictionary}`, data,
});

describe('a page that goes in as it is', () => {
  test('is a paragraph for each of its lines, read from where they stand', async () => {
    expect(await textOf({ contents: `BT /F 20 Tf 10 50 Td ${hei} Tj 0 -30 Td ${hei} Tj ET` })).toEqual({
      elements: [{ number: 0, tag: 'P' }, { number: 1, tag: 'P' }], contents: [{ element: 0, mark: 0 }, { element: 1, mark: 1 }], marks: 2,
    });
  });

  test('has its words once: what is copied from it is what it said', async () => {
    const voucher = await opened({ contents: `BT /F 20 Tf 10 50 Td ${hei} Tj 100 0 Td ${hei} Tj ET` });
    expect((await readPdf(asPdf(voucher))).map(({ text }) => text.split(/\s+/))).toEqual([['Hei', 'Hei']]);
  });

  test('with gaps for spaces has a mark for each word, which is told with the space behind it', async () => {
    expect(await textOf({ contents: `BT /F 20 Tf 10 50 Td [${hei} -300 ${hei}] TJ ET` })).toEqual({
      elements: [{ number: 0, tag: 'P' }, { number: 1, tag: 'Span', parent: 0, actualText: 'Hei ' }],
      contents: [{ element: 1, mark: 0 }, { element: 0, mark: 1 }], marks: 2,
    });
  });

  test('tells of its pictures together, after its words', async () => {
    const image = '/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8';
    const text = await textOf({
      contents: `q 9 0 0 9 0 0 cm /I Do Q ${usual.contents} q 9 0 0 9 20 20 cm /I Do Q`, resources: '/XObject << /I 11 0 R >>',
      more: [{ dictionary: `/Type /XObject ${image}`, data: '\0' }],
    });
    expect([tagsOf(text), text?.contents]).toEqual([['P', 'Figure'], [{ element: 0, mark: 1 }, { element: 1, mark: 0 }, { element: 1, mark: 2 }]]);
  });

  test('says what a form within it says that is blended as one, told apart where the form does not', async () => {
    const voucher = await opened({
      contents: '/X Do', resources: '/XObject << /X 11 0 R >>',
      more: [form(`BT /F 20 Tf 10 50 Td ${hei} Tj 90 0 Td ${hei} Tj ET`, '/Group << /S /Transparency >>')],
    });
    expect(voucher.pages[0]?.text?.elements).toEqual([{ number: 0, tag: 'P' }, { number: 1, tag: 'Span', parent: 0, actualText: 'Hei Hei' }]);
    expect((await readPdf(asPdf(voucher))).map(({ text }) => text.match(/Hei/g)?.length)).toEqual([2]);
  });

  test('says what is stamped on it, after its own text, and shows it where it stood', async () => {
    const stamp = '<< /Type /Annot /Subtype /Stamp /Rect [50 10 150 60] /AP << /N 11 0 R >> >>';
    const voucher = await opened({ page: `/Annots [${stamp}]`, contents: `q ${usual.contents}`, more: [form(`BT /F 20 Tf 10 50 Td ${hei} Tj ET`)] });
    expect(tagsOf(voucher.pages[0]?.text)).toEqual(['P', 'P']);
    expect((await readPdf(asPdf(voucher))).map(({ text }) => text.split(/\s+/))).toEqual([['Hei', 'Hei']]);
    expect(unpacked(asPdf(voucher))).toMatch(/EMC\nET\nQ\nQ\nq\n0\.5 0 0 0\.5 50 10 cm\nq\n1 0 0 1 0 0 cm\n\/Artifact BMC\n0 0 200 100 re\nW\nn\nEMC\nBT\n\/OwnIn1 20 Tf\n/);
  });

  test('has a stamp that is blended as one drawn as it is, and said', async () => {
    const stamp = '<< /Type /Annot /Subtype /Stamp /Rect [50 10 150 60] /AP << /N 11 0 R >> >>';
    const more = [form(`BT /F 20 Tf 10 50 Td ${hei} Tj ET`, '/Group << /S /Transparency >>')];
    const voucher = await opened({ page: `/Annots [${stamp}]`, contents: `q ${usual.contents}`, more });
    expect(tagsOf(voucher.pages[0]?.text)).toEqual(['P', 'P']);
    expect(unpacked(asPdf(voucher))).toMatch(/EMC\nET\nQ\nQ\nq\n0\.5 0 0 0\.5 50 10 cm\n\/P << \/MCID 1 >> BDC\n\/OwnNote0 Do\nEMC\nQ/);
  });
});

describe('what is stamped and filled in stands as it did, whatever the page leaves set', () => {
  const note = (entries: string) => `<< /Type /Annot /F 4 /AP << /N 11 0 R >> ${entries} >>`;
  const stamps = note('/Subtype /Stamp /Rect [50 10 150 60]') + note('/Subtype /FreeText /Rect [20 70 70 95]');
  const [field, asStamp] = ['/Subtype /Widget /FT /Tx /T (a) /V (Hei)', '/Subtype /Stamp'].map((kind) => note(`${kind} /Rect [120 40 180 90]`));
  const more = [form(`1 0 0 rg 0 0 200 20 re f BT 0 g /F 20 Tf 10 50 Td ${hei} Tj ET 2 2 196 96 re S`)];
  const red = Buffer.from([255, 0, 0]);
  const page = (contents: string, entries: string) => (
    safePage({ contents, page: entries, resources: '/ExtGState << /Thin << /Type /ExtGState /ca 0.05 /CA 0.05 >> >>', more })
  );

  /** As PDFium shows it with all that is filled in and stamped. */
  async function drawn(bytes: Buffer): Promise<Buffer> {
    const reader = await openInPdfium(bytes);
    if (reader === undefined) throw new Error('PDFium cannot open it');
    const { rgbx } = reader.draw(0, { width: 400, height: 400 });
    reader.close();
    return rgbx;
  }

  async function drawnInClaim(bytes: Buffer): Promise<Buffer> {
    const voucher = await openVoucher(bytes);
    if ('unreadable' in voucher) throw new Error(voucher.unreadable);
    expect(voucher.pages[0]?.text?.marks).toBeGreaterThan(2);
    return drawn(asPdf(voucher));
  }

  test.each([
    ['a matrix', `0.5 0 0 0.5 0 0 cm ${usual.contents}`],
    ['a matrix that begins from the top', `0.24 0 0 -0.24 0 100 cm BT 1 0 0 -1 0 0 Tm /F 80 Tf 40 -60 Td ${hei} Tj ET`],
    ['a clip', `0 40 60 60 re W n ${usual.contents}`],
    ['a clip of letters', `BT 7 Tr /F 20 Tf 10 50 Td ${hei} Tj ET`],
    ['letters that are but outlines, far apart', `${usual.contents} 1 Tr 30 Tc 50 Tz`],
    ['that things are seen through', `/Thin gs ${usual.contents}`],
    ['thick, broken lines', `9 w [4 2] 0 d ${usual.contents}`],
    ['a state that is not restored', `q 0.5 0 0 0.5 0 0 cm ${usual.contents}`],
    ['as many states as are proven', `${'q '.repeat(20)}1 0 0 1 9 9 cm ${usual.contents}`],
    ['marks without end', `/P << /MCID 0 >> BDC 1 0 0 1 9 9 cm /Artifact BMC ${usual.contents} EMC`],
    ['nothing', `q 1 0 0 1 9 9 cm ${usual.contents} Q`],
  ])('%s', async (_name, contents) => {
    for (const turn of [0, 90]) {
      const stamped = page(contents, `/Rotate ${turn} /Annots [${stamps}]`);
      const [wanted, made] = await Promise.all([drawn(stamped), drawnInClaim(stamped)]);
      expect([wanted.includes(red), made.equals(wanted)]).toEqual([true, true]);
      // PDFium smooths the edges of a field it draws itself otherwise than those of a stamp that looks the same.
      const filledIn = await drawnInClaim(page(contents, `/Rotate ${turn} /Annots [${stamps} ${field}]`));
      expect(filledIn.equals(await drawn(page(contents, `/Rotate ${turn} /Annots [${stamps} ${asStamp}]`)))).toBe(true);
    }
  });
});

describe('told of as a whole', () => {
  test.each([
    ['a page without text', { contents: '0 0 50 50 re f' }],
    ['a page with more operators than are walked', { contents: `${'q Q\n'.repeat(300_001)}${usual.contents}` }],
    ['a page whose names are those of the document it goes into', { resources: '/ExtGState << /OwnDraft << /Type /ExtGState >> >>' }],
  ])('%s', async (_name, parts) => {
    expect(await textOf(parts)).toBeUndefined();
  });
});
