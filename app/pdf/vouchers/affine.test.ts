import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applied, boxThrough, multiplied, turnAbout } from './affine.ts';

test('two matrices in turn are their product', () => {
  const some = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 6 });
  fc.assert(fc.property(some, some, fc.integer(), fc.integer(), (first, then, x, y) => {
    expect(applied(multiplied(first, then), [x, y])).toEqual(applied(then, applied(first, [x, y])));
  }));
});

test.each([[0, [15, 20]], [90, [10, 25]], [180, [5, 20]], [270, [10, 15]]])('a turn by %i degrees about a point leaves that where it is', (degrees, expected) => {
  const turn = turnAbout(degrees, [10, 20]);
  expect(applied(turn, [10, 20])).toEqual([10, 20]);
  expect(applied(turn, [15, 20])).toEqual(expected);
});

test('a box that is turned and moved is the upright one around it', () => {
  expect(boxThrough([0, 1, -1, 0, 100, 0], { left: 10, right: 40, bottom: 5, top: 15 })).toEqual({ left: 85, right: 95, bottom: 10, top: 40 });
});
