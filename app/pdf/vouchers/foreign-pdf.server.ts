import { PDFArray, PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import type { PageSize } from '../document.ts';
import { collectAppearances, type Appearance } from './foreign-annotations.server.ts';
import { ForeignContents } from './foreign-contents.server.ts';
import { ForeignObjects } from './foreign-objects.server.ts';
import { pagesOf, type ForeignPage } from './foreign-pages.server.ts';
import { exceedsInflateBudget } from './inflate-budget.ts';
import { PdfFile, type Ref } from '../pdf-file.ts';
import { matrix, number } from '../pdf-text.ts';
import { UnreadableError } from './unreadable.ts';
import type { OpenedVoucher } from './voucher.ts';

/** A page so thin that it would be a hairline on paper shows nothing. */
const thinnestShape = 1 / 60;

/**
 * Opens a PDF made elsewhere. Each page becomes a form XObject: only what it shows travels, not its actions, scripts, links or
 * embedded files. Filled-in form fields and stamps are part of what it shows. A file encrypted with an empty password opens;
 * one that asks for a password, was cut, or lacks a part of what it draws is refused.
 */
export async function openForeignPdf(bytes: Buffer): Promise<OpenedVoucher> {
  assertNotCut(bytes);
  if (exceedsInflateBudget(bytes)) throw new UnreadableError('too_large');
  const document = await load(bytes);
  assertNoHiddenLayers(document);
  const contents = new ForeignContents();
  const pages = pagesOf(document).map((page) => ({
    page, view: viewOf(page), contents: contents.of(page), appearances: collectAppearances(page),
  }));
  const isEncrypted = bytes.includes('/Encrypt');
  const writeInto = (file: PdfFile) => writePages(new ForeignObjects(document.context, file, isEncrypted), file, pages);
  // Written once for nothing: whatever is wrong with the file is found here, where it can be refused by name.
  writeInto(new PdfFile());
  return { pages: pages.map(({ view }) => view.size), writeInto };
}

/** The parser takes a cut file for a shorter one, so a file must end as a PDF ends: no object after its last end mark. */
function assertNotCut(bytes: Buffer): void {
  const end = bytes.lastIndexOf('%%EOF');
  if (end < 0 || /\d+ \d+ obj\b/.test(bytes.toString('latin1', end))) throw new UnreadableError('truncated');
}

async function load(bytes: Buffer): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { password: '', updateMetadata: false, warnOnInvalidObjects: false });
  } catch (error) {
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new UnreadableError(isLocked ? 'password' : 'damaged');
  }
}

/** Layers are not carried over, so one that is switched off would become visible. */
function assertNoHiddenLayers(document: PDFDocument): void {
  const layers = document.catalog.lookup(PDFName.of('OCProperties'));
  const shown = layers instanceof PDFDict ? layers.lookup(PDFName.of('D')) : undefined;
  if (!(shown instanceof PDFDict)) return;
  const off = shown.lookup(PDFName.of('OFF'));
  const isOffAtFirst = shown.lookup(PDFName.of('BaseState')) === PDFName.of('OFF');
  if (isOffAtFirst || (off instanceof PDFArray && off.size() > 0)) throw new UnreadableError('hidden_layers');
}

interface View {
  readonly size: PageSize;
  readonly box: readonly [number, number, number, number];
  /** From the page's own coordinates to upright ones from 0, 0. */
  readonly matrix: readonly number[];
}

/** What a viewer shows of a page: its crop box within its media box, turned, in user units. Source: ISO 32000-1 7.7.3.3. */
function viewOf(page: ForeignPage): View {
  const media = page.box('MediaBox');
  if (media === undefined) throw new UnreadableError('damaged');
  const crop = page.box('CropBox') ?? media;
  const [left, bottom] = [Math.max(media[0], crop[0]), Math.max(media[1], crop[1])];
  const [right, top] = [Math.min(media[2], crop[2]), Math.min(media[3], crop[3])];
  const [width, height] = [right - left, top - bottom];
  const isVisible = width >= 1 && height >= 1 && width <= 200_000 && height <= 200_000;
  if (!isVisible || Math.min(width, height) / Math.max(width, height) < thinnestShape) throw new UnreadableError('damaged');
  const stated = page.number('UserUnit', 1);
  const unit = stated > 0 && stated <= 1_000 ? stated : 1;
  const turn = (((Math.round(page.number('Rotate', 0) / 90) * 90) % 360) + 360) % 360;
  const matrices: Record<number, readonly number[]> = {
    0: [1, 0, 0, 1, -left, -bottom], 90: [0, -1, 1, 0, -bottom, right], 180: [-1, 0, 0, -1, right, top], 270: [0, 1, -1, 0, top, -left],
  };
  const isLying = turn === 90 || turn === 270;
  return {
    size: { width: (isLying ? height : width) * unit, height: (isLying ? width : height) * unit },
    box: [left, bottom, right, top],
    matrix: (matrices[turn] ?? []).map((value) => value * unit),
  };
}

interface ReadPage {
  readonly page: ForeignPage;
  readonly view: View;
  readonly contents: Buffer;
  readonly appearances: readonly Appearance[];
}

function writePages(objects: ForeignObjects, file: PdfFile, pages: readonly ReadPage[]): Ref[] {
  const refs = pages.map((read) => writeUpright(file, objects, read));
  objects.writePending();
  return refs;
}

/** The page's own contents, in its own coordinates. */
function writeBody(file: PdfFile, objects: ForeignObjects, { page, view, contents }: ReadPage): Ref {
  const resources = page.raw('Resources');
  const group = page.raw('Group');
  if (resources !== undefined && !(page.value('Resources') instanceof PDFDict)) throw new UnreadableError('damaged');
  const parts = [`/Type /XObject /Subtype /Form /BBox [ ${view.box.map(number).join(' ')} ]`];
  parts.push(`/Resources ${resources === undefined ? '<< >>' : objects.copy(resources)}`);
  if (group !== undefined) parts.push(`/Group ${objects.copy(group)}`);
  return file.addDeflated(parts.join(' '), contents);
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
