import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { Box } from './affine.ts';
import { inReadingOrder } from './reading-order.ts';
import { lend } from './pdfium-memory.server.ts';

/** A character and the box around it, in the page's own coordinates. */
export interface PlacedCharacter extends Box {
  readonly text: string;
  /** True for a letter of a font that the file does not hold, and that PDFium leaves out since it has none such either. */
  readonly isLost?: boolean;
  /** True where its line runs neither level nor upright. */
  readonly isAskew?: boolean;
}

/** One as it stands on an open page. */
export interface PageCharacter extends PlacedCharacter {
  /** The piece of text it is part of; 0 for a space between words. */
  readonly object: number;
  readonly isInkless: boolean;
  /** So many quarters clockwise the page, as it is shown, has to be turned for it to run level. */
  readonly turn: number;
}

const maxCharacters = 60_000;
const boxBytes = 32;
const quarters = 4;
/** Ways to show text that leave no ink: behind a scanned page, or as an outline to draw within. Source: ISO 32000-1, table 106. */
const inklessModes = new Set([3, 7]);

/** Of the sine of twice the angle: a line six degrees off is no more than crooked. */
const leastSlant = 0.2;

/**
 * What stands on an open page, character by character in reading order; spaces between words have no box. PDFium reads what stands at one
 * height from left to right, so of text that runs downwards the last line first: such is read on the page turned until it runs level.
 */
export function charactersOn(pdfium: WrappedPdfiumModule, page: number): PageCharacter[] {
  const characters = charactersAsShown(pdfium, page);
  const turns = new Set(characters.map(({ turn }) => turn).filter((turn) => turn !== 0));
  const rotation = pdfium.FPDFPage_GetRotation(page);
  const readings = new Map([...turns].map((turn) => {
    pdfium.FPDFPage_SetRotation(page, (rotation + turn) % quarters);
    return [turn, charactersAsShown(pdfium, page)] as const;
  }));
  if (turns.size > 0) pdfium.FPDFPage_SetRotation(page, rotation);
  return inReadingOrder(characters, readings);
}

function charactersAsShown(pdfium: WrappedPdfiumModule, page: number): PageCharacter[] {
  const rotation = pdfium.FPDFPage_GetRotation(page);
  const text = pdfium.FPDFText_LoadPage(page);
  try {
    const count = Math.min(pdfium.FPDFText_CountChars(text), maxCharacters);
    return lend(pdfium, Buffer.alloc(boxBytes), (memory, read) => Array.from({ length: count }, (_, at) => {
      pdfium.FPDFText_GetCharBox(text, at, memory, memory + 8, memory + 16, memory + 24);
      return characterAt(pdfium, { text, at, rotation }, read());
    }));
  } finally {
    pdfium.FPDFText_ClosePage(text);
  }
}

interface Place {
  readonly text: number;
  readonly at: number;
  /** Of the page, in quarters clockwise. */
  readonly rotation: number;
}

function characterAt(pdfium: WrappedPdfiumModule, { text: page, at, rotation }: Place, numbers: Buffer): PageCharacter {
  const code = pdfium.FPDFText_GetUnicode(page, at);
  const [left = 0, right = 0, bottom = 0, top = 0] = [0, 8, 16, 24].map((offset) => numbers.readDoubleLE(offset));
  const text = code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ' ';
  const box = { left, right, bottom, top };
  const object = pdfium.FPDFText_GetTextObject(page, at);
  const isInkless = object === 0 || inklessModes.has(pdfium.FPDFTextObj_GetTextRenderMode(object));
  const isLost = !isInkless && isFlat(box) && /[^\s\p{C}]/u.test(text) && isOfMissingFont(pdfium, object);
  const angle = pdfium.FPDFText_GetCharAngle(page, at);
  const isAskew = Math.abs(Math.sin(2 * angle)) > leastSlant;
  const turn = object === 0 || isAskew ? 0 : (2 * quarters - rotation - Math.round(angle / (Math.PI / 2))) % quarters;
  return { text, ...box, object, isInkless, isLost, isAskew, turn };
}

function isOfMissingFont(pdfium: WrappedPdfiumModule, object: number): boolean {
  const font = object === 0 ? 0 : pdfium.FPDFTextObj_GetFont(object);
  return font !== 0 && pdfium.FPDFFont_GetIsEmbedded(font) === 0;
}

/** A letter that was drawn is thicker, also a dash. */
const thinnest = 0.01;

/** A letter that is not drawn has the width it would take, and next to no height. */
function isFlat({ left, right, bottom, top }: Box): boolean {
  const sides = [right - left, top - bottom];
  return Math.min(...sides) <= Math.max(...sides) * thinnest;
}
