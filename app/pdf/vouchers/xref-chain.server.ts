import { constants, inflateSync } from 'node:zlib';
import { PDFArray, PDFContext, PDFDict, PDFName, PDFNumber, PDFObjectParser, PDFRawStream, PDFRef } from 'pdf-lib';
import { listIn } from './list-in.ts';
import { parametersOfLast } from './picture-length.ts';
import { withoutForetelling } from './foretold-rows.ts';

/** Where a file's tables say that an object is: at a place of its own, within another, or nowhere any more. */
export type ObjectPlace = { readonly at: number } | { readonly within: number } | 'free';

/** What a file's tables say, the newest first, as every reader follows them from its end. */
export interface XrefChain {
  readonly places: ReadonlyMap<number, ObjectPlace>;
  /** Where tables stand that are objects themselves. */
  readonly streams: ReadonlySet<number>;
  readonly root: number | undefined;
}

const mostSections = 2_000;
const mostEntries = 1_000_000;
const mostBytes = 64 * 1024 * 1024;

interface Section {
  readonly entries: readonly (readonly [number: number, place: ObjectPlace])[];
  readonly trailer: PDFDict;
  readonly isStream: boolean;
}

/** Undefined where the tables can't be followed to their end: readers then look for the objects themselves. */
export function readXrefChain(pdf: Buffer, text = pdf.toString('latin1')): XrefChain | undefined {
  const places = new Map<number, ObjectPlace>();
  const [seen, streams] = [new Set<number>(), new Set<number>()];
  let root: number | undefined;
  try {
    for (let next: number | undefined = startOf(text); next !== undefined;) {
      if (seen.has(next) || seen.size > mostSections) return undefined;
      seen.add(next);
      const section = readSection(pdf, text, next);
      if (section.isStream) streams.add(placeOfObject(text, next)?.at ?? next);
      const hidden = numberOf(section.trailer, 'XRefStm');
      // Older readers take for free what this table of the newer ones tells of.
      const beside = hidden === undefined || section.isStream ? undefined : readSection(pdf, text, hidden);
      if (hidden !== undefined && beside !== undefined) streams.add(placeOfObject(text, hidden)?.at ?? hidden);
      const told = new Map([...section.entries, ...beside?.entries.filter(([, place]) => place !== 'free') ?? []]);
      for (const [number, place] of told) if (!places.has(number)) places.set(number, place);
      if (places.size > mostEntries) return undefined;
      const stated = section.trailer.get(PDFName.of('Root'));
      if (stated instanceof PDFRef) root ??= stated.objectNumber;
      next = numberOf(section.trailer, 'Prev');
      if (next === undefined && section.trailer.has(PDFName.of('Prev'))) return undefined;
    }
  } catch {
    return undefined;
  }
  return places.size === 0 ? undefined : { places, streams, root };
}

/** Where an object begins that stands here, after blanks perhaps, and its number. */
export function placeOfObject(text: string, at: number): { readonly at: number; readonly number: number } | undefined {
  const header = /(\s*)(\d{1,10})\s+\d{1,5}\s+obj/y;
  header.lastIndex = at;
  const match = header.exec(text);
  return match === null ? undefined : { at: at + (match[1]?.length ?? 0), number: Number(match[2]) };
}

function startOf(text: string): number {
  const stated = /startxref\s+(\d{1,10})/.exec(text.slice(text.lastIndexOf('startxref')))?.[1];
  if (stated === undefined) throw new Error('no start');
  return Number(stated);
}

function readSection(pdf: Buffer, text: string, at: number): Section {
  const table = /\s*xref\b/y;
  table.lastIndex = at;
  return table.test(text) ? readTable(pdf, text, table.lastIndex) : readStream(pdf, text, at);
}

