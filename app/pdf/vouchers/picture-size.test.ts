import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paperSize } from './picture-size.ts';

const pixels = fc.integer({ min: 1, max: 20_000 });
const pixelsPerInch = (width: number, height: number) => (width * 72) / paperSize({ width, height }).width;

describe('a picture on paper', () => {
  test.each([
    [1_240, 1_754, 150], [4_000, 3_000, 150], [1_125, 800, 150], [1_000, 600, 1_000 / 7.5], [800, 600, 800 / 7.5], [400, 240, 100], [30, 20, 100],
  ])('of %i × %i pixels is set at %d to the inch', (width, height, wanted) => {
    expect(pixelsPerInch(width, height)).toBeCloseTo(wanted, 9);
  });

  test('keeps its proportions, and is never finer than 150 to the inch nor coarser than 100', () => {
    fc.assert(fc.property(pixels, pixels, (width, height) => {
      const size = paperSize({ width, height });
      expect(size.width / size.height).toBeCloseTo(width / height, 9);
      expect(pixelsPerInch(width, height)).toBeGreaterThan(100 - 1e-6);
      expect(pixelsPerInch(width, height)).toBeLessThan(150 + 1e-6);
    }));
  });

  test('of more pixels is never smaller than one of fewer', () => {
    fc.assert(fc.property(pixels, fc.integer({ min: 0, max: 2_000 }), (width, more) => {
      expect(paperSize({ width: width + more, height: width + more }).width).toBeGreaterThanOrEqual(paperSize({ width, height: width }).width - 1e-9);
    }));
  });
});
