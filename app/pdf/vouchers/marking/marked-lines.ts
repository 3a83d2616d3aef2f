import type { ShownText } from './text-state.ts';
import type { Part } from './text-walk.ts';

/** A stretch of a page's operators that one mark goes around. */
export interface MarkedStretch {
  readonly start: number;
  end: number;
  /** What it says, with the spaces that are seen. */
  text: string;
  /** Whether not all of these are written: within a form that shows several texts, or after it. */
  lacksSpaces: boolean;
}

/** Of the letters' size: how far apart on a line two pieces are different things, such as cells of a table. */
const furthestApart = 1.6;
const furthestBack = 0.6;
const furthestAside = 0.4;
/** A gap so wide parts words. */
const leastSpace = 0.15;
/** So little beside itself a text is drawn again to look bold. */
const samePlace = 0.12;

/**
 * Lines of text from what is shown, in its order. Pieces that go on where the last one ended are one line, and one mark where they
 * may be; where a space between them is seen but not written, they are two, so that no reader joins the words. A text that is
 * drawn twice to look bold is said once, and the second is in no line.
 */
export function markedLines(parts: readonly Part[]): MarkedStretch[][] {
  const lines: MarkedStretch[][] = [];
  let last: Part | undefined;
  let isParted = false;
  for (const part of parts) {
    const mark = lines.at(-1)?.at(-1);
    const [before, first] = [last?.texts.at(-1), part.texts[0]];
    if (first === undefined) continue;
    if (before !== undefined && isDrawnAgain(before, first)) {
      isParted = true;
      continue;
    }
    const gap = before === undefined ? undefined : gapBetween(before, first);
    if (mark === undefined || gap === undefined) lines.push([stretchOf(part)]);
    else {
      const lacksSpace = gap > leastSpace && isUnspaced(mark.text, first.text);
      if (lacksSpace) Object.assign(mark, { text: `${mark.text} `, lacksSpaces: true });
      if (!lacksSpace && !isParted && last?.block === part.block) extend(mark, part);
      else lines.at(-1)?.push(stretchOf(part));
    }
    last = part;
    isParted = false;
  }
  return lines.filter((marks) => marks.some(({ text }) => text.trim() !== ''));
}

/** Of a form all its texts together, apart. */
function stretchOf({ start, end, texts }: Part): MarkedStretch {
  let [said, lacksSpaces] = ['', false];
  for (const [index, { text }] of texts.entries()) {
    const isJoined = index > 0 && isUnspaced(said, text);
    said += isJoined ? ` ${text}` : text;
    lacksSpaces ||= isJoined;
  }
  return { start, end, text: said, lacksSpaces };
}

function extend(mark: MarkedStretch, part: Part): void {
  const { end, text } = stretchOf(part);
  mark.end = end;
  mark.text += text;
}

function isUnspaced(text: string, next: string): boolean {
  return !/\s$/u.test(text) && !/^\s/u.test(next);
}

/** How far after the end of one the other begins, in sizes of their letters; undefined when it is not on the same line. */
function gapBetween(last: ShownText, next: ShownText): number | undefined {
  const size = Math.max(last.size, next.size);
  const [dx, dy] = last.direction;
  if (size === 0 || dx * next.direction[0] + dy * next.direction[1] < 0.99) return undefined;
  const [x, y] = [next.from[0] - last.to[0], next.from[1] - last.to[1]];
  const along = (x * dx + y * dy) / size;
  const aside = Math.abs(x * dy - y * dx) / size;
  return aside < furthestAside && along > -furthestBack && along < furthestApart ? along : undefined;
}

function isDrawnAgain(last: ShownText, next: ShownText): boolean {
  const distance = Math.hypot(next.from[0] - last.from[0], next.from[1] - last.from[1]);
  return next.text === last.text && next.text.trim() !== '' && distance < samePlace * last.size;
}
