import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

interface WriteOptions {
  readonly flags?: 'w' | 'wx';
  readonly mode?: number;
  /** On the disk for good, also after a power cut. */
  readonly flush?: boolean;
}

/** Writes a file of these pieces, handed to the system together: one after another takes longer, and to join them takes memory. */
export async function writePieces(path: string, pieces: readonly (string | Buffer)[], options: WriteOptions = {}): Promise<void> {
  const file = createWriteStream(path, options);
  file.cork();
  for (const piece of pieces) file.write(piece);
  file.end();
  await finished(file);
}
