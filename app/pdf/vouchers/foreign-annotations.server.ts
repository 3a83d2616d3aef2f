import { PDFArray, PDFDict, PDFName, PDFNull, PDFNumber, PDFStream, type PDFObject } from 'pdf-lib';
import { applied, boxThrough, multiplied, turnAbout } from './affine.ts';
import type { AnnotationMend } from './annotation-mend.ts';
import { ContentError, operationsIn } from './content-operations.ts';
import { numbersIn, type ForeignPage } from './foreign-pages.server.ts';
import { fieldValue, hasFace, isFilledIn, isTicked, normalOf, stateOfDrawnTick } from './form-field.ts';
import type { Layers } from './layers.ts';
import { UnreadableError } from './unreadable.ts';

/** What an annotation looks like and where: filled-in fields, stamps, notes written on the page. */
export interface Appearance {
  readonly stream: PDFStream;
  /** Brings the appearance's own box onto the annotation's rectangle. */
  readonly placement: readonly number[];
}

/** What the annotations of a page come to. */
export interface ReadAnnotations {
  /** Of those that are seen, in their order; without `undrawn`. */
  readonly appearances: readonly Appearance[];
  /** Where something stands that says something and has no appearance to draw: only a reader that knows forms can draw it. */
  readonly undrawn: readonly (readonly number[])[];
  readonly mends: readonly AnnotationMend[];
}

export interface AnnotationSurroundings {
  readonly layers: Layers;
  /** By how many degrees the page is turned clockwise when it is shown. */
  readonly turn: number;
  /** The drawing operators of an appearance. */
  readonly unpack: (stream: PDFStream) => Buffer;
  /** True for what refers to an object that the file should have and has not. */
  readonly isLost: (entry: PDFObject | undefined) => boolean;
}

const hiddenFlags = 0x02 | 0x20;
const staysUpright = 0x10;
/** Kinds that show nothing of their own on paper: what opens, plays or leads elsewhere, as a note's icon does. */
const silentKinds = new Set(['/Popup', '/Link', '/Text', '/FileAttachment', '/Sound', '/Movie', '/Screen', '/3D', '/RichMedia', '/PrinterMark', '/TrapNet']);

/** The visible annotations of a page, in their order. Source: ISO 32000-1 12.5.5, algorithm 8.1. */
export function readAnnotations(page: ForeignPage, surroundings: AnnotationSurroundings): ReadAnnotations {
  const annotations = page.value('Annots');
  if (annotations === undefined || annotations === PDFNull) return { appearances: [], undrawn: [], mends: [] };
  if (!(annotations instanceof PDFArray)) throw new UnreadableError('damaged');
  const appearances: Appearance[] = [];
  const undrawn: (readonly number[])[] = [];
  const mends: AnnotationMend[] = [];
  for (const [index, entry] of annotations.asArray().entries()) {
    const annotation = page.context.lookup(entry);
    if (surroundings.isLost(entry)) throw new UnreadableError('damaged');
    if (!(annotation instanceof PDFDict)) continue;
    if (!isShown(annotation, surroundings.layers)) {
      mends.push({ index, isHidden: true });
      continue;
    }
    if (appearanceEntries(annotation).some(surroundings.isLost)) throw new UnreadableError('damaged');
    const isDrawnAnew = lacksItsText(annotation, surroundings.unpack) || lacksItsTick(annotation);
    const appearance = isDrawnAnew ? undefined : appearanceOf(annotation, surroundings.turn);
    if (appearance !== undefined) appearances.push(appearance);
    else if (saysSomething(annotation, surroundings.unpack)) undrawn.push(placeToDraw(annotation));
    const state = stateToTell(annotation);
    const upright = uprightOf(annotation, surroundings.turn);
    if (isDrawnAnew) mends.push({ index, isDrawnAnew, ...(state && { state }) });
    else if (state !== undefined || upright !== undefined) mends.push({ index, ...(state && { state }), ...(upright && { upright }) });
  }
  return { appearances, undrawn, mends };
}

function isShown(annotation: PDFDict, layers: Layers): boolean {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbersIn(annotation.lookup(PDFName.of('Rect')), 4) ?? [];
  if ((flagsOf(annotation) & hiddenFlags) !== 0 || silentKinds.has(nameIn(annotation, 'Subtype'))) return false;
  return x1 !== x2 && y1 !== y2 && layers.shows(annotation.lookup(PDFName.of('OC')));
}

function flagsOf(annotation: PDFDict): number {
  const flags = annotation.lookup(PDFName.of('F'));
  return flags instanceof PDFNumber ? flags.asNumber() : 0;
}

function appearanceOf(annotation: PDFDict, turn: number): Appearance | undefined {
  const stream = normalAppearance(annotation);
  const rectangle = numbersIn(annotation.lookup(PDFName.of('Rect')), 4);
  if (stream === undefined || rectangle === undefined) return undefined;
  const fitted = fit(stream, rectangle);
  if (fitted === undefined) return undefined;
  const placement = isKeptUpright(annotation, turn) ? multiplied(fitted, turnAbout(turn, upperLeft(rectangle))) : fitted;
  // Many programs leave out what makes it a form; without that a viewer draws it as an annotation, but not on a page.
  stream.dict.set(PDFName.of('Subtype'), PDFName.of('Form'));
  return { stream, placement };
}

