import fc from 'fast-check';
import { expect, test } from 'vitest';
import { touches } from './bitmap.ts';
import { Occupied } from './occupied.ts';

const picture = { width: 100, height: 60 };
const aBox = fc.tuple(fc.nat(99), fc.nat(59), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })).map(([left, top, width, height]) => (
  { left, top, right: Math.min(100, left + width), bottom: Math.min(60, top + height) }
));

test('what touches one of the boxes is near', () => {
  fc.assert(fc.property(fc.array(aBox, { maxLength: 5 }), aBox, (boxes, box) => {
    const isNear = new Occupied(boxes, picture).isNear(box);
    if (boxes.some((each) => touches(each, box))) expect(isNear).toBe(true);
    if (boxes.length === 0) expect(isNear).toBe(false);
  }));
});

test.each([
  [{ left: 48, top: 0, right: 60, bottom: 8 }, false], [{ left: 0, top: 48, right: 8, bottom: 60 }, false],
  [{ left: 40, top: 40, right: 41, bottom: 41 }, true], [{ left: 0, top: 0, right: 100, bottom: 60 }, true],
  [{ left: 20, top: 20, right: 20, bottom: 30 }, false],
])('what stands well away from them, or is nothing, is not: %j', (box, expected) => {
  expect(new Occupied([{ left: 16, top: 16, right: 42, bottom: 42 }], picture).isNear(box)).toBe(expected);
});

test('a box beside the picture takes nothing', () => {
  expect(new Occupied([{ left: 200, top: 10, right: 100, bottom: 20 }], picture).isNear({ left: 0, top: 0, right: 100, bottom: 60 })).toBe(false);
});
