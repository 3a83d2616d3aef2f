import { jpegSegments, markers } from './jpeg-segments.ts';

/** Frames whose scans each hold all of what they are of. */
const sequentialFrames = new Set<number>([markers.frame, markers.extendedFrame, markers.arithmeticFrame]);
const filling = 0xff;
const jfifName = 'JFIF\0';

/**
 * A JPEG without what decoders warn of though nothing is lost: scans of a plain picture that say they are a step of a progressive one, as
 * some telephones write them; a JFIF version nobody knows; stray bytes between the parts of the head. Everything stands where it stood.
 * The very same bytes when there is nothing of the kind. Source: ITU-T T.81 B.1.1, B.2.3.
 */
export function soberJpeg(jpeg: Buffer): Buffer {
  const mended = Buffer.from(jpeg);
  let isSequential = false;
  let before = 2;
  for (const { marker, start, end } of jpegSegments(jpeg)) {
    if (before > 0) mended.fill(filling, before, start - 4);
    if (sequentialFrames.has(marker)) isSequential = true;
    if (marker === markers.app0 && jpeg.toString('latin1', start, start + jfifName.length) === jfifName) mended[start + jfifName.length] = 1;
    if (marker === markers.scan && isSequential) mended.set([0, 63, 0], end - 3);
    // What follows a scan's head is its data.
    before = marker === markers.scan ? 0 : end;
  }
  return mended.equals(jpeg) ? jpeg : mended;
}
