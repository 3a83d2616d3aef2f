import { PDFDocument } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { foreignPage, type ForeignObject } from '#test/fixtures/foreign-pdf.ts';
import { carried } from '#test/fixtures/carried.ts';
import { readPdf, type ReadPage } from '#test/fixtures/pdf-reader.ts';
import { asPdf, unpacked } from '#test/fixtures/written-pdf.ts';

async function copied(bytes: Buffer): Promise<Buffer> {
  const voucher = await carried(bytes);
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  return asPdf(voucher);
}

async function shown(bytes: Buffer): Promise<ReadPage | undefined> {
  return (await readPdf(await copied(bytes)))[0];
}

/** A square of 40 points drawn by another object: object 6 unless said. */
const square: ForeignObject = { dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 40 40]', data: '0 0 40 40 re f' };

function inkOf(page: ReadPage | undefined): number {
  return page?.pixels.filter((pixel) => pixel < 128).length ?? 0;
}

describe('a resource keeps its name', () => {
  const names = ['A', 'AA', 'Parent', 'JS', 'EF', 'AF', 'OPI', 'Metadata', 'Annots', 'PieceInfo', 'Length', 'Navn#20med#20rom'];

  test.each(names)('also when its font is called /%s', async (name) => {
    const resources = `/Resources << /Font << /${name} 5 0 R >> >>`;
    expect((await shown(foreignPage({ page: resources, contents: `BT /${name} 20 Tf 10 50 Td (Hei) Tj ET` })))?.text).toBe('Hei');
  });

  test.each(names)('also when the form it draws is called /%s, within another form', async (name) => {
    const inner = `/Resources << /XObject << /${name} 6 0 R >> >>`;
    const outer = { dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 200 100] ${inner}`, data: `/${name} Do` };
    const page = { page: '/Resources << /XObject << /X 7 0 R >> >>', contents: '/X Do' };
    expect(inkOf(await shown(foreignPage(page, [square, outer])))).toBe(1_600);
  });
});

describe('what leads out of what a page shows stays behind', () => {
  test.each([
    ['an action of a form', '/AA << /O << /S /JavaScript /JS (EVIL) >> >>'],
    ['a file', '/AF [ << /Type /Filespec /F (EVIL) >> ]'],
    ['an editor’s private data', '/PieceInfo << /Private (EVIL) >>'],
    ['metadata of its own', '/Metadata 7 0 R'],
    ['the way to the page', '/Parent 3 0 R'],
    ['a replacement from elsewhere', '/OPI << /Server (EVIL) >>'],
  ])('%s', async (_name, entry) => {
    const form = { dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 40 40] ${entry}`, data: '0 0 40 40 re f' };
    const page = { page: '/Resources << /XObject << /X 6 0 R >> >>', contents: '/X Do' };
    const bytes = await copied(foreignPage(page, [form, { data: 'EVIL' }]));
    expect(inkOf((await readPdf(bytes))[0])).toBe(1_600);
    expect(unpacked(bytes)).not.toMatch(/EVIL|JavaScript/);
  });

  test('whole pages and annotations, reached by stray references', async () => {
    const resources = '/Resources << /Font << /F 5 0 R >> /Properties << /P 6 0 R /Q 7 0 R >> >>';
    const stray = ['<< /Type /Page /Secret (EVIL) >>', '<< /Type /Annot /Contents (EVIL) >>'];
    const bytes = await copied(foreignPage({ page: resources, contents: 'BT /F 20 Tf 10 50 Td (Hei) Tj ET' }, stray));
    expect((await readPdf(bytes))[0]?.text).toBe('Hei');
    expect(unpacked(bytes)).not.toContain('EVIL');
  });
});

