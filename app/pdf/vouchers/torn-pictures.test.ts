import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { anArithmeticJpeg } from '#test/fixtures/arithmetic-jpeg.ts';
import { aDetailedJpeg, damages } from '#test/fixtures/damaged-jpeg.ts';
import { aFaxPicture, losses } from '#test/fixtures/fax.ts';
import { pageSegment, regionData, segment } from '#test/fixtures/jbig2.ts';
import { foreignPage, type ForeignObject } from '#test/fixtures/foreign-pdf.ts';
import { doubt, safePage } from '#test/fixtures/safe-page.ts';
import { openVoucher } from './open-voucher.server.ts';

const jpeg = await aDetailedJpeg();
const progressive = await aDetailedJpeg({ progressive: true });
const size = '/Subtype /Image /Width 320 /Height 240 /BitsPerComponent 8';
const parts = { contents: '200 0 0 100 0 0 cm /X Do', resources: '/XObject << /X 11 0 R >>' };

/** A page that is proven, and one that is drawn since it has a layer. */
const pages: Readonly<Record<string, (picture: ForeignObject) => Buffer>> = {
  'carried over as it is': (picture) => safePage({ ...parts, more: [picture] }),
  'drawn as a picture': (picture) => safePage({ ...parts, resources: `${parts.resources} /ColorSpace << /C [/Separation /Gold /DeviceRGB 5 0 R] >>`, contents: `/C cs ${parts.contents}`, more: [picture] }),
};

function asJpeg(data: Buffer, filter = '/DCTDecode'): ForeignObject {
  return { dictionary: `${size} /ColorSpace /DeviceRGB /Filter ${filter}`, data };
}

async function became(bytes: Buffer): Promise<string> {
  const voucher = await openVoucher(bytes);
  return 'unreadable' in voucher ? voucher.unreadable : `${voucher.pages.length} pages`;
}

describe.each(Object.entries(pages))('a page %s', (name, pageWith) => {
  test('is so', async () => {
    expect(await doubt(pageWith(asJpeg(jpeg))) === undefined).toBe(name === 'carried over as it is');
  });

  test.each([
    ['whole', asJpeg(jpeg)], ['whole and progressive', asJpeg(progressive)], ['without its end mark', asJpeg(jpeg.subarray(0, -2))],
    ['between line ends', asJpeg(Buffer.concat([Buffer.from('\n'), jpeg, Buffer.from('\r\n')]))],
    ['packed once more', asJpeg(deflateSync(jpeg), '[/FlateDecode /DCTDecode]')],
    ['in letters', asJpeg(Buffer.from(`${jpeg.toString('hex')}>`), '[/ASCIIHexDecode /DCTDecode]')],
  ])('with a JPEG %s is taken', async (_name, picture) => {
    expect(await became(pageWith(picture))).toBe('1 pages');
  });

  test.each(Object.entries(damages))('with a JPEG %s is refused as damaged', async (_name, damage) => {
    for (const whole of [jpeg, progressive]) expect(await became(pageWith(asJpeg(damage(whole))))).toBe('damaged');
    expect(await became(pageWith(asJpeg(deflateSync(damage(jpeg)), '[/FlateDecode /DCTDecode]')))).toBe('damaged');
  });

  test('with a JPEG in arithmetic codes, which PDF does not have, is refused', async () => {
    const picture = { dictionary: '/Subtype /Image /Width 16 /Height 16 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode', data: anArithmeticJpeg };
    expect(await became(pageWith(picture))).toBe('damaged');
  });

  test('with a JPEG cut at any tenth is refused as damaged', async () => {
    for (let tenth = 0; tenth <= 9; tenth += 1) expect(await became(pageWith(asJpeg(jpeg.subarray(0, (jpeg.length * tenth) / 10))))).toBe('damaged');
  });

  test('with rows missing of a picture is refused as damaged', async () => {
    const rows = (count: number) => ({ dictionary: `${size} /ColorSpace /DeviceRGB /Filter /FlateDecode`, data: deflateSync(Buffer.alloc(320 * 3 * count, 0x40)) });
    expect([await became(pageWith(rows(240))), await became(pageWith(rows(120)))]).toEqual(['1 pages', 'damaged']);
  });
});

const fax = await aFaxPicture(3_000, 100);
const faxEntries = '/Subtype /Image /Width 3000 /Height 100 /BitsPerComponent 1 /ColorSpace /DeviceGray';
const ofFax = (data: Buffer) => ({ dictionary: `${faxEntries} /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 3000 >>`, data });
const ofJbig2 = (data: Buffer) => ({ dictionary: `${faxEntries} /Filter /JBIG2Decode`, data: Buffer.concat([pageSegment(3_000, 100), segment(38, regionData({ ...fax, data }))]) });

