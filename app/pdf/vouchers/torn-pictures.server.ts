import { PDFBool, PDFDict, PDFName, PDFRawStream, PDFStream, type PDFContext } from 'pdf-lib';
import { ascii85Length, asciiHexLength, lzwLength, runLengthLength } from './counted-length.ts';
import { faxRows, type FaxPacking } from './fax-rows.ts';
import { ForeignContents } from './foreign-contents.server.ts';
import { inflatedLength } from './inflated-length.ts';
import { isPlainFrame, jpegFrame } from './jpeg-segments.ts';
import { listIn } from './list-in.ts';
import { leastBytes, nearlyAll, numberIn, parametersOfLast } from './picture-length.ts';
import { wholeJpeg } from './whole-jpeg.server.ts';
import { isWholeJbig2 } from './whole-jbig2.ts';
import { isWholeJpx } from './whole-jpx.ts';

/**
 * Pictures of an opened file whose data are cut or have a hole, however they are packed, and JPEGs of a kind that PDF does not have. A
 * reader fills what is missing with grey, black or white, or shows half a page, and says nothing.
 */
export async function tornPictures(context: PDFContext): Promise<ReadonlySet<PDFStream>> {
  const torn = new Set<PDFStream>();
  for (const [, stream] of context.enumerateIndirectObjects()) {
    if (!(stream instanceof PDFRawStream) || nameIn(stream.dict, 'Subtype') !== '/Image') continue;
    if (!await isWhole(stream).catch(() => false)) torn.add(stream);
  }
  return torn;
}

/** As they are called within drawings, which some programs write elsewhere too. Source: ISO 32000-1, table 94. */
const shortNames: Readonly<Record<string, string>> = {
  '/AHx': '/ASCIIHexDecode', '/A85': '/ASCII85Decode', '/LZW': '/LZWDecode', '/Fl': '/FlateDecode', '/RL': '/RunLengthDecode',
  '/CCF': '/CCITTFaxDecode', '/DCT': '/DCTDecode',
};

/** In the order in which they are taken off. How a file is locked is no more of them once it is read. */
function filtersOf(dict: PDFDict): string[] {
  const names = listIn(dict, 'Filter').map((filter) => filter.toString()).filter((name) => name !== '/Crypt');
  return names.map((name) => shortNames[name] ?? name);
}

/** Of a kind that PDF has, and with all its blocks. */
async function isWholeOfPdf(jpeg: Buffer): Promise<boolean> {
  const frame = jpegFrame(jpeg);
  return frame !== undefined && isPlainFrame(frame) && await wholeJpeg(jpeg, false) !== undefined;
}

async function isWhole(picture: PDFRawStream): Promise<boolean> {
  const { dict } = picture;
  const filters = filtersOf(dict);
  const data = packed(picture, filters);
  const least = leastBytes(dict);
  switch (filters.at(-1)) {
    case undefined: return data.length >= least;
    case '/DCTDecode': return isWholeOfPdf(asFile(data));
    case '/JPXDecode': return isWholeJpx(data);
    case '/CCITTFaxDecode': return isWholeFax(data, dict);
    case '/JBIG2Decode': return isWholeJbig2(data, sharedSegments(dict), heightOf(dict));
    case '/RunLengthDecode': return runLengthLength(data, least) >= least;
    case '/ASCII85Decode': return ascii85Length(data) >= least;
    case '/ASCIIHexDecode': return asciiHexLength(data) >= least;
    case '/LZWDecode': return lzwLength(data, least, numberIn(parametersOfLast(dict) ?? dict, 'EarlyChange')) >= least;
    // By itself and by its full name it was unpacked before, and put in order.
    case '/FlateDecode': return (filters.length === 1 && nameIn(dict, 'Filter') !== '/Fl') || isWholeFlate(data, least);
    default: return true;
  }
}

/** The picture's own data: without what they are packed in once more. */
function packed(picture: PDFRawStream, filters: readonly string[]): Buffer {
  if (filters.length <= 1) return Buffer.from(picture.contents.buffer, picture.contents.byteOffset, picture.contents.length);
  const { context } = picture.dict;
  const outer = PDFDict.withContext(context);
  outer.set(PDFName.of('Filter'), context.obj(filters.slice(0, -1).map((name) => PDFName.of(name.slice(1)))));
  outer.set(PDFName.of('DecodeParms'), context.obj(listIn(picture.dict, 'DecodeParms').slice(0, filters.length - 1)));
  return new ForeignContents().unpack(PDFRawStream.of(outer, picture.contents));
}

async function isWholeFlate(data: Buffer, least: number): Promise<boolean> {
  const unpacked = await inflatedLength(data, mostBytes);
  return unpacked?.isWhole === true && unpacked.length >= least;
}

/** What is packed in more ways than one is seldom large. */
const mostBytes = 128 * 1024 * 1024;
const widestRow = 200_000;

function isWholeFax(data: Buffer, dict: PDFDict): boolean {
  const parameters = parametersOfLast(dict);
  const number = (key: string) => (parameters === undefined ? undefined : numberIn(parameters, key));
  const isSet = (key: string) => parameters?.lookup(PDFName.of(key)) === PDFBool.True;
  const columns = number('Columns') ?? 1728;
  if (columns < 1 || columns > widestRow) return false;
  const packing = { k: number('K') ?? 0, columns, isByteAligned: isSet('EncodedByteAlign'), hasEndOfLines: isSet('EndOfLine') };
  const isWholeAs = (how: FaxPacking) => faxRows(data, how, heightOf(dict)) >= heightOf(dict) * nearlyAll;
  // Marks at the ends of rows may be there whether they are spoken of or not.
  return isWholeAs(packing) || (packing.isByteAligned && packing.k >= 0 && isWholeAs({ ...packing, hasEndOfLines: true }));
}

function sharedSegments(dict: PDFDict): Buffer {
  const shared = parametersOfLast(dict)?.lookup(PDFName.of('JBIG2Globals'));
  return shared instanceof PDFStream ? new ForeignContents().unpack(shared) : Buffer.alloc(0);
}

function heightOf(dict: PDFDict): number {
  return numberIn(dict, 'Height') ?? 0;
}

const start = Buffer.from([0xff, 0xd8]);
const end = Buffer.from([0xff, 0xd9]);
/** Line ends and the like, where the stream's bounds are not those of the picture. */
const mostAround = 32;

/** As a file a JPEG begins and ends with its marks; within a PDF its end is often left out, and readers do without. */
function asFile(jpeg: Buffer): Buffer {
  const from = Math.max(0, jpeg.subarray(0, mostAround).indexOf(start));
  const hasEnd = jpeg.subarray(-mostAround).includes(end);
  return hasEnd ? jpeg.subarray(from) : Buffer.concat([jpeg.subarray(from), end]);
}

function nameIn(dict: PDFDict, key: string): string | undefined {
  return dict.lookup(PDFName.of(key))?.toString();
}
