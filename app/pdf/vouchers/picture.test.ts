import sharp, { type PngOptions, type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { anArithmeticJpeg } from '#test/fixtures/arithmetic-jpeg.ts';
import { aHeic } from '#test/fixtures/heic.ts';
import { readPdf, type ReadPage } from '#test/fixtures/pdf-reader.ts';
import { aTiff } from '#test/fixtures/tiff.ts';
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
    expect([page?.pixelWidth, page?.pixelHeight]).toEqual([108, 144]);
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
    expect([page?.pixelWidth, page?.pixelHeight]).toEqual([144, 108]);
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

describe('a picture on which nothing is seen is refused as blank,', () => {
  const white = sharp({ create: { width: 60, height: 40, channels: 3, background: '#fff' } });
  const nothing = sharp({ create: { width: 60, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
  test.each<[string, () => Sharp]>([
    ['a white PNG', () => white.clone().png()], ['a white JPEG', () => white.clone().jpeg()], ['a nearly white WebP', () => white.clone().linear(0.99).webp()],
    ['a transparent PNG', () => nothing.clone().png()], ['a transparent WebP', () => nothing.clone().webp()],
    ['a white page of a fax', () => white.clone().toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 })],
  ])('%s', async (_name, make) => {
    expect(await openVoucher(await make().toBuffer())).toEqual({ unreadable: 'blank' });
  });

  test('and so is a file of such pages, but not a blank page among others', async () => {
    const [blank, grey] = [{ width: 20, height: 30, pixels: Buffer.alloc(600, 0xff) }, { width: 20, height: 30 }];
    expect(await openVoucher(aTiff([blank, blank]))).toEqual({ unreadable: 'blank' });
    expect(await openVoucher(aTiff([blank, grey, blank]))).toMatchObject({ pages: { length: 3 } });
  });

  test('but not one with a dot so small that it is not seen at a glance', async () => {
    const raw = Buffer.alloc(3_000 * 2_000, 0xff);
    raw[1_234_567] = 0;
    const dotted = await sharp(raw, { raw: { width: 3_000, height: 2_000, channels: 1 } }).png().toBuffer();
    expect(await openVoucher(dotted)).toMatchObject({ pages: { length: 1 } });
  });
});

describe('a TIFF', () => {
  const fractions = (values: readonly number[]) => {
    const pixels = Buffer.alloc(values.length * 4);
    for (const [index, value] of values.entries()) pixels.writeFloatLE(value, index * 4);
    return aTiff([{ width: values.length, height: 1, bits: 32, pixels }]);
  };

  test('of fractions has their light', async () => {
    const { page } = await shown(fractions(Array.from({ length: 400 }, (_, index) => (index < 100 ? 1 : Math.floor(index / 100) * 0.2))));
    const lights = [50, 150, 250, 350].map((at) => page?.pixels[Math.floor((at / 400) * page.pixelWidth)]);
    expect(lights).toEqual([255, 51, 102, 153]);
  });

  test('of numbers without a known scale is refused by name', async () => {
    expect(await openVoucher(fractions([0, 500, 1_000]))).toEqual({ unreadable: 'picture_kind' });
    expect(await openVoucher(fractions([-1, 0, 1]))).toEqual({ unreadable: 'picture_kind' });
  });

  test('in a way that our decoder does not know is refused by name', async () => {
    const packedOddly = aTiff([{ width: 40, height: 30, tags: { 259: 34_925 } }]);
    expect(await openVoucher(packedOddly)).toEqual({ unreadable: 'picture_kind' });
  });

  test('whose head is odd is taken', async () => {
    const odd = aTiff([{ width: 40, height: 30, tags: { 297: 1 } }]);
    await expect(sharp(odd, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow('PageNumber');
    expect(await openVoucher(odd)).toMatchObject({ pages: { length: 1 } });
  });

  test('from a fax machine is as high as the sheet that was sent', async () => {
    const rows = Buffer.from(Array.from({ length: 1_728 * 1_100 }, (_, index) => ((index % 1_728) < 864 && index < 864 * 1_100 ? 0 : 255)));
    const voucher = await openVoucher(aTiff([{ width: 1_728, height: 1_100, pixels: rows, resolution: [204, 98] }]));
    if ('unreadable' in voucher) throw new Error(voucher.unreadable);
    const [size] = voucher.pages;
    expect((size?.height ?? 0) / (size?.width ?? 1)).toBeCloseTo((1_100 * 204) / (1_728 * 98), 6);
    expect((await sharp(voucher.thumbnail).metadata()).height).toBe(240);
    const [page] = await readPdf(asPdf(voucher));
    const light = (x: number, y: number) => page?.pixels[Math.floor(y * page.pixelHeight) * page.pixelWidth + Math.floor(x * page.pixelWidth)];
    expect([light(0.45, 0.45), light(0.55, 0.45), light(0.45, 0.55)]).toEqual([0, 255, 255]);
  });

  test('with a smaller copy of a page has no page for the copy', async () => {
    const [page, copy] = [{ width: 400, height: 300 }, { width: 40, height: 30, tags: { 254: 1 } }];
    expect(await openVoucher(aTiff([page, copy, page, copy]))).toMatchObject({ pages: [{ width: 288, height: 216 }, { width: 288, height: 216 }] });
    expect(await openVoucher(aTiff([copy]))).toMatchObject({ pages: { length: 1 } });
  });
});

describe('a file of several pictures', () => {
  test('as animated WebP has a page for each', async () => {
    const frames = Buffer.concat([255, 0, 120].map((value) => Buffer.alloc(40 * 30 * 3, value)));
    const webp = await sharp(frames, { raw: { width: 40, height: 90, channels: 3, pageHeight: 30 } }).webp({ lossless: true }).toBuffer();
    expect(await openVoucher(webp)).toMatchObject({ pages: { length: 3 } });
  });

  test('as HEIC has a page for each', async () => {
    const two = Buffer.from(aHeic);
    // The part that the picture is put together from is no longer hidden.
    two[two.indexOf('infe\x02\0\0\x01\0\x01', 'latin1') + 7] = 0;
    expect([await openVoucher(aHeic), await openVoucher(two)]).toMatchObject([{ pages: { length: 1 } }, { pages: { length: 2 } }]);
  });

  test('as animated PNG is refused by name', async () => {
    const png = await fourFields().png().toBuffer();
    const animation = Buffer.from('000000086163544c000000020000000000000000', 'hex');
    expect(await openVoucher(Buffer.concat([png.subarray(0, 33), animation, png.subarray(33)]))).toEqual({ unreadable: 'type_apng' });
  });
});

test('a long screenshot stays wide enough to be read, also in a claim that is made small', async () => {
  const screenshot = await sharp({ create: { width: 720, height: 9_000, channels: 3, background: '#fff' } })
    .composite([{ input: await fourFields().png().toBuffer(), left: 100, top: 4_000 }]).png().toBuffer();
  const widths = await Promise.all((['fine', 'coarsest'] as const).map(async (fineness) => {
    const voucher = await openVoucher(screenshot, { fineness });
    if ('unreadable' in voucher) throw new Error(voucher.unreadable);
    return Number(/\/Subtype \/Image \/Width (\d+)/.exec(asPdf(voucher).toString('latin1'))?.[1]);
  }));
  expect(widths).toEqual([720, 432]);
});

describe('a JPEG that nearly no reader shows', () => {
  test('in arithmetic codes is made over into one that every reader does, with the same colours', async () => {
    const { page, pdf } = await shown(anArithmeticJpeg);
    expect([pdf.includes(anArithmeticJpeg), pdf.includes('/Subtype /Image')]).toEqual([false, true]);
    const [left = [], right = []] = quarters(page);
    expect(farthest([left, right], [[200, 30, 30], [255, 255, 255]])).toBeLessThan(25);
    for (const start of [0xc9, 0xca]) expect(pdf.indexOf(Buffer.from([0xff, start, 0, 17, 8, 0, 16]))).toBe(-1);
  });

  test.each([['without loss', 0xc3, 8], ['in steps of size', 0xc5, 8], ['in twelve bits', 0xc1, 12]])('%s is refused by its kind', async (_name, marker, bits) => {
    const jpeg = await fourFields().jpeg().toBuffer();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg[frame + 1] = marker;
    jpeg[frame + 4] = bits;
    expect(await openVoucher(jpeg)).toEqual({ unreadable: 'picture_kind' });
  });
});
