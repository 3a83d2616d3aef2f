import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encodeBitmap, glanceSize, hasInk, pixelsOf, thumbnailSize } from './page-picture.server.ts';

type Colour = readonly [number, number, number];

function bitmap(width: number, height: number, colourAt: (x: number, y: number) => Colour) {
  const rgbx = Buffer.alloc(width * height * 4, 0xff);
  for (let at = 0; at < width * height; at += 1) rgbx.set(colourAt(at % width, Math.floor(at / width)), at * 4);
  return { width, height, rgbx };
}

const grey = (value: number): Colour => [value, value, value];

describe('a page of text', () => {
  test('is sixteen greys, two pixels to a byte, each row from a byte of its own', async () => {
    const page = bitmap(51, 20, (x, y) => grey(y === 1 && x < 3 ? [0, 136, 0][x] ?? 255 : 255));
    const { dictionary, data } = await encodeBitmap(page, 80);
    expect(dictionary).toBe('/Width 51 /Height 20 /ColorSpace /DeviceGray /BitsPerComponent 4 /Filter /FlateDecode');
    const rows = inflateSync(data);
    expect(rows).toHaveLength(26 * 20);
    expect(rows.toString('hex', 26, 29)).toBe('080fff');
    expect(rows.subarray(0, 26).every((byte) => byte === 0xff)).toBe(true);
  });

  test('with edges a hair off grey is still grey', async () => {
    expect((await encodeBitmap(bitmap(50, 50, (x) => (x === 1 ? [100, 104, 102] : grey(255))), 80)).dictionary).toContain('/DeviceGray');
  });
});

test.each<[string, (x: number, y: number) => Colour, string]>([
  ['a stamp in red keeps its colour', (x) => (x === 1 ? [200, 0, 0] : grey(255)), '/DeviceRGB'],
  ['a grey photograph keeps all its greys', (x, y) => grey((x * 5 + y) % 256), '/DeviceGray /BitsPerComponent 8'],
])('%s', async (_name, colourAt, expected) => {
  expect((await encodeBitmap(bitmap(50, 50, colourAt), 80)).dictionary).toContain(expected);
});

test('a page is drawn as fine as asked for on the paper it ends on, and no finer for being larger', () => {
  expect(pixelsOf({ width: 595, height: 842 }, 144)).toEqual({ width: 1190, height: 1684 });
  expect(pixelsOf({ width: 2380, height: 3368 }, 144)).toEqual({ width: 1190, height: 1684 });
  expect(pixelsOf({ width: 0.1, height: 0.1 }, 72)).toEqual({ width: 1, height: 1 });
});

describe('a strip, which is brought to the length of the sheet,', () => {
  test.each([
    ['is as wide as can be read', { width: 518, height: 5_000 }, 200, 1_000], ['is as fine as its own paper where that is narrower', { width: 227, height: 3_402 }, 200, 631],
    ['is so lying, too', { width: 5_000, height: 518 }, 200, 9_653], ['is coarser when that is asked for, by as much as a sheet is', { width: 227, height: 3_402 }, 90, 284],
  ])('%s', (_name, page, pixelsPerInch, width) => {
    expect(Math.round(pixelsOf(page, pixelsPerInch).width / 10)).toBe(Math.round(width / 10));
  });

  test('takes no more than there is memory for, and is no longer than a JPEG may be', () => {
    for (const height of [3_000, 14_400, 60_000, 700_000]) {
      const { width, height: length } = pixelsOf({ width: 500, height }, 200, 9_000_000);
      expect(width * length).toBeLessThanOrEqual(9_100_000);
      expect(length).toBeLessThanOrEqual(30_000);
    }
  });

  test('is none as long as it has the shape of a sheet or a telephone', () => {
    expect(pixelsOf({ width: 842, height: 1_191 }, 90)).toEqual({ width: 744, height: 1_053 });
    expect(pixelsOf({ width: 518, height: 1_152 }, 90)).toEqual({ width: 473, height: 1_053 });
  });
});

test('small pictures of a page have its shape', () => {
  expect(thumbnailSize({ width: 300, height: 600 })).toEqual({ width: 120, height: 240 });
  expect(glanceSize({ width: 600, height: 300 })).toEqual({ width: 400, height: 200 });
});

test('a page that is all but white shows nothing', () => {
  expect(hasInk(bitmap(3, 3, () => grey(252)))).toBe(false);
  expect(hasInk(bitmap(3, 3, (x) => (x === 2 ? [255, 255, 200] : grey(255))))).toBe(true);
});
