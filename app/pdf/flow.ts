import type { AnchorId, DocumentWords, PageSize, Run, Text } from './document.ts';
import type { Bookmark, LaidOutPage, Measure, Owner, Place, PlacedText, StructureElement } from './placed.ts';
import { colour, page as sheet, type Colour, type TypeStyle } from './theme.ts';
import { wrap, type Line, type Segment } from './wrap.ts';

/** A number of a page that is filled in when all pages are known. */
interface PendingPageNumber {
  readonly item: PlacedText;
  readonly page: LaidOutPage;
  readonly anchor: AnchorId;
}

export interface LineStyle {
  readonly type: TypeStyle;
  readonly colour?: Colour;
  readonly isStrong?: boolean;
  /** Where the comma of figures stands, in points from where the line begins. */
  readonly comma?: number | undefined;
}

export interface LineBox {
  readonly x: number;
  readonly width: number;
  readonly align?: 'start' | 'end';
}

/** The pages being filled, and how far down the last one is. Places single lines; knows nothing of tables or headings. */
export class Flow {
  readonly pages: LaidOutPage[] = [];
  readonly anchors = new Map<AnchorId, Place>();
  readonly bookmarks: Bookmark[] = [];
  readonly pending: PendingPageNumber[] = [];
  readonly root: StructureElement = { id: 0, tag: 'Document', parent: undefined };
  readonly measure: Measure;
  readonly words: DocumentWords;
  y: number = sheet.top;
  private elements = 1;

  constructor(measure: Measure, words: DocumentWords) {
    this.measure = measure;
    this.words = words;
  }

  get current(): LaidOutPage {
    return this.pages.at(-1) ?? this.addPage();
  }

  get room(): number {
    return this.current.height - sheet.bottom - this.y;
  }

  addPage(size: PageSize = sheet): LaidOutPage {
    const page = { width: size.width, height: size.height, items: [], links: [] };
    this.pages.push(page);
    this.y = sheet.top;
    return page;
  }

  element(fields: Omit<StructureElement, 'id'>): StructureElement {
    const element = { id: this.elements, ...fields };
    this.elements += 1;
    return element;
  }

  anchor(id: AnchorId): void {
    if (!this.anchors.has(id)) this.anchors.set(id, { page: this.pages.indexOf(this.current), y: this.y });
  }

  bookmark(title: string, level: 1 | 2 | 3, owner: StructureElement): void {
    this.bookmarks.push({ title, level, place: { page: this.pages.indexOf(this.current), y: this.y }, owner });
  }

  wrap(text: Text, width: number, style: LineStyle): Line[] {
    return wrap(text, { width, size: style.type.size, measure: this.measure, isStrong: style.isStrong ?? false, comma: style.comma });
  }

  /** Places one wrapped line with its top at y; links become elements of their own below the owner. */
  placeLine(line: Line, at: LineBox & { y: number }, how: { style: LineStyle; owner: Owner }): void {
    let x = at.align === 'end' ? at.x + at.width - line.width : at.x;
    for (const segment of line.segments) {
      const owner = this.ownerOf(segment.run, how.owner);
      const item = this.placeSegment(segment, { x: x + segment.indent, y: at.y }, { style: how.style, owner });
      if (segment.run.pageOf !== undefined) this.pending.push({ item, page: this.current, anchor: segment.run.pageOf });
      if (segment.run.linkTo !== undefined && typeof owner !== 'string') {
        const area = { x, y: at.y, width: segment.width, height: how.style.type.leading };
        this.current.links.push({ ...area, target: segment.run.linkTo, description: segment.run.linkText ?? segment.text.trim(), owner });
      }
      x += segment.advance;
    }
  }

  private ownerOf(run: Run, owner: Owner): Owner {
    if (typeof owner === 'string') return owner;
    if (run.linkTo !== undefined) return this.element({ tag: 'Link', parent: owner });
    return run.language === undefined ? owner : this.element({ tag: 'Span', parent: owner, language: run.language });
  }

  private placeSegment(segment: Segment, at: { x: number; y: number }, how: { style: LineStyle; owner: Owner }): PlacedText {
    const { size, leading } = how.style.type;
    const item: PlacedText = {
      kind: 'text', x: at.x, baseline: at.y + (leading - size) / 2 + size * 0.86, text: segment.text, font: segment.font, size,
      colour: textColour(segment.run, how.style), owner: how.owner,
    };
    this.current.items.push(item);
    return item;
  }
}

function textColour(run: Run, style: LineStyle): Colour {
  if (run.linkTo !== undefined) return colour.accent;
  return run.isMuted === true ? colour.muted : style.colour ?? colour.ink;
}
