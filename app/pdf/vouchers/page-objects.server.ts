import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { boxThrough, multiplied, type Box } from './affine.ts';
import { floats, lend } from './pdfium-memory.server.ts';

const text = 1;
const image = 3;
const form = 5;
const maxDepth = 30;
const inPlace = [1, 0, 0, 1, 0, 0];

/** A picture on a page, and the box around it. */
interface PlacedImage extends Box {
  readonly object: number;
}

/** What a page is drawn of, as PDFium holds it while the page is open. */
export class PageObjects {
  readonly images: readonly PlacedImage[];
  /** True where there is text and nothing else. */
  readonly isTextOnly: boolean;
  private readonly pdfium: WrappedPdfiumModule;
  private readonly texts: readonly number[];

  constructor(pdfium: WrappedPdfiumModule, page: number) {
    this.pdfium = pdfium;
    const [images, texts]: [PlacedImage[], number[]] = [[], []];
    let others = 0;
    const visit = (object: number, matrix: readonly number[], depth: number): void => {
      const type = pdfium.FPDFPageObj_GetType(object);
      if (type === text) texts.push(object);
      else if (type === image) images.push({ object, ...boxThrough(matrix, boundsOf(pdfium, object)) });
      else if (type !== form || depth > maxDepth) others += 1;
      else {
        const inside = multiplied(matrixOf(pdfium, object), matrix);
        const count = pdfium.FPDFFormObj_CountObjects(object);
        for (let at = 0; at < count; at += 1) visit(pdfium.FPDFFormObj_GetObject(object, at), inside, depth + 1);
      }
    };
    const count = pdfium.FPDFPage_CountObjects(page);
    for (let at = 0; at < count; at += 1) visit(pdfium.FPDFPage_GetObject(page, at), inPlace, 0);
    this.images = images;
    this.texts = texts;
    this.isTextOnly = others === 0 && images.length === 0;
  }

  /** Leaves out all text but these pieces, and these pictures, when the page is drawn. */
  showOnly(pieces: ReadonlySet<number>, withoutImages: ReadonlySet<number>): void {
    for (const object of this.texts) this.pdfium.FPDFPageObj_SetIsActive(object, pieces.has(object));
    for (const { object } of this.images) this.pdfium.FPDFPageObj_SetIsActive(object, !withoutImages.has(object));
  }

  /** Leaves out these pieces of text, when the page is read and when it is drawn. */
  showAllBut(pieces: ReadonlySet<number>): void {
    this.showOnly(new Set(this.texts.filter((object) => !pieces.has(object))), new Set());
  }
}

/** Within the form it is part of. */
function boundsOf(pdfium: WrappedPdfiumModule, object: number): Box {
  return lend(pdfium, floats([0, 0, 0, 0]), (at, read) => {
    pdfium.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12);
    const [left = 0, bottom = 0, right = 0, top = 0] = numbersOf(read());
    return { left, bottom, right, top };
  });
}

function matrixOf(pdfium: WrappedPdfiumModule, object: number): number[] {
  return lend(pdfium, floats(inPlace), (at, read) => {
    pdfium.FPDFPageObj_GetMatrix(object, at);
    return numbersOf(read());
  });
}

function numbersOf(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
}
