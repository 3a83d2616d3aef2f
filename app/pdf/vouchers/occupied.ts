import type { PixelBox } from './bitmap.ts';

const cellPixels = 8;

/** Where on a picture any of many boxes lie, coarsely: whether another one comes near is told at once, however many there are. */
export class Occupied {
  private readonly columns: number;
  /** Of each corner between cells, how many cells above and to the left of it are taken. */
  private readonly sums: Uint32Array;

  constructor(boxes: readonly PixelBox[], { width, height }: { width: number; height: number }) {
    const [columns, rows] = [Math.ceil(width / cellPixels), Math.ceil(height / cellPixels)];
    const cells = new Uint8Array(columns * rows);
    for (const { left, top, right, bottom } of boxes) {
      const [from, to] = [cellOf(left), Math.max(cellOf(left), cellsTo(right))];
      for (let y = cellOf(top); y < cellsTo(bottom); y += 1) cells.fill(1, y * columns + from, y * columns + to);
    }
    this.columns = columns + 1;
    this.sums = new Uint32Array(this.columns * (rows + 1));
    for (let y = 0; y < rows; y += 1) {
      let row = 0;
      for (let x = 0; x < columns; x += 1) {
        row += cells[y * columns + x] ?? 0;
        this.sums[(y + 1) * this.columns + x + 1] = this.at(x + 1, y) + row;
      }
    }
  }

  isNear({ left, top, right, bottom }: PixelBox): boolean {
    if (left >= right || top >= bottom) return false;
    const [x1, y1, x2, y2] = [cellOf(left), cellOf(top), cellsTo(right), cellsTo(bottom)];
    return this.at(x2, y2) - this.at(x1, y2) - this.at(x2, y1) + this.at(x1, y1) > 0;
  }

  private at(x: number, y: number): number {
    return this.sums[y * this.columns + x] ?? 0;
  }
}

function cellOf(pixel: number): number {
  return Math.floor(pixel / cellPixels);
}

function cellsTo(pixel: number): number {
  return Math.ceil(pixel / cellPixels);
}
