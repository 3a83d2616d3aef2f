import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/** The module's memory; looked up anew each time, since it moves when it grows. */
export function heapOf(pdfium: WrappedPdfiumModule): Uint8Array {
  const module: object = pdfium.pdfium;
  if (!('HEAPU8' in module) || !(module.HEAPU8 instanceof Uint8Array)) throw new Error('PDFium has no memory');
  return module.HEAPU8;
}

/** Lends so many bytes of the module's memory, filled with these; `read` gives what stands there by then. */
export function lend<Result>(pdfium: WrappedPdfiumModule, bytes: Buffer, use: (address: number, read: () => Buffer) => Result): Result {
  const address = pdfium.pdfium.wasmExports.malloc(bytes.length);
  try {
    heapOf(pdfium).set(bytes, address);
    return use(address, () => Buffer.from(heapOf(pdfium).subarray(address, address + bytes.length)));
  } finally {
    pdfium.pdfium.wasmExports.free(address);
  }
}

/** Numbers as PDFium takes them. */
export function floats(values: readonly number[]): Buffer {
  return Buffer.from(Float32Array.from(values).buffer);
}