describe('objects are copied', () => {
  test('once, however many pages and forms share them', async () => {
    const document = await PDFDocument.create();
    const font = await document.embedFont('Helvetica');
    for (let page = 0; page < 5; page += 1) document.addPage([200, 100]).drawText(`side ${page}`, { font, x: 10, y: 50 });
    const bytes = await copied(Buffer.from(await document.save()));
    expect((await readPdf(bytes)).map(({ text }) => text)).toEqual([0, 1, 2, 3, 4].map((page) => `side ${page}`));
    expect(unpacked(bytes).match(/\/BaseFont \/Helvetica/g)).toHaveLength(1);
  });

  test('only as far as the page refers to them', async () => {
    expect(unpacked(await copied(foreignPage({}, ['<< /Unused (ALENE) >>'])))).not.toContain('ALENE');
  });

  test('with an end, though they refer to each other in a ring', async () => {
    const ring = ['<< /Next 7 0 R >>', '<< /Next 8 0 R /Self 7 0 R >>', '[ 6 0 R [ 7 0 R ] ]'];
    const page = { page: '/Resources << /Font << /F 5 0 R >> /Properties << /P 6 0 R >> >>', contents: 'BT /F 20 Tf 10 50 Td (Hei) Tj ET' };
    const bytes = await copied(foreignPage(page, ring));
    expect((await readPdf(bytes))[0]?.text).toBe('Hei');
    expect(unpacked(bytes).match(/\/Next/g)).toHaveLength(2);
  });

  test('a form that draws itself does not hang its reader', async () => {
    const page = '/Resources << /XObject << /X 6 0 R >> >>';
    const form = { dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 40 40] ${page}`, data: '/X Do 0 0 40 40 re f' };
    expect(inkOf(await shown(foreignPage({ page, contents: '/X Do' }, [form])))).toBe(1_600);
  });

  test.each(['/Font << /F 99 0 R >>', '/XObject << /X 99 0 R >>'])('a font or picture that is missing makes the file damaged: %s', async (resources) => {
    expect(await carried(foreignPage({ page: `/Resources << ${resources} >>`, contents: '/X Do' }))).toEqual({ unreadable: 'damaged' });
  });

  /** Object 7 is named in the file's table, and is not there. */
  const lost = (page: string, more: string) => {
    const bytes = foreignPage({ page, contents: '0 0 20 20 re f' }, [more, '<< /Lost true >>']);
    const at = bytes.indexOf('7 0 obj');
    bytes.fill(0, at, bytes.indexOf('endobj', at) + 6);
    return carried(bytes);
  };

  /** A page of which the table says that there is no object 7. */
  const freed = (page: string, object: string) => {
    const text = foreignPage({ page, contents: '0 0 20 20 re f' }, [object, 'null']).toString('latin1')
      .replace(/7 0 obj\nnull\nendobj/, (gone) => ' '.repeat(gone.length)).replace(/\d{10} 00000 n (?=\ntrailer)/, '0000000000 00000 f ');
    return carried(Buffer.from(text, 'latin1'));
  };

  test.each([
    ['the font within a font', '/Font << /F 6 0 R >>', '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [7 0 R] >>'],
    ['a glyph', '/Font << /F 6 0 R >>', '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /CharProcs << /a 7 0 R >> >>'],
    ['a colour space', '/ColorSpace << /C 6 0 R >>', '[/ICCBased 7 0 R]'],
    ['a pattern', '/Pattern << /P 7 0 R >>', 'null'], ['a shading', '/Shading << /S 7 0 R >>', 'null'], ['a state', '/ExtGState << /G 7 0 R >>', 'null'],
    ['all fonts', '/Font 7 0 R', 'null'], ['all pictures', '/XObject 7 0 R', 'null'],
  ])('a part that the file lost of what it shows makes it damaged: %s', async (_name, resources, object) => {
    expect(await lost(`/Resources << ${resources} >>`, object)).toEqual({ unreadable: 'damaged' });
    const without = (text: string) => text.replaceAll('7 0 R', '99 0 R');
    if (!/Pattern|Shading|ExtGState/.test(resources)) return;
    expect(await lost(`/Resources << ${without(resources)} >>`, without(object))).toHaveProperty('pages');
  });

  test.each([
    ['an annotation', '/Annots [7 0 R]', 'null'],
    ['what a stamp looks like', '/Annots [6 0 R]', '<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] /AP << /N 7 0 R >> >>'],
    ['how an empty field looks', '/Annots [6 0 R]', '<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [0 0 9 9] /AP 7 0 R >>'],
  ])('and so does %s', async (_name, page, object) => {
    expect(await lost(page, object)).toEqual({ unreadable: 'damaged' });
  });

  test.each([
    ['how its font maps to letters', '/Resources << /Font << /F 6 0 R >> >>', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>'],
    ['its marks', '/Resources << /Properties << /P 6 0 R >> >>', '[7 0 R]'], ['its procedures', '/Resources << /ProcSet 7 0 R >>', 'null'],
    ['its structure, thumbnail and metadata', '/StructParents 7 0 R /Thumb 7 0 R /Metadata 7 0 R', 'null'],
    ['its group', '/Group 7 0 R', 'null'], ['the colours of its group', '/Group << /S /Transparency /CS 7 0 R >>', 'null'],
    ['where a note belongs', '/Annots [6 0 R]', '<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [0 0 9 9] /Parent 7 0 R >>'],
  ])('but a page does without %s', async (_name, page, object) => {
    expect(await lost(page, object)).toHaveProperty('pages');
  });

  test('and a font keeps its own encoding where the table says that there is no other', async () => {
    const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding 7 0 R >>';
    expect(await lost('/Resources << /Font << /F 6 0 R >> >>', font)).toEqual({ unreadable: 'damaged' });
    expect(await freed('/Resources << /Font << /F 6 0 R >> >>', font)).toHaveProperty('pages');
  });

  test.each<readonly [string, string, string]>([
    ['an annotation', '/Annots [7 0 R]', 'null'],
    ['how an empty field looks', '/Annots [6 0 R]', '<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [0 0 9 9] /AP << /N 7 0 R >> >>'],
    ...['ExtGState', 'ColorSpace', 'Pattern', 'Shading'].map((category) => [category, `/Resources << /${category} << /G 7 0 R >> >>`, 'null'] as const),
  ])('what the table says that there is not is nothing: %s', async (_name, page, object) => {
    expect(await freed(page, object)).toHaveProperty('pages');
  });

  test.each(['Font', 'XObject'])('but in place of a %s it would leave a gap', async (category) => {
    expect(await freed(`/Resources << /${category} << /G 7 0 R >> >>`, 'null')).toEqual({ unreadable: 'damaged' });
  });

  test.each(['/FlateDecode', '[ /FlateDecode ]', '[ /FlateDecode /DCTDecode ]'])('a picture that does not unpack makes the file damaged: %s', async (filter) => {
    const dictionary = `/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter ${filter}`;
    const picture = { dictionary, data: Buffer.from('no zlib') };
    const page = foreignPage({ page: '/Resources << /XObject << /I 6 0 R >> >>', contents: '/I Do' }, [picture]);
    expect(await carried(page)).toEqual({ unreadable: 'damaged' });
  });

  test('a nesting deeper than any drawing makes the file damaged', async () => {
    const deep = `/Resources << /Properties << /P ${'['.repeat(3_000)}${']'.repeat(3_000)} >> >>`;
    expect(await carried(foreignPage({ page: deep }))).toHaveProperty('unreadable');
  });

  test('any other reference to nothing is nothing', async () => {
    const page = { page: '/Resources << /Font << /F 5 0 R >> /ExtGState << /G 99 0 R >> >>', contents: 'BT /F 20 Tf 10 50 Td (Hei) Tj ET' };
    expect((await shown(foreignPage(page)))?.text).toBe('Hei');
  });

  test('with their strings, names and numbers as they were', async () => {
    const marks = '<< /S (en \\(to\\) \\\\ \\101) /H <C3A5> /N /A#20B /R [ -1.5 .25 true null ] >>';
    const bytes = await copied(foreignPage({ page: '/Resources << /Properties << /P 6 0 R >> >>' }, [marks]));
    const text = unpacked(bytes);
    for (const part of ['<656e2028746f29205c2041>', '<C3A5>', '/A#20B', '-1.5', '0.25', 'true', 'null']) expect(text).toContain(part);
  });

  test.each(['', 'Om /Encrypt i trailer'])('with the colours of a palette, whose bytes stand in a string, whatever else the file speaks of: %s', async (speech) => {
    const palette = '[ /Indexed /DeviceRGB 1 (\\377\\000\\000\\000\\000\\377) ]';
    const dictionary = `/Type /XObject /Subtype /Image /Width 2 /Height 1 /BitsPerComponent 8 /ColorSpace ${palette}`;
    const drawing = { page: '/Resources << /XObject << /I 6 0 R >> >>', contents: '200 0 0 100 0 0 cm /I Do' };
    const page = await shown(foreignPage(drawing, [{ dictionary, data: Buffer.from([0, 1]) }, { data: speech }]));
    expect([[...page?.colours.subarray(0, 3) ?? []], [...page?.colours.subarray(597, 600) ?? []]]).toEqual([[255, 0, 0], [0, 0, 255]]);
  });
});
