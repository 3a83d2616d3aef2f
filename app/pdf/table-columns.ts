import type { Column } from './document.ts';
import { contentWidth, page as sheet } from './theme.ts';

/** What stands above, below and beside the texts of a row. */
export const padding = 4;
const gap = 7;

export interface ColumnBox { readonly x: number; readonly width: number; readonly align: 'start' | 'end' }

/** Columns get their share of the width, but at least what must fit; the widest gives what others lack. */
export function columnBoxes(columns: readonly Column[], measure: (text: string) => number): ColumnBox[] {
  const room = contentWidth - 2 * padding - gap * (columns.length - 1);
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  const shares = columns.map((column) => (column.width * room) / total);
  const least = columns.map(({ label, fits = [] }) => Math.max(...[...label.split(' '), ...fits].map(measure)));
  const widest = shares.indexOf(Math.max(...shares));
  const widths = shares.map((share, index) => (index === widest ? share : Math.max(share, least[index] ?? 0)));
  const excess = widths.reduce((sum, width) => sum + width, 0) - room;
  let x = sheet.left + padding;
  return columns.map((column, index) => {
    const width = (widths[index] ?? 0) - (index === widest ? Math.min(excess, shares[widest] ?? 0) : 0);
    const box = { x, width, align: column.align };
    x += width + gap;
    return box;
  });
}

/** The place of a cell over several columns. */
export function spanned(boxes: readonly ColumnBox[], from: number, span: number): ColumnBox {
  const first = boxes[from];
  if (span === 1 && first !== undefined) return first;
  const last = boxes[from + span - 1];
  if (first === undefined || last === undefined) throw new RangeError('A row has more cells than its table has columns');
  return { x: first.x, width: last.x + last.width - first.x, align: 'start' };
}
