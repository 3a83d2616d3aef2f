import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aTiff } from '#test/fixtures/tiff.ts';
import { tiffDirectories } from './tiff-directories.ts';

const size = { width: 4, height: 3 };
const page = { isPage: true, pixelShape: 1 };

describe.each([
  ['small end first', { isLittle: true }], ['big end first', { isLittle: false }], ['with offsets of eight bytes', { isBig: true }],
  ['with offsets of eight bytes, big end first', { isBig: true, isLittle: false }],
])('of a TIFF %s', (_name, form) => {
  test('every directory is read, in order', () => {
    const tiff = aTiff([size, { ...size, tags: { 254: 1 } }, { ...size, resolution: [204, 98] }, { ...size, tags: { 255: 2 } }], form);
    expect(tiffDirectories(tiff)).toEqual([page, { ...page, isPage: false }, { ...page, pixelShape: 204 / 98 }, { ...page, isPage: false }]);
  });
});

describe('a picture of a TIFF', () => {
  test.each([['a page of several', 2, true], ['a smaller copy', 1, false], ['a mask', 4, false], ['a page and a smaller copy', 3, false]])('that is %s', (_name, value, isPage) => {
    expect(tiffDirectories(aTiff([{ ...size, tags: { 254: value } }]))).toEqual([{ ...page, isPage }]);
  });

  test.each([[[300, 300], 1], [[204, 196], 204 / 196], [[100, 200], 0.5], [[1, 300], 1], [[0, 0], 1], [[300, 0], 1]] as const)(
    'of %j pixels to the inch has pixels %d times as high as wide', (resolution, shape) => {
      expect(tiffDirectories(aTiff([{ ...size, resolution }]))).toEqual([{ ...page, pixelShape: shape }]);
    },
  );
});

test('directories that go round are each read once', () => {
  const tiff = aTiff([size, size]);
  tiff.writeUInt32LE(8, tiff.readUInt32LE(8 + 2 + 9 * 12) + 2 + 9 * 12);
  expect(tiffDirectories(tiff)).toEqual([page, page]);
});

test('whatever the bytes, what can be read is told and nothing is thrown', () => {
  const whole = aTiff([{ ...size, resolution: [204, 98] }, size]);
  fc.assert(fc.property(fc.nat(whole.length), fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }), (length, changes) => {
    const bytes = Buffer.from(whole);
    for (const [at, value] of changes) bytes[at] = value;
    for (const { pixelShape } of tiffDirectories(bytes.subarray(0, length))) expect(pixelShape).toBeGreaterThan(0);
  }), { numRuns: 500 });
});
