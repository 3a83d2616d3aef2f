import { PDFDocument, PDFName } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { foreignPage, type ForeignObject } from '#test/fixtures/foreign-pdf.ts';
import { carried } from '#test/fixtures/carried.ts';
import { readPdf, type ReadPage } from '#test/fixtures/pdf-reader.ts';
import { asPdf, unpacked } from '#test/fixtures/written-pdf.ts';
import { ForeignPdf } from './foreign-pdf.server.ts';
import { openVoucher } from './open-voucher.server.ts';

async function shown(bytes: Buffer): Promise<ReadPage | undefined> {
  const voucher = await carried(bytes);
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  return (await readPdf(asPdf(voucher)))[0];
}

/** The dark area of a page of 200 × 100 points, from its lower left corner; undefined where all is white. */
function inked(page: ReadPage | undefined): { left: number; bottom: number; right: number; top: number } | undefined {
  const dark = [...page?.pixels.keys() ?? []].filter((index) => (page?.pixels[index] ?? 255) < 128);
  if (page === undefined || dark.length === 0) return undefined;
  const xs = dark.map((index) => index % page.pixelWidth);
  const ys = dark.map((index) => page.pixelHeight - 1 - Math.floor(index / page.pixelWidth));
  return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs) + 1, top: Math.max(...ys) + 1 };
}

const square: ForeignObject = { dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 10 10]', data: '0 0 10 10 re f' };
const blank: ForeignObject = { dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 10 10]', data: '' };

/** A page with one annotation; object 6 draws a square, 7 nothing. */
function annotated(entries: string, more: readonly ForeignObject[] = [], contents = ''): Buffer {
  return foreignPage({ contents, page: `/Annots [ << /Type /Annot ${entries} >> ]` }, [square, blank, ...more]);
}

const stamp = '/Subtype /Stamp /Rect [20 30 60 50]';
const area = { left: 20, bottom: 30, right: 60, top: 50 };

describe('what an annotation shows is part of the page', () => {
  test('its appearance brought onto its rectangle', async () => {
    expect(inked(await shown(annotated(`${stamp} /AP << /N 6 0 R >>`)))).toEqual(area);
  });

  test('also when the rectangle’s corners come in another order', async () => {
    expect(inked(await shown(annotated('/Subtype /Stamp /Rect [60 50 20 30] /AP << /N 6 0 R >>')))).toEqual(area);
  });

  test.each([
    ['whose box lies elsewhere', '/BBox [100 200 110 210]', '100 200 10 10 re f'],
    ['turned by its matrix', '/BBox [0 0 10 20] /Matrix [0 1 -1 0 7 9]', '0 0 10 20 re f'],
    ['far larger than its rectangle', '/BBox [0 0 32000 32000]', '0 0 32000 32000 re f'],
    ['that does not say it is a form', '/BBox [0 0 10 10]', '0 0 10 10 re f'],
  ])('an appearance %s', async (name, box, data) => {
    const type = name.includes('does not say') ? '' : '/Type /XObject /Subtype /Form';
    expect(inked(await shown(annotated(`${stamp} /AP << /N 8 0 R >>`, [{ dictionary: `${type} ${box}`, data }])))).toEqual(area);
  });

  test('turned with the page it stands on', async () => {
    const bytes = foreignPage({ page: `/Rotate 90 /Annots [ << /Type /Annot ${stamp} /AP << /N 6 0 R >> >> ]` }, [square]);
    expect(inked(await shown(bytes))).toEqual({ left: 30, bottom: 140, right: 50, top: 180 });
  });

  test('above the page’s own contents, the last one uppermost', async () => {
    const white = { dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 10 10]', data: '1 g 0 0 10 10 re f' };
    const annotations = [6, 7].map((object) => `<< /Type /Annot ${stamp} /AP << /N ${object} 0 R >> >>`);
    const contents = '0 0 200 100 re f';
    const [above, below] = await Promise.all([annotations, annotations.toReversed()]
      .map((order) => shown(foreignPage({ page: `/Annots [ ${order.join(' ')} ]`, contents }, [square, white]))));
    expect([above, below].map((page) => page?.pixels[60 * 200 + 40])).toEqual([255, 0]);
    expect(above?.pixels[0]).toBe(0);
  });
});

describe('a check box shows its present state', () => {
  const states = '/AP << /N << /Ja 6 0 R /Off 7 0 R >> >>';
  const box = `/Subtype /Widget /FT /Btn /Rect [20 30 60 50] ${states}`;

  test.each([['/AS /Ja', area], ['/AS /Off', undefined], ['', undefined], ['/AS /Annet', undefined]])('%s', async (state, expected) => {
    expect(inked(await shown(annotated(`${box} ${state}`)))).toEqual(expected);
  });

  test('as a form made by a program has it', async () => {
    const shownOf = async (isChecked: boolean) => {
      const document = await PDFDocument.create();
      const field = document.getForm().createCheckBox('godkjent');
      field.addToPage(document.addPage([200, 100]), { x: 50, y: 40, width: 30, height: 30, borderWidth: 0 });
      if (isChecked) field.check();
      return inked(await shown(Buffer.from(await document.save())));
    };
    expect(await shownOf(false)).toBeUndefined();
    const mark = await shownOf(true);
    expect(mark && mark.left >= 50 && mark.bottom >= 40 && mark.right <= 80 && mark.top <= 70).toBe(true);
  });
});

