import { PDFDict, PDFDocument, PDFRef, type PDFContext, type PDFObject, type PDFStream } from 'pdf-lib';
import type { MarkedText, PageSize } from '../document.ts';
import { believedFile, settleWithin, type BelievedFile } from './believed-objects.server.ts';
import { ContentError } from './content-operations.ts';
import { readAnnotations, type ReadAnnotations } from './foreign-annotations.server.ts';
import { ForeignContents } from './foreign-contents.server.ts';
import { ForeignObjects } from './foreign-objects.server.ts';
import { pagesOf, type ForeignPage } from './foreign-pages.server.ts';
import { exceedsInflateBudget, tornStreams } from './inflate-budget.ts';
import { Layers } from './layers.ts';
import { PdfFile, type Ref } from '../pdf-file.ts';
import { matrix, number } from '../pdf-text.ts';
import { foreignMarks } from './marking/foreign-marks.server.ts';
import { ownMarks } from './marking/own-marks.server.ts';
import type { PageMarks } from './marking/page-marks.ts';
import { ContentProof } from './safety/content.ts';
import { Unproven } from './safety/unproven.ts';
import { standInSheet } from './stand-in-sheet.ts';
import { withStatedLengths } from './stated-lengths.ts';
import { withStreamEnds } from './stream-ends.ts';
import { withoutMarks } from './strip-marks.ts';
import { tornPictures } from './torn-pictures.server.ts';
import { UnreadableError } from './unreadable.ts';
import type { InlinePage, WrittenPage } from './voucher.ts';

/** A page so thin that it would be a hairline on paper shows nothing. */
const thinnestShape = 1 / 60;
const largestSide = 200_000;

/**
 * A PDF made elsewhere, read strictly: one that asks for another password, was cut, or lacks a part of what it draws is refused.
 * Each page can be carried over as a form XObject: only what it shows travels, not its actions, scripts, links, marks or embedded
 * files. Filled-in form fields and stamps are part of what it shows.
 */
export class ForeignPdf {
  readonly pages: readonly ReadPage[];
  readonly document: PDFDocument;
  private readonly contents: ForeignContents;
  private readonly layers: Layers;
  private readonly traits: Traits;
  private readonly proven = { used: new Map<PDFDict, Map<string, Set<string>>>(), maps: new Map<PDFStream, Buffer>() };
  private marks: ReadonlyMap<number, PageMarks> = new Map();

  private constructor(document: PDFDocument, traits: Traits, contents: ForeignContents) {
    this.document = document;
    this.traits = traits;
    this.contents = contents;
    this.layers = new Layers(document.catalog);
    const pages = pagesOf(document);
    const cause = standInSheet(document.catalog, pages);
    if (cause !== undefined) throw new UnreadableError(cause);
    this.pages = pages.map((page) => this.readPage(page));
  }

  /** Throws UnreadableError. */
  static async read(bytes: Buffer, password = ''): Promise<ForeignPdf> {
    assertNotCut(bytes);
    if (await exceedsInflateBudget(bytes)) throw new UnreadableError('too_large');
    const believed = believedFile(bytes);
    const document = await load(withStatedLengths(withStreamEnds(believed.bytes)), password);
    const { chain, leftOut } = believed;
    // An object that the tables call free, or do not speak of, is nothing. Source: ISO 32000-1, 7.3.10.
    const isFree = (number: number) => leftOut.has(number) || (chain !== undefined && (chain.places.get(number) ?? 'free') === 'free');
    const isUncertain = settle(document.context, believed);
    const torn = new Set([...await tornStreams(document.context), ...await tornPictures(document.context)]);
    const traits = { isEncrypted: document.context.isDecrypted, torn, isUncertain, isFree };
    const pdf = new ForeignPdf(document, traits, new ForeignContents(() => statedSize(bytes)));
    // Written once for nothing: whatever is wrong with the file is found here, where it can be refused by name.
    pdf.carryInto(new PdfFile());
    return pdf;
  }

  /**
   * Why a page is not proven to keep to PDF/A-2a when it is carried over; undefined when it is proven. What a proven page does not use
   * then stays behind.
   */
  doubtAbout({ page, contents, appearances, undrawn }: ReadPage): string | undefined {
    if (this.traits.isUncertain) return 'objects written more than once';
    if (undrawn.length > 0) return 'fields without an appearance';
    // Layers are not carried over, so one that is switched off would become visible.
    if (this.layers.areThere) return 'layers';
    const proof = new ContentProof(this.document.context, (stream) => this.contents.unpack(stream));
    try {
      const resources = page.value('Resources');
      proof.proveGroup(page.value('Group'));
      proof.proveContent(contents, resources instanceof PDFDict ? resources : undefined);
      for (const { stream } of appearances) proof.proveForm(stream);
      proof.proveFonts();
      proof.proveParts();
    } catch (error) {
      if (error instanceof Unproven || error instanceof ContentError || error instanceof RangeError) return error.message;
      throw error;
    }
    proof.addTo(this.proven);
    return undefined;
  }

