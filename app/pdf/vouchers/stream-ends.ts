import { dataStart } from './stated-lengths.ts';

const dictionaryReach = 4_096;
const missing = Buffer.from('\nendstream');

/**
 * The same file with `endstream` after each stream that lacks it and says how long it is: other readers believe that, the parser takes the
 * stream for none. What stands after it moves, so let no table be believed then.
 */
export function withStreamEnds(pdf: Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 1)) {
    const end = endWithoutWord(pdf, at);
    if (end === undefined) continue;
    parts.push(pdf.subarray(from, end), missing);
    from = end;
  }
  return parts.length === 0 ? pdf : Buffer.concat([...parts, pdf.subarray(from)]);
}

/** Where the data of the stream that begins here end, if the object ends there at once. */
function endWithoutWord(pdf: Buffer, keyword: number): number | undefined {
  const before = pdf.toString('latin1', Math.max(0, keyword - dictionaryReach), keyword);
  if (!before.trimEnd().endsWith('>>')) return undefined;
  const length = /\/Length\s+(\d{1,9})(?!\s+\d+\s+R|\d)/.exec(before.slice(before.lastIndexOf(' obj')))?.[1];
  if (length === undefined) return undefined;
  const end = dataStart(pdf, keyword) + Number(length);
  return /^\s*endobj/.test(pdf.toString('latin1', end, end + 16)) ? end : undefined;
}
