import { inflateSync } from 'node:zlib';

/** What all packed streams of one file may unpack to together; more is a bomb, not an invoice. */
const maxUnpackedBytes = 400 * 1024 * 1024;

/**
 * True when the packed streams of a file unpack to more than a sane file holds. Tried before the parser sees the file, since
 * it unpacks without a limit. Whatever does not unpack is left to the parser to judge.
 */
export function exceedsInflateBudget(pdf: Buffer): boolean {
  let left = maxUnpackedBytes;
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    const start = dataStart(pdf, at);
    if (!startsPacked(pdf, start)) continue;
    const end = pdf.indexOf('endstream', start);
    const unpacked = unpackedLength(pdf.subarray(start, end < 0 ? pdf.length : end), left);
    if (unpacked === undefined) return true;
    left -= unpacked;
  }
  return false;
}

/** The data begin after the line end that follows the keyword. */
function dataStart(pdf: Buffer, keyword: number): number {
  const after = keyword + 'stream'.length;
  return pdf[after] === 0x0d && pdf[after + 1] === 0x0a ? after + 2 : after + 1;
}

/** The two bytes every zlib stream begins with. Source: RFC 1950. */
function startsPacked(pdf: Buffer, at: number): boolean {
  const [method = 0, flags = 0] = pdf.subarray(at, at + 2);
  return (method & 0x0f) === 8 && ((method << 8) | flags) % 31 === 0;
}

/** How much it unpacks to, also when packed twice. Undefined when that is over the limit. */
function unpackedLength(packed: Buffer, limit: number): number | undefined {
  try {
    const unpacked = inflateSync(packed, { maxOutputLength: Math.max(1, limit) });
    if (!startsPacked(unpacked, 0)) return unpacked.length;
    const further = unpackedLength(unpacked, limit - unpacked.length);
    return further === undefined ? undefined : unpacked.length + further;
  } catch (error) {
    return isTooLarge(error) ? undefined : 0;
  }
}

/** True for zlib's complaint that the output is over its limit. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