  /**
   * Marks the text of these proven pages, so that it is read aloud from where it stands; or keeps the marks and the structure of a file
   * that this product made. @returns what each page says; nothing of a page that can only be told of as a whole.
   */
  markText(indices: readonly number[], { isOurs }: { isOurs: boolean }): ReadonlyMap<number, MarkedText> {
    const { document, pages, contents, proven: { used } } = this;
    this.marks = isOurs ? ownMarks(document, pages) : foreignMarks(document.context, pages, { indices, contents, used });
    return new Map([...this.marks].map(([index, { text }]) => [index, text]));
  }

  /** Writes pages as form XObjects, or with their marks, those that are chosen; another may stand in for one that is not. */
  carryInto(file: PdfFile, standIn: (index: number) => Ref | undefined = () => undefined): WrittenPage[] {
    const { document: { context }, contents, traits, proven } = this;
    const objects = new ForeignObjects({ context, file, contents, proven, ...traits });
    const written = this.pages.map((read, index) => {
      const marks = this.marks.get(index);
      return standIn(index) ?? (marks === undefined ? writeUpright(file, objects, read) : writeInline(file, objects, { read, marks }));
    });
    objects.writePending();
    return written;
  }

  /** What the tables call free is nothing, and so is what never was; anything else should be there. */
  private isLost(ref: PDFRef): boolean {
    const { document: { context }, traits: { isFree }, contents } = this;
    return context.lookup(ref) === undefined && !isFree(ref.objectNumber) && !contents.isNowhere(ref);
  }

  private readPage(page: ForeignPage): ReadPage {
    const view = viewOf(page);
    const contents = this.contents.of(page);
    const unpack = (stream: PDFStream) => this.contents.unpack(stream);
    const isLost = (entry: PDFObject | undefined) => entry instanceof PDFRef && this.isLost(entry);
    const read = readAnnotations(page, { layers: this.layers, turn: view.turn, unpack, isLost });
    // What stands beside the page is seen nowhere.
    const undrawn = read.undrawn.filter(([x1 = 0, y1 = 0, x2 = 0, y2 = 0]) => (
      shared(view.box, [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]) !== undefined
    ));
    return { page, view, contents, ...read, undrawn };
  }
}

interface Traits {
  /** Whether the file's tables say of an object's number that there is none. */
  readonly isFree: (number: number) => boolean;
  /** Whether the file was, before it was read. */
  readonly isEncrypted: boolean;
  /** Streams that do not unpack. */
  readonly torn: ReadonlySet<PDFStream>;
  /** Whether readers may see other objects than those of the same numbers that were read. */
  readonly isUncertain: boolean;
}

/** True where it stays uncertain which of several objects of a number is the one. */
function settle(context: PDFContext, { chain, isUncertain, leftOut }: BelievedFile): boolean {
  if (chain === undefined) return isUncertain;
  const { Root: root } = context.trailerInfo;
  if (!(root instanceof PDFRef) || root.objectNumber !== chain.root) throw new UnreadableError('damaged');
  return settleWithin(context, chain, leftOut);
}

/** The parser takes a cut file for a shorter one, so a file must end as a PDF ends: no object after its last end mark. */
function assertNotCut(bytes: Buffer): void {
  const end = bytes.lastIndexOf('%%EOF');
  if (end < 0 || /\d+ \d+ obj\b/.test(bytes.toString('latin1', end))) throw new UnreadableError('truncated');
}

/** How many objects the file says it has, at most: what it refers to beyond that it never had. */
function statedSize(bytes: Buffer): number {
  const sizes = [...bytes.toString('latin1').matchAll(/\/Size\s+(\d{1,9})/g)].map(([, size]) => Number(size));
  return sizes.length === 0 ? Number.POSITIVE_INFINITY : sizes.reduce((most, size) => Math.max(most, size));
}

/** What says how a file is locked is never packed. Any other way than this one asks for a certificate, or for a program of its own. */
const locksByPassword = /\/Filter\s*\/Standard\b/;

async function load(bytes: Buffer, password: string): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { password, updateMetadata: false, warnOnInvalidObjects: false });
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    if (!isLocked) throw new UnreadableError('damaged');
    throw new UnreadableError(locksByPassword.test(bytes.toString('latin1')) ? 'password' : 'certificate');
  }
}

type Box = readonly [left: number, bottom: number, right: number, top: number];

export interface View {
  readonly size: PageSize;
  readonly box: Box;
  /** By how many degrees it is turned clockwise: a quarter, a half, three or none. */
  readonly turn: number;
  /** From the page's own coordinates to upright ones from 0, 0. */
  readonly matrix: readonly number[];
}

