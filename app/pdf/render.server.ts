import { writeAssociatedFiles, type AssociatedFile } from './associated-files.ts';
import type { DocumentDescription } from './document.ts';
import { embedFont } from './embed-font.ts';
import { openFonts, type FontSubsets } from './fonts.server.ts';
import { layoutDocument } from './layout.ts';
import type { MadeFile } from './made-file.ts';
import { writeOutlines } from './outlines.ts';
import { PdfFile, type Ref } from './pdf-file.ts';
import { number, pdfDate, textString } from './pdf-text.ts';
import { besideForeignFonts, fontResource, writePage, type Encode, type PageContent } from './page-content.ts';
import type { FontName, LaidOutDocument, LaidOutPage, LinkArea, PlacedForeignPage } from './placed.ts';
import { srgbProfile } from './srgb-profile.ts';
import { StructureTree } from './structure-tree.ts';
import { formOf, type InlinePage, type OpenedVoucher, type WrittenPage } from './vouchers/voucher.ts';
import { metadataPacket } from './xmp.ts';

export interface RenderedDocument extends MadePages {
  readonly pdf: MadeFile;
}

/** What is known of a document's pages before it is written. */
export interface MadePages {
  readonly pages: number;
  /** Page numbers (from 1) where each appendix starts. */
  readonly appendixStarts: readonly number[];
  /** Code points that the typeface lacks and that stand as U+FFFD. */
  readonly missingCodePoints: readonly number[];
}

export interface RenderInput {
  readonly description: DocumentDescription;
  /** One for each appendix; undefined where the appendix says that its file is unavailable. */
  readonly vouchers: readonly (OpenedVoucher | undefined)[];
  /** Files that travel inside the PDF, such as the originals of its vouchers; none unless said. They may tell of its pages. */
  readonly associated?: ((made: MadePages) => readonly AssociatedFile[]) | undefined;
  /** The folder that holds `public/fonts`. */
  readonly projectFolder: string;
}

/**
 * Sets a document and writes it as a tagged PDF 1.7 that is PDF/A-2a and PDF/UA-1 at once; PDF/A-3a when files travel inside it.
 * The same input gives the same bytes.
 */
export function renderDocument({ description, vouchers, associated, projectFolder }: RenderInput): RenderedDocument {
  const fonts = openFonts(projectFolder);
  const layout = layoutDocument(description, (text, font) => fonts[font].measure(text));
  const renderer = new Renderer({ description, layout, fonts });
  renderer.writePages(vouchers);
  const made: MadePages = {
    pages: layout.pages.length,
    appendixStarts: description.appendices.map(({ anchor }) => (layout.anchors.get(anchor)?.page ?? -1) + 1),
    missingCodePoints: [...new Set([...fonts.regular.missing, ...fonts.strong.missing])],
  };
  return { ...made, pdf: renderer.finish(associated?.(made)) };
}

interface RendererParts {
  readonly description: DocumentDescription;
  readonly layout: LaidOutDocument;
  readonly fonts: FontSubsets;
}

class Renderer {
  private readonly description: DocumentDescription;
  private readonly layout: LaidOutDocument;
  private readonly fonts: FontSubsets;
  private readonly file = new PdfFile();
  private readonly structure = new StructureTree(this.file);
  private readonly pageRefs: readonly Ref[];
  private readonly pagesRef = this.file.reserve();
  private readonly fontRefs: Record<FontName, Ref> = { regular: this.file.reserve(), strong: this.file.reserve() };
  private readonly draftState = this.file.reserve();

  private readonly encode: Encode = {
    text: (font, text) => this.fonts[font].encode(text),
    hidden: (text) => this.fonts.regular.encodeUnseen(text),
  };

  constructor({ description, layout, fonts }: RendererParts) {
    this.description = description;
    this.layout = layout;
    this.fonts = fonts;
    this.pageRefs = layout.pages.map(() => this.file.reserve());
  }

  writePages(vouchers: readonly (OpenedVoucher | undefined)[]): void {
    const written = vouchers.map((voucher) => voucher?.writeInto(this.file) ?? []);
    assertAllPages(this.layout.pages, vouchers);
    this.structure.attach(this.layout.root);
    for (const [index, page] of this.layout.pages.entries()) this.writePage(page, index, written);
    const kids = this.pageRefs.map((ref) => `${ref} 0 R`).join(' ');
    this.file.add(`<< /Type /Pages /Kids [ ${kids} ] /Count ${this.pageRefs.length} >>`, this.pagesRef);
    this.file.add('<< /Type /ExtGState /ca 0.12 /CA 0.12 >>', this.draftState);
    for (const name of ['regular', 'strong'] as const) this.writeFont(name);
  }

  finish(associated: readonly AssociatedFile[] | undefined): MadeFile {
    return this.file.finish(this.writeCatalogue(associated), this.writeInfo());
  }

  private writePage(page: LaidOutPage, index: number, written: readonly (readonly WrittenPage[])[]): void {
    const ref = this.pageRefs[index] ?? 0;
    const content = writePage(page, this.encode, (element, mark) => {
      if (mark === undefined) this.structure.attach(element);
      else this.structure.addContent(element, ref, mark);
    });
    const inline = content.inline === undefined ? undefined : inlineOf(written, content.inline.foreign);
    const annotations = page.links.map((link) => this.writeLink(link, page, ref));
    const own = (operators: string) => `${this.file.addDeflated('', Buffer.from(operators, 'latin1'))} 0 R`;
    const contents = inline === undefined
      ? own(content.operators)
      : `[ ${own(`${content.inline?.before ?? ''}\n${inline.opening}`)} ${inline.contents} 0 R ${own(content.operators)} ]`;
    const parts = [
      `/Type /Page /Parent ${this.pagesRef} 0 R /MediaBox [ 0 0 ${number(page.width)} ${number(page.height)} ]`,
      `/Resources ${this.resources(content, written, inline)} /Contents ${contents} /Tabs /S`,
      `/StructParents ${this.structure.addPageParents(content.owners)}`,
    ];
    if (inline?.group !== undefined) parts.push(`/Group ${inline.group} 0 R`);
    if (annotations.length > 0) parts.push(`/Annots [ ${annotations.map((annotation) => `${annotation} 0 R`).join(' ')} ]`);
    this.file.add(`<< ${parts.join(' ')} >>`, ref);
  }

