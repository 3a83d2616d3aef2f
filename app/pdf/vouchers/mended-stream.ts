import { constants, deflateSync, inflateRawSync, inflateSync } from 'node:zlib';

/** Before the data of a zlib stream, and after them: its sum. Source: RFC 1950 2.2. */
const headLength = 2;
const sumLength = 4;
/** An empty block that brings what was written so far onto a whole byte. Source: RFC 1951 3.2.4. */
const flushed = Buffer.from([0x00, 0x00, 0xff, 0xff]);
const packing = { level: 3 };

/**
 * A zlib stream that is not finished though its data are all there, packed anew: one that lost the end of its sum, as when an end of line
 * was taken off together with the last byte, or one that was flushed and never closed, as Acrobat saves what is filled in. Undefined for
 * one that was cut, or whose sum is of other data.
 */
export function mendedStream(packed: Uint8Array, mostBytes: number): Buffer | undefined {
  return withItsSum(packed, mostBytes) ?? closed(packed, mostBytes);
}

function withItsSum(packed: Uint8Array, mostBytes: number): Buffer | undefined {
  const unpacked = unpackedBody(packed.subarray(headLength), mostBytes);
  if (unpacked === undefined) return undefined;
  const anew = deflateSync(unpacked.data, packing);
  const sum = packed.subarray(headLength + unpacked.taken);
  const isOfTheseData = sum.length < sumLength && anew.subarray(-sumLength).subarray(0, sum.length).equals(sum);
  return isOfTheseData ? anew : undefined;
}

/** What the body unpacks to, and how much of it that took. Undefined when it does not come to its end. */
function unpackedBody(body: Uint8Array, mostBytes: number): { data: Buffer; taken: number } | undefined {
  try {
    const unpacked: unknown = inflateRawSync(body, { maxOutputLength: mostBytes, info: true });
    return isTold(unpacked) ? { data: unpacked.buffer, taken: unpacked.engine.bytesWritten } : undefined;
  } catch {
    return undefined;
  }
}

function closed(packed: Uint8Array, mostBytes: number): Buffer | undefined {
  if (!flushed.equals(packed.subarray(-flushed.length))) return undefined;
  try {
    return deflateSync(inflateSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostBytes }), packing);
  } catch {
    return undefined;
  }
}

interface Told {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

function isTold(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && 'buffer' in value && Buffer.isBuffer(value.buffer)
    && 'engine' in value && typeof value.engine === 'object' && value.engine !== null && 'bytesWritten' in value.engine;
}
