import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNull, PDFNumber, PDFStream, PDFString, type PDFObject } from 'pdf-lib';
import { numbersIn, type ForeignPage } from './foreign-pages.server.ts';
import { UnreadableError } from './unreadable.ts';

/** What an annotation looks like and where: filled-in fields, stamps, notes written on the page. */
export interface Appearance {
  readonly stream: PDFStream;
  /** Brings the appearance's own box onto the annotation's rectangle. */
  readonly placement: readonly number[];
}

/** Something filled in has no appearance to draw: left out, it would be gone. */
export class NotDrawnError extends Error {}

const hiddenFlags = 0x02 | 0x20;
/** Kinds that show nothing of their own on paper. */
const silentKinds = new Set(['/Popup', '/Link', '/Text', '/FileAttachment', '/Sound', '/Movie', '/Screen', '/3D', '/RichMedia', '/PrinterMark', '/TrapNet']);

/**
 * The appearances of a page's visible annotations, in their order. Throws NotDrawnError for one that says something but has no
 * appearance to draw. Source: ISO 32000-1 12.5.5, algorithm 8.1.
 */
export function collectAppearances(page: ForeignPage): Appearance[] {
  const annotations = page.value('Annots');
  if (annotations === undefined || annotations === PDFNull) return [];
  if (!(annotations instanceof PDFArray)) throw new UnreadableError('damaged');
  return annotations.asArray().map((entry) => page.context.lookup(entry))
    .filter((annotation): annotation is PDFDict => annotation instanceof PDFDict && isShown(annotation))
    .flatMap((annotation) => {
      const appearance = appearanceOf(annotation);
      if (appearance === undefined && saysSomething(annotation)) throw new NotDrawnError();
      return appearance ?? [];
    });
}

function isShown(annotation: PDFDict): boolean {
  const flags = annotation.lookup(PDFName.of('F'));
  const isHidden = flags instanceof PDFNumber && (flags.asNumber() & hiddenFlags) !== 0;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbersIn(annotation.lookup(PDFName.of('Rect')), 4) ?? [];
  return !isHidden && !silentKinds.has(nameIn(annotation, 'Subtype')) && x1 !== x2 && y1 !== y2;
}

function appearanceOf(annotation: PDFDict): Appearance | undefined {
  const stream = normalAppearance(annotation);
  const rectangle = numbersIn(annotation.lookup(PDFName.of('Rect')), 4);
  if (stream === undefined || rectangle === undefined) return undefined;
  const placement = fit(stream, rectangle);
  if (placement === undefined) return undefined;
  // Many programs leave out what makes it a form; without that a viewer draws it as an annotation, but not on a page.
  stream.dict.set(PDFName.of('Subtype'), PDFName.of('Form'));
  return { stream, placement };
}

/** The normal appearance; of a check box, the one of its present state. */
function normalAppearance(annotation: PDFDict): PDFStream | undefined {
  const appearances = annotation.lookup(PDFName.of('AP'));
  const normal = appearances instanceof PDFDict ? appearances.lookup(PDFName.of('N')) : undefined;
  if (normal instanceof PDFStream) return normal;
  const state = annotation.lookup(PDFName.of('AS')) ?? fieldValue(annotation);
  if (!(normal instanceof PDFDict) || !(state instanceof PDFName)) return undefined;
  const ofState = normal.lookup(state);
  return ofState instanceof PDFStream ? ofState : undefined;
}

/** A form field says something when it is filled in or ticked; any other annotation is there because it shows something. */
function saysSomething(annotation: PDFDict): boolean {
  if (nameIn(annotation, 'Subtype') !== '/Widget') return true;
  const value = fieldValue(annotation);
  if (value instanceof PDFString || value instanceof PDFHexString) return value.decodeText().trim() !== '';
  if (value instanceof PDFArray) return value.size() > 0;
  return annotation.lookup(PDFName.of('AS')) === undefined && value instanceof PDFName && value !== PDFName.of('Off');
}

/** A field's value, which may stand in the field above it. */
function fieldValue(annotation: PDFDict): PDFObject | undefined {
  const parent = annotation.lookup(PDFName.of('Parent'));
  return annotation.lookup(PDFName.of('V')) ?? (parent instanceof PDFDict ? parent.lookup(PDFName.of('V')) : undefined);
}

function nameIn(dictionary: PDFDict, key: string): string {
  return dictionary.lookup(PDFName.of(key))?.toString() ?? '';
}

function fit(stream: PDFStream, rectangle: readonly number[]): number[] | undefined {
  const box = numbersIn(stream.dict.lookup(PDFName.of('BBox')), 4);
  if (box === undefined) return undefined;
  const own = numbersIn(stream.dict.lookup(PDFName.of('Matrix')), 6) ?? [1, 0, 0, 1, 0, 0];
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = own;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box;
  const corners = [[x1, y1], [x2, y1], [x1, y2], [x2, y2]].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f]);
  const [xs, ys] = [corners.map(([x = 0]) => x), corners.map(([, y = 0]) => y)];
  const width = Math.max(...xs) - Math.min(...xs);
  const height = Math.max(...ys) - Math.min(...ys);
  const [left = 0, bottom = 0, right = 0, top = 0] = rectangle;
  if (width <= 0 || height <= 0) return undefined;
  const scaleX = Math.abs(right - left) / width;
  const scaleY = Math.abs(top - bottom) / height;
  return [scaleX, 0, 0, scaleY, Math.min(left, right) - Math.min(...xs) * scaleX, Math.min(bottom, top) - Math.min(...ys) * scaleY];
}
