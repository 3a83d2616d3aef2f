import { PDFArray, PDFBool, PDFDict, PDFName, PDFNumber, PDFStream, type PDFObject, type PDFRawStream } from 'pdf-lib';
import { listIn } from './list-in.ts';

/** Some programs leave out the end of the last row. */
export const nearlyAll = 0.99;
const oneNumber = 1;
const numbersOf: Readonly<Record<string, number>> = { '/DeviceRGB': 3, '/CalRGB': 3, '/Lab': 3, '/DeviceCMYK': 4 };
/** Rows that each say how they were foretold. Source: ISO 32000-1 7.4.4.4. */
const firstOfPng = 10;

/** True for a picture, packed by one filter, that unpacks to fewer rows than it says: a reader shows the others black, or not at all. */
export function isShortPicture({ dict }: PDFRawStream, unpackedBytes: number): boolean {
  if (dict.lookup(PDFName.of('Subtype')) !== PDFName.of('Image') || listIn(dict, 'Filter').length !== 1) return false;
  return unpackedBytes < leastBytes(dict);
}

/** What a picture has at least that is no JPEG or the like, as the last of its filters unpacks it. */
export function leastBytes(dict: PDFDict): number {
  const isStencil = dict.lookup(PDFName.of('ImageMask')) === PDFBool.True;
  const bits = isStencil ? 1 : numberIn(dict, 'BitsPerComponent') ?? 1;
  const numbers = isStencil ? oneNumber : numbersIn(dict.lookup(PDFName.of('ColorSpace')));
  const rowBytes = Math.ceil(((numberIn(dict, 'Width') ?? 0) * bits * numbers) / 8);
  const parameters = parametersOfLast(dict);
  const predictor = parameters === undefined ? 1 : numberIn(parameters, 'Predictor') ?? 1;
  return (rowBytes + (predictor >= firstOfPng ? 1 : 0)) * (numberIn(dict, 'Height') ?? 0) * nearlyAll;
}

/** How the last of a stream's filters is set. */
export function parametersOfLast(dict: PDFDict): PDFDict | undefined {
  const parameters = listIn(dict, 'DecodeParms')[Math.max(0, listIn(dict, 'Filter').length - 1)];
  return parameters instanceof PDFDict ? parameters : undefined;
}

/** How many numbers make a colour; one where it is not known, so that nothing is missed that need not be there. */
function numbersIn(space: PDFObject | undefined): number {
  if (space instanceof PDFName) return numbersOf[space.toString()] ?? oneNumber;
  if (!(space instanceof PDFArray)) return oneNumber;
  const kind = space.lookup(0)?.toString() ?? '';
  const parameter = space.lookup(1);
  if (kind === '/ICCBased' && parameter instanceof PDFStream) return numberIn(parameter.dict, 'N') ?? oneNumber;
  if (kind === '/DeviceN' && parameter instanceof PDFArray) return parameter.size();
  return numbersOf[kind] ?? oneNumber;
}

export function numberIn(dict: PDFDict, key: string): number | undefined {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : undefined;
}
