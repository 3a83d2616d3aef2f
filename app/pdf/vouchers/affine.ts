/** Matrices as PDF has them: six numbers, a point is a row before them. Source: ISO 32000-1 8.3.3. */
export type Point = readonly [x: number, y: number];

export function applied([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[], [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** First the one, then the other. */
export function multiplied([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[], then: readonly number[]): number[] {
  const [g = 1, h = 0, i = 0, j = 1] = then;
  const [x, y] = applied(then, [e, f]);
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, x, y];
}

const quarters: Readonly<Record<number, Point>> = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] };

/** A turn by whole quarters against the clock, about a point. */
export function turnAbout(degrees: number, [x, y]: Point): number[] {
  const [cosine, sine] = quarters[degrees] ?? [1, 0];
  return multiplied([cosine, sine, -sine, cosine, -x * cosine + y * sine, -x * sine - y * cosine], [1, 0, 0, 1, x, y]);
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** The upright box around another one that is brought elsewhere. */
export function boxThrough(matrix: readonly number[], { left, right, bottom, top }: Box): Box {
  const corners = [[left, bottom], [right, bottom], [left, top], [right, top]] as const;
  const moved = corners.map((corner) => applied(matrix, corner));
  const [xs, ys] = [moved.map(([x]) => x), moved.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}
