import { ContentError, operationsIn } from './content-operations.ts';

/** Marks of the foreign file's own structure and layers, and of passages an old reader may pass over. */
export const marks = new Set(['BMC', 'BDC', 'EMC', 'MP', 'DP', 'BX', 'EX']);

/**
 * A content stream without the marks of the structure it came from: they number the contents of another tree, and a screen reader
 * would be led astray. What is drawn stays byte for byte. A stream that can't be read as operators stays whole.
 */
export function withoutMarks(content: Buffer): Buffer {
  if (!/B[DM]C|[MD]P|BX/.test(content.toString('latin1'))) return content;
  const parts: Buffer[] = [];
  let from = 0;
  try {
    for (const { operator, start, end } of operationsIn(content)) {
      if (!marks.has(operator)) continue;
      parts.push(content.subarray(from, start));
      from = end;
    }
  } catch (error) {
    if (error instanceof ContentError) return content;
    throw error;
  }
  return Buffer.concat([...parts, content.subarray(from)]);
}
