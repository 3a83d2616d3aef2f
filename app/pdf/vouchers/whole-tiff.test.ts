import sharp, { type TiffOptions } from 'sharp';
import { describe, expect, test } from 'vitest';
import { aDetailedPicture } from '#test/fixtures/damaged-jpeg.ts';
import { aTiff } from '#test/fixtures/tiff.ts';
import { packedTiff } from './packed-tiff.ts';
import { openVoucher } from './open-voucher.server.ts';
import { soberTiff } from './sober-tiff.ts';
import { tiffDirectories } from './tiff-directories.ts';
import { holdsItsSegments, isMistaken } from './whole-tiff.server.ts';

const kinds: Readonly<Record<string, TiffOptions>> = {
  'packed in strips': { compression: 'deflate' }, 'packed in tiles': { compression: 'deflate', tile: true, tileWidth: 64, tileHeight: 64 },
  'foretold and packed': { compression: 'deflate', predictor: 'horizontal' }, 'of JPEG in strips': { compression: 'jpeg', quality: 90 },
  'of JPEG in tiles': { compression: 'jpeg', tile: true, tileWidth: 64, tileHeight: 64 },
};

const make = (options: TiffOptions, height = 240) => aDetailedPicture(320, height).tiff(options).toBuffer();

const mostPixels = 1_000_000;

async function became(tiff: Buffer): Promise<string> {
  const voucher = await openVoucher(tiff);
  return 'unreadable' in voucher ? voucher.unreadable : `${voucher.pages.length} pages`;
}

/** With a head that is warned of though nothing is wrong with the picture: in place of its unit, a page number that is only one number. */
function odd(tiff: Buffer): Buffer {
  const copy = Buffer.from(tiff);
  const start = copy.readUInt32LE(4);
  for (let entry = start + 2; entry < start + 2 + copy.readUInt16LE(start) * 12; entry += 12) {
    if (copy.readUInt16LE(entry) === 296) copy.writeUInt16LE(297, entry);
  }
  return copy;
}

/** Without 60 bytes of its data, at a part of them. */
function holed(tiff: Buffer, part: number): Buffer {
  const segments = packedTiff(tiff, 0)?.segments ?? [];
  const { data = Buffer.alloc(0) } = segments[Math.floor(segments.length * part)] ?? {};
  const copy = Buffer.from(tiff);
  const at = data.byteOffset - tiff.byteOffset + Math.floor(data.length * part);
  return copy.fill(0, at, at + 60);
}

describe.each(Object.entries(kinds))('a TIFF %s', (_name, options) => {
  test('is whole, also with an odd head', async () => {
    const tiff = await make(options);
    expect(await holdsItsSegments(tiff, 0, mostPixels)).toBe(true);
    const complaint = await sharp(odd(tiff), { failOn: 'warning' }).raw().toBuffer().then(() => '', String);
    expect(complaint.includes('PageNumber')).toBe(options.tile !== true);
    expect([await became(tiff), await became(odd(tiff))]).toEqual(['1 pages', '1 pages']);
  });

  test('is refused as damaged for a hole anywhere, also with an odd head', async () => {
    const tiff = await make(options);
    for (const part of [0.3, 0.5, 0.7, 0.9]) expect([await became(holed(tiff, part)), await became(odd(holed(tiff, part)))]).toEqual(['damaged', 'damaged']);
  });
});

describe('the strips of a packed TIFF', () => {
  test('unpack to the rows each has, the last to those that are left', async () => {
    const packed = packedTiff(await make({ compression: 'deflate' }, 250), 0);
    const rows = packed?.segments.map(({ unpackedBytes }) => unpackedBytes / (320 * 3)) ?? [];
    expect(rows.reduce((sum, each) => sum + each, 0)).toBe(250);
  });

  test('are those of the page that is asked for', async () => {
    const tiff = await make({ compression: 'deflate' });
    expect(packedTiff(tiff, 1)).toBeUndefined();
    expect(await holdsItsSegments(tiff, 1, mostPixels)).toBe(true);
  });

  test('are torn when they unpack to fewer rows than they say', async () => {
    const tiff = await make({ compression: 'deflate' });
    const start = tiff.readUInt32LE(4);
    for (let entry = start + 2; entry < start + 2 + tiff.readUInt16LE(start) * 12; entry += 12) {
      if (tiff.readUInt16LE(entry) === 256) tiff.writeUInt16LE(640, entry + 8);
    }
    expect(await holdsItsSegments(tiff, 0, mostPixels)).toBe(false);
  });
});

describe('a fax with an odd head', () => {
  const fax = (options: TiffOptions = {}) => aDetailedPicture().toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1, ...options }).toBuffer();

  test('is taken when all of it is there', async () => {
    expect(await became(odd(await fax()))).toBe('1 pages');
  });

  test('is taken with its entries in another order', async () => {
    const tiff = Buffer.from(await fax());
    const first = tiff.readUInt32LE(4) + 2;
    const [one, other] = [Buffer.from(tiff.subarray(first, first + 12)), Buffer.from(tiff.subarray(first + 12, first + 24))];
    tiff.set(other, first);
    tiff.set(one, first + 12);
    expect(await became(tiff)).toBe('1 pages');
  });

  test('is refused when lines are gone', async () => {
    for (const part of [0.3, 0.5, 0.8]) expect(await became(odd(holed(await fax(), part)))).toMatch(/damaged|picture_kind/);
  });
});

describe('an unpacked TIFF of light and colours', () => {
  const made = (shared?: number, colours = 6) => aTiff([{
    width: 40, height: 30, pixels: Buffer.alloc(40 * 30 * 3, 0x90), tags: { 262: colours, 277: 3, ...(shared === undefined ? {} : { 530: shared }) },
  }]);

  test('that each pixel has its own of would be shown pink, and is refused by its kind', async () => {
    expect(await became(made(1))).toBe('picture_kind');
  });

  test('is mistaken by the decoder in no other way', () => {
    expect([made(1), made(2), made(), made(1, 2)].map((tiff) => isMistaken(tiff, 0))).toEqual([true, false, false, false]);
    expect(isMistaken(made(1), 1)).toBe(false);
  });
});

test('a sober copy has the entries that a picture is decoded by, and stands where it stood', async () => {
  const tiff = odd(await make({ compression: 'deflate' }));
  const sober = soberTiff(tiff);
  expect(sober).toHaveLength(tiff.length);
  expect(tiffDirectories(sober)).toEqual(tiffDirectories(tiff));
  expect(packedTiff(sober, 0)).toEqual(packedTiff(tiff, 0));
  expect(sober.readUInt16LE(sober.readUInt32LE(4))).toBeLessThan(tiff.readUInt16LE(tiff.readUInt32LE(4)));
});
