import { PDFArray, PDFDict, PDFHexString, PDFInvalidObject, PDFName, PDFNumber, PDFRef, PDFStream, PDFString, type PDFObject } from 'pdf-lib';
import { isDrawing, isForeignToDrawing, travellingEntries, type UsedResources } from '../travelling.ts';
import type { ObjectReader } from './object-reader.ts';
import { Unproven } from './unproven.ts';

const maxParts = 200_000;
const maxDepth = 100;
const maxNameBytes = 127;
const maxStringBytes = 32_767;
const maxInteger = 2_147_483_647;
const maxReal = 3.403e38;

export const filters = new Set(['/FlateDecode', '/DCTDecode', '/CCITTFaxDecode', '/JBIG2Decode', '/RunLengthDecode', '/ASCII85Decode', '/ASCIIHexDecode']);

/** Proves what every object that travels must keep to, whatever it is for. Source: ISO 19005-2 6.1.7, 6.1.13. */
export class PartsProof {
  private readonly reader: ObjectReader;
  private readonly used: UsedResources;
  private readonly seen = new Set<PDFObject>();

  constructor(reader: ObjectReader, used: UsedResources) {
    this.reader = reader;
    this.used = used;
  }

  prove(part: PDFObject | undefined, depth = 0): void {
    const object = part instanceof PDFRef ? this.reader.context.lookup(part) : part;
    if (object === undefined || isForeignToDrawing(object) || this.isKnown(object)) return;
    if (depth > maxDepth || object instanceof PDFInvalidObject) throw new Unproven('parts that are none');
    if (object instanceof PDFArray) for (const entry of object.asArray()) this.prove(entry, depth + 1);
    if (object instanceof PDFStream) this.proveStream(object);
    if (object instanceof PDFDict || object instanceof PDFStream) {
      for (const [key, value] of travellingEntries(object, this.used)) {
        proveName(key);
        this.prove(value, depth + 1);
      }
    } else proveValue(object);
  }

  private proveStream(stream: PDFStream): void {
    for (const key of ['F', 'FFilter', 'FDecodeParms']) if (this.reader.in(stream.dict, key) !== undefined) throw new Unproven('data in another file');
    if (isDrawing(stream)) return;
    for (const filter of filtersOf(this.reader, stream.dict)) if (!filters.has(filter)) throw new Unproven(`filter ${filter}`);
  }

  /** Small values are cheaper to look at again than to remember. */
  private isKnown(object: PDFObject): boolean {
    if (!(object instanceof PDFArray || object instanceof PDFDict || object instanceof PDFStream)) return false;
    if (this.seen.has(object)) return true;
    if (this.seen.size > maxParts) throw new Unproven('too many parts');
    this.seen.add(object);
    return false;
  }
}

export function filtersOf(reader: ObjectReader, dict: PDFDict): string[] {
  return reader.list(reader.in(dict, 'Filter')).map((filter) => (filter instanceof PDFName ? filter.toString() : ''));
}

function proveValue(value: PDFObject): void {
  if (value instanceof PDFName) proveName(value);
  if (value instanceof PDFNumber) proveNumber(value.asNumber());
  if (value instanceof PDFString || value instanceof PDFHexString) proveString(value.asBytes());
}

function proveName(name: PDFName): void {
  if (name.asBytes().length > maxNameBytes) throw new Unproven('a name too long');
}

/** A number within what PDF/A lets a reader count on. */
export function proveNumber(value: number): void {
  if (!(Math.abs(value) <= (Number.isInteger(value) ? maxInteger : maxReal))) throw new Unproven('a number too large');
}

export function proveString(bytes: Uint8Array): void {
  if (bytes.length > maxStringBytes) throw new Unproven('a string too long');
}
