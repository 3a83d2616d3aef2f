import { setImmediate } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { Deflate } from 'fflate';
import { directoryRecord, fileHeader, zipEnd, type ZipRecord } from './zip-records.ts';

/** A file for a zip. */
export interface ZipPart {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Packed already: to compress these again takes time and gives nothing. */
const packed = /\.(pdf|jpe?g|png|webp|heic|heif|gif|xlsx|docx|zip)$/i;
/** How much is handed on or packed at a time: small enough that other requests are answered in between. */
const sliceBytes = 256 * 1024;

/**
 * A zip of these files, made as it is read: it holds one file and the directory, however large the whole is, and asks for the next
 * file when the last is taken. The same files give the same bytes. When a file cannot be had, the stream fails before its end,
 * where the directory stands, so that what was sent is no zip.
 */
export async function* zipStream(parts: AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array, void> {
  const directory: Uint8Array[] = [];
  let written = 0;
  for await (const { path, bytes } of parts) {
    // Reading and proving a large file takes its time: others come first.
    await setImmediate();
    const isDeflated = !packed.test(path);
    const contents = isDeflated ? await deflated(bytes) : bytes;
    const record: ZipRecord = { path, isDeflated, crc32: crc32(bytes), packedBytes: contents.length, bytes: bytes.length };
    directory.push(directoryRecord(record, written));
    const header = fileHeader(record);
    yield header;
    yield* slicesOf(contents);
    written += header.length + contents.length;
  }
  const directoryBytes = directory.reduce((total, { length }) => total + length, 0);
  yield Buffer.concat([...directory, zipEnd({ entries: directory.length, directoryAt: written, directoryBytes })]);
}

/** By fflate, whose bytes are the same on every machine; those of Node's zlib change with processor and version. */
async function deflated(bytes: Uint8Array): Promise<Uint8Array> {
  const done: Uint8Array[] = [];
  const deflate = new Deflate({ level: 6 }, (chunk) => { done.push(chunk); });
  for (const slice of slicesOf(bytes)) {
    deflate.push(slice);
    await setImmediate();
  }
  deflate.push(new Uint8Array(0), true);
  return Buffer.concat(done);
}

function* slicesOf(bytes: Uint8Array): Generator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += sliceBytes) yield bytes.subarray(at, at + sliceBytes);
}
