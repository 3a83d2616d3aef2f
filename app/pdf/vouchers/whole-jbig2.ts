import { faxRows } from './fax-rows.ts';

interface Segment {
  readonly kind: number;
  readonly data: Buffer;
}

/** Kinds of segments; the others of a region are told by their bits. Source: ITU-T T.88, 7.3. */
const kinds = {
  symbols: 0, patterns: 16, page: 48, endOfPage: 49, endOfStripe: 50, endOfFile: 51, profiles: 52, tables: 53, colours: 54, extension: 62,
} as const;
const regions = new Set([4, 6, 7, 20, 22, 23, 36, 38, 39, 40, 42, 43]);
const genericRegions = new Set([36, 38, 39]);
/** So much each has at least: what is zero throughout looks like a row of empty ones. */
const leastBytes = new Map<number, number>([[kinds.symbols, 10], [kinds.patterns, 7], [kinds.page, 19], [kinds.tables, 9]]);
const regionHead = 17;
const unknown = 0xffffffff;
/** What is packed by arithmetic or by rows is never so long the same. */
const longestBlank = 32;
const blank = Buffer.alloc(longestBlank);
const nearlyAll = 0.99;

/**
 * True when a JBIG2 picture of a PDF is so high, and all its segments are there and hold what they say: decoders leave what is missing
 * white. `shared` are the segments it has in common with others.
 */
export function isWholeJbig2(picture: Buffer, shared: Buffer, height: number): boolean {
  const [own, common] = [segmentsOf(picture), segmentsOf(shared)];
  if (own === undefined || common === undefined) return false;
  const page = own.find(({ kind }) => kind === kinds.page);
  return page !== undefined && own.some(({ kind }) => regions.has(kind)) && heightOf(page, own) >= height * nearlyAll
    && [...own, ...common].every(isWholeSegment);
}

/** Undefined when one is none or reaches beyond the end. */
function segmentsOf(jbig2: Buffer): Segment[] | undefined {
  const segments: Segment[] = [];
  for (let at = 0; !isOver(jbig2, at);) {
    const head = headAt(jbig2, at);
    if (head === undefined) return undefined;
    const start = at + head.length;
    const end = head.dataLength === unknown ? endOfRegion(jbig2, start) : start + head.dataLength;
    if (end === undefined || end > jbig2.length) return undefined;
    segments.push({ kind: head.kind, data: jbig2.subarray(start, end) });
    at = end;
  }
  return segments;
}

/** A line's end may stand after the last. */
function isOver(jbig2: Buffer, at: number): boolean {
  return jbig2.length - at < 3 && jbig2.subarray(at).every((byte) => byte === 0x0a || byte === 0x0d || byte === 0);
}

/** Source: ITU-T T.88, 7.2. */
function headAt(jbig2: Buffer, at: number): { kind: number; length: number; dataLength: number } | undefined {
  if (at + 6 > jbig2.length) return undefined;
  const number = jbig2.readUInt32BE(at);
  const flags = jbig2.readUInt8(at + 4);
  const short = jbig2.readUInt8(at + 5) >> 5;
  const isLong = short === 7;
  if (short > 4 && !isLong) return undefined;
  if (isLong && at + 9 > jbig2.length) return undefined;
  const referred = isLong ? jbig2.readUInt32BE(at + 5) & 0x1fffffff : short;
  const countBytes = isLong ? 4 + Math.ceil((referred + 1) / 8) : 1;
  const numberBytes = [256, 65_536].reduce((bytes, most) => (number <= most ? bytes : bytes * 2), 1);
  const length = 5 + countBytes + referred * numberBytes + ((flags & 0x40) === 0 ? 1 : 4) + 4;
  if (at + length > jbig2.length) return undefined;
  return { kind: flags & 0x3f, length, dataLength: jbig2.readUInt32BE(at + length - 4) };
}

/** Where a region ends that does not say how long it is: by the mark that ends it, and its count of rows. Source: ITU-T T.88, 7.2.7. */
function endOfRegion(jbig2: Buffer, start: number): number | undefined {
  if (start + regionHead >= jbig2.length) return undefined;
  const isByRows = (jbig2.readUInt8(start + regionHead) & 1) === 1;
  const mark = jbig2.indexOf(Buffer.from(isByRows ? [0x00, 0x00] : [0xff, 0xac]), start + regionHead + 1);
  return mark < 0 ? undefined : mark + 2 + 4;
}

function heightOf(page: Segment, segments: readonly Segment[]): number {
  if (page.data.length < 8) return 0;
  const height = page.data.readUInt32BE(4);
  const isStriped = page.data.length >= 19 && (page.data.readUInt16BE(17) & 0x8000) !== 0;
  if (!isStriped) return height;
  const stripes = segments.filter(({ kind, data }) => kind === kinds.endOfStripe && data.length >= 4);
  const reached = (stripes.at(-1)?.data.readUInt32BE(0) ?? -1) + 1;
  return height === unknown ? reached : Math.min(height, Math.max(reached, lowestOf(segments)));
}

function lowestOf(segments: readonly Segment[]): number {
  const ends = segments.filter(({ kind, data }) => regions.has(kind) && data.length >= regionHead)
    .map(({ data }) => data.readUInt32BE(4) + data.readUInt32BE(12));
  return ends.reduce((lowest, end) => Math.max(lowest, end), 0);
}

function isWholeSegment({ kind, data }: Segment): boolean {
  if (regions.has(kind)) return isWholeRegion(kind, data);
  const isKnown = Object.values(kinds).some((known) => known === kind);
  if (!isKnown || data.length < (leastBytes.get(kind) ?? 0)) return false;
  // Symbols that are not packed by arithmetic may stand as they are.
  const isPacked = kind === kinds.symbols && (data.readUInt16BE(0) & 1) === 0;
  return !isPacked || !data.includes(blank);
}

function isWholeRegion(kind: number, data: Buffer): boolean {
  if (data.length <= regionHead) return false;
  const isByRows = genericRegions.has(kind) && (data.readUInt8(regionHead) & 1) === 1;
  if (!isByRows) return !data.includes(blank);
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
  const packing = { k: -1, columns: width, isByteAligned: false, hasEndOfLines: false };
  return width <= widestRow && faxRows(data.subarray(regionHead + 1), packing, height) >= height * nearlyAll;
}

/** No paper is wider. */
const widestRow = 200_000;
