import { PDFDict, PDFName, type PDFObject } from 'pdf-lib';
import { isDictionary, type Operand, type Operation } from '../content-operations.ts';
import { standIns } from '../safety/colour.ts';
import type { ObjectReader } from '../safety/object-reader.ts';
import type { Operators } from './operators.ts';

const deviceSpaces = new Set(['/DeviceGray', '/DeviceRGB', '/G', '/RGB']);

/** Spaces that stand in for the device's do so for all that names those, on the page or in the form. */
export function hasStandIns(reader: ObjectReader, resources: PDFDict | undefined): boolean {
  const spaces = resources === undefined ? undefined : reader.dictionaryIn(resources, 'ColorSpace');
  return standIns.some(([name]) => spaces?.has(PDFName.of(name)) === true);
}

const largest = 1_000_000;

/** What comes before a form's operators where they stand themselves; undefined for a form that has no room. */
export function openingOf(reader: ObjectReader, form: PDFDict): string | undefined {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = reader.numbers(reader.in(form, 'BBox'));
  const matrix = reader.in(form, 'Matrix');
  const numbers = matrix === undefined ? [1, 0, 0, 1, 0, 0] : reader.numbers(matrix);
  const box = [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)];
  if (x1 === x2 || y1 === y2 || numbers.length !== 6 || ![...box, ...numbers].every((value) => Math.abs(value) < largest)) return undefined;
  // On a line of its own: what stood before it may end in letters, where the form's name began without a blank.
  return `\nq ${numbers.map(exactly).join(' ')} cm ${box.map(exactly).join(' ')} re W n\n`;
}

function exactly(value: number): string {
  return value.toFixed(8).replace(/\.?0+$/, '');
}

/** Not so: patterns, which are laid out from a form's corner, and masks; nor pictures whose colours are named within. */
export function isDrawnTheSame(reader: ObjectReader, { operator, operands }: Operation, named: PDFObject | undefined): boolean {
  const [first] = operands;
  switch (operator) {
    case 'scn': case 'SCN': return typeof operands.at(-1) !== 'string';
    case 'cs': case 'CS': return first !== '/Pattern';
    case 'gs': return named instanceof PDFDict && !hasMask(reader, named);
    case 'BI': return isDictionary(first) && isDeviceSpace(first.get('/CS') ?? first.get('/ColorSpace'));
    default: return true;
  }
}

function isDeviceSpace(space: Operand | undefined): boolean {
  return space === undefined || (typeof space === 'string' && deviceSpaces.has(space));
}

function hasMask(reader: ObjectReader, state: PDFDict): boolean {
  const mask = reader.in(state, 'SMask');
  return mask !== undefined && mask !== PDFName.of('None');
}

/** Whether it leaves things as they are where they lie on others: else a form is blended as one. */
export function isPlainState(reader: ObjectReader, state: PDFObject | undefined): boolean {
  if (!(state instanceof PDFDict) || hasMask(reader, state)) return false;
  const areOpaque = ['ca', 'CA'].every((key) => (reader.numberIn(state, key) ?? 1) === 1);
  return areOpaque && ['/Normal', '/Compatible'].includes(reader.nameIn(state, 'BM') ?? '/Normal');
}

/** How many states are saved within each other, at most, and how many are not restored. */
export function nestingOf({ operations }: Operators): { deepest: number; leftOpen: number } {
  let [open, deepest] = [0, 0];
  for (const { operator } of operations) {
    if (operator === 'q') open += 1;
    if (operator === 'Q') open -= 1;
    deepest = Math.max(deepest, open);
  }
  return { deepest, leftOpen: open };
}