/** What viewers take for a page that does not say its size, as it has to. */
const letterPaper: Box = [0, 0, 612, 792];

/** Undefined for a box with nothing in it. */
function boxWithin(page: ForeignPage, key: string): Box | undefined {
  const box = page.box(key);
  return box === undefined || box[0] === box[2] || box[1] === box[3] ? undefined : box;
}

/** What two boxes have in common; undefined where they lie beside each other. */
function shared(one: Box, other: Box): Box | undefined {
  const [left, bottom] = [Math.max(one[0], other[0]), Math.max(one[1], other[1])];
  const [right, top] = [Math.min(one[2], other[2]), Math.min(one[3], other[3])];
  return left < right && bottom < top ? [left, bottom, right, top] : undefined;
}

/** What a viewer shows of a page: its crop box within its media box, turned, in user units. Source: ISO 32000-1 7.7.3.3. */
function viewOf(page: ForeignPage): View {
  const media = boxWithin(page, 'MediaBox') ?? letterPaper;
  const [left, bottom, right, top] = shared(media, boxWithin(page, 'CropBox') ?? media) ?? media;
  const [width, height] = [right - left, top - bottom];
  if (width < 1 || height < 1) throw new UnreadableError('damaged');
  if (Math.max(width, height) > largestSide || Math.min(width, height) / Math.max(width, height) < thinnestShape) throw new UnreadableError('page_shape');
  const stated = page.number('UserUnit', 1);
  const unit = stated > 0 && stated <= 1_000 ? stated : 1;
  // Other than quarters are not allowed: what is over is left out, as PDFium does, which draws the page.
  const turn = (((Math.trunc(page.number('Rotate', 0) / 90) * 90) % 360) + 360) % 360;
  const matrices: Record<number, readonly number[]> = {
    0: [1, 0, 0, 1, -left, -bottom], 90: [0, -1, 1, 0, -bottom, right], 180: [-1, 0, 0, -1, right, top], 270: [0, 1, -1, 0, top, -left],
  };
  const isLying = turn === 90 || turn === 270;
  return {
    size: { width: (isLying ? height : width) * unit, height: (isLying ? width : height) * unit },
    box: [left, bottom, right, top],
    turn,
    matrix: (matrices[turn] ?? []).map((value) => value * unit),
  };
}

export interface ReadPage extends ReadAnnotations {
  readonly page: ForeignPage;
  readonly view: View;
  readonly contents: Buffer;
}

/** The page's own contents, in its own coordinates. */
function writeBody(file: PdfFile, objects: ForeignObjects, { page, view, contents }: ReadPage): Ref {
  const resources = page.raw('Resources');
  const group = page.value('Group') === undefined ? undefined : page.raw('Group');
  if (resources !== undefined && !(page.value('Resources') instanceof PDFDict)) throw new UnreadableError('damaged');
  const parts = [`/Type /XObject /Subtype /Form /BBox [ ${view.box.map(number).join(' ')} ]`];
  parts.push(`/Resources ${resources === undefined ? '<< >>' : objects.copy(resources)}`);
  if (group !== undefined) parts.push(`/Group ${objects.copyGroup(group)}`);
  return file.addDeflated(parts.join(' '), withoutMarks(contents));
}

/** The contents and, above them, what annotations show; turned upright. */
function writeUpright(file: PdfFile, objects: ForeignObjects, read: ReadPage): Ref {
  const { view, appearances } = read;
  const body = writeBody(file, objects, read);
  const names = [`/P ${body} 0 R`, ...appearances.map(({ stream }, index) => `/A${index} ${objects.copyForm(stream)} 0 R`)];
  const drawn = ['q /P Do Q', ...appearances.map(({ placement }, index) => `q ${matrix(placement)} cm /A${index} Do Q`)];
  return file.addDeflated(
    `/Type /XObject /Subtype /Form /BBox [ ${view.box.map(number).join(' ')} ] /Matrix [ ${matrix(view.matrix)} ] /Resources << /XObject << ${names.join(' ')} >> >>`,
    Buffer.from(drawn.join('\n'), 'latin1'),
  );
}

/** The same as operators of a page, with marks around what they say. */
function writeInline(file: PdfFile, objects: ForeignObjects, { read, marks }: { read: ReadPage; marks: PageMarks }): InlinePage {
  const { page, view: { box: [left, bottom, right, top], matrix: upright } } = read;
  const resources = marks.resources ?? page.value('Resources');
  const group = page.value('Group');
  return {
    contents: file.addDeflated('', marks.contents),
    opening: `${matrix(upright)} cm ${[left, bottom, right - left, top - bottom].map(number).join(' ')} re W n`,
    resources: objects.copyResources(resources instanceof PDFDict ? resources : undefined),
    ...(group === undefined ? {} : { group: file.add(objects.copyGroup(group)) }),
  };
}
