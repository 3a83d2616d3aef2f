import type { PageSize } from '../document.ts';

/** A photographed A4 sheet fills a page at this density, and a cut-out receipt stays small. */
const usualPixelsPerInch = 150;
/** A picture of few pixels is set coarser, so that it can be read. */
const coarsestPixelsPerInch = 100;
/** So long, in points, may a picture of few pixels become: it fits on an upright sheet. */
const smallLength = 540;

/** The size on paper of a picture of so many square pixels, in points. */
export function paperSize({ width, height }: PageSize): PageSize {
  const wanted = (Math.max(width, height) * 72) / smallLength;
  const scale = 72 / Math.min(usualPixelsPerInch, Math.max(coarsestPixelsPerInch, wanted));
  return { width: width * scale, height: height * scale };
}