/** Rows of grey, of which there are to be 100 of 100 bytes, packed in these ways. */
const grey = (rows: number) => Buffer.alloc(rows * 100, 0x40);
const inRuns = (data: Buffer) => Buffer.concat([...Array.from({ length: data.length / 100 }, () => Buffer.from([157, 0x40])), Buffer.from([128])]);
const inDigits = (data: Buffer) => Buffer.from(`${data.toString('hex')}>`);
const packings: Readonly<Record<string, (data: Buffer) => Buffer>> = {
  '': (data) => data,
  '/Filter /RunLengthDecode': inRuns,
  '/Filter /RL': inRuns,
  '/Filter /ASCIIHexDecode': inDigits,
  '/Filter /ASCII85Decode': (data) => Buffer.from(`${'5sdq,'.repeat(data.length / 4)}~>`),
  '/Filter /Fl': (data) => deflateSync(data),
  '/Filter [/ASCIIHexDecode /FlateDecode]': (data) => inDigits(deflateSync(data)),
  '/Filter [/AHx /Fl]': (data) => inDigits(deflateSync(data)),
  '/Filter [/FlateDecode /RunLengthDecode]': (data) => deflateSync(inRuns(data)),
  '/Filter [/ASCIIHexDecode /RunLengthDecode]': (data) => inDigits(inRuns(data)),
};

describe.each(Object.entries(pages))('a page %s', (_name, pageWith) => {
  test.each([['a fax', ofFax], ['JBIG2', ofJbig2]])('is taken with a whole picture packed as %s, and with no other', async (_kind, pictured) => {
    expect(await became(pageWith(pictured(fax.data)))).toBe('1 pages');
    for (const loss of Object.values(losses)) expect(await became(pageWith(pictured(loss(fax.data))))).toBe('damaged');
  });

  test.each(Object.entries(packings))('is taken with all the rows of its picture, and with no fewer: %s', async (filter, pack) => {
    const picture = (rows: number) => ({ dictionary: `/Subtype /Image /Width 100 /Height 100 /BitsPerComponent 8 /ColorSpace /DeviceGray ${filter}`, data: pack(grey(rows)) });
    expect([await became(pageWith(picture(100))), await became(pageWith(picture(52)))]).toEqual(['1 pages', 'damaged']);
  });

  test('is not taken with a picture that is packed in letters and cut within', async () => {
    const data = inDigits(deflateSync(grey(100)).subarray(0, -8));
    const picture = { dictionary: '/Subtype /Image /Width 100 /Height 100 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter [/ASCIIHexDecode /FlateDecode]', data };
    expect(await became(pageWith(picture))).toBe('damaged');
  });
});

test('a fax has marks at the ends of its rows whether its entries speak of them or not', async () => {
  // Each row is white; before it, the mark that ends with a byte.
  const rows = Buffer.from(Array.from({ length: 8 }, () => [0x00, 0x01, 0xa8]).flat());
  const picture = { dictionary: '/Subtype /Image /Width 16 /Height 8 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode', data: rows };
  const how = (entries: string, data = rows) => safePage({
    contents: 'q 200 0 0 100 0 0 cm /X Do Q 0 0 9 9 re f', resources: parts.resources,
    more: [{ dictionary: `${picture.dictionary} /DecodeParms << /K 0 /Columns 16 /EncodedByteAlign true ${entries} >>`, data }],
  });
  expect([await became(how('')), await became(how('/EndOfLine true'))]).toEqual(['1 pages', '1 pages']);
  expect(await became(how('', rows.subarray(0, 12)))).toBe('damaged');
});

test('a fax is read as its entries say, and the wrong way of reading is damage', async () => {
  const how = (entries: string) => safePage({ ...parts, more: [{ dictionary: `${faxEntries} /Filter [/CCITTFaxDecode] /DecodeParms [<< ${entries} >>]`, data: fax.data }] });
  expect(await became(how('/K -1 /Columns 3000 /BlackIs1 true /Rows 100'))).toBe('1 pages');
  for (const entries of ['/K -1', '/K 0 /Columns 3000', '/K -1 /Columns 999999999', '/K -1 /Columns 0']) expect(await became(how(entries))).toBe('damaged');
});

test('a damaged picture that no page shows does no harm', async () => {
  const bytes = foreignPage({ contents: '0 0 20 20 re f' }, [asJpeg(jpeg.subarray(0, 500))]);
  expect(await became(bytes)).toBe('1 pages');
});
