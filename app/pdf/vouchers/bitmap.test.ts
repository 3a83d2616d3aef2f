import { describe, expect, test } from 'vitest';
import { differsWithin, hasContrastWithin, pixelBox, touches, type Bitmap } from './bitmap.ts';

/** Ten pixels each way, white but for these greys. */
function bitmap(greys: readonly (readonly [x: number, y: number, grey: number])[]): Bitmap {
  const rgbx = Buffer.alloc(400, 255);
  for (const [x, y, grey] of greys) rgbx.fill(grey, (y * 10 + x) * 4, (y * 10 + x) * 4 + 3);
  return { width: 10, height: 10, rgbx };
}

const box = { left: 2, top: 2, right: 5, bottom: 4 };

describe('a box on a page is the pixels it touches', () => {
  const page = { width: 100, height: 200 };
  const picture = { width: 50, height: 100 };
  test.each([
    ['from the upper left corner', { left: 10, right: 21, bottom: 150, top: 160 }, { left: 5, right: 11, top: 20, bottom: 25 }],
    ['one at least', { left: 10, right: 10, bottom: 150, top: 150 }, { left: 5, right: 6, top: 25, bottom: 26 }],
    ['none outside', { left: -20, right: 20, bottom: 190, top: 260 }, { left: 0, right: 10, top: 0, bottom: 5 }],
  ])('%s', (_name, where, expected) => {
    expect(pixelBox(where, page, picture)).toEqual(expected);
  });

  test('and nothing where it is outside altogether', () => {
    expect(differsWithin(pixelBox({ left: 300, right: 310, bottom: 0, top: 10 }, page, picture), { ...picture, rgbx: Buffer.alloc(20_000) })).toBe(false);
  });
});

test('boxes touch when they share a pixel', () => {
  expect(touches(box, { left: 4, top: 3, right: 9, bottom: 9 })).toBe(true);
  expect(touches(box, { left: 5, top: 2, right: 9, bottom: 4 })).toBe(false);
});

test('two drawings differ within a box by what stands in it, and not by a hair', () => {
  const one = bitmap([[2, 2, 0], [9, 9, 0]]);
  expect(differsWithin(box, one)).toBe(true);
  expect(differsWithin(box, one, bitmap([[2, 2, 6]]))).toBe(false);
  expect(differsWithin(box, one, bitmap([[2, 2, 30]]))).toBe(true);
  expect(differsWithin({ ...box, left: 3 }, one)).toBe(false);
});

test('there is contrast where something stands out', () => {
  expect(hasContrastWithin(box, bitmap([[3, 3, 100]]))).toBe(true);
  expect(hasContrastWithin(box, bitmap([[3, 3, 240]]))).toBe(false);
  expect(hasContrastWithin({ left: 2, top: 2, right: 4, bottom: 3 }, bitmap([[2, 2, 0], [3, 2, 0]]))).toBe(false);
});
