import type { Appendix, AppendixPage, PageSize, PlacedWord } from './document.ts';
import { fill } from './fill.ts';
import type { Flow } from './flow.ts';
import type { StructureElement } from './placed.ts';
import { colour, page as sheet, stamp, type } from './theme.ts';

/**
 * Appends foreign files: each of their pages on an A4 sheet of its own, upright, at most at its own size, below a stamp that
 * says what it is and leads back to where it is used. A small page gets a frame, so that a nearly empty one is seen.
 */
export function layoutAppendices(flow: Flow, appendices: readonly Appendix[], total: number): void {
  for (const [index, appendix] of appendices.entries()) {
    const section = flow.element({ tag: 'Sect', parent: flow.root });
    if (appendix.unavailable !== undefined) placeUnavailable(flow, appendix, section);
    for (const [position, size] of appendix.pages.entries()) {
      flow.addPage(sheetFor(size));
      flow.y = 0;
      if (position === 0) announce(flow, appendix, section);
      placeForeignPage(flow, { appendix, index, position, size, section, total });
    }
  }
}

/** Pages the appendices will take. */
export function appendixPages(appendices: readonly Appendix[]): number {
  return appendices.reduce((total, appendix) => total + (appendix.unavailable === undefined ? appendix.pages.length : 1), 0);
}

function announce(flow: Flow, appendix: Appendix, section: StructureElement): void {
  flow.anchor(appendix.anchor);
  flow.bookmark(`${appendix.name}: ${appendix.fileName}`, 2, section);
}

/** A wide page lies on a wide sheet when it would be made smaller on an upright one. */
function sheetFor(size: PageSize): PageSize {
  const isNarrow = size.width <= sheet.width - 2 * stamp.margin;
  return size.width > size.height * 1.05 && !isNarrow ? { width: sheet.height, height: sheet.width } : sheet;
}

interface ForeignPage {
  readonly appendix: Appendix;
  readonly index: number;
  readonly position: number;
  readonly size: AppendixPage;
  readonly section: StructureElement;
  readonly total: number;
}

function placeForeignPage(flow: Flow, { appendix, index, position, size, section, total }: ForeignPage): void {
  const { current } = flow;
  const top = stamp.margin + stamp.height;
  const room = { width: current.width - 2 * stamp.margin, height: current.height - top - stamp.margin };
  const scale = Math.min(1, room.width / size.width, room.height / size.height);
  const width = size.width * scale;
  const height = size.height * scale;
  const x = (current.width - width) / 2;
  const numbers = { page: position + 1, pages: appendix.pages.length, at: flow.pages.length, total };
  const text = fill(flow.words.stamp, { name: appendix.name, ...numbers });
  placeStamp(flow, text, { appendix, section });
  current.items.push({
    kind: 'foreign', appendix: index, page: position, x, y: top, width, height, scale,
    owner: flow.element({ tag: 'Figure', parent: section, alternative: `${appendix.fileName}, ${text}` }),
  });
  if (size.words !== undefined) placeWords(flow, size.words, { owner: flow.element({ tag: 'P', parent: section }), x, bottom: top + height, scale });
  if (height < room.height * 0.9) current.items.push({ kind: 'box', x: x - 1, y: top - 1, width: width + 2, height: height + 2, stroke: colour.rule });
}

interface WordPlace {
  readonly owner: StructureElement;
  readonly x: number;
  readonly bottom: number;
  readonly scale: number;
}

/** Of a word's height, so much is the size of its letters, and so much lies below the line they stand on. */
const letterShare = 0.73;
const belowBaseline = 0.21;
/** Upwards as seen by who reads the word. */
const upOf: Readonly<Record<PlacedWord['angle'], readonly [x: number, y: number]>> = { 0: [0, 1], 90: [-1, 0], 180: [0, -1], 270: [1, 0] };

function placeWords(flow: Flow, words: readonly PlacedWord[], { owner, x, bottom, scale }: WordPlace): void {
  for (const word of words) {
    const size = word.height * letterShare * scale;
    const natural = flow.measure(word.text, 'regular') * size;
    if (natural === 0) continue;
    const [right, up] = upOf[word.angle];
    const lift = word.height * belowBaseline;
    flow.current.items.push({
      kind: 'hidden', text: word.text, x: x + (word.x + lift * right) * scale, baseline: bottom - (word.y + lift * up) * scale, size,
      angle: word.angle, stretch: (word.length * scale) / natural, owner,
    });
  }
}

function placeStamp(flow: Flow, text: string, { appendix, section }: { appendix: Appendix; section: StructureElement }): void {
  const { current } = flow;
  const owner = flow.element({ tag: 'P', parent: section });
  const link = flow.element({ tag: 'Link', parent: owner });
  const width = current.width - 2 * sheet.left;
  const style = { type: type.small, colour: colour.accent, isStrong: true };
  const [line] = flow.wrap(text, width, style);
  if (line === undefined) return;
  const y = stamp.margin + 4;
  flow.placeLine(line, { x: sheet.left, width, y, align: 'end' }, { style, owner: link });
  current.links.push({
    x: sheet.left + width - line.width, y, width: line.width, height: type.small.leading,
    target: appendix.backTo, description: flow.words.backLink, owner: link,
  });
}

function placeUnavailable(flow: Flow, appendix: Appendix, section: StructureElement): void {
  flow.addPage();
  announce(flow, appendix, section);
  const style = { type: type.body, colour: colour.watermark };
  const owner = flow.element({ tag: 'P', parent: section });
  for (const line of flow.wrap(`${appendix.name}: ${appendix.unavailable ?? ''}`, sheet.width - sheet.left - sheet.right, style)) {
    flow.placeLine(line, { x: sheet.left, width: line.width, y: flow.y }, { style, owner });
    flow.y += type.body.leading;
  }
}