function readTable(pdf: Buffer, text: string, start: number): Section {
  const entries: [number, ObjectPlace][] = [];
  let at = start;
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  for (let head = next(/\s*(\d{1,10})\s+(\d{1,10})/y); head !== null; head = next(/\s*(\d{1,10})\s+(\d{1,10})/y)) {
    let first = Number(head[1]);
    for (let index = 0; index < Number(head[2]); index += 1) {
      const entry = next(/\s*(\d{1,10})\s+(\d{1,5})\s+([nf])/y);
      if (entry === null || entries.length > mostEntries) throw new Error('no entry');
      // Some programs number from 1 what begins with the object 0 that no file has.
      if (index === 0 && first === 1 && entry[3] === 'f' && entry[2] === '65535') first = 0;
      const place = Number(entry[1]);
      entries.push([first + index, entry[3] === 'n' && place > 0 ? { at: place } : 'free']);
    }
  }
  if (next(/\s*trailer/y) === null) throw new Error('no trailer');
  const trailer = PDFObjectParser.forBytes(pdf.subarray(at), PDFContext.create()).parseObject();
  if (!(trailer instanceof PDFDict)) throw new Error('no trailer');
  return { entries, trailer, isStream: false };
}

const kinds = { free: 0, at: 1, within: 2 } as const;

function readStream(pdf: Buffer, text: string, start: number): Section {
  const header = /\s*\d{1,10}\s+\d{1,5}\s+obj/y;
  header.lastIndex = start;
  if (!header.test(text)) throw new Error('no table');
  const stream = PDFObjectParser.forBytes(pdf.subarray(header.lastIndex), PDFContext.create()).parseObject();
  if (!(stream instanceof PDFRawStream)) throw new Error('no table');
  const { dict } = stream;
  const [kindBytes = 0, placeBytes = 0, moreBytes = 0] = numbersIn(dict, 'W');
  const rows = rowsOf(stream);
  const rowBytes = kindBytes + placeBytes + moreBytes;
  const index = dict.has(PDFName.of('Index')) ? numbersIn(dict, 'Index') : [0, numberOf(dict, 'Size') ?? 0];
  const entries: [number, ObjectPlace][] = [];
  let at = 0;
  for (let pair = 0; pair < index.length; pair += 2) {
    const [first = 0, count = 0] = index.slice(pair, pair + 2);
    for (let number = first; number < first + count && at + rowBytes <= rows.length && rowBytes > 0; number += 1, at += rowBytes) {
      if (entries.length > mostEntries) throw new Error('too many');
      const kind = kindBytes === 0 ? kinds.at : wholeNumber(rows, at, kindBytes);
      const place = wholeNumber(rows, at + kindBytes, placeBytes);
      if (kind === kinds.within) entries.push([number, { within: place }]);
      else if (kind === kinds.free || kind === kinds.at) entries.push([number, kind === kinds.at && place > 0 ? { at: place } : 'free']);
    }
  }
  return { entries, trailer: dict, isStream: true };
}

/** Rows that each say how they were foretold. */
const firstOfPng = 10;

function rowsOf({ dict, contents }: PDFRawStream): Buffer {
  const filters = listIn(dict, 'Filter').map((filter) => filter.toString());
  if (filters.length === 0) return Buffer.from(contents);
  if (filters.length > 1 || filters[0] !== '/FlateDecode') throw new Error('packed otherwise');
  // A line's end too few or too many is no loss: a row that is cut is left out.
  const rows = inflateSync(contents, { maxOutputLength: mostBytes, finishFlush: constants.Z_SYNC_FLUSH });
  const parameters = parametersOfLast(dict);
  const predictor = parameters === undefined ? 1 : numberOf(parameters, 'Predictor') ?? 1;
  if (parameters === undefined || predictor === 1) return rows;
  if (predictor < firstOfPng) throw new Error('foretold otherwise');
  return withoutForetelling(rows, numberOf(parameters, 'Columns') ?? 1);
}

function wholeNumber(bytes: Buffer, at: number, length: number): number {
  let value = 0;
  for (let index = at; index < at + length; index += 1) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

function numbersIn(dict: PDFDict, key: string): number[] {
  const list = dict.get(PDFName.of(key));
  return list instanceof PDFArray ? list.asArray().map((value) => (value instanceof PDFNumber ? value.asNumber() : Number.NaN)) : [];
}

function numberOf(dict: PDFDict, key: string): number | undefined {
  const value = dict.get(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : undefined;
}