describe('not shown', () => {
  test.each([
    ['what is hidden', `${stamp} /F 2 /AP << /N 6 0 R >>`],
    ['what is not for viewing', `${stamp} /F 32 /AP << /N 6 0 R >>`],
    ['a note’s window', '/Subtype /Popup /Rect [20 30 60 50] /AP << /N 6 0 R >>'],
    ['a link’s appearance', '/Subtype /Link /Rect [20 30 60 50] /AP << /N 6 0 R >>'],
    ['what has no place', '/Subtype /Stamp /AP << /N 6 0 R >>'],
    ['what has half a place', '/Subtype /Stamp /Rect [20 30 /X 50] /AP << /N 6 0 R >>'],
  ])('%s', async (_name, entries) => {
    const flat = { dictionary: '/Type /XObject /Subtype /Form /BBox [5 0 5 10]', data: '0 0 10 10 re f' };
    expect(inked(await shown(annotated(entries, [flat])))).toBeUndefined();
  });

  test('but a printed one is', async () => {
    expect(inked(await shown(annotated(`${stamp} /F 4 /AP << /N 6 0 R >>`)))).toEqual(area);
  });
});

describe('what says something but has nothing to draw makes the file unreadable, when no reader of forms draws it either', () => {
  const flat = { dictionary: '/Type /XObject /Subtype /Form /BBox [5 0 5 10]', data: '0 0 10 10 re f' };
  test.each([
    ['a stamp without an appearance', stamp],
    ['one that appears only when pressed', `${stamp} /AP << /D 6 0 R >>`],
    ['one without a size of its own', `${stamp} /AP << /N 8 0 R >>`],
    ['a filled-in field', '/Subtype /Widget /FT /Tx /V (18 000,00) /Rect [20 30 60 50]'],
    ['a ticked box', '/Subtype /Widget /FT /Btn /V /On /Rect [20 30 60 50]'],
    ['a choice', '/Subtype /Widget /FT /Ch /V [(A) (B)] /Rect [20 30 60 50]'],
  ])('%s', async (_name, entries) => {
    expect(await openVoucher(annotated(entries, [flat], '0 0 10 10 re f'))).toEqual({ unreadable: 'fields_not_drawn' });
  });

  test.each([
    ['an empty field', '/Subtype /Widget /FT /Tx /V () /Rect [20 30 60 50]'],
    ['an unticked box', '/Subtype /Widget /FT /Btn /V /Off /Rect [20 30 60 50]'],
    ['a signature that shows nothing', '/Subtype /Widget /FT /Sig /V 6 0 R /Rect [0 0 0 0]'],
    ['a note’s icon', '/Subtype /Text /Contents (Hei) /Rect [20 30 60 50]'],
  ])('but not %s', async (_name, entries) => {
    expect(await carried(annotated(entries, [flat]))).toHaveProperty('pages');
  });
});

describe('annotations that are no annotations', () => {
  test.each(['/Annots [ 99 0 R null 5 ]', '/Annots 99 0 R'])('%s harm nothing', async (entry) => {
    expect(await shown(foreignPage({ page: entry, contents: '20 30 40 20 re f' }))).toSatisfy((page: ReadPage) => inked(page)?.left === 20);
  });

  test('in no list at all make the file damaged when it is opened, not when the claim is made', async () => {
    expect(await carried(foreignPage({ page: '/Annots << /A 1 >>' }))).toEqual({ unreadable: 'damaged' });
  });
});

/** The dark area of a page of so many points as the file's own pages are shown in a claim, with PDFium's help where need be. */
async function shownInClaim(bytes: Buffer): Promise<ReturnType<typeof inked>> {
  const voucher = await openVoucher(bytes);
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  return inked((await readPdf(asPdf(voucher)))[0]);
}

/** Makes a picture of the page it stands on: a letter of a font that is not in the file, white on white. */
const forcing = { page: '/Resources << /Font << /F 5 0 R >> >>', contents: '1 g BT /F 10 Tf 1 1 Td (.) Tj ET' };

