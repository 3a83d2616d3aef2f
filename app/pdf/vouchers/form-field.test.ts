import { describe, expect, test } from 'vitest';
import { foreignPdf, type ForeignObject } from '#test/fixtures/foreign-pdf.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { asPdf } from '#test/fixtures/written-pdf.ts';
import { openVoucher } from './open-voucher.server.ts';

/** Object 6, the field on a page that is proven but for it; 7, a filled square to look like; then what stands beside it and, last, above. */
function form(field: string, ...more: readonly ForeignObject[]): Buffer {
  const root = field.includes('/Parent') ? 7 + more.length : 6;
  return foreignPdf([
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${root} 0 R] /DA (/F 12 Tf 0 g) /DR << /Font << /F 5 0 R >> >> >> >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Annots [6 0 R] >>',
    { data: '0 90 200 10 re f' },
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Type /Annot /Subtype /Widget /Rect [20 10 120 40] /F 4 ${field} >>`,
    { dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 10 10]', data: '0 0 10 10 re f' },
    ...more,
  ]);
}

/** How the claim has the page, the words it reads there and how much of the field is dark. */
async function opened(bytes: Buffer): Promise<{ words: string | undefined; ink: number }> {
  const voucher = await openVoucher(bytes);
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  const [page] = await readPdf(asPdf(voucher));
  const inside = [...page?.pixels.keys() ?? []].filter((at) => at % 200 >= 22 && at % 200 < 118 && at >= 62 * 200 && at < 88 * 200);
  const dark = inside.filter((at) => (page?.pixels[at] ?? 255) < 100).length;
  return { words: voucher.pages[0]?.words?.map(({ text }) => text).join(' '), ink: dark / inside.length };
}

describe('a field without an appearance is shown by what it says', () => {
  test.each<[string, string, readonly ForeignObject[]]>([
    ['itself', '/FT /Tx /T (a) /V (VERDI 12)', []],
    ['in the field above it', '/Parent 8 0 R', ['<< /FT /Tx /T (a) /V (VERDI 12) /Kids [6 0 R] >>']],
    ['further up', '/Parent 8 0 R', ['<< /T (b) /Parent 9 0 R /Kids [6 0 R] >>', '<< /FT /Tx /T (a) /V (VERDI 12) /Kids [8 0 R] >>']],
    ['in a stream of its own', '/FT /Tx /T (a) /V 8 0 R', [{ data: 'VERDI 12' }]],
    ['as a button’s caption', '/FT /Btn /Ff 65536 /T (a) /MK << /CA (VERDI 12) >>', []],
  ])('%s', async (_name, field, more) => {
    const { words, ink } = await opened(form(field, ...more));
    expect([words, ink > 0.01]).toEqual(['VERDI 12', true]);
  });

  test.each<[string, string, readonly ForeignObject[]]>([
    ['a box that says it is ticked', '/FT /Btn /T (a) /V /Ja /AS /Ja', []],
    ['a box whose field says so', '/FT /Btn /T (a) /V /Ja', []],
    ['a box that is ticked and looks like that only when it is not', '/FT /Btn /T (a) /V /Ja /AS /Ja /AP << /N << /Off 7 0 R >> >>', []],
    ['a box that has its state by another name', '/FT /Btn /T (a) /V /Ja /AS /Ja /AP << /N << /Yes 7 0 R >> >>', []],
    ['a box that has nothing by its state', '/FT /Btn /T (a) /V /Ja /AS /Ja /AP << /N << /Ja 99 0 R >> >>', []],
    ['one of several choices', '/FT /Btn /Ff 32768 /T (a) /V /Ja /AS /Ja', []],
    ['one whose states stand for options', '/FT /Btn /T (a) /V /Ja /AS /Ja /Opt [(en)]', []],
    ['one of several whose states stand for options', '/Parent 9 0 R /AS /Ja', [
      '<< /Type /Annot /Subtype /Widget /Parent 9 0 R /Rect [0 0 9 9] /AS /Off /AP << /N << /0 7 0 R >> >> >>',
      '<< /FT /Btn /T (a) /V /Ja /Opt [(en) (to)] /Kids [8 0 R 6 0 R] >>',
    ]],
  ])('%s shows its tick', async (_name, field, more) => {
    const { words, ink } = await opened(form(field, ...more));
    // Neither all dark, as the square that stands for something else, nor the thin grey frame of an empty box.
    expect([words, ink > 0.01 && ink < 0.5]).toEqual(['', true]);
  });
});

describe('a field that says nothing leaves its page as it is', () => {
  test.each<[string, string, readonly ForeignObject[]]>([
    ['without a value', '/FT /Tx /T (a)', []],
    ['with an empty one further up', '/Parent 8 0 R', ['<< /T (b) /Parent 9 0 R /Kids [6 0 R] >>', '<< /FT /Tx /T (a) /V () /Kids [8 0 R] >>']],
    ['with an empty stream', '/FT /Tx /T (a) /V 8 0 R', [{ data: ' \n' }]],
    ['that stands below itself', '/FT /Tx /Parent 8 0 R', ['<< /T (b) /Parent 6 0 R /Kids [6 0 R] >>']],
    ['a button with nothing on it', '/FT /Btn /Ff 65536 /T (a) /MK << /CA ( ) >>', []],
    ['a box that is not ticked', '/FT /Btn /T (a) /V /Ja /AS /Off /AP << /N << /Ja 7 0 R >> >>', []],
    ['a box whose state is of no value', '/FT /Btn /T (a) /V /Off /AS /Nei /AP << /N << /Ja 7 0 R >> >>', []],
    ['a box beside the one that is chosen', '/Parent 9 0 R /AP << /N << /Nei 7 0 R >> >>', [
      '<< /Type /Annot /Subtype /Widget /Parent 9 0 R /Rect [0 0 9 9] /AP << /N << /Ja 7 0 R >> >> >>',
      '<< /FT /Btn /Ff 32768 /T (a) /V /Ja /Kids [6 0 R 8 0 R] >>',
    ]],
  ])('%s', async (_name, field, more) => {
    expect(await opened(form(field, ...more))).toEqual({ words: undefined, ink: 0 });
  });

  test.each([['its caption', '/CA (VERDI 12)'], ['its icon', '/I 7 0 R']])('but not one that nobody draws: a button out of every form, with %s', async (_name, look) => {
    const alone = form(`/FT /Btn /Ff 65536 /MK << ${look} >>`).toString('latin1').replace('/Fields [6 0 R]', '/Fields []     ');
    expect(await openVoucher(Buffer.from(alone, 'latin1'))).toEqual({ unreadable: 'fields_not_drawn' });
  });

  test('nor one whose text does not unpack', async () => {
    const drawn = { dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 10 10]', data: '0 0 10 10 re f 0 0 m 1 2 3 4 5 6 c f' };
    const torn = { dictionary: '/Filter /FlateDecode', data: 'VERDI 12' };
    expect(await openVoucher(form('/FT /Tx /T (a) /V 8 0 R', torn))).toEqual({ unreadable: 'damaged' });
    expect(await opened(form('/FT /Tx /T (a) /V 8 0 R /AP << /N 9 0 R >>', torn, drawn))).toEqual({ words: undefined, ink: 1 });
  });
});

test('a field’s own value is the one that counts, not that of the field above it', async () => {
  const { words } = await opened(form('/FT /Tx /T (b) /V (VERDI 12) /Parent 8 0 R', '<< /T (a) /V (ANNET) /Kids [6 0 R] >>'));
  expect(words).toBe('VERDI 12');
});
