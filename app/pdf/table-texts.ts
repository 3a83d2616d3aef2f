import type { Row, Table, Text } from './document.ts';
import type { Flow } from './flow.ts';
import { type } from './theme.ts';
import { wholePart } from './wrap.ts';

/** So that a screen reader does not join the last word of a paragraph with the first of the next. */
export function endedBySpace(text: Text): Text {
  if (typeof text === 'string') return `${text} `;
  const last = text.at(-1);
  return last === undefined || last.pageOf !== undefined ? text : [...text.slice(0, -1), { ...last, text: `${last.text} ` }];
}

/** A text without its marks. */
export function plainText(text: Text): string {
  return typeof text === 'string' ? text : text.map((run) => run.text).join('');
}

/** True when a row of sums shows each of the sums to be carried in its column. */
export function saysAll({ cells }: Row, carried: readonly string[]): boolean {
  const texts = cells.flatMap(({ span = 1, paragraphs }) => [...Array.from({ length: span - 1 }, () => ''), plainText(paragraphs[0] ?? '')]);
  return carried.every((text, column) => text === '' || text === texts[column]);
}

/** The widest whole part of the figures in the last column; strong ones are the widest, so that all stand on the same comma. */
export function commaOf({ groups }: Table, flow: Flow): number | undefined {
  const figures = groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => {
    const value = cells.at(-1)?.paragraphs[0] ?? '';
    return typeof value === 'string' ? [] : value.filter(({ isFigure }) => isFigure === true).map(({ text }) => text);
  }));
  if (figures.length === 0) return undefined;
  return Math.max(...figures.map((text) => flow.measure(wholePart(text), 'strong') * type.table.size));
}