describe.each([['as it is', { page: '', contents: '' }], ['as a picture', forcing]])('on a page that goes in %s', (_how, { page, contents }) => {
  const annotation = (entries: string, turn = 0) => foreignPage({
    contents, page: `${page} /Rotate ${turn} /Annots [ << /Type /Annot ${entries} >> ]`,
  }, [square, blank]);
  const near = (box: ReturnType<typeof inked>) => box && Object.fromEntries(Object.entries(box).map(([side, at]) => [side, Math.round(at / 2) * 2]));

  test.each([
    [90, { left: 60, bottom: 100, right: 90, top: 110 }], [180, { left: 110, bottom: 30, right: 140, top: 40 }],
    [270, { left: 40, bottom: 80, right: 70, top: 90 }],
  ])('an annotation that stays upright keeps its upper left corner on a page turned by %i degrees', async (turn, expected) => {
    expect(near(await shownInClaim(annotation('/Subtype /Stamp /Rect [90 50 120 60] /F 20 /AP << /N 6 0 R >>', turn)))).toEqual(expected);
  });

  test('a box is ticked by its field’s value where it says no state itself', async () => {
    const box = '/Subtype /Widget /FT /Btn /T (a) /Rect [20 30 60 50] /AP << /N << /Ja 6 0 R /Off 7 0 R >> >>';
    expect(near(await shownInClaim(annotation(`${box} /V /Ja`)))).toEqual(area);
    await expect(shownInClaim(annotation(`${box} /V /Off`))).rejects.toThrow('blank');
  });

  test('a note’s icon is not drawn, with an appearance or without', async () => {
    for (const appearance of ['', '/AP << /N 6 0 R >>']) {
      await expect(shownInClaim(annotation(`/Subtype /Text /Contents (Hei) /Rect [20 30 60 50] ${appearance}`))).rejects.toThrow('blank');
    }
  });
});

describe('a field that is filled in, and whose appearance shows nothing of it, is drawn by who knows forms', () => {
  const field = '/Subtype /Widget /FT /Tx /T (a) /V (WWW) /DA (/F 20 Tf 0 g) /Rect [20 30 100 60]';
  const form = (appearance: ForeignObject) => foreignPage({ page: `/Annots [ << /Type /Annot ${field} /AP << /N 6 0 R >> >> ]` }, [appearance, square]);
  const box = '/Type /XObject /Subtype /Form /BBox [0 0 80 30]';

  test.each([
    ['nothing', { dictionary: box, data: '/Tx BMC EMC' }], ['its frame alone', { dictionary: box, data: '0.9 g 0 0 80 30 re f 0.5 G 1 1 78 28 re S' }],
  ])('%s', async (_name, appearance) => {
    const seen = await shownInClaim(form(appearance));
    expect(seen && seen.right - seen.left > 40 && seen.bottom >= 30 && seen.top <= 60).toBe(true);
  });

  test.each(['0 0 10 10 re f 5 5 m 1 2 3 4 5 6 c f', '/X Do', 'not [ a drawing'])('but not one that shows it otherwise: %s', async (data) => {
    const bytes = form({ dictionary: `${box} /Resources << /XObject << /X 7 0 R >> >>`, data });
    const pdf = await ForeignPdf.read(bytes);
    expect(pdf.pages[0]).toMatchObject({ undrawn: [], mends: [] });
  });
});

test('one field that is drawn does not stand in for another that is not', async () => {
  const drawn = '<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (WWW) /DA (/F 20 Tf 0 g) /Rect [20 30 100 60] >>';
  const bytes = foreignPage({ page: `/Annots [ ${drawn} << /Type /Annot /Subtype /Stamp /Rect [120 30 160 60] >> ]` });
  expect(await openVoucher(bytes)).toEqual({ unreadable: 'fields_not_drawn' });
});

test('a field that stands beside the page is nothing to be drawn', async () => {
  for (const kind of ['/Subtype /Widget /FT /Tx /T (a) /V (WWW)', '/Subtype /Stamp']) {
    const field = (rectangle: string) => foreignPage({ contents: '0 0 20 20 re f', page: `/Annots [ << /Type /Annot ${kind} /Rect [${rectangle}] >> ]` });
    for (const beside of ['-100 -50 -20 -10', '300 300 200 350', '200 0 240 20']) {
      expect(await openVoucher(field(beside))).toMatchObject({ pages: [{ words: undefined }] });
    }
    expect(await openVoucher(field('190 0 240 20'))).not.toMatchObject({ pages: [{ words: undefined }] });
  }
});

test('a field’s action does not come with its appearance', async () => {
  const document = await PDFDocument.create();
  const page = document.addPage([200, 100]);
  const field = document.getForm().createTextField('felt');
  field.setText('utfylt');
  field.addToPage(page, { x: 10, y: 10, width: 100, height: 30 });
  const [widget] = field.acroField.getWidgets();
  widget?.dict.set(PDFName.of('A'), document.context.obj({ S: 'JavaScript', JS: 'EVIL' }));
  const voucher = await carried(Buffer.from(await document.save()));
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  const bytes = asPdf(voucher);
  expect((await readPdf(bytes))[0]?.text).toBe('utfylt');
  expect(unpacked(bytes)).not.toMatch(/JavaScript|EVIL|Widget/);
});
