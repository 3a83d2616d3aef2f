import { inflatedLength } from './inflated-length.ts';
import { packedTiff, type PackedTiff, type Segment } from './packed-tiff.ts';
import { wholeJpeg } from './whole-jpeg.server.ts';

const kinds = { jpeg: 7, deflate: 8, oldDeflate: 32_946 } as const;
const faxes = new Set([2, 3, 4]);
/** Colours of which one may be told more coarsely than the light: how much that makes, only their own tags say. */
const coarseColours = 6;
const oldJpeg = 6;
/** Rows of padding, and the like. */
const mostOver = 64 * 1024;
const startMark = 2;

/**
 * False when the data of a TIFF's picture are cut or have a hole that its decoder does not tell of: it takes what it gets of packed data
 * and asks for no sum, and shows the rest of a torn JPEG grey. True for other ways of packing.
 */
export async function holdsItsSegments(tiff: Buffer, page: number, maxPixels: number): Promise<boolean> {
  const packed = packedTiff(tiff, page);
  if (packed === undefined) return true;
  for (const segment of packed.segments) if (!await isWhole(segment, { ...packed, maxPixels })) return false;
  return true;
}

/**
 * Whether a picture has light and colours of which the decoder would make red, green and blue as they stand, all pink: it heeds what they
 * are in JPEGs, and where pixels share a colour.
 */
export function isMistaken(tiff: Buffer, page: number): boolean {
  const { compression = 1, colours = 0, shared = [] } = packedTiff(tiff, page) ?? {};
  const isJpeg = compression === kinds.jpeg || compression === oldJpeg;
  return colours === coarseColours && !isJpeg && shared.length > 0 && shared.every((count) => count === 1);
}

/** Whether a picture is packed as faxes are, of whose damage a decoder does no more than warn. */
export function isFax(tiff: Buffer, page: number): boolean {
  return faxes.has(packedTiff(tiff, page)?.compression ?? 0);
}

type Wanted = Pick<PackedTiff, 'compression' | 'colours' | 'jpegTables'> & { readonly maxPixels: number };

async function isWhole({ data, unpackedBytes }: Segment, { compression, colours, jpegTables, maxPixels }: Wanted): Promise<boolean> {
  switch (compression) {
    case kinds.deflate: case kinds.oldDeflate: {
      const unpacked = await inflatedLength(data, unpackedBytes * 2 + mostOver);
      return unpacked?.isWhole === true && (colours === coarseColours || unpacked.length >= unpackedBytes);
    }
    case kinds.jpeg: return await wholeJpeg(withTables(data, jpegTables), maxPixels) !== undefined;
    default: return true;
  }
}

/** The strip as a JPEG by itself: what it has in common with the others comes first, without the mark that ends it. */
function withTables(jpeg: Buffer, tables: Buffer | undefined): Buffer {
  if (tables === undefined) return jpeg;
  return Buffer.concat([tables.subarray(0, tables.lastIndexOf(endMark)), jpeg.subarray(startMark)]);
}

const endMark = Buffer.from([0xff, 0xd9]);
