import { isList, type Operand, type Operation } from '../content-operations.ts';
import type { Letters } from './letters.ts';

export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];
export type Point = readonly [x: number, y: number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** What `first` does, then `then`. */
export function product(first: Matrix, then: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [g, h, i, j, k, l] = then;
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

function applied([a, b, c, d, e, f]: Matrix, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** What one operator shows, and where its line begins and ends. */
export interface ShownText {
  /** With `\ufffd` for what nobody knows the meaning of. */
  readonly text: string;
  readonly from: Point;
  readonly to: Point;
  /** Which way it runs, of length 1. */
  readonly direction: Point;
  /** Of its letters, in points. */
  readonly size: number;
}

interface Setting {
  matrix: Matrix;
  letters: Letters | undefined;
  size: number;
  characterSpace: number;
  wordSpace: number;
  stretch: number;
  leading: number;
  rise: number;
}

/** Follows what decides where text stands. Source: ISO 32000-1 9.3, 9.4. */
export class TextState {
  private setting: Setting;
  private readonly saved: Setting[] = [];
  private text: Matrix = identity;
  private line: Matrix = identity;

  constructor(matrix: Matrix) {
    this.setting = { matrix, letters: undefined, size: 0, characterSpace: 0, wordSpace: 0, stretch: 1, leading: 0, rise: 0 };
  }

  get matrix(): Matrix {
    return this.setting.matrix;
  }

  choose(letters: Letters, size: number): void {
    Object.assign(this.setting, { letters, size });
  }

  /** Takes an operator in. @returns what it shows; undefined when it shows no text. */
  take({ operator, operands }: Operation): ShownText | undefined {
    const numbers = operands.map((operand) => (typeof operand === 'number' ? operand : 0));
    const [first = 0, second = 0] = numbers;
    const { setting } = this;
    switch (operator) {
      case 'q': this.saved.push({ ...setting }); break;
      case 'Q': this.setting = this.saved.pop() ?? setting; break;
      case 'cm': setting.matrix = product(matrixOf(numbers), setting.matrix); break;
      case 'BT': this.begin(identity); break;
      case 'Tm': this.begin(matrixOf(numbers)); break;
      case 'Tc': setting.characterSpace = first; break;
      case 'Tw': setting.wordSpace = first; break;
      case 'Tz': setting.stretch = first / 100; break;
      case 'TL': setting.leading = first; break;
      case 'Ts': setting.rise = first; break;
      case 'Td': this.move(first, second); break;
      case 'TD': setting.leading = -second; this.move(first, second); break;
      case 'T*': this.move(0, -setting.leading); break;
      case 'Tj': case 'TJ': return this.show(operands[0]);
      case '\'': this.move(0, -setting.leading); return this.show(operands[0]);
      case '"': Object.assign(setting, { wordSpace: first, characterSpace: second }); this.move(0, -setting.leading); return this.show(operands[2]);
    }
    return undefined;
  }

  private begin(matrix: Matrix): void {
    this.line = matrix;
    this.text = matrix;
  }

  private move(x: number, y: number): void {
    this.begin(product([1, 0, 0, 1, x, y], this.line));
  }

  private show(shown: Operand | undefined): ShownText | undefined {
    const { letters, rise, matrix, size, stretch } = this.setting;
    const pieces = isList(shown) ? shown : [shown];
    if (letters === undefined || !pieces.some((piece) => Buffer.isBuffer(piece) && piece.length > 0)) return undefined;
    const place = product(this.text, matrix);
    const { text, advance, end } = this.advanceOver(pieces, letters);
    this.text = product([1, 0, 0, 1, advance, 0], this.text);
    const [a, b, c, d] = place;
    const length = Math.hypot(a, b) * Math.sign(size * stretch || 1);
    return {
      text, from: applied(place, [0, rise]), to: applied(place, [end, rise]),
      direction: length === 0 ? [1, 0] : [a / length, b / length], size: Math.abs(size) * Math.hypot(c, d),
    };
  }

  /** How far the pieces reach, with what they say. */
  private advanceOver(pieces: readonly (Operand | undefined)[], letters: Letters): { text: string; advance: number; end: number } {
    const { size, stretch, characterSpace, wordSpace } = this.setting;
    let [text, x, end] = ['', 0, 0];
    for (const piece of pieces) {
      if (typeof piece === 'number') x -= (piece / 1000) * size * stretch;
      for (const code of Buffer.isBuffer(piece) ? codesIn(piece, letters.bytes) : []) {
        text += letters.textOf(code) ?? '\ufffd';
        end = x + (letters.widthOf(code) / 1000) * size * stretch;
        x = end + (characterSpace + (letters.bytes === 1 && code === 32 ? wordSpace : 0)) * stretch;
      }
    }
    return { text, advance: x, end };
  }
}

function matrixOf([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Matrix {
  return [a, b, c, d, e, f];
}

function codesIn(shown: Buffer, bytes: 1 | 2): number[] {
  return Array.from({ length: Math.floor(shown.length / bytes) }, (_, index) => shown.readUIntBE(index * bytes, bytes));
}
