import { PDFName, PDFNumber, PDFRawStream, PDFRef, type PDFContext } from 'pdf-lib';
import { ForeignContents } from './foreign-contents.server.ts';
import { dataStart } from './stated-lengths.ts';
import { placeOfObject, readXrefChain, type XrefChain } from './xref-chain.server.ts';

export interface BelievedFile {
  /** Without the objects that no table of the file leads to: the parser takes the last one of a number, wherever it stands. */
  readonly bytes: Buffer;
  /** Undefined where the tables are wrong, or can't be followed. */
  readonly chain: XrefChain | undefined;
  /** Where an object is written more than once, and no table tells which one readers show. */
  readonly isUncertain: boolean;
  /** Numbers of which an object was left out. */
  readonly leftOut: Set<number>;
}

interface Header {
  readonly at: number;
  readonly number: number;
}

/** What readers take a file to hold: of an object that is written several times, the one that its tables lead to. */
export function believedFile(pdf: Buffer): BelievedFile {
  const text = pdf.toString('latin1');
  const headers = headersIn(text);
  const leftOut = new Set<number>();
  const chain = readXrefChain(pdf, text);
  const numbers = new Set(headers.map(({ number }) => number));
  const starts = chain === undefined ? undefined : startsBy(chain, text, numbers);
  const asItIs = { bytes: pdf, chain, isUncertain: false, leftOut };
  if (chain === undefined || starts === undefined) return { ...asItIs, chain: undefined, isUncertain: numbers.size < headers.length };
  const others = headers.filter(({ at, number }) => starts.get(number) !== at && !chain.streams.has(at));
  if (others.length === 0) return asItIs;
  const within = new Extents(text, starts);
  const bytes = Buffer.from(pdf);
  for (const header of others) {
    if (within.holds(header.at)) continue;
    disown(bytes, text, header);
    leftOut.add(header.number);
  }
  return { ...asItIs, bytes };
}

/**
 * The same of objects within others, once those are unpacked: what the tables call free is taken out. True where an older one came to
 * stand for a newer.
 */
export function settleWithin(context: PDFContext, { places }: XrefChain, leftOut: Set<number>): boolean {
  const atOf = (number: number) => {
    const place = places.get(number);
    return place !== undefined && place !== 'free' && 'at' in place ? place.at : -1;
  };
  let isUncertain = false;
  for (const [ref, stream] of context.enumerateIndirectObjects()) {
    if (!(stream instanceof PDFRawStream) || stream.dict.get(PDFName.of('Type')) !== PDFName.of('ObjStm')) continue;
    for (const number of membersOf(stream)) {
      const place = places.get(number) ?? 'free';
      if (place === 'free') {
        context.delete(PDFRef.of(number));
        leftOut.add(number);
      } else if ('at' in place) isUncertain ||= place.at < atOf(ref.objectNumber);
      else if (place.within !== ref.objectNumber) isUncertain ||= atOf(place.within) < atOf(ref.objectNumber);
    }
  }
  return isUncertain;
}

function membersOf(stream: PDFRawStream): number[] {
  const [first, count] = ['First', 'N'].map((key) => stream.dict.lookup(PDFName.of(key)));
  if (!(first instanceof PDFNumber) || !(count instanceof PDFNumber)) return [];
  const head = new ForeignContents().unpack(stream).toString('latin1', 0, first.asNumber());
  return (head.match(/\d+/g) ?? []).filter((_, index) => index % 2 === 0).slice(0, count.asNumber()).map(Number);
}

/** Everything that looks like the beginning of an object, in the order of the file. */
function headersIn(text: string): Header[] {
  const headers: Header[] = [];
  const reach = 24;
  for (let end = text.indexOf('obj'); end >= 0; end = text.indexOf('obj', end + 3)) {
    const from = Math.max(0, end - reach);
    const match = /(?<!\d)(\d{1,10})\s+\d{1,5}\s+$/.exec(text.slice(from, end));
    if (match !== null) headers.push({ at: from + match.index, number: Number(match[1]) });
  }
  return headers;
}

/** Where each object begins by the tables. Undefined where they lead elsewhere though the object is in the file. */
function startsBy({ places, streams }: XrefChain, text: string, numbers: ReadonlySet<number>): ReadonlyMap<number, number> | undefined {
  const starts = new Map<number, number>();
  // Of where a table itself is nobody asks, and some tell it wrong.
  const tables = new Set([...streams].map((at) => placeOfObject(text, at)?.number));
  for (const [number, place] of places) {
    if (place === 'free' || !('at' in place)) continue;
    const found = placeOfObject(text, place.at);
    if (found?.number === number) starts.set(number, found.at);
    else if (numbers.has(number) && !tables.has(number)) return undefined;
  }
  return starts;
}

/** From where to where the objects reach that are believed: what looks like an object there is part of their data. */
class Extents {
  private readonly text: string;
  private readonly starts: ReadonlyMap<number, number>;
  private readonly sorted: readonly number[];

  constructor(text: string, starts: ReadonlyMap<number, number>) {
    this.text = text;
    this.starts = starts;
    this.sorted = [...starts.values()].sort((a, b) => a - b);
  }

  holds(at: number): boolean {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const start = this.sorted[low - 1];
    return start !== undefined && at < this.endOf(start);
  }

  private endOf(start: number): number {
    const { text } = this;
    const over = endOfObject(text, start);
    const keyword = start + text.slice(start, over).indexOf('stream');
    if (keyword < start) return over;
    const data = dataStart(Buffer.from(text.slice(keyword, keyword + 8), 'latin1'), 0) + keyword;
    const end = data + (this.lengthIn(text.slice(start, keyword)) ?? Number.NaN);
    if (/^\s*endstream/.test(text.slice(end, end + 16))) return end;
    const found = text.indexOf('endstream', data);
    return found < 0 ? text.length : found;
  }

  private lengthIn(dictionary: string): number | undefined {
    const match = /\/Length\s+(\d{1,10})(\s+\d{1,5}\s+R)?/.exec(dictionary);
    if (match?.[2] === undefined) return match === null ? undefined : Number(match[1]);
    const at = this.starts.get(Number(match[1])) ?? this.text.length;
    const stated = /^\d+\s+\d+\s+obj\s+(\d{1,10})/.exec(this.text.slice(at, at + 48))?.[1];
    return stated === undefined ? undefined : Number(stated);
  }
}

/** Where its last word stands, which is looked for first: data may be far away, or another object's. */
function endOfObject(text: string, start: number): number {
  const end = text.indexOf('endobj', start);
  return end < 0 ? text.length : end;
}

/** Gives an object the number 0, which no object has: the parser forgets it. A table, or a holder of others, becomes none. */
function disown(bytes: Buffer, text: string, { at }: Header): void {
  const numbers = /^\d+\s+\d+/.exec(text.slice(at, at + 24))?.[0] ?? '';
  bytes.write(numbers.replaceAll(/\d/g, '0'), at, 'latin1');
  const [dictionary = ''] = text.slice(at, endOfObject(text, at)).split('stream', 1);
  for (const match of dictionary.matchAll(/\/(?:ObjStm|XRef)\b/g)) bytes.write('/'.padEnd(match[0].length, '0'), at + match.index, 'latin1');
}
