import type { Appendix, AppendixPage, BackLink, MarkedText, PageSize, PlacedWord, Run, UsedIn } from './document.ts';
import { fill } from './fill.ts';
import type { Flow, LineStyle } from './flow.ts';
import type { PlacedMarks, StructureElement } from './placed.ts';
import { colour, page as sheet, stamp, type } from './theme.ts';

/** The document that files are appended to. */
interface Whole {
  readonly total: number;
  readonly language: string;
}

/**
 * Appends foreign files: each of their pages on an A4 sheet of its own, upright, at most at its own size, below a stamp that
 * says what it is and leads back to where it is used. A small page gets a frame, so that a nearly empty one is seen.
 */
export function layoutAppendices(flow: Flow, appendices: readonly Appendix[], whole: Whole): void {
  for (const [index, appendix] of appendices.entries()) {
    const section = flow.element({ tag: 'Sect', parent: flow.root });
    if (appendix.unavailable !== undefined) placeUnavailable(flow, appendix, section);
    const elements = new Map<number, StructureElement>();
    for (const [position, size] of appendix.pages.entries()) {
      flow.addPage(sheetFor(size));
      flow.y = 0;
      if (position === 0) announce(flow, appendix, section);
      placeForeignPage(flow, { appendix, index, position, size, section, elements, whole });
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
  /** Of the file's own text so far, by their numbers. */
  readonly elements: Map<number, StructureElement>;
  readonly whole: Whole;
}

function placeForeignPage(flow: Flow, foreign: ForeignPage): void {
  const { appendix, index, position, size, section, whole } = foreign;
  const { current } = flow;
  const top = stamp.margin + stamp.height;
  const room = { width: current.width - 2 * stamp.margin, height: current.height - top - stamp.margin };
  const scale = Math.min(1, room.width / size.width, room.height / size.height);
  const width = size.width * scale;
  const height = size.height * scale;
  const x = (current.width - width) / 2;
  const numbers = { page: position + 1, pages: appendix.pages.length, at: flow.pages.length, total: whole.total };
  const text = fill(flow.words.stamp, { name: appendix.name, ...numbers });
  placeStamp(flow, text, { appendix, section });
  const alternative = `${appendix.fileName}, ${text}`;
  const owner = size.text === undefined
    ? flow.element({ tag: 'Figure', parent: section, alternative })
    : marksOf(flow, size.text, { ...foreign, alternative });
  current.items.push({ kind: 'foreign', appendix: index, page: position, x, y: top, width, height, scale, owner });
  if (size.words !== undefined) {
    const language = otherLanguage(appendix.language, whole);
    placeWords(flow, size.words, { owner: flow.element({ tag: 'P', parent: section, language }), x, bottom: top + height, scale });
  }
  if (height < room.height * 0.9) current.items.push({ kind: 'box', x: x - 1, y: top - 1, width: width + 2, height: height + 2, stroke: colour.rule });
}

function otherLanguage(language: string | undefined, whole: Whole): string | undefined {
  return language === whole.language ? undefined : language;
}

/** The page's own text as part of the document's: its elements lie in the file's section, and its pictures are called what they are. */
function marksOf(
  flow: Flow, { elements: begun, contents, marks }: MarkedText,
  { appendix, section, elements, whole, alternative }: ForeignPage & { readonly alternative: string },
): PlacedMarks {
  for (const { number, parent, language, ...fields } of begun) {
    const isPicture = fields.tag === 'Figure';
    const known = parent === undefined || isPicture ? undefined : elements.get(parent);
    const own = known === undefined && !isPicture ? otherLanguage(language ?? appendix.language, whole) : language;
    elements.set(number, flow.element({
      ...fields, parent: known ?? section, language: own, ...(isPicture ? { alternative } : {}),
    }));
  }
  return {
    marks,
    contents: contents.flatMap(({ element, mark }) => {
      const owner = elements.get(element);
      return owner === undefined ? [] : [{ owner, mark }];
    }),
  };
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

interface Stamped {
  readonly appendix: Appendix;
  readonly section: StructureElement;
}

const stampStyle: LineStyle = { type: type.small, colour: colour.accent, isStrong: true };
const stampTop = stamp.margin + 4;

/** A file that is used in one place is stamped with a link to it; one that is used in several has a line of links below its stamp. */
function placeStamp(flow: Flow, text: string, { appendix, section }: Stamped): void {
  const width = flow.current.width - 2 * sheet.left;
  const owner = flow.element({ tag: 'P', parent: section });
  const [line] = flow.wrap(text, width, stampStyle);
  if (line === undefined) return;
  const at = { x: sheet.left, width, y: stampTop, align: 'end' } as const;
  if (appendix.usedIn !== undefined) {
    flow.placeLine(line, at, { style: { ...stampStyle, colour: colour.ink }, owner });
    placeBackLinks(flow, appendix.usedIn, { section, width });
    return;
  }
  const link = flow.element({ tag: 'Link', parent: owner });
  flow.placeLine(line, at, { style: stampStyle, owner: link });
  flow.current.links.push({
    x: sheet.left + width - line.width, y: stampTop, width: line.width, height: type.small.leading,
    target: appendix.backTo.anchor, description: appendix.backTo.description, owner: link,
  });
}

/** More than there is ever room for. */
const mostBackLinks = 20;

/** As many as there is room for; then how many more there are, which leads to the first of those. */
function placeBackLinks(flow: Flow, usedIn: UsedIn, { section, width }: { section: StructureElement; width: number }): void {
  const style: LineStyle = { type: type.small };
  for (let count = Math.min(usedIn.places.length, mostBackLinks); count > 0; count -= 1) {
    const [line, ...others] = flow.wrap(backRuns(usedIn, count), width, style);
    if (line === undefined || others.length > 0) continue;
    const owner = flow.element({ tag: 'P', parent: section });
    flow.placeLine(line, { x: sheet.left, width, y: stampTop + type.small.leading, align: 'end' }, { style, owner });
    return;
  }
}

function backRuns({ lead, more, places }: UsedIn, count: number): Run[] {
  const link = (text: string, { anchor, description }: BackLink): Run => ({
    text: text.replaceAll(' ', '\u00a0'), linkTo: anchor, linkText: description,
  });
  const next = places[count];
  return [
    ...places.slice(0, count).flatMap((place, index) => [{ text: index === 0 ? `${lead} ` : '; ' }, link(place.text, place)]),
    ...(next === undefined ? [] : [{ text: '; ' }, link(fill(more, { count: places.length - count }), next)]),
  ];
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
