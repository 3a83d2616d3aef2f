const rational = 5;
const valueBytes: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 7: 1, 16: 8, [rational]: 8 };
const mostDirectories = 10_000;
const mostEntries = 4_096;
const mostValues = 200_000;

/** A directory, where it stands, and where each of its entries does, by their tags. */
export interface ReadDirectory {
  readonly at: number;
  readonly entries: ReadonlyMap<number, number>;
  readonly next: number;
}

/** How many bytes tell the number of entries, an entry, and an offset or a count. */
export interface TiffShape {
  readonly countBytes: number;
  readonly entryBytes: number;
  readonly nextBytes: number;
}

const usualShape: TiffShape = { countBytes: 2, entryBytes: 12, nextBytes: 4 };
const bigShape: TiffShape = { countBytes: 8, entryBytes: 20, nextBytes: 8 };

/** Numbers of either byte order, in files of either width. What lies outside the file is nothing. */
export class TiffReader {
  private readonly bytes: Buffer;
  private readonly isLittle: boolean;
  private readonly isBig: boolean;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.isLittle = bytes[0] === 0x49;
    this.isBig = this.number(2, 2) === 43;
  }

  get shape(): TiffShape {
    return this.isBig ? bigShape : usualShape;
  }

  /** The directories in order, each once, as far as they can be read. Source: TIFF 6.0, section 2; BigTIFF. */
  * directories(): Generator<ReadDirectory> {
    const seen = new Set<number>();
    for (let at = this.isBig ? this.number(8, 8) : this.number(4, 4); at > 0 && !seen.has(at) && seen.size < mostDirectories;) {
      seen.add(at);
      const directory = this.directory(at);
      if (directory === undefined) return;
      yield directory;
      at = directory.next;
    }
  }

  private directory(at: number): ReadDirectory | undefined {
    const { countBytes, entryBytes, nextBytes } = this.shape;
    const count = this.number(at, countBytes);
    const end = at + countBytes + count * entryBytes;
    if (count === 0 || count > mostEntries || end > this.bytes.length) return undefined;
    const entries = new Map<number, number>();
    for (let entry = at + countBytes; entry < end; entry += entryBytes) entries.set(this.number(entry, 2), entry);
    return { at, entries, next: this.number(end, nextBytes) };
  }

  /** The first number of an entry; NaN where it is none, undefined where there is no entry. */
  value(entry: number | undefined): number | undefined {
    return entry === undefined ? undefined : this.list(entry, 1)[0] ?? Number.NaN;
  }

  /** The numbers or ratios of an entry, as many as there are or are wanted; none of another kind. */
  list(entry: number | undefined, most = mostValues): number[] {
    const place = entry === undefined ? undefined : this.placeOf(entry);
    if (place === undefined) return [];
    const { at, count, kind, bytes } = place;
    return Array.from({ length: Math.min(count, most) }, (_, index) => (
      kind === rational ? this.number(at + index * 8, 4) / this.number(at + index * 8 + 4, 4) : this.number(at + index * bytes, bytes)
    ));
  }

  /** What an entry of bare bytes holds. */
  bytesOf(entry: number | undefined): Buffer | undefined {
    const place = entry === undefined ? undefined : this.placeOf(entry);
    return place === undefined ? undefined : this.slice(place.at, place.count * place.bytes);
  }

  /** Writes a number into a copy as this file writes its own. */
  write(copy: Buffer, { at, length, value }: { readonly at: number; readonly length: number; readonly value: number }): void {
    const bytes = Math.min(length, 6);
    if (this.isLittle) copy.writeUIntLE(value, at, bytes);
    else copy.writeUIntBE(value, at + length - bytes, bytes);
  }

  slice(start: number, length: number): Buffer {
    return this.bytes.subarray(start, Math.min(this.bytes.length, start + length));
  }

  private placeOf(entry: number): { at: number; count: number; kind: number; bytes: number } | undefined {
    const kind = this.number(entry + 2, 2);
    const bytes = valueBytes[kind];
    if (bytes === undefined) return undefined;
    const { nextBytes } = this.shape;
    const count = this.number(entry + 4, nextBytes);
    const field = entry + 4 + nextBytes;
    return { at: bytes * count <= nextBytes ? field : this.number(field, nextBytes), count, kind, bytes };
  }

  private number(at: number, length: number): number {
    if (at + length > this.bytes.length) return 0;
    if (length <= 4) return this.isLittle ? this.bytes.readUIntLE(at, length) : this.bytes.readUIntBE(at, length);
    return Number(this.isLittle ? this.bytes.readBigUInt64LE(at) : this.bytes.readBigUInt64BE(at));
  }
}
