import { PDFContext, PDFName, PDFRawStream, type PDFObject } from 'pdf-lib';
import { expect, test } from 'vitest';
import { isShortPicture } from './picture-length.ts';

const context = PDFContext.create();
const profile = context.register(PDFRawStream.of(context.obj({ N: 3 }), new Uint8Array()));

/** A packed picture of 100 × 100 grey pixels, but for these entries. */
function picture(entries: Readonly<Record<string, PDFObject>> = {}): PDFRawStream {
  const dict = context.obj({ Subtype: 'Image', Width: 100, Height: 100, BitsPerComponent: 8, ColorSpace: 'DeviceGray', Filter: 'FlateDecode' });
  for (const [key, value] of Object.entries(entries)) dict.set(PDFName.of(key), value);
  return PDFRawStream.of(dict, new Uint8Array());
}

test.each<[string, number, Readonly<Record<string, PDFObject>>]>([
  ['in grey', 10_000, {}],
  ['in RGB', 30_000, { ColorSpace: context.obj('DeviceRGB') }],
  ['in printers’ colours', 40_000, { ColorSpace: context.obj('DeviceCMYK') }],
  ['with a profile', 30_000, { ColorSpace: context.obj(['ICCBased', profile]) }],
  ['in calibrated colours', 30_000, { ColorSpace: context.obj(['CalRGB', {}]) }],
  ['of two inks', 20_000, { ColorSpace: context.obj(['DeviceN', ['Gold', 'Silver'], 'DeviceRGB']) }],
  ['with a palette of four bits', 5_000, { BitsPerComponent: context.obj(4), ColorSpace: context.obj(['Indexed', 'DeviceRGB', 15]) }],
  ['in rows of odd bits', 1_300, { BitsPerComponent: context.obj(1) }],
  ['as a stencil', 1_300, { ImageMask: context.obj(true) }],
  ['with rows that say how they were foretold', 10_100, { DecodeParms: context.obj({ Predictor: 15 }) }],
  ['with rows foretold all in one way', 10_000, { DecodeParms: context.obj({ Predictor: 2 }) }],
  ['in colours nobody knows', 10_000, { ColorSpace: context.obj('Cs8') }],
])('a picture %s takes %i bytes, and what is much less is too short', (_name, bytes, entries) => {
  const lengths = [bytes * 2, bytes, Math.ceil(bytes * 0.99), Math.floor(bytes * 0.98), bytes / 2, 0];
  expect(lengths.map((length) => isShortPicture(picture(entries), length))).toEqual([false, false, false, true, true, true]);
});

test('what is no picture, or packed in more ways than one, is not measured', () => {
  const others = [{ Subtype: context.obj('Form') }, { Filter: context.obj(['FlateDecode', 'DCTDecode']) }];
  expect(others.map((entries) => isShortPicture(picture(entries), 0))).toEqual([false, false]);
});
