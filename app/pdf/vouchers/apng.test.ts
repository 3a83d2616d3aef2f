import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pngFrames } from './apng.ts';

const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#000' } }).png().toBuffer();
const afterHead = 33;

/** The PNG with a chunk that says it shows so many pictures. */
function animated(frames: number, at = afterHead): Buffer {
  const chunk = Buffer.from('00000008 6163544c 00000000 00000000 00000000'.replaceAll(' ', ''), 'hex');
  chunk.writeUInt32BE(frames, 8);
  return Buffer.concat([png.subarray(0, at), chunk, png.subarray(at)]);
}

test('an animated PNG says how many pictures it shows', () => {
  expect([pngFrames(animated(3)), pngFrames(animated(1))]).toEqual([3, 1]);
});

test('any other PNG shows one, also one that is cut or says so where it counts for nothing', () => {
  expect([png, animated(3, png.length - 12), png.subarray(0, 20), Buffer.alloc(0)].map(pngFrames)).toEqual([1, 1, 1, 1]);
});
