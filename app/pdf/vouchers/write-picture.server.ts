import type { PageSize } from '../document.ts';
import type { PdfFile, Ref } from '../pdf-file.ts';
import { number } from '../pdf-text.ts';
import type { EncodedPicture } from './page-picture.server.ts';

/** Where a picture stands: the page it fills, and the way from the image's unit square to the upright page. */
export interface PicturePlace {
  readonly size: PageSize;
  readonly matrix: readonly number[];
}

/** Writes a picture as a page: a form XObject that draws it from 0, 0 to its size. */
export function writePicture(file: PdfFile, { dictionary, data }: EncodedPicture, { size, matrix }: PicturePlace): Ref {
  const image = file.addStream(`/Type /XObject /Subtype /Image ${dictionary}`, data);
  return file.addDeflated(
    `/Type /XObject /Subtype /Form /BBox [ 0 0 ${number(size.width)} ${number(size.height)} ] /Resources << /XObject << /I ${image} 0 R >> >>`,
    Buffer.from(`q ${matrix.map(number).join(' ')} cm /I Do Q`, 'latin1'),
  );
}
