import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { MainModule } from 'libheif-js/libheif-wasm/libheif.js';

/** Room for what a call hands back: an error, and a few numbers. */
const answerBytes = 256;

/**
 * libheif, which is LGPL and so a package of its own that may be left out, with a memory of its own: it leaves what it cannot decode
 * unwritten, and nothing that was read before may show there.
 */
export class Libheif {
  readonly calls: MainModule;
  /** Where a call tells how it went, and what it was asked for. */
  readonly answer: number;
  readonly told: number;

  private constructor(calls: MainModule) {
    this.calls = calls;
    this.answer = calls._malloc(answerBytes * 2);
    this.told = this.answer + answerBytes;
  }

  /** Undefined where it is left out. */
  static async start(): Promise<Libheif | undefined> {
    const make = await import('libheif-js/libheif-wasm/libheif.js').then((module) => module.default, () => undefined);
    if (make === undefined) return undefined;
    const program = await readFile(createRequire(import.meta.url).resolve('libheif-js/libheif-wasm/libheif.wasm'));
    return new Libheif(make({ wasmBinary: program, print: () => undefined, printErr: () => undefined }));
  }

  /** Its memory; looked up anew each time, since it moves when it grows. */
  get heap(): Buffer {
    const heap: unknown = this.calls.HEAPU8;
    if (!(heap instanceof Uint8Array)) throw new Error('libheif has no memory');
    return Buffer.from(heap.buffer, heap.byteOffset, heap.byteLength);
  }

  /** What was told, as whole numbers from its start. */
  number(index = 0, at = this.told): number {
    return this.heap.readUInt32LE(at + index * 4);
  }

  /** True where the call that answered last did what it was asked. */
  get isDone(): boolean {
    return this.number(0, this.answer) === 0;
  }

  /** Lends these bytes a place in its memory; it is for the caller to free. */
  put(bytes: Buffer): number {
    const at = this.calls._malloc(bytes.length);
    if (at === 0) throw new Error('libheif has no more memory');
    this.heap.set(bytes, at);
    return at;
  }
}