/** What may be a reference on the way to the normal appearance. */
function appearanceEntries(annotation: PDFDict): (PDFObject | undefined)[] {
  const appearances = annotation.lookup(PDFName.of('AP'));
  return [annotation.get(PDFName.of('AP')), ...(appearances instanceof PDFDict ? [appearances.get(PDFName.of('N'))] : [])];
}

/** The normal appearance; of a check box, the one of its present state. */
function normalAppearance(annotation: PDFDict): PDFStream | undefined {
  const normal = normalOf(annotation);
  if (normal instanceof PDFStream) return normal;
  const state = annotation.lookup(PDFName.of('AS')) ?? fieldValue(annotation);
  if (!(normal instanceof PDFDict) || !(state instanceof PDFName)) return undefined;
  const ofState = normal.lookup(state);
  return ofState instanceof PDFStream ? ofState : undefined;
}

/** A form field says something when it is filled in or ticked; any other annotation is there because it shows something. */
function saysSomething(annotation: PDFDict, unpack: (stream: PDFStream) => Buffer): boolean {
  return nameIn(annotation, 'Subtype') !== '/Widget' || isFilledIn(annotation, unpack) || isTicked(annotation) || hasFace(annotation);
}

/** The state of a check box that says none itself: PDFium would show it unticked. Or of a tick that PDFium draws. */
function stateToTell(annotation: PDFDict): string | undefined {
  if (lacksItsTick(annotation)) return stateOfDrawnTick(annotation);
  const value = annotation.lookup(PDFName.of('AS')) === undefined ? fieldValue(annotation) : undefined;
  return value instanceof PDFName && normalAppearance(annotation) !== undefined ? value.decodeText() : undefined;
}

/** A box that is ticked, and has no appearance by the name of its state: PDFium would show an empty one. */
function lacksItsTick(annotation: PDFDict): boolean {
  return nameIn(annotation, 'Subtype') === '/Widget' && normalAppearance(annotation) === undefined && isTicked(annotation);
}

/** By which a filled-in text is shown: letters, also drawn as curves, or a picture. */
const showing = new Set(['Tj', 'TJ', '\'', '"', 'c', 'v', 'y', 'Do', 'sh', 'BI']);

/** A field that is filled in with a text, and whose appearance draws nothing but perhaps its frame, as some programs leave it. */
function lacksItsText(annotation: PDFDict, unpack: (stream: PDFStream) => Buffer): boolean {
  const appearance = normalAppearance(annotation);
  if (appearance === undefined || nameIn(annotation, 'Subtype') !== '/Widget') return false;
  try {
    return ![...operationsIn(unpack(appearance))].some(({ operator }) => showing.has(operator)) && isFilledIn(annotation, unpack);
  } catch (error) {
    if (error instanceof ContentError) return false;
    throw error;
  }
}

/** Of a box the middle: PDFium draws a thin frame around one whose tick it does not find. */
function placeToDraw(annotation: PDFDict): readonly number[] {
  const corners = numbersIn(annotation.lookup(PDFName.of('Rect')), 4) ?? [];
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners;
  const [across, down] = [(x2 - x1) / 3, (y2 - y1) / 3];
  return lacksItsTick(annotation) ? [x1 + across, y1 + down, x2 - across, y2 - down] : corners;
}

function isKeptUpright(annotation: PDFDict, turn: number): boolean {
  return turn !== 0 && (flagsOf(annotation) & staysUpright) !== 0;
}

/** Where an annotation that is kept upright stands on a turned page: its upper left corner stays. Source: ISO 32000-1 12.5.3. */
function uprightOf(annotation: PDFDict, turn: number): AnnotationMend['upright'] {
  const stream = normalAppearance(annotation);
  const corners = numbersIn(annotation.lookup(PDFName.of('Rect')), 4);
  if (stream === undefined || corners === undefined || !isKeptUpright(annotation, turn)) return undefined;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners;
  const turned = turnAbout(turn, upperLeft(corners));
  const rectangle = [applied(turned, [x1, y1]), applied(turned, [x2, y2])].flat();
  return { rectangle, matrix: multiplied(matrixOf(stream), turnAbout(turn, [0, 0])) };
}

function nameIn(dictionary: PDFDict, key: string): string {
  return dictionary.lookup(PDFName.of(key))?.toString() ?? '';
}

function fit(stream: PDFStream, rectangle: readonly number[]): number[] | undefined {
  const box = numbersIn(stream.dict.lookup(PDFName.of('BBox')), 4);
  if (box === undefined) return undefined;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box;
  const drawn = boxThrough(matrixOf(stream), { left: x1, right: x2, bottom: y1, top: y2 });
  const [width, height] = [drawn.right - drawn.left, drawn.top - drawn.bottom];
  const [left = 0, bottom = 0, right = 0, top = 0] = rectangle;
  if (width <= 0 || height <= 0) return undefined;
  const scaleX = Math.abs(right - left) / width;
  const scaleY = Math.abs(top - bottom) / height;
  return [scaleX, 0, 0, scaleY, Math.min(left, right) - drawn.left * scaleX, Math.min(bottom, top) - drawn.bottom * scaleY];
}

function matrixOf(stream: PDFStream): number[] {
  return numbersIn(stream.dict.lookup(PDFName.of('Matrix')), 6) ?? [1, 0, 0, 1, 0, 0];
}

function upperLeft([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]): [x: number, y: number] {
  return [Math.min(x1, x2), Math.max(y1, y2)];
}
