import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { withoutForetelling } from './foretold-rows.ts';

test.each<[number, readonly number[]]>([
  [0, [1, 2, 3, 4, 5, 6]], [1, [1, 3, 6, 4, 9, 15]], [2, [1, 2, 3, 5, 7, 9]], [3, [1, 2, 4, 4, 8, 12]], [4, [1, 3, 6, 5, 10, 16]],
])('rows foretold in the way %i are as they were', (kind, rows) => {
  expect([...withoutForetelling(Buffer.from([kind, 1, 2, 3, kind, 4, 5, 6]), 3)]).toEqual(rows);
});

test('rows are those of a picture that chose a way for each', async () => {
  const grey = Buffer.from(Array.from({ length: 64 * 64 }, (_, at) => (Math.imul(at ^ (at >> 6), 2_654_435_761) >>> 24) >> (at % 5)));
  const image = sharp(grey, { raw: { width: 64, height: 64, channels: 1 } }).toColourspace('b-w');
  const png = await image.png({ adaptiveFiltering: true }).toBuffer();
  const at = png.indexOf('IDAT');
  const foretold = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  expect(withoutForetelling(foretold, 64).equals(grey)).toBe(true);
});

test('a row that is cut is left out', () => {
  expect([...withoutForetelling(Buffer.from([0, 1, 2, 0, 3]), 2)]).toEqual([1, 2]);
});
