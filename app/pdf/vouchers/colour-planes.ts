import { UnreadableError } from './unreadable.ts';

/** One of the planes of a decoded picture: light, or one of the two colours. */
export interface Plane {
  /** From its first sample on; of more than eight bits, each is two bytes, the lower first. */
  readonly data: Buffer;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
}

/** How light and colours make red, green and blue. Source of the numbers: ISO/IEC 23091-2, 8.3. */
export interface ColourCoding {
  readonly matrix: number;
  readonly isFullRange: boolean;
}

/** A picture in red, green and blue, and its opacity where it has one; it is painted part by part. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8ClampedArray;
}

/** From a picture as it is coded to the canvas: which part of it is shown, and how the shown part is turned and mirrored. */
export interface Placing {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Where the pixel at `left`, `top` comes to stand, and how far from it the next to the right and the next below do; in pixels. */
  readonly start: number;
  readonly stepX: number;
  readonly stepY: number;
}

/** A canvas, how a picture is placed there, and where in the picture a part of it lies. */
export interface Painting {
  readonly canvas: Canvas;
  readonly placing: Placing;
  readonly left: number;
  readonly top: number;
}

/** Without colours. */
const middle = 128;

/** Paints a part from its light and, unless it is grey, its two colours. Throws UnreadableError for codings nobody knows here. */
export function paintColours([light, blue, red]: readonly Plane[], coding: ColourCoding, painting: Painting): void {
  if (light === undefined) throw new UnreadableError('damaged');
  const mix = mixOf(coding);
  const { data, channels } = painting.canvas;
  const [lightRow, blueRow, redRow] = [rowsOf(light), rowsOf(blue), rowsOf(red)];
  const [across, down] = [light.width > (blue?.width ?? light.width) ? 1 : 0, light.height > (blue?.height ?? light.height) ? 1 : 0];
  for (const { y, fromX, toX, place, step } of rowsWithin(light, painting)) {
    const [lights, blues, reds] = [lightRow(y), blueRow(y >> down), redRow(y >> down)];
    for (let x = fromX, at = place * channels; x < toX; x += 1, at += step * channels) {
      const [l = 0, b = middle, r = middle] = [lights[x], blues[x >> across], reds[x >> across]];
      data[at] = (mix.lightToRed[l] ?? 0) + (mix.redToRed[r] ?? 0);
      data[at + 1] = (mix.lightToGreen[l] ?? 0) + (mix.blueToGreen[b] ?? 0) + (mix.redToGreen[r] ?? 0);
      data[at + 2] = (mix.lightToBlue[l] ?? 0) + (mix.blueToBlue[b] ?? 0);
    }
  }
}

/** Paints how opaque a part is. */
export function paintOpacity(plane: Plane, painting: Painting): void {
  const { data, channels } = painting.canvas;
  const row = rowsOf(plane);
  for (const { y, fromX, toX, place, step } of rowsWithin(plane, painting)) {
    const opacities = row(y);
    for (let x = fromX, at = place * channels + 3; x < toX; x += 1, at += step * channels) data[at] = opacities[x] ?? 255;
  }
}

interface Row {
  readonly y: number;
  readonly fromX: number;
  readonly toX: number;
  /** Of its first pixel on the canvas, and from each to the next. */
  readonly place: number;
  readonly step: number;
}

/** The rows of a part, as far as they are shown. */
function* rowsWithin({ width, height }: Plane, { placing, left, top }: Painting): Generator<Row> {
  const [fromX, toX] = [Math.max(0, placing.left - left), Math.min(width, placing.right - left)];
  for (let y = Math.max(0, placing.top - top); y < Math.min(height, placing.bottom - top); y += 1) {
    const place = placing.start + (top + y - placing.top) * placing.stepY + (left + fromX - placing.left) * placing.stepX;
    yield { y, fromX, toX, place, step: placing.stepX };
  }
}

const none = new Uint8Array();

/** Gives a plane's rows in eight bits a sample. */
function rowsOf(plane: Plane | undefined): (y: number) => Uint8Array {
  if (plane === undefined) return () => none;
  const { data, stride, width, bits } = plane;
  if (bits <= 8) return (y) => data.subarray(y * stride, y * stride + width);
  const row = new Uint8Array(width);
  return (y) => {
    for (let x = 0, at = y * stride; x < width; x += 1, at += 2) row[x] = ((data[at] ?? 0) | ((data[at + 1] ?? 0) << 8)) >> (bits - 8);
    return row;
  };
}

type Table = Float64Array;

/** What each sample of a plane adds to each colour. */
interface Mix {
  readonly lightToRed: Table;
  readonly lightToGreen: Table;
  readonly lightToBlue: Table;
  readonly redToRed: Table;
  readonly redToGreen: Table;
  readonly blueToGreen: Table;
  readonly blueToBlue: Table;
}

/** The shares of red and blue in the light. */
const shares: Readonly<Record<number, readonly [red: number, blue: number]>> = {
  1: [0.2126, 0.0722], 2: [0.299, 0.114], 4: [0.3, 0.11], 5: [0.299, 0.114], 6: [0.299, 0.114], 7: [0.212, 0.087], 9: [0.2627, 0.0593],
};
const asTheyAre = 0;

function mixOf({ matrix, isFullRange }: ColourCoding): Mix {
  const table = (valueOf: (sample: number) => number) => Float64Array.from({ length: 256 }, (_, sample) => valueOf(sample));
  const light = table((sample) => (isFullRange ? sample : (sample - 16) * (255 / 219)));
  const zero = new Float64Array(256);
  if (matrix === asTheyAre) {
    const own = { lightToRed: zero, lightToGreen: light, lightToBlue: zero };
    return { ...own, redToRed: light, redToGreen: zero, blueToGreen: zero, blueToBlue: light };
  }
  const share = shares[matrix];
  if (share === undefined) throw new UnreadableError('picture_kind');
  const [red, blue] = share;
  const green = 1 - red - blue;
  const colour = (factor: number) => table((sample) => (sample - middle) * factor * (isFullRange ? 1 : 255 / 224));
  return {
    lightToRed: light, lightToGreen: light, lightToBlue: light, redToRed: colour(2 * (1 - red)), blueToBlue: colour(2 * (1 - blue)),
    redToGreen: colour((-2 * (1 - red) * red) / green), blueToGreen: colour((-2 * (1 - blue) * blue) / green),
  };
}