  private resources(content: PageContent, written: readonly (readonly WrittenPage[])[], inline: InlinePage | undefined): string {
    const names = inline === undefined ? fontResource : besideForeignFonts;
    const own: Record<string, string> = {
      Font: Object.entries(names).map(([name, resource]) => `/${resource} ${this.fontRefs[name === 'strong' ? 'strong' : 'regular']} 0 R`).join(' '),
      XObject: content.foreign.map(({ appendix, page }, index) => `/V${index + 1} ${formOf(written[appendix]?.[page] ?? 0)} 0 R`).join(' '),
      ExtGState: content.hasWatermark ? `/OwnDraft ${this.draftState} 0 R` : '',
    };
    const foreign = Object.fromEntries(Object.entries(inline?.resources ?? {}).map(([category, ref]) => [category, this.file.bodyOf(ref)]));
    const categories = [...new Set([...Object.keys(own), ...Object.keys(foreign)])].flatMap((category) => {
      const entries = [own[category] ?? '', /^<<(.*)>>$/s.exec(foreign[category] ?? '')?.[1]?.trim() ?? ''].filter((text) => text !== '');
      return entries.length === 0 ? [] : [`/${category} << ${entries.join(' ')} >>`];
    });
    return `<< ${categories.join(' ')} >>`;
  }

  private writeLink(link: LinkArea, page: LaidOutPage, pageRef: Ref): Ref {
    const target = this.layout.anchors.get(link.target);
    if (target === undefined) throw new Error(`A link leads to «${link.target}», which the document does not have`);
    const targetHeight = this.layout.pages[target.page]?.height ?? 0;
    const rectangle = [link.x, page.height - link.y - link.height, link.x + link.width, page.height - link.y].map(number).join(' ');
    const destination = `[ ${this.pageRefs[target.page] ?? 0} 0 R /XYZ null ${number(targetHeight - Math.max(0, target.y - 12))} null ]`;
    const ref = this.file.add(
      `<< /Type /Annot /Subtype /Link /Rect [ ${rectangle} ] /Border [ 0 0 0 ] /F 4 /Contents ${textString(link.description)}`
      + ` /Dest ${destination} /StructParent ${this.structure.addObjectParent(link.owner)} >>`,
    );
    this.structure.addObject(link.owner, pageRef, ref);
    return ref;
  }

  private writeFont(name: FontName): void {
    const subset = this.fonts[name];
    if (!subset.isUsed) subset.encode(' ');
    embedFont(this.file, subset, this.fontRefs[name]);
  }

  private writeCatalogue(associated: readonly AssociatedFile[] | undefined): Ref {
    const { description, layout } = this;
    const part = associated === undefined ? 2 : 3;
    const metadata = this.file.addStream('/Type /Metadata /Subtype /XML', metadataPacket(description, part));
    const profile = this.file.addDeflated('/N 3', srgbProfile());
    const intent = `<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) /DestOutputProfile ${profile} 0 R >>`;
    const files = associated === undefined ? '' : writeAssociatedFiles(this.file, associated, description.madeOn);
    const outlines = writeOutlines({ file: this.file, layout, pageRefs: this.pageRefs, structure: this.structure });
    const structure = this.structure.write(layout.root);
    return this.file.add(
      `<< /Type /Catalog /Pages ${this.pagesRef} 0 R /Lang (${description.language}) /MarkInfo << /Marked true >> /StructTreeRoot ${structure} 0 R`
      + ` /OutputIntents [ ${intent} ]${files} /Metadata ${metadata} 0 R /Outlines ${outlines} 0 R /PageMode /UseOutlines /ViewerPreferences << /DisplayDocTitle true >> >>`,
    );
  }

  private writeInfo(): Ref {
    const { title, author, subject, madeOn } = this.description;
    return this.file.add(
      `<< /Title ${textString(title)} /Author ${textString(author)} /Subject ${textString(subject)} /Producer (OU-refusjon) /Creator (OU-refusjon)`
      + ` /CreationDate ${pdfDate(madeOn)} /ModDate ${pdfDate(madeOn)} >>`,
    );
  }
}

function inlineOf(written: readonly (readonly WrittenPage[])[], { appendix, page }: PlacedForeignPage): InlinePage {
  const found = written[appendix]?.[page];
  if (typeof found !== 'object') throw new Error(`Page ${page + 1} of appendix ${appendix + 1} was not written to be marked`);
  return found;
}

/** No page of a foreign file is ever left out: pages in = pages out. */
function assertAllPages(pages: readonly LaidOutPage[], vouchers: readonly (OpenedVoucher | undefined)[]): void {
  const placed = pages.reduce((total, page) => total + page.items.filter((item) => item.kind === 'foreign').length, 0);
  const expected = vouchers.reduce((total, voucher) => total + (voucher?.pages.length ?? 0), 0);
  if (placed !== expected) throw new Error(`${expected} foreign pages came in, ${placed} were placed`);
}
