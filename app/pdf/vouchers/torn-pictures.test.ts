import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { anArithmeticJpeg } from '#test/fixtures/arithmetic-jpeg.ts';
import { aDetailedJpeg, damages } from '#test/fixtures/damaged-jpeg.ts';
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

test('a damaged picture that no page shows does no harm', async () => {
  const bytes = foreignPage({ contents: '0 0 20 20 re f' }, [asJpeg(jpeg.subarray(0, 500))]);
  expect(await became(bytes)).toBe('1 pages');
});
