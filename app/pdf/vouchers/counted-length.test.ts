import { describe, expect, test } from 'vitest';
import { bits } from '#test/fixtures/fax.ts';
import { ascii85Length, asciiHexLength, lzwLength, runLengthLength } from './counted-length.ts';

const all = Number.POSITIVE_INFINITY;

describe('runs unpack to as many bytes as they tell', () => {
  test.each<[string, readonly number[], number]>([
    ['as they stand', [2, 7, 8, 9, 128], 3], ['repeated', [254, 7, 129, 8, 128], 3 + 128], ['without an end', [0, 7, 255, 8], 3],
    ['cut', [9, 1, 2, 3], 3], ['what stands after the end', [0, 7, 128, 0, 7], 1], ['nothing', [], 0],
  ])('%s', (_name, packed, length) => {
    expect(runLengthLength(Buffer.from(packed), all)).toBe(length);
  });

  test('and no further than asked', () => {
    expect(runLengthLength(Buffer.alloc(1_000, 129), 200)).toBe(256);
  });
});

test.each([['87cURD]i,"Ebo80~>', 12], ['87cUR D]i,\n"Ebo8', 11], ['z87cURz~>zz', 12], ['87cURD~>', 4], ['87cUR}87cUR', 4], ['~>', 0]])('letters %s unpack to %i bytes', (text, length) => {
  expect(ascii85Length(Buffer.from(text))).toBe(length);
});

test.each([['48 65 6a>', 3], ['48656', 3], ['48\n65>6a', 2], ['48x65', 1], ['>', 0]])('digits %s unpack to %i bytes', (text, length) => {
  expect(asciiHexLength(Buffer.from(text))).toBe(length);
});

/** Each code with so many bits, from a fresh table on. */
function codes(values: readonly number[], earlyChange = 1): Buffer {
  let [next, width] = [258, 9];
  return bits(values.map((value) => {
    const written = value.toString(2).padStart(width, '0');
    [next, width] = value === 256 ? [257, 9] : [Math.min(next + 1, 4096), width];
    while (next + earlyChange >= 1 << width && width < 12) width += 1;
    return written;
  }).join(''));
}

describe('codes of LZW', () => {
  test('unpack to what each stands for: the example of the standard', () => {
    expect(lzwLength(codes([256, 45, 258, 258, 65, 259, 66, 257]), all)).toBe(10);
  });

  test('end where they are cut, where they mean nothing and where they say so', () => {
    expect(lzwLength(codes([256, 45, 258, 258]).subarray(0, 3), all)).toBe(1);
    expect(lzwLength(codes([256, 45, 300, 65]), all)).toBe(1);
    expect(lzwLength(codes([256, 45, 257, 65]), all)).toBe(1);
    expect(lzwLength(Buffer.alloc(0), all)).toBe(0);
  });

  test('begin anew with a fresh table, and go on with a full one', () => {
    const ones = Array.from({ length: 5_000 }, () => 65);
    for (const early of [0, 1]) {
      expect(lzwLength(codes([256, ...ones, 257], early), all, early)).toBe(5_000);
      expect(lzwLength(codes([256, ...ones.slice(0, 600), 256, 45, 258, 257], early), all, early)).toBe(603);
    }
  });

  test('are counted no further than asked', () => {
    expect(lzwLength(codes([256, ...Array.from({ length: 500 }, (_, index) => (index === 0 ? 65 : 257 + index))]), 1_000)).toBeLessThan(1_100);
  });
});
