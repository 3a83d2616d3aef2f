import { TiffReader } from './tiff-reader.ts';

/** The tags by which a picture is decoded, and how it is shown. Source: TIFF 6.0, appendix A. */
const needed = new Set([
  // What it is, and where its data lie.
  254, 255, 256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 282, 283, 284, 296, 322, 323, 324, 325,
  // How it is packed.
  292, 293, 317, 347, 512, 513, 514, 515, 517, 519, 520, 521,
  // What its colours mean.
  320, 332, 334, 338, 339, 529, 530, 531, 532, 34_675,
]);

/**
 * A TIFF without the entries that nothing is decoded by, and with the others in their order, of both of which a decoder may warn before it
 * has seen the picture. Everything else stands where it stood.
 */
export function soberTiff(tiff: Buffer): Buffer {
  const sober = Buffer.from(tiff);
  const reader = new TiffReader(tiff);
  const { countBytes, entryBytes, nextBytes } = reader.shape;
  for (const { at, entries, next } of reader.directories()) {
    let place = at + countBytes;
    const kept = [...entries].filter(([tag]) => needed.has(tag)).toSorted(([a], [b]) => a - b);
    for (const [, entry] of kept) {
      tiff.copy(sober, place, entry, entry + entryBytes);
      place += entryBytes;
    }
    reader.write(sober, { at, length: countBytes, value: kept.length });
    reader.write(sober, { at: place, length: nextBytes, value: next });
  }
  return sober;
}
