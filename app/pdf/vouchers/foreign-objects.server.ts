import { PDFArray, PDFDict, PDFHexString, PDFInvalidObject, PDFName, PDFRawStream, PDFRef, PDFStream, PDFString, type PDFContext, type PDFObject } from 'pdf-lib';
import type { PdfFile, Ref } from '../pdf-file.ts';
import type { ForeignContents } from './foreign-contents.server.ts';
import { withoutMarks } from './strip-marks.ts';
import { isDrawing, isForeignToDrawing, travellingEntries, type ProvenParts } from './travelling.ts';
import { UnreadableError } from './unreadable.ts';

/** Resources that leave ink by themselves. */
const shownResources = new Set(['/Font', '/XObject']);
/** What no reader shows: where one of these refers to nothing, nothing is lost that is seen. Groups are often left out so. */
const unshownKeys = new Set(['/ToUnicode', '/Metadata', '/OC', '/Measure', '/PtData', '/PieceInfo', '/Alternates', '/Ref', '/Group']);
const unshownResources = new Set(['/Properties', '/ProcSet']);
/** What is often still named though it was deleted, since nothing is drawn with it. */
const leftBehind = new Set(['/ExtGState', '/ColorSpace', '/Pattern', '/Shading']);
const maxDepth = 100;
interface ForeignSource {
  readonly context: PDFContext;
  /** Into which they are copied. */
  readonly file: PdfFile;
  readonly contents: ForeignContents;
  /** Whether the file was, before it was read. */
  readonly isEncrypted: boolean;
  /** Streams that do not unpack: a picture or font left out would leave a gap where it stands. */
  readonly torn: ReadonlySet<PDFStream>;
  readonly proven: ProvenParts;
  /** Whether the file's tables say of an object's number that there is none. */
  readonly isFree: (number: number) => boolean;
}

/** Copies objects of a foreign PDF into the file being written, each once, with its references renumbered. */
export class ForeignObjects {
  private readonly context: PDFContext;
  private readonly file: PdfFile;
  private readonly contents: ForeignContents;
  private readonly isEncrypted: boolean;
  private readonly torn: ReadonlySet<PDFStream>;
  private readonly proven: ProvenParts;
  private readonly isFree: (number: number) => boolean;
  private readonly refs = new Map<string, Ref>();
  private readonly pending: { from: PDFRef; to: Ref; isShown: boolean }[] = [];
  private readonly shown = new Set<string>();
  /** Whether what is copied just now is part of what is seen. */
  private isShown = true;

  constructor({ context, file, contents, isEncrypted, torn, proven, isFree }: ForeignSource) {
    this.context = context;
    this.file = file;
    this.contents = contents;
    this.isEncrypted = isEncrypted;
    this.torn = torn;
    this.proven = proven;
    this.isFree = isFree;
  }

  /** The object as text in the new file. What it refers to is copied by `writePending`. Throws UnreadableError for damage. */
  copy(object: PDFObject, depth = 0): string {
    if (depth > maxDepth || object instanceof PDFInvalidObject) throw new UnreadableError('damaged');
    if (object instanceof PDFRef) return `${this.refFor(object)} 0 R`;
    if (object instanceof PDFArray) return `[ ${object.asArray().map((entry) => this.copy(entry, depth + 1)).join(' ')} ]`;
    if (object instanceof PDFDict) return `<< ${this.entries(object, depth)} >>`;
    if (object instanceof PDFStream) return `${this.copyForm(object)} 0 R`;
    // In hexadecimal: no string is ever taken for a reference, and the parser leaves decrypted ones without their escapes.
    if (object instanceof PDFHexString) return `<${Buffer.from(object.asBytes()).toString('hex').toUpperCase()}>`;
    if (object instanceof PDFString) return `<${(this.isEncrypted ? Buffer.from(object.asString(), 'latin1') : Buffer.from(object.asBytes())).toString('hex')}>`;
    return object.toString();
  }

  /** How a page is blended; readers do without what it lacks. */
  copyGroup(group: PDFObject): string {
    return this.asShown(false, () => this.copy(group));
  }

  /** A stream on its own, such as an annotation's appearance. */
  copyForm(stream: PDFStream): Ref {
    const known = this.context.getObjectRef(stream);
    if (known !== undefined) return this.refFor(known);
    const ref = this.file.reserve();
    this.writeStream(stream, ref);
    return ref;
  }

