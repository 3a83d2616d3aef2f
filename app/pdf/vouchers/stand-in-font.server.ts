import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { projectFolder } from '#app/project-folder.ts';
import { TrueTypeFont } from '../truetype.ts';

const place = join(projectFolder, 'public', 'fonts', 'NotoSans-Regular.ttf');
/** What PDFium asks for fonts by, in the order of its table, with the types of what is asked. Source: fpdf_sysfontinfo.h, version 1. */
const questions = [
  ['Release', 'vi'], ['EnumFonts', 'vii'], ['MapFont', 'iiiiiiii'], ['GetFont', 'iii'], ['GetFontData', 'iiiiii'], ['GetFaceName', 'iiiii'],
  ['GetFontCharset', 'iii'], ['DeleteFont', 'vii'],
] as const;
const pointerBytes = 4;
const version = 1;
const ourFont = 1;

/**
 * Noto Sans in place of fonts that a file names and does not hold. PDFium has the fourteen fonts that every reader has, whose letters are
 * those of western Europe: what else was written in them, Sámi say, would be left out. Only drawn with where letters were left out, as
 * it looks otherwise than what the file names.
 */
export function standIn(pdfium: WrappedPdfiumModule, heap: () => Uint8Array): void {
  const module: object = pdfium.pdfium;
  if (!takesFunctions(module)) throw new Error('PDFium takes no functions');
  const font = readFileSync(place);
  const answers: Partial<Record<(typeof questions)[number][0], Answer>> = {
    MapFont: () => ourFont,
    GetFontData: (...[, , part = 0, to = 0, room = 0]) => give(font, heap(), { part, to, room }),
  };
  const pointers = questions.map(([name, types]) => module.addFunction(answers[name] ?? (() => 0), types));
  const table = pdfium.pdfium.wasmExports.malloc(pointerBytes * (1 + pointers.length));
  heap().set(Buffer.from(Uint32Array.of(version, ...pointers).buffer), table);
  pdfium.FPDF_SetSystemFontInfo(table);
}

/** How long the font is, and the font itself where there is room for it; no single tables of it. */
function give(font: Buffer, heap: Uint8Array, { part, to, room }: { part: number; to: number; room: number }): number {
  if (part !== 0) return 0;
  if (to !== 0 && room >= font.length) heap.set(font, to);
  return font.length;
}

let letters: TrueTypeFont | undefined;

/** Whether the stand-in has all of these letters. */
export function standsInFor(lost: Iterable<string>): boolean {
  const font = letters ??= new TrueTypeFont(readFileSync(place));
  return [...lost].every((letter) => font.glyphOf(letter.codePointAt(0) ?? 0) !== undefined);
}

type Answer = (...asked: number[]) => number;

function takesFunctions(module: object): module is { addFunction: (answer: Answer, types: string) => number } {
  return 'addFunction' in module && typeof module.addFunction === 'function';
}
