import type { PDFDict } from 'pdf-lib';
import type { MarkedContent, MarkedElement, MarkedText } from '../../document.ts';
import { markContent, type Mark } from './mark-content.ts';
import { markedLines, type MarkedStretch } from './marked-lines.ts';
import type { Operators } from './operators.ts';
import type { Part } from './text-walk.ts';

/** A page's operators with marks, and what it says by them. */
export interface PageMarks {
  readonly text: MarkedText;
  readonly contents: Buffer;
  /** What they name; where it is not what the page has. */
  readonly resources?: PDFDict;
}

const mostMarks = 20_000;

/**
 * A paragraph for each line of text, and one figure for the page's pictures. Where spaces are seen but not written, the words are told
 * with them, beside what stands there: to who listens, not to who copies. Undefined for a page without text, or with too much.
 */
export function markPage(operators: Operators, parts: readonly Part[]): PageMarks | undefined {
  const lines = markedLines(parts);
  const pictures = parts.filter(({ texts }) => texts.length === 0);
  if (lines.length === 0 || parts.length > mostMarks) return undefined;
  const elements: MarkedElement[] = [];
  const begin = (element: Omit<MarkedElement, 'number'>) => elements.push({ number: elements.length, ...element }) - 1;
  const stretches = lines.flatMap((line): Stretch[] => {
    const parent = begin({ tag: 'P' });
    return line.map((stretch) => {
      const actualText = insteadOf(stretch);
      return { start: stretch.start, end: stretch.end, tag: 'P', element: actualText === undefined ? parent : begin({ tag: 'Span', parent, actualText }) };
    });
  });
  if (pictures.length > 0) {
    const element = begin({ tag: 'Figure' });
    for (const { start, end } of pictures) stretches.push({ start, end, tag: 'Figure', element });
  }
  const marks = stretches.toSorted((a, b) => a.start - b.start).map((stretch, number) => ({ ...stretch, number }));
  const numbers = new Map(marks.map(({ start, number }) => [start, number]));
  const read = stretches.map(({ element, start }): MarkedContent => ({ element, mark: numbers.get(start) }));
  return { text: { elements, contents: read, marks: marks.length }, contents: markContent(operators, marks) };
}

type Stretch = Omit<Mark, 'number'> & { readonly element: number };

/** Only what is known to the last letter is said instead. */
function insteadOf({ text, lacksSpaces }: MarkedStretch): string | undefined {
  return lacksSpaces && !text.includes('\ufffd') ? text : undefined;
}
