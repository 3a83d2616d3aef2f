import type { Box } from './affine.ts';

/** A page as PDFium draws it: four bytes a pixel, red first; the fourth means nothing. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly rgbx: Buffer;
}

/** Pixels from the upper left corner; `right` and `bottom` are the first ones outside. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The pixels that an upright box on a page touches, at least one each way; none of what lies outside. */
export function pixelBox(box: Box, page: { width: number; height: number }, bitmap: { width: number; height: number }): PixelBox {
  const [across, down] = [bitmap.width / page.width, bitmap.height / page.height];
  const [left, top] = [Math.floor(box.left * across), Math.floor((page.height - box.top) * down)];
  const [right, bottom] = [Math.ceil(box.right * across), Math.ceil((page.height - box.bottom) * down)];
  return {
    left: Math.max(0, left), top: Math.max(0, top),
    right: Math.min(bitmap.width, Math.max(right, left + 1)), bottom: Math.min(bitmap.height, Math.max(bottom, top + 1)),
  };
}

export function touches(one: PixelBox, other: PixelBox): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** Two colours closer than this are one to the eye: edges are not smoothed the same way each time. */
const closest = 8;

/** Whether two drawings of a page, or a drawing and blank paper, are not the same within a box. */
export function differsWithin(box: PixelBox, one: Bitmap, other?: Bitmap): boolean {
  for (const at of pixelsWithin(box, one)) {
    for (let channel = at; channel < at + 3; channel += 1) {
      if (Math.abs((one.rgbx[channel] ?? 0) - (other?.rgbx[channel] ?? 255)) > closest) return true;
    }
  }
  return false;
}

/** Between the darkest and the lightest of what is written on something else. */
const leastContrast = 48;

/** Whether anything can stand out from something else within a box. */
export function hasContrastWithin(box: PixelBox, { width, height, rgbx }: Bitmap): boolean {
  let [darkest, lightest] = [255, 0];
  for (const at of pixelsWithin(box, { width, height, rgbx })) {
    const grey = ((rgbx[at] ?? 0) + (rgbx[at + 1] ?? 0) + (rgbx[at + 2] ?? 0)) / 3;
    darkest = Math.min(darkest, grey);
    lightest = Math.max(lightest, grey);
  }
  return lightest - darkest >= leastContrast;
}

function* pixelsWithin({ left, top, right, bottom }: PixelBox, { width }: Bitmap): Generator<number> {
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) yield (y * width + x) * 4;
}
