import { TiffReader } from './tiff-reader.ts';

/** The data of one of a TIFF's pictures, as they are packed. */
export interface PackedTiff {
  /** By the number of its kind. */
  readonly compression: number;
  /** By the number of their kind. */
  readonly colours: number;
  /** Each strip or tile; cut where the file ends. */
  readonly segments: readonly Segment[];
  /** How many pixels share a colour, across and down, where that is told apart from the light. */
  readonly shared: readonly number[];
  /** What the JPEGs of the segments have in common. */
  readonly jpegTables: Buffer | undefined;
}

export interface Segment {
  readonly data: Buffer;
  /** What it unpacks to at least. */
  readonly unpackedBytes: number;
}

const tags = {
  width: 256, height: 257, bits: 258, compression: 259, colours: 262, stripOffsets: 273, samples: 277, rowsPerStrip: 278, stripLengths: 279,
  planes: 284, tileWidth: 322, tileHeight: 323, tileOffsets: 324, tileLengths: 325, jpegTables: 347,
  shared: 530,
} as const;
const apart = 2;

/** The data of the picture with this number, from 0; undefined where there is none. Source: TIFF 6.0, sections 3, 4, 15. */
export function packedTiff(tiff: Buffer, page: number): PackedTiff | undefined {
  const reader = new TiffReader(tiff);
  const entries = [...reader.directories()][page]?.entries;
  if (entries === undefined) return undefined;
  const list = (tag: number) => reader.list(entries.get(tag));
  const value = (tag: number, usual: number) => reader.value(entries.get(tag)) ?? usual;
  const isTiled = entries.has(tags.tileOffsets);
  const lengths = list(isTiled ? tags.tileLengths : tags.stripLengths);
  const unpackedBytes = isTiled ? tileBytes(list, value) : stripBytes(list, value);
  const segments = list(isTiled ? tags.tileOffsets : tags.stripOffsets).map((offset, index) => (
    { data: reader.slice(offset, lengths[index] ?? tiff.length), unpackedBytes: unpackedBytes(index) }
  ));
  const jpegTables = reader.bytesOf(entries.get(tags.jpegTables));
  return { compression: value(tags.compression, 1), colours: value(tags.colours, 0), segments, shared: list(tags.shared), jpegTables };
}

type List = (tag: number) => readonly number[];
type Value = (tag: number, usual: number) => number;

function tileBytes(list: List, value: Value): () => number {
  return () => rowBytes(value(tags.tileWidth, 0), list, value) * value(tags.tileHeight, 0);
}

/** The last strip, of each colour where they are apart, holds the rows that are left. */
function stripBytes(list: List, value: Value): (index: number) => number {
  const height = value(tags.height, 0);
  const rows = Math.max(1, Math.min(height, value(tags.rowsPerStrip, height)));
  const perPlane = Math.max(1, Math.ceil(height / rows));
  const ofRow = rowBytes(value(tags.width, 0), list, value);
  return (index) => ofRow * Math.min(rows, height - (index % perPlane) * rows);
}

function rowBytes(width: number, list: List, value: Value): number {
  const bits = (list(tags.bits)[0] ?? 1) * (value(tags.planes, 1) === apart ? 1 : value(tags.samples, 1));
  return Math.ceil((width * bits) / 8);
}
