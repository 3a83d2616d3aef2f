import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import { StandInFont } from './stand-in-font.server.ts';

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
  /** True for a letter of a font that the file does not hold, and that PDFium leaves out since it has none such either. */
  readonly isLost?: boolean;
}

let engine: Promise<WrappedPdfiumModule> | undefined;
let standIn: StandInFont | undefined;

/**
 * Opens a file in PDFium, the reader of Chrome, if asked so with another font in place of those that the file does not hold. Undefined
 * when it can't. Close it after use: its memory is nobody else's to free.
 */
export async function openInPdfium(bytes: Uint8Array, withStandIn = false): Promise<PdfiumDocument | undefined> {
  engine ??= start();
  const pdfium = await engine;
  if (withStandIn) standIn ??= new StandInFont(pdfium, () => heapOf(pdfium));
  return PdfiumDocument.open(pdfium, bytes, withStandIn);
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
/** Ways to show text that leave no ink: behind a scanned page, or as an outline to draw within. Source: ISO 32000-1, table 106. */
const unseenModes = new Set([3, 7]);

interface OpenDocument {
  /** Where the file lies, and what PDFium made of it. */
  readonly memory: number;
  readonly document: number;
  readonly withStandIn: boolean;
}

export class PdfiumDocument {
  readonly pageCount: number;
  private readonly pdfium: WrappedPdfiumModule;
  private readonly memory: number;
  private readonly document: number;
  private readonly formInfo: number;
  private readonly forms: number;
  private readonly withStandIn: boolean;

  private constructor(pdfium: WrappedPdfiumModule, { memory, document, withStandIn }: OpenDocument) {
    this.pdfium = pdfium;
    this.memory = memory;
    this.document = document;
    this.withStandIn = withStandIn;
    this.pageCount = pdfium.FPDF_GetPageCount(document);
    this.formInfo = pdfium.PDFiumExt_OpenFormFillInfo();
    this.forms = pdfium.PDFiumExt_InitFormFillEnvironment(document, this.formInfo);
  }

  static open(pdfium: WrappedPdfiumModule, bytes: Uint8Array, withStandIn: boolean): PdfiumDocument | undefined {
    const memory = pdfium.pdfium.wasmExports.malloc(bytes.length);
    heapOf(pdfium).set(bytes, memory);
    const document = pdfium.FPDF_LoadMemDocument(memory, bytes.length, '');
    if (document !== 0) return new PdfiumDocument(pdfium, { memory, document, withStandIn });
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

  private character(textPage: number, at: number, memory: number): PlacedCharacter {
    const code = this.pdfium.FPDFText_GetUnicode(textPage, at);
    this.pdfium.FPDFText_GetCharBox(textPage, at, memory, memory + 8, memory + 16, memory + 24);
    const values = Buffer.from(heapOf(this.pdfium).subarray(memory, memory + boxBytes));
    const [left = 0, right = 0, bottom = 0, top = 0] = [0, 8, 16, 24].map((offset) => values.readDoubleLE(offset));
    const text = code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ' ';
    const box = { left, right, bottom, top };
    const isLost = isFlat(box) && /[^\s\p{C}]/u.test(text) && this.isOfMissingFont(textPage, at);
    return { text, ...box, isLost };
  }

  /** Whether a character is meant to be seen and its font is not in the file. */
  private isOfMissingFont(textPage: number, at: number): boolean {
    const object = this.pdfium.FPDFText_GetTextObject(textPage, at);
    const font = object === 0 ? 0 : this.pdfium.FPDFTextObj_GetFont(object);
    if (font === 0 || this.pdfium.FPDFFont_GetIsEmbedded(font) !== 0) return false;
    return !unseenModes.has(this.pdfium.FPDFTextObj_GetTextRenderMode(object));
  }

  private onPage<Result>(index: number, use: (page: number) => Result): Result {
    if (standIn !== undefined) standIn.isOn = this.withStandIn;
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

/** A letter that was drawn is thicker, also a dash. */
const thinnest = 0.01;

/** A letter that is not drawn has the width it would take, and next to no height. */
function isFlat({ left, right, bottom, top }: { left: number; right: number; bottom: number; top: number }): boolean {
  const sides = [right - left, top - bottom];
  return Math.min(...sides) <= Math.max(...sides) * thinnest;
}

/** The module's memory; looked up anew each time, since it moves when it grows. */
function heapOf(pdfium: WrappedPdfiumModule): Uint8Array {
  const module: object = pdfium.pdfium;
  if (!('HEAPU8' in module) || !(module.HEAPU8 instanceof Uint8Array)) throw new Error('PDFium has no memory');
  return module.HEAPU8;
}
