import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { boxThrough, multiplied, type Box } from './affine.ts';
import { floats, lend } from './pdfium-memory.server.ts';

const text = 1;
const image = 3;
const form = 5;
const maxDepth = 30;
const inPlace = [1, 0, 0, 1, 0, 0];

/** Something drawn on a page, and the box around it. */
interface PlacedObject extends Box {
  readonly object: number;
}

/** What a page is drawn of, as PDFium holds it while the page is open. */
export class PageObjects {
  /** Pictures, also those within forms. */
  readonly images: readonly PlacedObject[];
  /** All that is drawn on the page itself but text: lines, pictures, and forms, which may hold text. */
  readonly others: readonly PlacedObject[];
  private readonly pdfium: WrappedPdfiumModule;
  private readonly texts: readonly number[];

  constructor(pdfium: WrappedPdfiumModule, page: number) {
    this.pdfium = pdfium;
    const [images, others, texts]: [PlacedObject[], PlacedObject[], number[]] = [[], [], []];
    const visit = (object: number, matrix: readonly number[], depth: number): void => {
      const type = pdfium.FPDFPageObj_GetType(object);
      if (type === text) return void texts.push(object);
      if (type === image || depth === 0) {
        const placed = { object, ...boxThrough(matrix, boundsOf(pdfium, object)) };
        if (type === image) images.push(placed);
        if (depth === 0) others.push(placed);
      }
      if (type !== form || depth > maxDepth) return;
      const inside = multiplied(matrixOf(pdfium, object), matrix);
      const count = pdfium.FPDFFormObj_CountObjects(object);
      for (let at = 0; at < count; at += 1) visit(pdfium.FPDFFormObj_GetObject(object, at), inside, depth + 1);
    };
    const count = pdfium.FPDFPage_CountObjects(page);
    for (let at = 0; at < count; at += 1) visit(pdfium.FPDFPage_GetObject(page, at), inPlace, 0);
    this.images = images;
    this.others = others;
    this.texts = texts;
  }

  /** When the page is drawn, leaves out all text but these pieces, and all else but these things. */
  showOnly(pieces: ReadonlySet<number>, things: ReadonlySet<number>): void {
    for (const object of this.texts) this.pdfium.FPDFPageObj_SetIsActive(object, pieces.has(object));
    for (const { object } of this.others) this.pdfium.FPDFPageObj_SetIsActive(object, things.has(object));
  }

  /** Leaves out these pieces of text and nothing else, when the page is read and when it is drawn. */
  showAllBut(pieces: ReadonlySet<number>): void {
    this.showOnly(new Set(this.texts.filter((object) => !pieces.has(object))), new Set(this.others.map(({ object }) => object)));
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
