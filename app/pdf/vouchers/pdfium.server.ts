import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { AnnotationMend } from './annotation-mend.ts';
import type { Bitmap } from './bitmap.ts';
import { mendAnnotations } from './mend-annotations.server.ts';
import { charactersOn, type PlacedCharacter } from './page-characters.server.ts';
import { heapOf } from './pdfium-memory.server.ts';
import { readSeen, type UprightPage } from './read-seen.server.ts';
import { standIn } from './stand-in-font.server.ts';

let program: Promise<WebAssembly.Module> | undefined;

export interface OpenOptions {
  /** Another font stands in for those that the file does not hold. */
  readonly withStandIn?: boolean;
  /** Of each page. */
  readonly mends?: readonly (readonly AnnotationMend[])[];
}

/**
 * Opens a file in PDFium, the reader of Chrome, with a memory of its own: what another file left there must not show in one that a decoder
 * leaves unwritten, nor decide how it comes out. Undefined when it can't. Close it after use.
 */
export async function openInPdfium(bytes: Uint8Array, options: OpenOptions = {}): Promise<PdfiumDocument | undefined> {
  const { withStandIn = false, mends = [] } = options;
  const pdfium = await start();
  if (withStandIn) standIn(pdfium, () => heapOf(pdfium));
  return PdfiumDocument.open(pdfium, bytes, mends);
}

async function start(): Promise<WrappedPdfiumModule> {
  program ??= WebAssembly.compile(readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')));
  const compiled = await program;
  const pdfium = await init({
    instantiateWasm: (imports: WebAssembly.Imports, use: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) => {
      const instance = new WebAssembly.Instance(compiled, imports);
      use(instance, compiled);
      return instance.exports;
    },
  });
  pdfium.PDFiumExt_Init();
  return pdfium;
}

const withAnnotations = 0x01;
const redFirst = 0x10;
/** As on a screen, not as printed. */
const forDisplay = 0;
const flattened = 1;

interface PixelSize {
  readonly width: number;
  readonly height: number;
}

interface OpenDocument {
  /** Where the file lies, and what PDFium made of it. */
  readonly memory: number;
  readonly document: number;
}

export class PdfiumDocument {
  readonly pageCount: number;
  private readonly pdfium: WrappedPdfiumModule;
  private readonly memory: number;
  private readonly document: number;
  private readonly formInfo: number;
  private readonly forms: number;

  private constructor(pdfium: WrappedPdfiumModule, { memory, document }: OpenDocument) {
    this.pdfium = pdfium;
    this.memory = memory;
    this.document = document;
    this.pageCount = pdfium.FPDF_GetPageCount(document);
    this.formInfo = pdfium.PDFiumExt_OpenFormFillInfo();
    this.forms = pdfium.PDFiumExt_InitFormFillEnvironment(document, this.formInfo);
  }

  static open(pdfium: WrappedPdfiumModule, bytes: Uint8Array, mends: Required<OpenOptions>['mends']): PdfiumDocument | undefined {
    const memory = pdfium.pdfium.wasmExports.malloc(bytes.length);
    heapOf(pdfium).set(bytes, memory);
    const document = pdfium.FPDF_LoadMemDocument(memory, bytes.length, '');
    if (document === 0) {
      pdfium.pdfium.wasmExports.free(memory);
      return undefined;
    }
    mendAnnotations(pdfium, document, mends);
    return new PdfiumDocument(pdfium, { memory, document });
  }

  /** Draws a page upright on white, with what is filled in and stamped on it unless that is left out, so many pixels wide and high. */
  draw(index: number, size: PixelSize, isBare = false): Bitmap {
    return this.onPage(index, (page) => this.paint(page, size, isBare));
  }

  /**
   * What stands on a page, character by character in reading order; spaces between words have no box. What is filled in becomes part of
   * the page first, so draw it before.
   */
  characters(index: number): readonly PlacedCharacter[] {
    this.onPage(index, (page) => this.pdfium.FPDFPage_Flatten(page, forDisplay));
    return this.onPage(index, (page) => charactersOn(this.pdfium, page));
  }

  /** The picture of a page, and what stands on it and is seen there. */
  drawAndRead(index: number, size: PixelSize, upright: UprightPage): { bitmap: Bitmap; characters: readonly PlacedCharacter[] } {
    const first = this.onPage(index, (page) => {
      const bitmap = this.paint(page, size, false);
      const isChanged = this.pdfium.FPDFPage_Flatten(page, forDisplay) === flattened;
      // A page that had its box from the node above it has lost it by then.
      if (isChanged) for (const set of ['FPDFPage_SetMediaBox', 'FPDFPage_SetCropBox'] as const) this.pdfium[set](page, ...upright.box);
      return { bitmap, characters: isChanged ? undefined : this.read(page, bitmap, upright) };
    });
    const { bitmap, characters = this.onPage(index, (page) => this.read(page, bitmap, upright)) } = first;
    return { bitmap, characters };
  }

  close(): void {
    this.pdfium.PDFiumExt_ExitFormFillEnvironment(this.forms);
    this.pdfium.PDFiumExt_CloseFormFillInfo(this.formInfo);
    this.pdfium.FPDF_CloseDocument(this.document);
    this.pdfium.pdfium.wasmExports.free(this.memory);
  }

  private paint(page: number, { width, height }: PixelSize, isBare: boolean): Bitmap {
    const { pdfium } = this;
    const flags = redFirst | (isBare ? 0 : withAnnotations);
    const bitmap = pdfium.FPDFBitmap_Create(width, height, 0);
    try {
      pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff);
      pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
      if (!isBare) pdfium.FPDF_FFLDraw(this.forms, bitmap, page, 0, 0, width, height, 0, flags);
      const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
      const length = pdfium.FPDFBitmap_GetStride(bitmap) * height;
      return { width, height, rgbx: Buffer.from(heapOf(pdfium).subarray(start, start + length)) };
    } finally {
      pdfium.FPDFBitmap_Destroy(bitmap);
    }
  }

  private read(page: number, picture: Bitmap, upright: UprightPage): PlacedCharacter[] {
    return readSeen(this.pdfium, { page, picture, upright, paint: () => this.paint(page, picture, true) });
  }

  private onPage<Result>(index: number, use: (page: number) => Result): Result {
    const page = this.pdfium.FPDF_LoadPage(this.document, index);
    if (page === 0) throw new Error(`PDFium cannot open page ${index + 1}`);
    try {
      this.pdfium.FORM_OnAfterLoadPage(page, this.forms);
      return use(page);
    } finally {
      this.pdfium.FPDF_ClosePage(page);
    }
  }
}
