import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';

/** A page as PDFium draws it: four bytes a pixel, red first; the fourth means nothing. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly rgbx: Buffer;
}

/** A character and the box around it, in the page's own coordinates. */
export interface PlacedCharacter {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

let engine: Promise<WrappedPdfiumModule> | undefined;

/** Opens a file in PDFium, the reader of Chrome. Undefined when it can't. Close it after use: its memory is nobody else's to free. */
export async function openInPdfium(bytes: Uint8Array): Promise<PdfiumDocument | undefined> {
  engine ??= start();
  return PdfiumDocument.open(await engine, bytes);
}

async function start(): Promise<WrappedPdfiumModule> {
  const program = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const pdfium = await init({ wasmBinary: new Uint8Array(program).buffer });
  pdfium.PDFiumExt_Init();
  return pdfium;
}

const withAnnotations = 0x01;
const redFirst = 0x10;
/** As on a screen, not as printed. */
const forDisplay = 0;
const boxBytes = 32;
const maxCharacters = 60_000;

export class PdfiumDocument {
  readonly pageCount: number;
  private readonly pdfium: WrappedPdfiumModule;
  private readonly memory: number;
  private readonly document: number;
  private readonly formInfo: number;
  private readonly forms: number;

  private constructor(pdfium: WrappedPdfiumModule, memory: number, document: number) {
    this.pdfium = pdfium;
    this.memory = memory;
    this.document = document;
    this.pageCount = pdfium.FPDF_GetPageCount(document);
    this.formInfo = pdfium.PDFiumExt_OpenFormFillInfo();
    this.forms = pdfium.PDFiumExt_InitFormFillEnvironment(document, this.formInfo);
  }

  static open(pdfium: WrappedPdfiumModule, bytes: Uint8Array): PdfiumDocument | undefined {
    const memory = pdfium.pdfium.wasmExports.malloc(bytes.length);
    heapOf(pdfium).set(bytes, memory);
    const document = pdfium.FPDF_LoadMemDocument(memory, bytes.length, '');
    if (document !== 0) return new PdfiumDocument(pdfium, memory, document);
    pdfium.pdfium.wasmExports.free(memory);
    return undefined;
  }

  /** Draws a page upright on white, with what is filled in and stamped on it unless that is left out, so many pixels wide and high. */
  draw(index: number, { width, height }: { width: number; height: number }, isBare = false): Bitmap {
    const { pdfium } = this;
    const flags = redFirst | (isBare ? 0 : withAnnotations);
    return this.onPage(index, (page) => {
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
    });
  }

  /**
   * What stands on a page, character by character in reading order; spaces between words have no box. What is filled in becomes part of
   * the page first, so draw it before.
   */
  characters(index: number): PlacedCharacter[] {
    const { pdfium } = this;
    this.onPage(index, (page) => pdfium.FPDFPage_Flatten(page, forDisplay));
    return this.onPage(index, (page) => {
      const text = pdfium.FPDFText_LoadPage(page);
      const box = pdfium.pdfium.wasmExports.malloc(boxBytes);
      try {
        const count = Math.min(pdfium.FPDFText_CountChars(text), maxCharacters);
        return Array.from({ length: count }, (_, at) => this.character(text, at, box));
      } finally {
        pdfium.pdfium.wasmExports.free(box);
        pdfium.FPDFText_ClosePage(text);
      }
    });
  }

  close(): void {
    this.pdfium.PDFiumExt_ExitFormFillEnvironment(this.forms);
    this.pdfium.PDFiumExt_CloseFormFillInfo(this.formInfo);
    this.pdfium.FPDF_CloseDocument(this.document);
    this.pdfium.pdfium.wasmExports.free(this.memory);
  }

  private character(textPage: number, at: number, box: number): PlacedCharacter {
    const code = this.pdfium.FPDFText_GetUnicode(textPage, at);
    this.pdfium.FPDFText_GetCharBox(textPage, at, box, box + 8, box + 16, box + 24);
    const values = Buffer.from(heapOf(this.pdfium).subarray(box, box + boxBytes));
    const [left, right, bottom, top] = [0, 8, 16, 24].map((offset) => values.readDoubleLE(offset));
    return { text: code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ' ', left: left ?? 0, right: right ?? 0, bottom: bottom ?? 0, top: top ?? 0 };
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

/** The module's memory; looked up anew each time, since it moves when it grows. */
function heapOf(pdfium: WrappedPdfiumModule): Uint8Array {
  const module: object = pdfium.pdfium;
  if (!('HEAPU8' in module) || !(module.HEAPU8 instanceof Uint8Array)) throw new Error('PDFium has no memory');
  return module.HEAPU8;
}
