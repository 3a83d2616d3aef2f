import type { PageSize } from '../document.ts';
import type { Placing } from './colour-planes.ts';
import { UnreadableError } from './unreadable.ts';

/** What is done to a picture before it is shown, one after another: turned a quarter against the clock, mirrored, cut. */
export type Transformation
  = | { readonly kind: 'turn'; readonly quarters: number }
    | { readonly kind: 'mirror'; readonly isSideways: boolean }
    | { readonly kind: 'cut'; readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** How large a picture is shown, and where each of its pixels then stands. */
export interface ShownPicture {
  readonly width: number;
  readonly height: number;
  readonly placing: Placing;
}

/** From a shown pixel to that of the picture as it is coded: the pixel at 0, 0, and what a step to the right and one down change. */
interface Way {
  readonly width: number;
  readonly height: number;
  readonly origin: Step;
  readonly right: Step;
  readonly down: Step;
}

interface Step {
  readonly x: number;
  readonly y: number;
}

/** Where the pixels of a picture stand after these. Throws UnreadableError when nothing is left. Source: ISO/IEC 23008-12, 6.5. */
export function shownPicture(size: PageSize, transformations: readonly Transformation[]): ShownPicture {
  const start: Way = { ...size, origin: { x: 0, y: 0 }, right: { x: 1, y: 0 }, down: { x: 0, y: 1 } };
  const { width, height, origin, right, down } = transformations.reduce(after, start);
  if (width < 1 || height < 1) throw new UnreadableError('damaged');
  const far = { x: origin.x + right.x * (width - 1) + down.x * (height - 1), y: origin.y + right.y * (width - 1) + down.y * (height - 1) };
  const corner = { x: Math.min(origin.x, far.x), y: Math.min(origin.y, far.y) };
  // A step is its own way back, turned over: both are of length one and lie along the sides.
  const stepX = right.x + down.x * width;
  const stepY = right.y + down.y * width;
  const startAt = (corner.x - origin.x) * stepX + (corner.y - origin.y) * stepY;
  const end = { x: Math.max(origin.x, far.x) + 1, y: Math.max(origin.y, far.y) + 1 };
  return { width, height, placing: { left: corner.x, top: corner.y, right: end.x, bottom: end.y, start: startAt, stepX, stepY } };
}

function after(way: Way, transformation: Transformation): Way {
  const { width, height, origin, right, down } = way;
  switch (transformation.kind) {
    case 'turn': return Array.from({ length: transformation.quarters }).reduce<Way>(turned, way);
    case 'mirror':
      return transformation.isSideways
        ? { ...way, origin: moved(origin, right, width - 1), right: reversed(right) }
        : { ...way, origin: moved(origin, down, height - 1), down: reversed(down) };
    case 'cut': {
      const { left, top } = transformation;
      return {
        right, down, origin: moved(moved(origin, right, left), down, top),
        width: width - left - transformation.right, height: height - top - transformation.bottom,
      };
    }
  }
}

/** Against the clock: what was the right side is at the top. */
function turned({ width, height, origin, right, down }: Way): Way {
  return { width: height, height: width, origin: moved(origin, right, width - 1), right: down, down: reversed(right) };
}

function moved(from: Step, step: Step, times: number): Step {
  return { x: from.x + step.x * times, y: from.y + step.y * times };
}

function reversed({ x, y }: Step): Step {
  return { x: -x, y: -y };
}
