import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { aDetailedJpeg, aDetailedPicture, damages } from '#test/fixtures/damaged-jpeg.ts';
import { holdsItsScans } from './jpeg-scans.ts';

/** 40 × 24 pixels with colours half as fine across, in pieces of two units each, as cameras write them. */
const inPieces = Buffer.from([
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBD',
  'ARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAYACgDASEAAhEBAxEB/8QAFwAAAwEA',
  'AAAAAAAAAAAAAAAAAAIEA//EAC0QAAECBQIDBwUBAAAAAAAAAAECEQADBCExEkEiMkIFExQjUXGBJCUzU2LB/8QAFwEBAQEBAAAAAAAAAAAAAAAAAwECAP/EACgR',
  'AAEDAQYGAwEAAAAAAAAAAAEAAhEhAzFhkcHwEiJBUXGxMoHRof/dAAQAAv/aAAwDAQACEQMRAD8Ag7NUJFLMUUghSdLcouyfc5xF85A8LUJKQz2BFuZWwuRGDZNk',
  'GOy3aiHnyB63F5F6aqSFdmUCSGIKLN/B2G8ZzR5YAcEzpoLXLe2BjERrGEl0DYWGVEHuddxcDev/0CSAUU6mSSJaXsC1nzhoIaysrJw5mjJYfaObd1xGoqoqMfSr',
  'c7ou7dQ6j/kXzU6aSpFtJPowPErbJzBEVFev4mtzzTj+b7kr/9HWpT9soQcOggEN0+gyLRjPDy0JP7prAi/KdhvEbT7lZZqR73HklPLDppg3EEJaznA+BiCFY4Ci',
  '4tLjInIH3pRf/9KKkL0a3GNI1ascQ6j77RZUfmW7XQu7s/mesXi4nAxH3h431TO+cY6brklqwRL7LDADu9gw5U7ZOYSYT4paFHgClEJuznXt8CJZzEux/hru5EwD',
  'hjz7O4vIvX//03ljgpkqBfu0s9+kbCwMEUOAoge0k0nIbyX/2Q==',
].join(''), 'base64');

describe('the data of a JPEG are all there', () => {
  test('whatever its size and however fine its colours', async () => {
    const length = fc.integer({ min: 1, max: 70 });
    await fc.assert(fc.asyncProperty(length, length, fc.constantFrom('4:4:4', '4:2:0'), async (width, height, chromaSubsampling) => {
      expect(holdsItsScans(await aDetailedPicture(width, height).jpeg({ chromaSubsampling }).toBuffer())).toBe(true);
    }), { numRuns: 60 });
  });

  test.each<[string, () => Sharp]>([
    ['in grey', () => aDetailedPicture(50, 30).toColourspace('b-w').jpeg()], ['in printers’ colours', () => aDetailedPicture(50, 30).toColourspace('cmyk').jpeg()],
    ['of one colour', () => sharp({ create: { width: 500, height: 300, channels: 3, background: '#777' } }).jpeg()],
    ['with codes of its own', () => aDetailedPicture(50, 30).jpeg({ optimiseCoding: true, quality: 100 })],
  ])('%s', async (_name, make) => {
    expect(holdsItsScans(await make().toBuffer())).toBe(true);
  });

  test('in pieces', () => {
    expect(holdsItsScans(inPieces)).toBe(true);
  });

  test('filled up at the end', async () => {
    const jpeg = await aDetailedJpeg();
    expect(holdsItsScans(Buffer.concat([jpeg.subarray(0, -2), Buffer.alloc(12), jpeg.subarray(-2)]))).toBe(true);
  });
});

describe('the data of a JPEG are not those of its picture', () => {
  test.each(Object.entries(damages))('%s', async (_name, damage) => {
    expect(holdsItsScans(damage(await aDetailedJpeg()))).toBe(false);
  });

  test('wherever the hole is', async () => {
    const jpeg = await aDetailedJpeg();
    const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
    const step = Math.floor((jpeg.length - scan) / 40);
    const places = Array.from({ length: 38 }, (_, index) => scan + (index + 1) * step);
    expect(places.filter((at) => holdsItsScans(Buffer.concat([jpeg.subarray(0, at), Buffer.alloc(300), jpeg.subarray(at + 300)])))).toEqual([]);
  });

  test('when a few codes are left over, be it less than some encoders fill up with', async () => {
    const jpeg = await aDetailedJpeg();
    for (const over of [[0x51, 0x5f], [0, 0, 0x28], [0xa2, 0x8a, 0x28]]) {
      expect(holdsItsScans(Buffer.concat([jpeg.subarray(0, -2), Buffer.from(over), jpeg.subarray(-2)]))).toBe(false);
    }
  });

  test.each([['lower', 5], ['narrower', 7]])('when they are of one that is %s', async (_name, offset) => {
    const jpeg = await aDetailedJpeg();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(jpeg.readUInt16BE(frame + offset) - 64, frame + offset);
    expect(holdsItsScans(jpeg)).toBe(false);
  });

  test('when a piece is missing, or there is one too many', () => {
    const [second, third] = [0xd1, 0xd2].map((restart) => inPieces.indexOf(Buffer.from([0xff, restart])));
    const piece = inPieces.subarray(second, third);
    expect(holdsItsScans(Buffer.concat([inPieces.subarray(0, second), inPieces.subarray(third)]))).toBe(false);
    expect(holdsItsScans(Buffer.concat([inPieces.subarray(0, third), piece, inPieces.subarray(third)]))).toBe(false);
  });

  test('when the tables of codes are missing', async () => {
    const jpeg = await aDetailedJpeg();
    const tables = jpeg.indexOf(Buffer.from([0xff, 0xc4]));
    jpeg[tables + 1] = 0xfe;
    expect(holdsItsScans(jpeg)).toBe(false);
  });
});

test('what is coded in other ways is left to the decoder', async () => {
  const progressive = await aDetailedJpeg({ progressive: true });
  expect(holdsItsScans(progressive.subarray(0, progressive.length / 2))).toBe(true);
});
