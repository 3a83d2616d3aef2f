import { createInflate, type Inflate } from 'node:zlib';

const chunkBytes = 256 * 1024;

/** How much packed data unpack to, and how they begin then. */
export interface InflatedLength {
  readonly length: number;
  readonly start: Buffer;
  /** False where the data are damaged or cut: the length is then of what came before. */
  readonly isWhole: boolean;
}

/**
 * Unpacks a zlib stream, packed several times over where `times` says so, without holding what comes out. Undefined as soon as that is
 * longer than the limit.
 */
export async function inflatedLength(packed: Uint8Array, limit: number, times = 1): Promise<InflatedLength | undefined> {
  let start = Buffer.alloc(0);
  let length = 0;
  const layers = Array.from({ length: times }, () => createInflate({ chunkSize: chunkBytes }));
  const last = chained(layers);
  layers[0]?.end(packed);
  try {
    for await (const chunk of last) {
      if (!Buffer.isBuffer(chunk)) continue;
      if (start.length < 2) start = Buffer.concat([start, chunk.subarray(0, 2)]);
      length += chunk.length;
      if (length > limit) return undefined;
    }
    return { length, start, isWhole: true };
  } catch {
    return { length, start, isWhole: false };
  } finally {
    for (const layer of layers) layer.destroy();
  }
}

/** Each layer feeds the next, and a layer's damage ends the last. */
function chained(layers: readonly Inflate[]): Inflate {
  return layers.reduce((before, next) => {
    before.once('error', (error) => next.destroy(error));
    return before.pipe(next);
  });
}