  /** The categories of a page's resources, each on its own. */
  copyResources(resources: PDFDict | undefined): Record<string, Ref> {
    const copied = new Map<string, string>();
    for (const [key, value] of resources === undefined ? [] : travellingEntries(resources, this.proven.used)) {
      const category = key.decodeText();
      const named = this.context.lookup(value);
      if (shownResources.has(key.toString())) this.assertComplete(value);
      const isShown = !unshownResources.has(key.toString());
      if (value instanceof PDFRef && isShown) this.assertThere(value);
      const kept = this.withoutFree(key, value) ?? named;
      if (kept instanceof PDFDict) copied.set(category, this.asShown(isShown, () => this.entries(kept, 1)));
    }
    return Object.fromEntries([...copied].map(([category, entries]) => [category, this.file.add(`<< ${entries.trim()} >>`)]));
  }

  /** A category of resources without what the tables call free; undefined where it names nothing of the kind. */
  private withoutFree(category: PDFName, value: PDFObject): PDFDict | undefined {
    const named = this.context.lookup(value);
    if (!leftBehind.has(category.toString()) || !(named instanceof PDFDict) || named.has(PDFName.of('ShadingType'))) return undefined;
    const there = named.entries().filter(([, each]) => !(
      each instanceof PDFRef && this.isFree(each.objectNumber) && this.context.lookup(each) === undefined));
    if (there.length === named.entries().length) return undefined;
    const kept = PDFDict.withContext(this.context);
    for (const [key, each] of there) kept.set(key, each);
    return kept;
  }

  /** Copies everything referred to so far, and what that refers to. */
  writePending(): void {
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) {
      const object = this.context.lookup(next.from);
      this.isShown = next.isShown;
      if (object instanceof PDFStream) this.writeStream(object, next.to);
      else this.file.add(object === undefined || isForeignToDrawing(object) ? 'null' : this.copy(object), next.to);
    }
    this.isShown = true;
  }

  private refFor(from: PDFRef): Ref {
    if (this.isShown) this.assertThere(from);
    const known = this.refs.get(from.tag);
    if (known !== undefined) return known;
    const to = this.file.reserve();
    this.refs.set(from.tag, to);
    this.pending.push({ from, to, isShown: this.isShown });
    return to;
  }

  /** What a font, a picture or the like consists of and the file has lost would leave a gap; what it never had is nothing. */
  private assertThere(ref: PDFRef): void {
    if (this.shown.has(ref.tag)) return;
    this.shown.add(ref.tag);
    if (this.context.lookup(ref) === undefined && !this.contents.isNowhere(ref)) throw new UnreadableError('damaged');
  }

  private asShown<Result>(isShown: boolean, copy: () => Result): Result {
    const before = this.isShown;
    this.isShown = before && isShown;
    const result = copy();
    this.isShown = before;
    return result;
  }

  private writeStream(stream: PDFStream, ref: Ref): void {
    if (isDrawing(stream)) return this.writeDrawing(stream, ref);
    const anew = this.proven.maps.get(stream);
    if (anew !== undefined) return void this.file.addDeflated('', anew, ref);
    const contents = stream instanceof PDFRawStream ? stream.contents : stream.getContents();
    if (this.torn.has(stream)) throw new UnreadableError('damaged');
    this.file.addStream(this.entries(stream, 0), Buffer.from(contents), ref);
  }

  /** A form or a pattern, without the marks of the structure it came from. */
  private writeDrawing(stream: PDFStream, ref: Ref): void {
    this.file.addDeflated(this.entries(stream, 0), withoutMarks(this.contents.unpack(stream)), ref);
  }

  /** A font or picture that is named but missing would leave a gap where it is shown. */
  private assertComplete(resources: PDFObject): void {
    const named = this.context.lookup(resources);
    if (!(named instanceof PDFDict)) return;
    if (named.values().some((value) => this.context.lookup(value) === undefined)) throw new UnreadableError('damaged');
  }

  private entries(object: PDFDict | PDFStream, depth: number): string {
    const unshown = object instanceof PDFStream || object.has(PDFName.of('Type')) ? unshownKeys : unshownResources;
    return travellingEntries(object, this.proven.used).map(([key, value]) => {
      if (shownResources.has(key.toString())) this.assertComplete(value);
      // pdfTeX leaves fonts that keep their own encoding with a number for another, which it never writes.
      const isOwnEncoding = key === PDFName.of('Encoding') && value instanceof PDFRef && this.isFree(value.objectNumber);
      const kept = this.withoutFree(key, value) ?? value;
      return `${key.toString()} ${this.asShown(!isOwnEncoding && !unshown.has(key.toString()), () => this.copy(kept, depth + 1))}`;
    }).join(' ');
  }
}
