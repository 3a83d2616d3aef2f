import type { MarkedContent, MarkedElement, MarkedText } from '../../document.ts';
import { markContent, type Mark } from './mark-content.ts';
import { markedLines, type MarkedStretch } from './marked-lines.ts';
import type { Part } from './text-walk.ts';

/** A page's operators with marks, and what it says by them. */
export interface PageMarks {
  readonly text: MarkedText;
  readonly contents: Buffer;
}

const mostMarks = 20_000;

/** A paragraph for each line of text, and one figure for the page's pictures. Undefined for a page without text, or with too much. */
export function markPage(contents: Buffer, parts: readonly Part[]): PageMarks | undefined {
  const lines = markedLines(parts);
  const pictures = parts.filter(({ texts }) => texts.length === 0);
  if (lines.length === 0 || parts.length > mostMarks) return undefined;
  const elements: MarkedElement[] = lines.map((_, number) => ({ number, tag: 'P' }));
  const stretches: Stretch[] = lines.flatMap((line, element) => line.map((stretch) => (
    { start: stretch.start, end: stretch.end, tag: 'P', actualText: insteadOf(stretch), element }
  )));
  if (pictures.length > 0) {
    const element = elements.push({ number: elements.length, tag: 'Figure' }) - 1;
    for (const { start, end } of pictures) stretches.push({ start, end, tag: 'Figure', element });
  }
  const marks = stretches.toSorted((a, b) => a.start - b.start).map((stretch, number) => ({ ...stretch, number }));
  const read = marks.toSorted((a, b) => a.element - b.element || a.number - b.number);
  return {
    text: { elements, contents: read.map(({ element, number }): MarkedContent => ({ element, mark: number })), marks: marks.length },
    contents: markContent(contents, marks),
  };
}

type Stretch = Omit<Mark, 'number'> & { readonly element: number };

/** Only what is known to the last letter is said instead. */
function insteadOf({ text, lacksSpaces }: MarkedStretch): string | undefined {
  return lacksSpaces && !text.includes('\ufffd') ? text : undefined;
}
