import { FaxCodes, firstPartial, longestCode } from './fax-codes.ts';

/** How a picture is packed as fax machines do. Source: ISO 32000-1 7.4.6, ITU-T T.4 and T.6. */
export interface FaxPacking {
  /** Below 0: every row is told by the one above it; 0: none is; above: the row says which. */
  readonly k: number;
  readonly columns: number;
  readonly isByteAligned: boolean;
  readonly hasEndOfLines: boolean;
}

/** Bits of the mark that ends a row: all zero but the last. */
const endOfLine = 12;

/** How many rows can be read, up to so many. What has a hole or was cut has fewer: decoders leave the others white and say nothing. */
export function faxRows(data: Uint8Array, packing: FaxPacking, most: number): number {
  const reader = new FaxReader(data, packing);
  let rows = 0;
  while (rows < most && reader.startsRow()) {
    if (reader.readRow()) rows += 1;
    else if (!reader.findsEnd()) return rows;
  }
  return rows;
}

class FaxReader {
  private readonly data: Uint8Array;
  private readonly packing: FaxPacking;
  private readonly end: number;
  /** In bits. */
  private at = 0;
  private isByAbove: boolean;
  /** Where rows begin on whole bytes, what fills them up may look like the mark that ends a row. */
  private readonly hasMarks: boolean;
  /** Where the colour changes, first to black; then the row's end, over and over. */
  private above: Int32Array;
  private row: Int32Array;
  private changes = 0;
  private rowsBegun = 0;
  /** Whether a mark stands before every row, as the file says or as was seen before one. */
  private isMarked: boolean;
  private isOutOfStep = false;

  constructor(data: Uint8Array, packing: FaxPacking) {
    this.data = data;
    this.packing = packing;
    this.end = data.length * 8;
    this.isByAbove = packing.k < 0;
    this.isMarked = packing.hasEndOfLines;
    this.hasMarks = !packing.isByteAligned || (packing.k >= 0 && packing.hasEndOfLines);
    [this.above, this.row] = [new Int32Array(packing.columns + 4), new Int32Array(packing.columns + 4)];
    this.above.fill(packing.columns);
  }

  /** Passes over what stands between rows. False at the end. */
  startsRow(): boolean {
    const { k } = this.packing;
    if (!this.hasMarks) this.at = Math.ceil(this.at / 8) * 8;
    if (k < 0) return this.at < this.end && this.peek(endOfLine) !== 1;
    const ends = this.hasMarks ? this.skipEnds() : 0;
    this.isOutOfStep = this.isMarked && ends === 0 && this.rowsBegun > 0;
    this.isMarked ||= ends > 0 && this.rowsBegun > 0;
    this.rowsBegun += 1;
    if (k > 0) this.isByAbove = this.take(1) === 0;
    return ends < 2 && this.at < this.end;
  }

  /** Leads to the end of a row that can't be read, where rows have such. */
  findsEnd(): boolean {
    if (this.packing.k < 0 || !this.hasMarks) return false;
    while (this.at < this.end && this.peek(endOfLine) !== 1) this.at += 1;
    return this.at < this.end;
  }

  readRow(): boolean {
    this.changes = 0;
    if (this.isOutOfStep) return false;
    const isRead = this.isByAbove ? this.readByAbove() : this.readRuns();
    if (!isRead) return false;
    this.row.fill(this.packing.columns, this.changes, this.changes + 3);
    [this.above, this.row] = [this.row, this.above];
    return true;
  }

  /** How many marks that end a row were passed over; several together end the picture. */
  private skipEnds(): number {
    let ends = 0;
    while (this.at < this.end && this.peek(endOfLine - 1) === 0) {
      while (this.at < this.end && this.peek(1) === 0) this.at += 1;
      this.at += 1;
      ends += 1;
      if (this.packing.k > 0 && this.peek(endOfLine + 1) === (1 << endOfLine) + 1) return 2;
      if (this.packing.k > 0) return ends;
    }
    return ends;
  }

  private readRuns(): boolean {
    let place = 0;
    for (let isBlack = false; place < this.packing.columns; isBlack = !isBlack) {
      const run = this.takeRun(isBlack);
      place += run ?? 0;
      if (run === undefined || !this.changesAt(place)) return false;
    }
    return true;
  }

  private readByAbove(): boolean {
    const { columns } = this.packing;
    let [place, isBlack, edge] = [-1, false, 0];
    while (place < columns) {
      while ((this.above[edge] ?? columns) <= place && (this.above[edge] ?? columns) < columns) edge += 2;
      const bits = this.peek(longestCode);
      const length = FaxCodes.modes.lengthOf(bits);
      const mode = FaxCodes.modes.valueOf(bits);
      if (length === 0 || this.at + length > this.end) return false;
      this.at += length;
      if (mode === FaxCodes.pass) place = this.above[edge + 1] ?? columns;
      else if (mode === FaxCodes.runs) {
        const [first, second] = [this.takeRun(isBlack), this.takeRun(!isBlack)];
        if (first === undefined || second === undefined) return false;
        const middle = Math.max(place, 0) + first;
        place = middle + second;
        if (!this.changesAt(middle) || !this.changesAt(place)) return false;
      } else {
        const next = (this.above[edge] ?? columns) + mode;
        if (next < place || !this.changesAt(next)) return false;
        [place, isBlack, edge] = [next, !isBlack, edge > 0 ? edge - 1 : edge + 1];
      }
    }
    return true;
  }

  /** Notes a change of colour; two in one place are none. False for one outside of the row. */
  private changesAt(place: number): boolean {
    if (place < 0 || place > this.packing.columns) return false;
    if (this.changes > 0 && this.row[this.changes - 1] === place) this.changes -= 1;
    else this.row[this.changes++] = place;
    return true;
  }

  private takeRun(isBlack: boolean): number | undefined {
    const codes = isBlack ? FaxCodes.black : FaxCodes.white;
    for (let run = 0; run <= this.packing.columns;) {
      const bits = this.peek(longestCode);
      const length = codes.lengthOf(bits);
      if (length === 0 || this.at + length > this.end) return undefined;
      this.at += length;
      const part = codes.valueOf(bits);
      run += part;
      if (part < firstPartial) return run;
    }
    return undefined;
  }

  private take(count: number): number {
    const bits = this.peek(count);
    this.at += count;
    return bits;
  }

  /** Beyond the end all bits are zero. */
  private peek(count: number): number {
    const { data, at } = this;
    const byte = at >> 3;
    const bits = ((data[byte] ?? 0) << 16) | ((data[byte + 1] ?? 0) << 8) | (data[byte + 2] ?? 0);
    return (bits >> (24 - (at & 7) - count)) & ((1 << count) - 1);
  }
}
