import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { soberJpeg } from './sober-jpeg.ts';

const drawing = sharp({ create: { width: 64, height: 48, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 40 }, background: '#fff' } });
const plain = await drawing.clone().jpeg().toBuffer();
const progressive = await drawing.clone().jpeg({ progressive: true }).toBuffer();

/** Where a segment begins. */
function segment(jpeg: Buffer, marker: number): number {
  return jpeg.indexOf(Buffer.from([0xff, marker]));
}

describe('a JPEG that nobody would warn of', () => {
  test.each([['plain', plain], ['progressive', progressive], ['cut', plain.subarray(0, 300)], ['of nothing', Buffer.from([0xff, 0xd8, 0xff])]])(
    '%s is the very same', (_name, jpeg) => {
      expect(soberJpeg(jpeg)).toBe(jpeg);
    },
  );
});

describe('what is odd and harmless is put right in its place:', () => {
  test('a scan that says it is a step of several', () => {
    const odd = Buffer.from(plain);
    const scan = segment(odd, 0xda);
    odd.fill(0, scan + 2 + odd.readUInt16BE(scan + 2) - 3, scan + 2 + odd.readUInt16BE(scan + 2));
    expect(soberJpeg(odd)).toEqual(plain);
  });

  test('stray bytes between the parts of the head', () => {
    const scan = segment(plain, 0xda);
    const odd = Buffer.concat([plain.subarray(0, scan), Buffer.from([1, 2, 3]), plain.subarray(scan)]);
    expect(soberJpeg(odd)).toEqual(Buffer.concat([plain.subarray(0, scan), Buffer.from([0xff, 0xff, 0xff]), plain.subarray(scan)]));
  });

  test('a version of JFIF that nobody knows', () => {
    const head = Buffer.from('ffe000104a46494600010100000100010000', 'hex');
    const known = Buffer.concat([plain.subarray(0, 2), head, plain.subarray(2)]);
    const odd = Buffer.from(known);
    odd[2 + 9] = 7;
    expect(soberJpeg(odd)).toEqual(known);
  });
});

test('the steps of a progressive JPEG are left as they are', () => {
  const steps = progressive.toString('latin1').split('\xff\xda').length - 1;
  expect(steps).toBeGreaterThan(3);
  expect(soberJpeg(progressive)).toBe(progressive);
});
