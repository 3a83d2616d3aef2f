import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRef, PDFString, type PDFDocument, type PDFObject } from 'pdf-lib';
import type { MarkedContent, MarkedElement, StructureTag } from '../../document.ts';
import type { PageMarks } from './page-marks.ts';

/** What an element of a file becomes within a document that has its own title: headings stand below the document's. */
const tags: Readonly<Record<string, StructureTag>> = {
  H1: 'H2', H2: 'H3', H3: 'H4', P: 'P', Span: 'Span', Link: 'Span', L: 'L', LI: 'LI', Lbl: 'Lbl', LBody: 'LBody', Table: 'Table', THead: 'THead',
  TBody: 'TBody', TFoot: 'TFoot', TR: 'TR', TH: 'TH', TD: 'TD',
};

/** The marks of a file that this product made, with its structure: headings, tables and their heads, by the index of each page. */
export function ownMarks(document: PDFDocument, pages: readonly { readonly contents: Buffer }[]): ReadonlyMap<number, PageMarks> {
  const root = document.catalog.lookup(PDFName.of('StructTreeRoot'));
  const language = textOf(document.catalog.lookup(PDFName.of('Lang')));
  const reader = new StructureReader(document, language);
  if (root instanceof PDFDict) for (const kid of kidsOf(document, root)) reader.read(kid, undefined);
  return new Map(pages.map(({ contents }, index) => {
    const said = reader.contents.get(index) ?? [];
    const marks = Math.max(-1, ...said.map(({ mark = -1 }) => mark)) + 1;
    return [index, { text: { elements: reader.elements.get(index) ?? [], contents: said, marks }, contents }];
  }));
}

class StructureReader {
  readonly elements = new Map<number, MarkedElement[]>();
  readonly contents = new Map<number, MarkedContent[]>();
  private readonly document: PDFDocument;
  private readonly language: string | undefined;
  private readonly pages: ReadonlyMap<string, number>;
  private count = 0;
  private page = 0;

  constructor(document: PDFDocument, language: string | undefined) {
    this.document = document;
    this.language = language;
    this.pages = new Map(document.getPages().map(({ ref }, index) => [ref.tag, index]));
  }

  /** An element and all within it, in order; what is unknown here lets its kids stand in its place. */
  read(object: PDFObject | undefined, parent: number | undefined): void {
    const dictionary = this.document.context.lookup(object);
    if (!(dictionary instanceof PDFDict)) return;
    const tag = tags[nameOf(dictionary, 'S')];
    const kids = kidsOf(this.document, dictionary);
    const page = this.pageOf(dictionary) ?? this.firstPage(kids) ?? this.page;
    const number = tag === undefined ? parent : this.begin(page, { ...attributesOf(dictionary), tag, parent });
    if (number !== undefined && kids.length === 0) put(this.contents, this.page, { element: number });
    for (const kid of kids) {
      const value = this.document.context.lookup(kid);
      const isReference = value instanceof PDFDict && value.has(PDFName.of('MCID'));
      const mark = isReference ? value.lookup(PDFName.of('MCID')) : value;
      if (mark instanceof PDFNumber && number !== undefined) {
        this.page = (isReference ? this.pageOf(value) : page) ?? page;
        put(this.contents, this.page, { element: number, mark: mark.asNumber() });
      } else if (value instanceof PDFDict && value.has(PDFName.of('S'))) this.read(kid, number);
    }
  }

  private begin(page: number, { parent, ...element }: Omit<MarkedElement, 'number'>): number {
    const number = this.count;
    this.count += 1;
    this.page = Math.max(this.page, page);
    const language = element.language ?? (parent === undefined ? this.language : undefined);
    put(this.elements, this.page, { number, parent, ...element, language });
    return number;
  }

  private pageOf(element: PDFDict): number | undefined {
    const page = element.get(PDFName.of('Pg'));
    return page instanceof PDFRef ? this.pages.get(page.tag) : undefined;
  }

  /** Where the first of what it holds stands. */
  private firstPage(kids: readonly PDFObject[]): number | undefined {
    for (const kid of kids) {
      const value = this.document.context.lookup(kid);
      if (!(value instanceof PDFDict)) continue;
      const found = this.pageOf(value) ?? this.firstPage(kidsOf(this.document, value));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function put<Value>(lists: Map<number, Value[]>, page: number, value: Value): void {
  lists.set(page, [...lists.get(page) ?? [], value]);
}

function attributesOf(element: PDFDict): Omit<MarkedElement, 'number' | 'tag'> {
  const attributes = element.lookup(PDFName.of('A'));
  const language = textOf(element.lookup(PDFName.of('Lang')));
  if (!(attributes instanceof PDFDict)) return { language };
  const span = attributes.lookup(PDFName.of('ColSpan'));
  const scope = nameOf(attributes, 'Scope');
  return {
    language,
    scope: scope === 'Row' || scope === 'Column' ? scope : undefined,
    columnSpan: span instanceof PDFNumber ? span.asNumber() : undefined,
    summary: textOf(attributes.lookup(PDFName.of('Summary'))),
  };
}

function nameOf(dictionary: PDFDict, key: string): string {
  const name = dictionary.lookup(PDFName.of(key));
  return name instanceof PDFName ? name.decodeText() : '';
}

function textOf(value: PDFObject | undefined): string | undefined {
  return value instanceof PDFHexString || value instanceof PDFString ? value.decodeText() : undefined;
}

function kidsOf(document: PDFDocument, element: PDFDict): PDFObject[] {
  const kids = document.context.lookup(element.get(PDFName.of('K')));
  if (kids instanceof PDFArray) return kids.asArray();
  return kids === undefined ? [] : [kids];
}
