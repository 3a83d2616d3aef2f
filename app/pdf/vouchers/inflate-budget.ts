import { PDFName, PDFRawStream, type PDFContext, type PDFStream } from 'pdf-lib';
import { inflatedLength } from './inflated-length.ts';
import { listIn } from './list-in.ts';
import { mendedStream } from './mended-stream.ts';
import { isShortPicture } from './picture-length.ts';
import { dataStart } from './stated-lengths.ts';
import { UnreadableError } from './unreadable.ts';

/** What all packed streams of one file may unpack to together; more is a bomb, not an invoice. */
const maxUnpackedBytes = 400 * 1024 * 1024;
const mostTimes = 4;

/**
 * True when the packed streams of a file unpack to more than a sane file holds. Tried before the parser sees the file, since
 * it unpacks without a limit. Whatever does not unpack is left to the parser to judge.
 */
export async function exceedsInflateBudget(pdf: Buffer): Promise<boolean> {
  let left = maxUnpackedBytes;
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    const start = dataStart(pdf, at);
    if (!startsPacked(pdf.subarray(start, start + 2))) continue;
    const end = pdf.indexOf('endstream', start);
    const unpacked = await unpackedLength(pdf.subarray(start, end < 0 ? pdf.length : end), left);
    if (unpacked === undefined) return true;
    left -= unpacked;
  }
  return false;
}

/**
 * Packed streams of an opened file that do not unpack, or to less than their picture has; those whose data are all there are put in
 * order. Throws UnreadableError when they all unpack to more than a sane file holds, which shows only here when the file was encrypted.
 */
export async function tornStreams(context: PDFContext): Promise<ReadonlySet<PDFStream>> {
  const torn = new Set<PDFStream>();
  let left = maxUnpackedBytes;
  for (const [ref, stream] of context.enumerateIndirectObjects()) {
    if (!(stream instanceof PDFRawStream) || listIn(stream.dict, 'Filter')[0] !== PDFName.of('FlateDecode')) continue;
    const unpacked = await inflatedLength(stream.contents, left);
    if (unpacked === undefined) throw new UnreadableError('too_large');
    const mended = unpacked.isWhole ? undefined : mendedStream(stream.contents, left);
    if (mended !== undefined) context.assign(ref, PDFRawStream.of(stream.dict, mended));
    else if (!unpacked.isWhole || isShortPicture(stream, unpacked.length)) torn.add(stream);
    left -= unpacked.length;
  }
  return torn;
}

/** The two bytes every zlib stream begins with. Source: RFC 1950. */
function startsPacked([method = 0, flags = 0]: Uint8Array): boolean {
  return (method & 0x0f) === 8 && ((method << 8) | flags) % 31 === 0;
}

/** How much it unpacks to, also when packed several times. Undefined when that is over the limit, or packed too often. */
async function unpackedLength(packed: Buffer, limit: number): Promise<number | undefined> {
  let total = 0;
  for (let times = 1; times <= mostTimes; times += 1) {
    const unpacked = await inflatedLength(packed, limit - total, times);
    if (unpacked === undefined) return undefined;
    total += unpacked.length;
    if (!startsPacked(unpacked.start)) return total;
  }
  return undefined;
}

/** True for zlib's complaint that the output is over its limit. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
