import { describe, expect, test } from 'vitest';
import { anArithmeticJpeg } from '#test/fixtures/arithmetic-jpeg.ts';
import { aDetailedJpeg, aDetailedPicture } from '#test/fixtures/damaged-jpeg.ts';
import { isPlainFrame, jpegFrame } from './jpeg-segments.ts';

describe('the frame of a JPEG', () => {
  test('tells how it is coded, in how many bits and how many colours', async () => {
    expect(jpegFrame(await aDetailedJpeg())).toEqual({ marker: 0xc0, bits: 8, components: 3 });
    expect(jpegFrame(await aDetailedJpeg({ progressive: true }))).toEqual({ marker: 0xc2, bits: 8, components: 3 });
    expect(jpegFrame(await aDetailedPicture().toColourspace('b-w').jpeg().toBuffer())).toMatchObject({ components: 1 });
    expect(jpegFrame(anArithmeticJpeg)).toEqual({ marker: 0xc9, bits: 8, components: 3 });
  });

  test('is none where the file has none, or ends before it', async () => {
    const jpeg = await aDetailedJpeg();
    for (const bytes of [Buffer.alloc(0), Buffer.from('%PDF'), jpeg.subarray(0, 30), jpeg.subarray(0, jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5)]) {
      expect(jpegFrame(bytes)).toBeUndefined();
    }
  });

  test.each([[0xc0, 8, true], [0xc1, 8, true], [0xc2, 8, true], [0xc1, 12, false], [0xc3, 8, false], [0xc9, 8, false], [0xca, 8, false]])(
    '%d in %d bits is plain: %s', (marker, bits, isPlain) => {
      expect(isPlainFrame({ marker, bits, components: 3 })).toBe(isPlain);
    },
  );
});
