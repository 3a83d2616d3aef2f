import { createHash } from 'node:crypto';

/** Smaller ones are joined with those beside them: to write each by itself would take longer than to copy it. */
const smallestApart = 64 * 1024;

/**
 * A finished file in pieces, to be written, sent and summed as they are: what vouchers bring along may be hundreds of megabytes,
 * which stay where they were read and are not copied into one buffer.
 */
export class MadeFile {
  readonly pieces: readonly Buffer[];
  /** In bytes. */
  readonly length: number;

  constructor(parts: readonly Buffer[]) {
    this.pieces = joinSmall(parts);
    this.length = parts.reduce((total, { length }) => total + length, 0);
  }

  /** Its SHA-256 in hexadecimal. */
  sha256(): string {
    const hash = createHash('sha256');
    for (const piece of this.pieces) hash.update(piece);
    return hash.digest('hex');
  }

  /** The whole in one buffer, which takes its memory once more. */
  toBytes(): Buffer {
    return Buffer.concat(this.pieces);
  }
}

function joinSmall(parts: readonly Buffer[]): Buffer[] {
  const pieces: Buffer[] = [];
  let small: Buffer[] = [];
  const join = () => {
    if (small.length > 0) pieces.push(Buffer.concat(small));
    small = [];
  };
  for (const part of parts) {
    if (part.length < smallestApart) {
      small.push(part);
    } else {
      join();
      pieces.push(part);
    }
  }
  join();
  return pieces;
}
