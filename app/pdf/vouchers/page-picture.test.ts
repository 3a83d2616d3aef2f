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

test('small pictures of a page have its shape', () => {
  expect(thumbnailSize({ width: 300, height: 600 })).toEqual({ width: 120, height: 240 });
  expect(glanceSize({ width: 600, height: 300 })).toEqual({ width: 400, height: 200 });
});

test('a page that is all but white shows nothing', () => {
  expect(hasInk(bitmap(3, 3, () => grey(252)))).toBe(false);
  expect(hasInk(bitmap(3, 3, (x) => (x === 2 ? [255, 255, 200] : grey(255))))).toBe(true);
});
