import sharp, { type PngOptions, type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { readPdf, type ReadPage } from '#test/fixtures/pdf-reader.ts';
import { asPdf, unpacked } from '#test/fixtures/written-pdf.ts';
import { openVoucher } from './open-voucher.server.ts';

/** Four fields of 100 × 75 pixels: red and green above, blue and white below. */
const fields = [[220, 30, 30], [30, 160, 30], [30, 30, 220], [255, 255, 255]];
const [width, height] = [200, 150];

function fourFields(): Sharp {
  const raw = Buffer.from(Array.from({ length: width * height }, (_, index) => {
    const [right, below] = [index % width >= width / 2, index >= (width * height) / 2];
    return fields[Number(right) + 2 * Number(below)] ?? [];
  }).flat());
  return sharp(raw, { raw: { width, height, channels: 3 } });
}

/** The JPEG with an EXIF mark that says how it was held. */
function turned(jpeg: Buffer, orientation: number): Buffer {
  const exif = Buffer.from('ffe10022 457869660000 49492a0008000000 0100 1201 0300 01000000 00000000 00000000'.replaceAll(' ', ''), 'hex');
  exif.writeUInt16LE(orientation, 28);
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
}

async function shown(bytes: Buffer): Promise<{ page: ReadPage | undefined; pdf: Buffer }> {
  const voucher = await openVoucher(bytes);
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  const pdf = asPdf(voucher);
  return { page: (await readPdf(pdf))[0], pdf };
}

/** The colours in the middle of each quarter. */
function quarters(page: ReadPage | undefined): number[][] {
  if (page === undefined) return [];
  return [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]].map(([fx = 0, fy = 0]) => {
    const at = (Math.floor(fy * page.pixelHeight) * page.pixelWidth + Math.floor(fx * page.pixelWidth)) * 3;
    return [...page.colours.subarray(at, at + 3)];
  });
}

function farthest(found: number[][], wanted: number[][]): number {
  return Math.max(...wanted.flatMap((colour, field) => (
    colour.map((value, channel) => Math.abs(value - (found[field]?.[channel] ?? -999)))
  )));
}

describe('a PNG of any kind has its colours', () => {
  const png = (options: PngOptions = {}, image = fourFields()) => image.png(options).toBuffer();
  const kinds: [string, () => Promise<Buffer>][] = [
    ['in 8 bits', () => png()],
    ['with rows filtered', () => png({ adaptiveFiltering: true })],
    ['with a palette', () => png({ palette: true })],
    ['with a palette of few bits', () => png({ palette: true, colours: 4 })],
    ['interlaced', () => png({ progressive: true })],
    ['in 16 bits', () => png({}, fourFields().toColourspace('rgb16'))],
    ['with an opaque alpha channel', () => png({}, fourFields().ensureAlpha())],
    ['in 16 bits with alpha', () => png({}, fourFields().ensureAlpha().toColourspace('rgb16'))],
  ];

  test.each(kinds)('%s', async (_name, make) => {
    expect(farthest(quarters((await shown(await make())).page), fields)).toBeLessThanOrEqual(2);
  });

  test.each([['grey', 'b-w'], ['grey in 16 bits', 'grey16']])('%s', async (_name, space) => {
    const found = quarters((await shown(await png({}, fourFields().greyscale().toColourspace(space)))).page);
    for (const [red, green, blue] of found) expect([green, blue]).toEqual([red, red]);
    expect(found.map(([value = 0]) => value > 200)).toEqual([false, false, false, true]);
    expect(new Set(found.map(([value]) => value)).size).toBe(4);
  });

  test('what is transparent is white, what is half so is half white', async () => {
    const opacities = [0, 128, 255, 255];
    const opacityAt = (index: number) => opacities[Math.floor((index % 10) / 5) + 2 * Number(index >= 50)] ?? 0;
    const raw = Buffer.from(Array.from({ length: 100 }, (_, index) => [0, 0, 0, opacityAt(index)]).flat());
    const found = quarters((await shown(await sharp(raw, { raw: { width: 10, height: 10, channels: 4 } }).png().toBuffer())).page);
    const [empty, half, ...full] = found.map(([value = 0]) => value);
    expect([empty, Math.round((half ?? 0) / 10), ...full]).toEqual([255, 13, 0, 0]);
  });
});

describe('a JPEG', () => {
  test('in CMYK becomes RGB, in nearly the same colours', async () => {
    const cmyk = await fourFields().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(cmyk).metadata()).channels).toBe(4);
    const { page, pdf } = await shown(cmyk);
    expect(unpacked(pdf)).toMatch(/\/ColorSpace \/DeviceRGB .*\/DCTDecode/);
    expect(unpacked(pdf)).not.toContain('CMYK');
    expect(farthest(quarters(page), fields)).toBeLessThan(90);
    expect(quarters(page).map((colour) => colour.indexOf(Math.max(...colour)))).toEqual([0, 1, 2, 0]);
  });

  test('in CMYK is turned by its EXIF mark', async () => {
    const cmyk = turned(await fourFields().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(), 6);
    expect(await sharp(cmyk).metadata()).toMatchObject({ channels: 4, orientation: 6 });
    const { page } = await shown(cmyk);
    expect([page?.pixelWidth, page?.pixelHeight]).toEqual([72, 96]);
    expect(quarters(page).map((colour) => colour.indexOf(Math.max(...colour)))).toEqual([2, 0, 0, 1]);
  });

  test.each([
    ['grey', () => fourFields().toColourspace('b-w').jpeg().toBuffer(), '/DeviceGray'],
    ['progressive', () => fourFields().jpeg({ progressive: true }).toBuffer(), '/DeviceRGB'],
  ])(
    '%s goes in byte for byte', async (_name, make, space) => {
      const jpeg = await make();
      const { page, pdf } = await shown(jpeg);
      expect(pdf.includes(jpeg)).toBe(true);
      expect(unpacked(pdf)).toContain(`/ColorSpace ${space}`);
      expect(new Set(quarters(page).map(String)).size).toBe(4);
    });

  test('with a turn that is none of the eight stands as it was taken', async () => {
    const { page } = await shown(turned(await fourFields().jpeg().toBuffer(), 77));
    expect([page?.pixelWidth, page?.pixelHeight]).toEqual([96, 72]);
    expect(farthest(quarters(page), fields)).toBeLessThan(12);
  });
});

test('a picture is set at 150 pixels to the inch', async () => {
  const scan = sharp({ create: { width: 1_250, height: 1_750, channels: 3, background: '#eee' } });
  expect(await openVoucher(await scan.png().toBuffer())).toMatchObject({ pages: [{ width: 600, height: 840 }] });
});

test('a picture of more pixels than anyone photographs is refused before it is unpacked', async () => {
  const huge = sharp({ create: { width: 12_000, height: 10_100, channels: 3, background: '#fff' } });
  expect(await openVoucher(await huge.png({ compressionLevel: 9 }).toBuffer())).toEqual({ unreadable: 'too_large' });
});
