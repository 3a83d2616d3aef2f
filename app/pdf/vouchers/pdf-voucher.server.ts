import type { MarkedText, PlacedWord } from '../document.ts';
import type { PdfFile } from '../pdf-file.ts';
import { boxThrough } from './affine.ts';
import { differsWithin, pixelBox } from './bitmap.ts';
import { ForeignPdf, type ReadPage } from './foreign-pdf.server.ts';
import {
  encodeBitmap, encodeThumbnail, glanceSize, hasInk, mostStripPixels, pixelsOf, thumbnailSize, type EncodedPicture,
} from './page-picture.server.ts';
import type { PlacedCharacter } from './page-characters.server.ts';
import { openInPdfium, type PdfiumDocument } from './pdfium.server.ts';
import { standsInFor } from './stand-in-font.server.ts';
import { writePicture } from './write-picture.server.ts';
import { placedWords } from './placed-words.ts';
import type { Fineness } from './fineness.ts';
import { UnreadableError } from './unreadable.ts';
import type { OpenedVoucher, WrittenPage } from './voucher.ts';

/** A page as a picture, for want of proof that it may go in as it is. */
interface DrawnPage {
  readonly picture: EncodedPicture;
  readonly words: readonly PlacedWord[];
}

/**
 * Opens a PDF as a voucher. A page that is proven to keep to PDF/A goes in as it is; any other as PDFium draws it, with its words
 * invisibly in place. A file that this product made keeps its structure. Throws UnreadableError, also for a file on which nothing at
 * all is seen.
 */
export async function openPdfVoucher(bytes: Buffer, fineness: Fineness, isOurs = false): Promise<OpenedVoucher> {
  const pdf = await ForeignPdf.read(bytes);
  const opened = await openWith(await openReader(bytes, pdf), pdf, { ...fineness, isOurs });
  if ('voucher' in opened) return opened.voucher;
  if (!standsInFor(opened.lost)) throw new UnreadableError('letters_not_drawn');
  const again = await openWith(await openReader(bytes, pdf, true), pdf, { ...fineness, isOurs });
  if ('voucher' in again) return again.voucher;
  throw new UnreadableError('letters_not_drawn');
}

/** The voucher, or the letters that are not seen where they stand. */
type Opened = { readonly voucher: OpenedVoucher } | { readonly lost: ReadonlySet<string> };

async function openWith(reader: PdfiumDocument, pdf: ForeignPdf, { isOurs, ...fineness }: Fineness & { isOurs: boolean }): Promise<Opened> {
  try {
    if (reader.pageCount !== pdf.pages.length) throw new UnreadableError('damaged');
    if (!isSeen(reader, pdf.pages)) return { lost: lettersOf(reader, pdf.pages) };
    assertFilledIn(reader, pdf.pages);
    const { drawn, lost } = await drawUnproven(reader, pdf, fineness);
    if (lost.size > 0) return { lost };
    const texts = markTexts(pdf, drawn, isOurs);
    const voucher = {
      pages: pdf.pages.map(({ view }, index) => ({ ...view.size, words: drawn.get(index)?.words, text: texts.get(index) })),
      thumbnail: await encodeThumbnail(reader.draw(0, thumbnailSize(pdf.pages[0]?.view.size ?? { width: 1, height: 1 }))),
      writeInto: (file: PdfFile) => writePages(file, pdf, drawn),
    };
    return { voucher };
  } finally {
    reader.close();
  }
}

/** What the pages say that go in as they are. Those of a file of ours are one text, which is only kept whole. */
function markTexts(pdf: ForeignPdf, drawn: ReadonlyMap<number, DrawnPage>, isOurs: boolean): ReadonlyMap<number, MarkedText> {
  const indices = [...pdf.pages.keys()].filter((index) => !drawn.has(index));
  return pdf.markText(indices, { isOurs: isOurs && drawn.size === 0 });
}

