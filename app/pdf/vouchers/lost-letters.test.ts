import { describe, expect, test } from 'vitest';
import { foreignPage } from '#test/fixtures/foreign-pdf.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { asPdf } from '#test/fixtures/written-pdf.ts';
import { openVoucher } from './open-voucher.server.ts';
import { standsInFor } from './stand-in-font.server.ts';

/** Letters by their names, in a font that every reader has and no file holds; they stand 20 points apart, beside a dark square unless alone. */
function written(names: readonly string[], { font = 'Helvetica', mode = 0, isAlone = false } = {}): Buffer {
  const shown = names.map((_, index) => `1 0 0 1 ${10 + 20 * index} 50 Tm <${(index + 1).toString(16).padStart(2, '0')}> Tj`);
  const page = { page: '/Resources << /Font << /F 6 0 R >> >>', contents: `${isAlone ? '' : '0 0 5 5 re f'} BT ${mode} Tr /F 20 Tf ${shown.join(' ')} ET` };
  return foreignPage(page, [`<< /Type /Font /Subtype /Type1 /BaseFont /${font} /Encoding << /Type /Encoding /Differences [1 ${names.map((name) => `/${name}`).join(' ')}] >> >>`]);
}

/** Of each place, whether there is ink; or the cause. */
async function seen(names: readonly string[], options = {}): Promise<string> {
  const voucher = await openVoucher(written(names, options));
  if ('unreadable' in voucher) return voucher.unreadable;
  const [page] = await readPdf(asPdf(voucher));
  if (page === undefined) throw new Error('no page');
  const { pixels, pixelWidth } = page;
  const isInked = (index: number) => pixels.some((pixel, at) => pixel < 128 && at < pixelWidth * 60 && Math.floor((at % pixelWidth - 10) / 20) === index);
  return names.map((name, index) => (isInked(index) ? name : '-')).join(' ');
}

describe('letters of a font that the file does not hold', () => {
  test.each([
    [['A', 'aring', 'oslash', 'scaron']], [['eng', 'ccaron', 'dcroat', 'tbar', 'A']], [['afii10017', 'alpha', 'lslash']],
  ])('are seen: %s', async (names) => {
    expect(await seen(names)).toBe(names.join(' '));
  });

  test('are seen in Arial as well', async () => {
    expect(await seen(['eng', 'ccaron'], { font: 'Arial' })).toBe('eng ccaron');
  });

  test('are seen where nothing else stands on the page', async () => {
    expect(await seen(['eng', 'tbar'], { isAlone: true })).toBe('eng tbar');
    expect(await seen(['afii57664'], { isAlone: true })).toBe('letters_not_drawn');
    expect(await seen(['space'], { isAlone: true })).toBe('blank');
  });

  test('of other scripts are not left out in silence', async () => {
    expect(await seen(['A', 'afii57664', 'eng'])).toBe('letters_not_drawn');
  });

  test('may be left out where nobody is to see them, as behind a scanned page', async () => {
    expect(await seen(['A', 'afii57664'], { mode: 3 })).toBe('- -');
  });
});

test('what comes after looks as what came before: the other font stands in where it must, and nowhere else', async () => {
  const before = await openVoucher(written(['A', 'b']));
  expect(await seen(['eng'])).toBe('eng');
  const after = await openVoucher(written(['A', 'b']));
  if ('unreadable' in before || 'unreadable' in after) throw new Error('not opened');
  expect(asPdf(after).equals(asPdf(before))).toBe(true);
});

test('the font that stands in has the letters of the Sámi languages and of all Europe, and no others', () => {
  expect(['áčđŋšŧžøåæ', 'łąęőűșțğ', 'ДЖя', 'αΩ'].map((letters) => standsInFor(letters))).toEqual([true, true, true, true]);
  expect(['漢', 'א', 'a漢'].map((letters) => standsInFor(letters))).toEqual([false, false, false]);
});
