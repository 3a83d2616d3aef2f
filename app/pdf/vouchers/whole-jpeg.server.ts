import sharp from 'sharp';
import { holdsItsScans } from './jpeg-scans.ts';
import { soberJpeg } from './sober-jpeg.ts';

/** The smallest part that a decoder makes of a picture while it still reads all of its data. */
const glance = { width: 64, height: 64, fit: 'fill' } as const;

/**
 * The bytes to decode a JPEG from when all its data are there: its own, or those without what is odd but harmless. Undefined for a
 * picture that is cut, has a hole, or is lower than it says; a lenient decoder fills what is missing with grey.
 */
export async function wholeJpeg(jpeg: Buffer, limitInputPixels: number | false): Promise<Buffer | undefined> {
  if (await decodesWhole(jpeg, limitInputPixels)) return holdsItsScans(jpeg) ? jpeg : undefined;
  const sober = soberJpeg(jpeg);
  return sober !== jpeg && await decodesWhole(sober, limitInputPixels) && holdsItsScans(sober) ? sober : undefined;
}

/** All of it is read to make a small one of it, without holding the large one. */
async function decodesWhole(jpeg: Buffer, limitInputPixels: number | false): Promise<boolean> {
  return sharp(jpeg, { failOn: 'warning', limitInputPixels }).resize(glance).raw().toBuffer().then(() => true, () => false);
}
