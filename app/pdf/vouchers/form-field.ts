import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNull, PDFNumber, PDFStream, PDFString, type PDFObject } from 'pdf-lib';

type Unpack = (stream: PDFStream) => Buffer;

const off = PDFName.of('Off');
const pushes = 0x10000;

/** A field's value. */
export function fieldValue(widget: PDFDict): PDFObject | undefined {
  return fieldEntry(widget, 'V');
}

/** What a field says of itself, or else the nearest of those above it that does. Source: ISO 32000-1 12.7.3.1. */
function fieldEntry(widget: PDFDict, key: string): PDFObject | undefined {
  const seen = new Set<PDFDict>();
  let field: PDFObject | undefined = widget;
  while (field instanceof PDFDict && !seen.has(field)) {
    seen.add(field);
    const value = field.lookup(PDFName.of(key));
    if (value !== undefined && value !== PDFNull) return value;
    field = field.lookup(PDFName.of('Parent'));
  }
  return undefined;
}

/** Whether something is written in a field, or chosen from its list. Throws UnreadableError for a text that does not unpack. */
export function isFilledIn(widget: PDFDict, unpack: Unpack): boolean {
  const value = fieldValue(widget);
  if (value instanceof PDFString || value instanceof PDFHexString) return value.decodeText().trim() !== '';
  // A long text may stand in a stream of its own.
  if (value instanceof PDFStream) return unpack(value).toString('latin1').trim() !== '';
  return value instanceof PDFArray && value.size() > 0;
}

/** Whether a box is ticked; one that has an appearance for its state shows so. */
export function isTicked(widget: PDFDict): boolean {
  if (isPushButton(widget)) return false;
  const [stated, value] = [widget.lookup(PDFName.of('AS')), fieldValue(widget)];
  const state = stated ?? value;
  if (!(state instanceof PDFName) || state === off) return false;
  const normal = normalOf(widget);
  // Of several boxes of one field only that which has the chosen state is ticked; a state that none has is somebody's mistake.
  if (normal instanceof PDFDict && !normal.has(state)) return state === value && !kidsBeside(widget).some((box) => hasState(box, state));
  return true;
}

function isPushButton(widget: PDFDict): boolean {
  const flags = fieldEntry(widget, 'Ff');
  return fieldEntry(widget, 'FT') === PDFName.of('Btn') && flags instanceof PDFNumber && (flags.asNumber() & pushes) !== 0;
}

/** Whether it is a button with a caption or an icon. */
export function hasFace(widget: PDFDict): boolean {
  const looks = widget.lookup(PDFName.of('MK'));
  if (!isPushButton(widget) || !(looks instanceof PDFDict)) return false;
  const caption = looks.lookup(PDFName.of('CA'));
  const isWritten = (caption instanceof PDFString || caption instanceof PDFHexString) && caption.decodeText().trim() !== '';
  return isWritten || looks.lookup(PDFName.of('I')) instanceof PDFStream;
}

/** The state of the tick that PDFium draws in a box without one: its place among the field's boxes where these stand for options. */
export function stateOfDrawnTick(widget: PDFDict): string {
  return fieldEntry(widget, 'Opt') instanceof PDFArray ? String(Math.max(0, kidsBeside(widget).indexOf(widget))) : 'Yes';
}

/** The boxes of its field, in order. */
function kidsBeside(widget: PDFDict): PDFDict[] {
  const parent = widget.lookup(PDFName.of('Parent'));
  const kids = parent instanceof PDFDict ? parent.lookup(PDFName.of('Kids')) : undefined;
  if (!(kids instanceof PDFArray)) return [];
  return kids.asArray().map((_, index) => kids.lookup(index)).filter((kid) => kid instanceof PDFDict);
}

function hasState(widget: PDFDict, state: PDFName): boolean {
  const normal = normalOf(widget);
  return normal instanceof PDFDict && normal.has(state);
}

/** How it looks when nobody touches it: one drawing, or one for each of its states. */
export function normalOf(annotation: PDFDict): PDFObject | undefined {
  const appearances = annotation.lookup(PDFName.of('AP'));
  return appearances instanceof PDFDict ? appearances.lookup(PDFName.of('N')) : undefined;
}
