/** What a TIFF says of one of its pictures that a decoder does not heed. */
export interface TiffDirectory {
  /** False for a smaller copy of another picture, and for a mask. */
  readonly isPage: boolean;
  /** How much higher than wide a pixel is; fax machines have coarser rows than columns. */
  readonly pixelShape: number;
}

const tags = { newSubfileType: 254, subfileType: 255, xResolution: 282, yResolution: 283 } as const;
const rational = 5;
const valueBytes: Readonly<Record<number, number>> = { 3: 2, 4: 4, [rational]: 8 };
/** Pixels narrower or flatter than any scanner or fax makes are a slip of the pen. */
const mostUneven = 4;
const mostDirectories = 10_000;
const mostEntries = 4_096;

/** The directories of a TIFF in order, each once, as far as they can be read. Source: TIFF 6.0, sections 2 and 8; BigTIFF. */
export function tiffDirectories(tiff: Buffer): TiffDirectory[] {
  const reader = new TiffReader(tiff);
  const found: TiffDirectory[] = [];
  const seen = new Set<number>();
  for (let at = reader.first(); at > 0 && !seen.has(at) && found.length < mostDirectories;) {
    seen.add(at);
    const directory = reader.directory(at);
    if (directory === undefined) break;
    found.push({ isPage: isPage(directory.values), pixelShape: pixelShape(directory.values) });
    at = directory.next;
  }
  return found;
}

type Values = ReadonlyMap<number, number>;

function isPage(values: Values): boolean {
  const reducedOrMask = 0b101;
  return ((values.get(tags.newSubfileType) ?? 0) & reducedOrMask) === 0 && values.get(tags.subfileType) !== 2;
}

function pixelShape(values: Values): number {
  const shape = (values.get(tags.xResolution) ?? 1) / (values.get(tags.yResolution) ?? 1);
  return shape >= 1 / mostUneven && shape <= mostUneven ? shape : 1;
}

/** Numbers of either byte order, in files of either width. What lies outside the file is nothing. */
class TiffReader {
  private readonly bytes: Buffer;
  private readonly isLittle: boolean;
  private readonly isBig: boolean;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.isLittle = bytes[0] === 0x49;
    this.isBig = this.number(2, 2) === 43;
  }

  /** Where the first directory lies; 0 when it is not told. */
  first(): number {
    return this.isBig ? this.number(8, 8) : this.number(4, 4);
  }

  directory(at: number): { values: Values; next: number } | undefined {
    const [countBytes, entryBytes] = this.isBig ? [8, 20] : [2, 12];
    const count = this.number(at, countBytes);
    const end = at + countBytes + count * entryBytes;
    if (count === 0 || count > mostEntries || end > this.bytes.length) return undefined;
    const values = new Map<number, number>();
    for (let entry = at + countBytes; entry < end; entry += entryBytes) values.set(this.number(entry, 2), this.value(entry));
    return { values, next: this.number(end, this.isBig ? 8 : 4) };
  }

  /** A whole number or a ratio; NaN for any other kind. */
  private value(entry: number): number {
    const kind = this.number(entry + 2, 2);
    const bytes = valueBytes[kind];
    if (bytes === undefined) return Number.NaN;
    const [field, width] = this.isBig ? [entry + 12, 8] : [entry + 8, 4];
    const at = bytes <= width ? field : this.number(field, width);
    return kind === rational ? this.number(at, 4) / this.number(at + 4, 4) : this.number(at, bytes);
  }

  private number(at: number, length: number): number {
    if (at + length > this.bytes.length) return 0;
    if (length <= 4) return this.isLittle ? this.bytes.readUIntLE(at, length) : this.bytes.readUIntBE(at, length);
    return Number(this.isLittle ? this.bytes.readBigUInt64LE(at) : this.bytes.readBigUInt64BE(at));
  }
}
