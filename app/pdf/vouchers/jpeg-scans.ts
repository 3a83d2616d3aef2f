import { isRestart, jpegSegments, markers, nextMarker, type JpegSegment } from './jpeg-segments.ts';

/** Some encoders fill up the end of a scan, with one and the same. After a hole something else is left, much more, or too little. */
const mostFilling = 16;
const blockSize = 8;
const lastCoefficient = 63;

/**
 * False when the data of a plain JPEG are not those of a picture of its size: a code that none is, more of a block than a block holds,
 * too little or something left over. Decoders go on with grey, or with what is wrong, and say nothing. True for other ways of coding,
 * whose data decoders do miss. Source: ITU-T T.81, annex F.
 */
export function holdsItsScans(jpeg: Buffer): boolean {
  const tables = new Map<number, Uint16Array>();
  let frame: Frame | undefined;
  let restartInterval = 0;
  for (const segment of jpegSegments(jpeg)) {
    const { marker, start } = segment;
    if (marker === markers.huffmanTables) readTables(jpeg, segment, tables);
    if (marker === markers.restartInterval) restartInterval = jpeg.readUInt16BE(start);
    if (marker === markers.frame || marker === markers.extendedFrame) frame = readFrame(jpeg, start);
    if (marker !== markers.scan) continue;
    if (frame === undefined) return true;
    const scan = readScan(jpeg, start, { frame, tables });
    if (scan === undefined || !holdsScan(jpeg, segment.end, { ...scan, restartInterval })) return false;
  }
  return true;
}

interface Component {
  readonly across: number;
  readonly down: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: ReadonlyMap<number, Component>;
}

function readFrame(jpeg: Buffer, start: number): Frame {
  const components = Array.from({ length: jpeg[start + 5] ?? 0 }, (_, index) => {
    const at = start + 6 + index * 3;
    const sampling = jpeg[at + 1] ?? 0;
    return [jpeg[at] ?? 0, { across: sampling >> 4, down: sampling & 15 }] as const;
  });
  return { height: jpeg.readUInt16BE(start + 1), width: jpeg.readUInt16BE(start + 3), components: new Map(components) };
}

/** By the first sixteen bits that come: how many of them are the code, and eight bits higher what it means. */
function readTables(jpeg: Buffer, { start, end }: JpegSegment, tables: Map<number, Uint16Array>): void {
  for (let at = start; at + 17 <= end;) {
    const table = new Uint16Array(65_536);
    const id = jpeg[at] ?? 0;
    let symbol = at + 17;
    let code = 0;
    for (let length = 1; length <= 16; length += 1) {
      const step = 1 << (16 - length);
      for (let left = jpeg[at + length] ?? 0; left > 0; left -= 1) {
        table.fill(((jpeg[symbol] ?? 0) << 8) | length, code, code + step);
        symbol += 1;
        code += step;
      }
    }
    tables.set(id, table);
    at = symbol;
  }
}

/** The tables of a block: of its first value and of the others. */
interface BlockTables {
  readonly first: Uint16Array;
  readonly others: Uint16Array;
}

interface Scan {
  /** The blocks that come together, and how often they come. */
  readonly blocks: readonly BlockTables[];
  readonly times: number;
}

interface Known {
  readonly frame: Frame;
  readonly tables: ReadonlyMap<number, Uint16Array>;
}

function readScan(jpeg: Buffer, start: number, { frame, tables }: Known): Scan | undefined {
  const all = [...frame.components.values()];
  const [mostAcross, mostDown] = [Math.max(...all.map(({ across }) => across)), Math.max(...all.map(({ down }) => down))];
  const parts = Array.from({ length: jpeg[start] ?? 0 }, (_, index) => {
    const at = start + 1 + index * 2;
    const choice = jpeg[at + 1] ?? 0;
    return { component: frame.components.get(jpeg[at] ?? 0), first: tables.get(choice >> 4), others: tables.get(0x10 | (choice & 15)) };
  });
  const isAlone = parts.length === 1;
  const blocks: BlockTables[] = [];
  for (const { component, first, others } of parts) {
    if (component === undefined || first === undefined || others === undefined) return undefined;
    for (let count = isAlone ? 1 : component.across * component.down; count > 0; count -= 1) blocks.push({ first, others });
  }
  const { across = 1, down = 1 } = (isAlone ? parts[0]?.component : undefined) ?? { across: mostAcross, down: mostDown };
  const units = (length: number, share: number, most: number) => (
    Math.ceil(Math.ceil((length * share) / most) / (isAlone ? blockSize : blockSize * share))
  );
  return { blocks, times: units(frame.width, across, mostAcross) * units(frame.height, down, mostDown) };
}

