import { isList, operationsIn, type Operand } from '../content-operations.ts';

/** A shift back of so many thousandths of the size, between two pieces of text, stands for a space. */
const leastSpace = 180;

/**
 * Operators that show words with gaps between them in place of spaces, as one operator for each word, so that each can have a mark of
 * its own. They draw the same.
 */
export function splitGaps(content: Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const { operator, operands: [shown], start, end } of operationsIn(content)) {
    const words = operator === 'TJ' && isList(shown) ? wordsIn(shown) : [];
    if (words.length < 2) continue;
    parts.push(content.subarray(from, start), Buffer.from(words.map((word) => `[${word.map(written).join(' ')}] TJ`).join('\n')));
    from = end;
  }
  return from === 0 ? content : Buffer.concat([...parts, content.subarray(from)]);
}

/** Each with the shift behind it. */
function wordsIn(pieces: readonly Operand[]): Operand[][] {
  const words: Operand[][] = [[]];
  let isGap = false;
  for (const piece of pieces) {
    const word = words.at(-1) ?? [];
    if (Buffer.isBuffer(piece) && isGap && word.some((each) => Buffer.isBuffer(each))) words.push([piece]);
    else word.push(piece);
    isGap = typeof piece === 'number' ? isGap || piece < -leastSpace : false;
  }
  return words;
}

function written(piece: Operand): string {
  if (Buffer.isBuffer(piece)) return `<${piece.toString('hex')}>`;
  return typeof piece === 'number' ? String(piece) : '';
}
