import { PDFArray, PDFName, type PDFDict, type PDFObject } from 'pdf-lib';

/** What an entry of a dictionary lists: one thing may stand there without a list around it, as a stream's only filter does. */
export function listIn(dict: PDFDict, key: string): PDFObject[] {
  const value = dict.lookup(PDFName.of(key));
  if (value === undefined) return [];
  return value instanceof PDFArray ? value.asArray().map((_, index) => value.lookup(index) ?? value) : [value];
}