/** What PDFium will not open, or counts otherwise, it may open when the other reader has put its tables and counts in order. */
async function openReader(bytes: Buffer, { document, pages }: ForeignPdf, withStandIn = false): Promise<PdfiumDocument> {
  const options = { withStandIn, mends: pages.map(({ mends }) => mends) };
  const first = await openInPdfium(bytes, options);
  if (first?.pageCount === pages.length) return first;
  first?.close();
  const reader = await openInPdfium(await document.save({ updateFieldAppearances: false }), options);
  if (reader === undefined) throw new UnreadableError('damaged');
  return reader;
}

/** A file that draws something but shows nothing was cut or is damaged where no structure tells. Blank pages among others are all right. */
function isSeen(reader: PdfiumDocument, pages: readonly ReadPage[]): boolean {
  return pages.some(({ view }, index) => hasInk(reader.draw(index, glanceSize(view.size))));
}

/** What stands on pages that show nothing. Throws UnreadableError when there is nothing. */
function lettersOf(reader: PdfiumDocument, pages: readonly ReadPage[]): ReadonlySet<string> {
  const lost = new Set(pages.flatMap((_, index) => lostAmong(reader.characters(index))));
  if (lost.size === 0) throw new UnreadableError('blank');
  return lost;
}

function lostAmong(characters: readonly PlacedCharacter[]): string[] {
  return characters.flatMap(({ text, isLost = false }) => (isLost ? [text] : []));
}

/** What was filled in without an appearance must be drawn all the same, each where it stands: left out, it would be gone. */
function assertFilledIn(reader: PdfiumDocument, pages: readonly ReadPage[]): void {
  for (const [index, { view, undrawn }] of pages.entries()) {
    if (undrawn.length === 0) continue;
    const size = glanceSize(view.size);
    const [drawn, bare] = [reader.draw(index, size), reader.draw(index, size, true)];
    for (const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] of undrawn) {
      const place = { left: Math.min(x1, x2), right: Math.max(x1, x2), bottom: Math.min(y1, y2), top: Math.max(y1, y2) };
      if (!differsWithin(pixelBox(boxThrough(view.matrix, place), view.size, size), drawn, bare)) throw new UnreadableError('fields_not_drawn');
    }
  }
}

/** Many pages are drawn coarser, as fine print can still be read: they would take too long, and more room than any claim has. */
const finestOf: readonly (readonly [pages: number, pixelsPerInch: number])[] = [[200, 110], [80, 150], [0, 200]];

interface Drawn {
  readonly drawn: ReadonlyMap<number, DrawnPage>;
  readonly lost: ReadonlySet<string>;
}

async function drawUnproven(reader: PdfiumDocument, pdf: ForeignPdf, fineness: Fineness): Promise<Drawn> {
  const lost = new Set<string>();
  const drawn = new Map<number, DrawnPage>();
  const unproven = [...pdf.pages.entries()].filter(([, read]) => pdf.doubtAbout(read) !== undefined);
  const finest = finestOf.find(([pages]) => unproven.length > pages)?.[1] ?? fineness.pixelsPerInch;
  for (const [index, read] of unproven) {
    const pixels = pixelsOf(read.view.size, Math.min(finest, fineness.pixelsPerInch), mostStripPixels.drawn);
    const { bitmap, characters } = reader.drawAndRead(index, pixels, read.view);
    const picture = await encodeBitmap(bitmap, fineness.quality);
    for (const letter of lostAmong(characters)) lost.add(letter);
    drawn.set(index, { picture, words: placedWords(characters, read.view.matrix) });
  }
  return { drawn, lost };
}

function writePages(file: PdfFile, pdf: ForeignPdf, drawn: ReadonlyMap<number, DrawnPage>): WrittenPage[] {
  return pdf.carryInto(file, (index) => {
    const picture = drawn.get(index)?.picture;
    const size = pdf.pages[index]?.view.size;
    if (picture === undefined || size === undefined) return undefined;
    return writePicture(file, picture, { size, matrix: [size.width, 0, 0, size.height, 0, 0] });
  });
}
