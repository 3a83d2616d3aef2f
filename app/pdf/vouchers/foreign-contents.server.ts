import { inflateSync } from 'node:zlib';
import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFNull, PDFRawStream, PDFRef, PDFStream, type PDFContext, type PDFObject } from 'pdf-lib';
import type { ForeignPage } from './foreign-pages.server.ts';
import { isTooLarge } from './inflate-budget.ts';
import { UnreadableError } from './unreadable.ts';

/** What the drawings of one file may unpack to together. */
const maxContentBytes = 128 * 1024 * 1024;
/** By the filters of earlier times, which few drawings use. */
const maxOddlyPackedBytes = 32 * 1024 * 1024;
const pieceBytes = 64 * 1024;

/** Unpacks the drawings of a file's pages, each stream once, within one budget. */
export class ForeignContents {
  private readonly unpacked = new Map<PDFStream, Buffer>();
  private readonly countObjects: () => number;
  private objectCount: number | undefined;
  private left = maxContentBytes;

  /** `countObjects` finds how many objects the file says it has, as many as there may be unless known; asked once, where one is missing. */
  constructor(countObjects = () => Number.POSITIVE_INFINITY) {
    this.countObjects = countObjects;
  }

  /**
   * A page's drawing operators, joined. No contents is a blank page; contents that are missing or do not unpack are damage. Nothing among
   * others is nothing: null, or an object that the file never had, which is null as well. Source: ISO 32000-1 7.3.9, 7.3.10.
   */
  of(page: ForeignPage): Buffer {
    if (page.raw('Contents') === undefined || page.raw('Contents') === PDFNull) return Buffer.alloc(0);
    const contents = page.value('Contents');
    const streams = contents instanceof PDFArray ? this.listed(contents, page.context) : [contents];
    const parts = streams.flatMap((stream) => [this.unpack(stream), Buffer.from('\n')]);
    this.left -= parts.reduce((total, part) => total + part.length, 0);
    if (this.left < 0) throw new UnreadableError('too_large');
    return Buffer.concat(parts);
  }

  private listed(list: PDFArray, context: PDFContext): (PDFObject | undefined)[] {
    const named = list.asArray().filter((entry) => entry !== PDFNull);
    const there = named.filter((entry) => {
      const stream = context.lookup(entry);
      return stream === undefined ? !this.isNowhere(entry) : stream !== PDFNull;
    });
    // Where nothing at all is left the page would be blank: that is damage.
    return (there.length === 0 ? named : there).map((entry) => context.lookup(entry));
  }

  /** True for what refers to an object that the file never had, and is nothing by that. */
  isNowhere(missing: PDFObject): boolean {
    this.objectCount ??= this.countObjects();
    return missing instanceof PDFRef && missing.objectNumber >= this.objectCount;
  }

  /** A stream without its filters. Pictures' own filters are not taken off: ask for drawings, fonts, maps and profiles only. */
  unpack(stream: PDFObject | undefined): Buffer {
    if (!(stream instanceof PDFStream)) throw new UnreadableError('damaged');
    const known = this.unpacked.get(stream);
    if (known !== undefined) return known;
    const data = stream instanceof PDFRawStream ? unfilter(stream) : Buffer.from(stream.getContents());
    this.unpacked.set(stream, data);
    return data;
  }
}

/** Takes off a stream's filters one by one, so that each is held to the limit. */
function unfilter(stream: PDFRawStream): Buffer {
  const parameters = asList(stream.dict.lookup(PDFName.of('DecodeParms')));
  let data: Buffer = Buffer.from(stream.contents);
  for (const [index, filter] of asList(stream.dict.lookup(PDFName.of('Filter'))).entries()) {
    try {
      data = withoutFilter(data, filter, { stream, parameters: parameters[index] });
    } catch (error) {
      if (error instanceof UnreadableError) throw error;
      throw new UnreadableError(isTooLarge(error) ? 'too_large' : 'damaged');
    }
  }
  return data;
}

/** Flate is tried under the limit first, also where the parser has to take off a predictor. */
function withoutFilter(data: Buffer, filter: PDFObject, about: { stream: PDFRawStream; parameters: PDFObject | undefined }): Buffer {
  const isFlate = filter === PDFName.of('FlateDecode') || filter === PDFName.of('Fl');
  const inflated = isFlate ? inflateSync(data, { maxOutputLength: maxContentBytes }) : undefined;
  const hasPredictor = about.parameters instanceof PDFDict && about.parameters.has(PDFName.of('Predictor'));
  if (inflated !== undefined && !hasPredictor) return inflated;
  const dictionary = PDFDict.withContext(about.stream.dict.context);
  dictionary.set(PDFName.of('Filter'), filter);
  if (about.parameters !== undefined) dictionary.set(PDFName.of('DecodeParms'), about.parameters);
  return readWithin(decodePDFRawStream(PDFRawStream.of(dictionary, data)), isFlate ? maxContentBytes : maxOddlyPackedBytes);
}

/** Piece by piece: the parser itself unpacks without a limit. */
function readWithin(unpacking: ReturnType<typeof decodePDFRawStream>, mostBytes: number): Buffer {
  const pieces: Buffer[] = [];
  let length = 0;
  for (let piece = unpacking.getBytes(pieceBytes); piece.length > 0; piece = unpacking.getBytes(pieceBytes)) {
    pieces.push(Buffer.from(piece));
    length += piece.length;
    if (length > mostBytes) throw new UnreadableError('too_large');
  }
  return Buffer.concat(pieces);
}

function asList(value: PDFObject | undefined): PDFObject[] {
  if (value === undefined) return [];
  return value instanceof PDFArray ? value.asArray().flatMap((_, index) => value.lookup(index) ?? []) : [value];
}
