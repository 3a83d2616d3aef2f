import { PDFArray, PDFDict, PDFName, PDFNumber, PDFStream, type PDFContext, type PDFObject } from 'pdf-lib';
import { Unproven } from './unproven.ts';

/** Reads objects of a foreign file, and is unproven where they are not what they should be. */
export class ObjectReader {
  readonly context: PDFContext;

  constructor(context: PDFContext) {
    this.context = context;
  }

  /** What a key holds, references followed; undefined when it holds nothing. */
  in(dictionary: PDFDict, key: string): PDFObject | undefined {
    return dictionary.lookup(PDFName.of(key));
  }

  /** The name a key holds, with its slash; undefined when it holds nothing. */
  nameIn(dictionary: PDFDict, key: string): string | undefined {
    const value = this.in(dictionary, key);
    if (value === undefined) return undefined;
    if (!(value instanceof PDFName)) throw new Unproven(`${key} is not a name`);
    return value.toString();
  }

  numberIn(dictionary: PDFDict, key: string): number | undefined {
    const value = this.in(dictionary, key);
    if (value === undefined) return undefined;
    if (!(value instanceof PDFNumber)) throw new Unproven(`${key} is not a number`);
    return value.asNumber();
  }

  dictionaryIn(dictionary: PDFDict, key: string): PDFDict | undefined {
    const value = this.in(dictionary, key);
    if (value === undefined) return undefined;
    if (!(value instanceof PDFDict)) throw new Unproven(`${key} is not a dictionary`);
    return value;
  }

  streamIn(dictionary: PDFDict, key: string): PDFStream {
    const value = this.in(dictionary, key);
    if (!(value instanceof PDFStream)) throw new Unproven(`${key} is not a stream`);
    return value;
  }

  /** The entries of an array, references followed; one thing alone counts as an array of one. */
  list(value: PDFObject | undefined): PDFObject[] {
    if (value === undefined) return [];
    return value instanceof PDFArray ? value.asArray().map((_, index) => this.present(value.lookup(index))) : [value];
  }

  numbers(value: PDFObject | undefined): number[] {
    return this.list(value).map((entry) => {
      if (!(entry instanceof PDFNumber)) throw new Unproven('not a number');
      return entry.asNumber();
    });
  }

  present(value: PDFObject | undefined): PDFObject {
    if (value === undefined) throw new Unproven('something is missing');
    return value;
  }
}
