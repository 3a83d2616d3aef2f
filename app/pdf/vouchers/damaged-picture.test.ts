import type { Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { aDetailedJpeg, aDetailedPicture, damages } from '#test/fixtures/damaged-jpeg.ts';
import { asPdf } from '#test/fixtures/written-pdf.ts';
import { openVoucher } from './open-voucher.server.ts';
import { wholeJpeg } from './whole-jpeg.server.ts';

const plain = await aDetailedJpeg();
const progressive = await aDetailedJpeg({ progressive: true });

async function became(bytes: Buffer): Promise<string> {
  const voucher = await openVoucher(bytes);
  return 'unreadable' in voucher ? voucher.unreadable : `${voucher.pages.length} pages`;
}

describe.each([['plain', plain], ['progressive', progressive]])('a %s JPEG', (_kind, jpeg) => {
  test('is whole', async () => {
    expect([await became(jpeg), await wholeJpeg(jpeg, false)]).toEqual(['1 pages', jpeg]);
  });

  test.each(Object.entries(damages))('%s is refused as damaged', async (_name, damage) => {
    expect(await became(damage(jpeg))).toBe('damaged');
    expect(await wholeJpeg(damage(jpeg), false)).toBeUndefined();
  });

  test('with an oddity that many programs pass over is refused for its damage all the same', async () => {
    for (const damage of Object.values(damages)) expect(await became(odd(damage(jpeg)))).toBe('damaged');
  });
});

/** With stray bytes within its head. */
function odd(jpeg: Buffer): Buffer {
  const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
  return Buffer.concat([jpeg.subarray(0, scan), Buffer.from([0, 0, 0]), jpeg.subarray(scan)]);
}

/** As some telephones write it: a picture in one step that says it is a step of several. */
function likeOneStepOfSeveral(jpeg: Buffer): Buffer {
  const written = Buffer.from(jpeg);
  const scan = written.indexOf(Buffer.from([0xff, 0xda]));
  const after = scan + 2 + written.readUInt16BE(scan + 2);
  return written.fill(0, after - 3, after);
}

describe('a JPEG that is only odd is taken,', () => {
  test.each<[string, Buffer]>([
    ['with stray bytes in its head', odd(plain)], ['in one step that says it is one of several', likeOneStepOfSeveral(plain)],
    ['with stray bytes in its head, in several steps', odd(progressive)],
    ['with bytes after its end', Buffer.concat([plain, Buffer.alloc(9_999, 'x')])], ['with another after it', Buffer.concat([plain, progressive])],
  ])('%s, and goes in byte for byte', async (_name, jpeg) => {
    const voucher = await openVoucher(jpeg);
    if ('unreadable' in voucher) throw new Error(voucher.unreadable);
    expect(asPdf(voucher).includes(jpeg)).toBe(true);
  });

  test.each<[string, (image: Sharp) => Sharp]>([
    ['in printers’ colours', (image) => image.toColourspace('cmyk').jpeg()], ['in grey', (image) => image.toColourspace('b-w').jpeg()],
    ['in coarse colours', (image) => image.jpeg({ chromaSubsampling: '4:2:0' })], ['by another encoder', (image) => image.jpeg({ mozjpeg: true })],
    ['with a profile and a turn', (image) => image.withMetadata({ orientation: 5 }).withIccProfile('p3').jpeg()],
  ])('%s', async (_name, as) => {
    expect(await became(await as(aDetailedPicture()).toBuffer())).toBe('1 pages');
  });
});

describe('cut at any tenth it is refused:', () => {
  test.each<[string, (image: Sharp) => Sharp]>([
    ['a plain JPEG', (image) => image.jpeg()], ['a progressive JPEG', (image) => image.jpeg({ progressive: true })],
    ['a PNG', (image) => image.png()], ['an interlaced PNG', (image) => image.png({ progressive: true })],
    ['an uncompressed TIFF', (image) => image.tiff({ compression: 'none' })], ['a TIFF by LZW', (image) => image.tiff({ compression: 'lzw' })],
    ['a packed TIFF', (image) => image.tiff({ compression: 'deflate' })], ['a TIFF of JPEG', (image) => image.tiff({ compression: 'jpeg' })],
    ['a fax', (image) => image.toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 })], ['a TIFF in tiles', (image) => image.tiff({ tile: true })],
    ['a WebP', (image) => image.webp()], ['a WebP without loss', (image) => image.webp({ lossless: true })], ['an AVIF', (image) => image.avif({ effort: 0 })],
  ])('%s', async (_name, as) => {
    const whole = await as(aDetailedPicture()).toBuffer();
    const cuts = Array.from({ length: 9 }, (_, index) => whole.subarray(0, Math.floor((whole.length * (index + 1)) / 10)));
    const causes = await Promise.all(cuts.map(became));
    expect(await became(whole)).toBe('1 pages');
    expect(causes.filter((cause) => cause !== 'damaged' && cause !== 'truncated')).toEqual([]);
  });

  test('a TIFF whose directories come first, in any of its pages', async () => {
    const pages = await aDetailedPicture(64, 192).tiff({ compression: 'none' }).toBuffer();
    expect(await became(pages.subarray(0, pages.length - 400))).toBe('damaged');
  });
});
