import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFContext, type PDFDocument, type PDFObject } from 'pdf-lib';
import { UnreadableError } from './unreadable.ts';

const maxPages = 5_000;
const maxDepth = 60;
const countKey = PDFName.of('Count');
const inheritable = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];

/** A page of a foreign PDF: its dictionary, and what it has from the nodes above it. */
export class ForeignPage {
  readonly context: PDFContext;
  private readonly dictionary: PDFDict;
  private readonly inherited: ReadonlyMap<string, PDFObject>;

  constructor(context: PDFContext, dictionary: PDFDict, inherited: ReadonlyMap<string, PDFObject>) {
    this.context = context;
    this.dictionary = dictionary;
    this.inherited = inherited;
  }

  /** The value of a key as written: perhaps a reference. */
  raw(key: string): PDFObject | undefined {
    return this.dictionary.get(PDFName.of(key)) ?? this.inherited.get(key);
  }

  /** The value itself; undefined when there is none or what it refers to is missing. */
  value(key: string): PDFObject | undefined {
    return this.context.lookup(this.raw(key));
  }

  /** Four numbers in the order left, bottom, right, top. */
  box(key: string): [left: number, bottom: number, right: number, top: number] | undefined {
    const [x1, y1, x2, y2] = numbersIn(this.value(key), 4) ?? [];
    if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined;
    return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
  }

  number(key: string, otherwise: number): number {
    const value = this.value(key);
    return value instanceof PDFNumber && Number.isFinite(value.asNumber()) ? value.asNumber() : otherwise;
  }
}

/** So many numbers in an array; undefined for anything else. */
export function numbersIn(value: PDFObject | undefined, count: number): number[] | undefined {
  if (!(value instanceof PDFArray) || value.size() !== count) return undefined;
  const entries = value.asArray().map((_, index) => value.lookup(index));
  const found = entries.map((entry) => (entry instanceof PDFNumber ? entry.asNumber() : Number.NaN));
  return found.every(Number.isFinite) ? found : undefined;
}

/**
 * Every page of a foreign PDF, in order. The tree is walked here, strictly: a node that is missing or leads to itself makes the file
 * damaged, and so does a tree that promises more pages than it has while the file holds pages that are not in it: a lenient reader would
 * silently show fewer. Where every page that the file holds is in the tree, its counts were wrong, and are put right. A page may stand
 * twice: files that were put together from others have such.
 */
export function pagesOf(document: PDFDocument): ForeignPage[] {
  const { context } = document;
  const pages: ForeignPage[] = [];
  const leaves = new Set<PDFObject>();
  const seen = new Set<PDFDict>();
  const root = context.lookup(document.catalog.get(PDFName.of('Pages')));
  const promised = root instanceof PDFDict ? root.lookup(countKey) : undefined;
  walk(root, new Map(), 0);
  const isShort = promised instanceof PDFNumber && promised.asNumber() > pages.length;
  if (pages.length === 0 || (isShort && holdsPagesBeside(context, leaves))) throw new UnreadableError('damaged');
  return pages;

  function walk(node: PDFObject | undefined, inherited: ReadonlyMap<string, PDFObject>, depth: number): void {
    if (!(node instanceof PDFDict) || seen.has(node) || depth > maxDepth) throw new UnreadableError('damaged');
    const kids = context.lookup(node.get(PDFName.of('Kids')));
    if (kids === undefined && node.get(PDFName.of('Type')) !== PDFName.of('Pages')) {
      leaves.add(node);
      if (pages.push(new ForeignPage(context, node, inherited)) > maxPages) throw new UnreadableError('too_many_pages');
      return;
    }
    if (!(kids instanceof PDFArray)) throw new UnreadableError('damaged');
    seen.add(node);
    const below = new Map(inherited);
    for (const key of inheritable) {
      const value = node.get(PDFName.of(key));
      if (value !== undefined) below.set(key, value);
    }
    const before = pages.length;
    for (const kid of kids.asArray()) walk(context.lookup(kid), below, depth + 1);
    node.set(countKey, PDFNumber.of(pages.length - before));
  }
}

function holdsPagesBeside(context: PDFContext, leaves: ReadonlySet<PDFObject>): boolean {
  const isPage = (object: PDFObject) => object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('Page');
  return context.enumerateIndirectObjects().some(([, object]) => isPage(object) && !leaves.has(object));
}