/** Whether each piece between restarts holds as many blocks as it should, and nothing more. */
function holdsScan(jpeg: Buffer, start: number, { blocks, times, restartInterval }: Scan & { readonly restartInterval: number }): boolean {
  const perPiece = restartInterval === 0 ? times : restartInterval;
  let left = times;
  for (const piece of piecesOf(jpeg.subarray(start, nextMarker(jpeg, start)))) {
    const wanted = Math.min(perPiece, left);
    const bits = bitsOf(piece, blocks, wanted);
    const filling = wanted === 0 ? 0 : mostFilling;
    if (bits === undefined || piece.length - bits / 8 > filling || !isFilling(piece.subarray(Math.ceil(bits / 8)))) return false;
    left -= wanted;
  }
  return left === 0;
}

function isFilling(over: Buffer): boolean {
  return over.every((byte) => byte === 0 || byte === 0xff);
}

/** A scan's data between its restarts, without stuffed bytes. */
function* piecesOf(data: Buffer): Generator<Buffer> {
  let parts: Buffer[] = [];
  let from = 0;
  for (let at = data.indexOf(0xff); at >= 0; at = data.indexOf(0xff, at + 1)) {
    const next = data[at + 1] ?? 0;
    const isEnd = isRestart(next);
    parts.push(data.subarray(from, isEnd || next === 0xff ? at : at + 1));
    from = next === 0xff ? at + 1 : at + 2;
    if (!isEnd) continue;
    yield Buffer.concat(parts);
    parts = [];
  }
  parts.push(data.subarray(from));
  yield Buffer.concat(parts);
}

/** How many bits so many blocks take; undefined when there are too few, or they are not those of blocks. */
function bitsOf(piece: Buffer, blocks: readonly BlockTables[], times: number): number | undefined {
  const most = piece.length * 8;
  // What is read past the end counts for nothing, since the place is then past the end too.
  const bytes = Buffer.concat([piece, Buffer.alloc(mostBlockBytes)]);
  let at = 0;
  for (let time = 0; time < times; time += 1) {
    for (const tables of blocks) {
      at = afterBlock(bytes, at, tables);
      if (at < 0 || at > most) return undefined;
    }
  }
  return at;
}

/** Sixteen bits of code and sixteen of value for each of its coefficients, and what is looked at beyond. */
const mostBlockBytes = 64 * 4 + 4;
const longRun = 15;
const broken = -1;

/** The bit after a block that begins at this one. Source: ITU-T T.81, F.2.2. */
function afterBlock(bytes: Buffer, from: number, { first, others }: BlockTables): number {
  const start = first[sixteenBits(bytes, from)] ?? 0;
  if (start === 0 || start >> 8 > 15) return broken;
  let at = from + (start & 255) + (start >> 8);
  for (let index = 1; index <= lastCoefficient;) {
    const entry = others[sixteenBits(bytes, at)] ?? 0;
    if (entry === 0) return broken;
    const run = entry >> 12;
    const size = (entry >> 8) & 15;
    at += (entry & 255) + size;
    if (size === 0 && run < longRun) return at;
    index += run + 1;
    if (index > lastCoefficient + 1) return broken;
  }
  return at;
}

function sixteenBits(bytes: Buffer, at: number): number {
  const byte = at >> 3;
  const three = ((bytes[byte] ?? 0) << 16) | ((bytes[byte + 1] ?? 0) << 8) | (bytes[byte + 2] ?? 0);
  return (three >> (8 - (at & 7))) & 0xffff;
}
