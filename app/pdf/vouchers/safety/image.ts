import { PDFBool, PDFRawStream, PDFStream, type PDFDict } from 'pdf-lib';
import { isPlainFrame, jpegFrame } from '../jpeg-segments.ts';
import { provenComponents } from './colour.ts';
import type { ObjectReader } from './object-reader.ts';
import { filters, filtersOf } from './parts.ts';
import { renderingIntents } from './rendering-intents.ts';
import { Unproven } from './unproven.ts';

const depths = new Set([1, 2, 4, 8, 16]);

/** A picture that PDF/A allows as it is. Source: ISO 19005-2 6.2.8, 6.1.7. */
export function proveImage(reader: ObjectReader, image: PDFStream, unpack: (stream: PDFStream) => Buffer): void {
  const { dict } = image;
  for (const filter of filtersOf(reader, dict)) if (!filters.has(filter)) throw new Unproven(`filter ${filter}`);
  for (const key of ['Alternates', 'OPI', 'OC', 'SMaskInData']) if (reader.in(dict, key) !== undefined) throw new Unproven(`image with ${key}`);
  const intent = reader.nameIn(dict, 'Intent');
  if (intent !== undefined && !renderingIntents.has(intent)) throw new Unproven('rendering intent');
  if (!(Number(reader.numberIn(dict, 'Width')) > 0 && Number(reader.numberIn(dict, 'Height')) > 0)) throw new Unproven('an image without size');
  proveMasks(reader, dict, unpack);
  if (reader.in(dict, 'ImageMask') === PDFBool.True) {
    if ((reader.numberIn(dict, 'BitsPerComponent') ?? 1) !== 1) throw new Unproven('bits of a stencil');
    return;
  }
  if (!depths.has(reader.numberIn(dict, 'BitsPerComponent') ?? 0)) throw new Unproven('bits of an image');
  const components = provenComponents(reader, reader.in(dict, 'ColorSpace'), unpack);
  if (components === 0) throw new Unproven('an image of patterns');
  const last = filtersOf(reader, dict).at(-1);
  if (last === '/DCTDecode' && plainComponents(image) !== components) throw new Unproven('a JPEG in other colours than it says');
}

function proveMasks(reader: ObjectReader, dict: PDFDict, unpack: (stream: PDFStream) => Buffer): void {
  const soft = reader.in(dict, 'SMask');
  if (soft !== undefined) {
    if (!(soft instanceof PDFStream) || reader.nameIn(soft.dict, 'ColorSpace') !== '/DeviceGray') throw new Unproven('a soft mask');
    if (reader.in(soft.dict, 'SMask') !== undefined || reader.in(soft.dict, 'Mask') !== undefined) throw new Unproven('a mask of a mask');
    proveImage(reader, soft, unpack);
  }
  const mask = reader.in(dict, 'Mask');
  if (mask instanceof PDFStream) {
    if (reader.in(mask.dict, 'ImageMask') !== PDFBool.True) throw new Unproven('a mask');
    proveImage(reader, mask, unpack);
  }
}

/** Undefined when the frame is not found, also when the JPEG is packed once more, and for one that not every reader shows. */
function plainComponents(image: PDFStream): number | undefined {
  const bytes = image instanceof PDFRawStream ? image.contents : new Uint8Array();
  const frame = jpegFrame(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  return frame !== undefined && isPlainFrame(frame) ? frame.components : undefined;
}
