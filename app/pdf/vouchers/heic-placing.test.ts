import { describe, expect, test } from 'vitest';
import { shownPicture, type ShownPicture, type Transformation } from './heic-placing.ts';
import { UnreadableError } from './unreadable.ts';

/** A picture of three by two, its pixels lettered row by row, as it is shown. */
function shown(...transformations: Transformation[]): string {
  const picture = shownPicture({ width: 3, height: 2 }, transformations);
  return rows(picture, ['abc', 'def']);
}

function rows({ width, height, placing }: ShownPicture, letters: readonly string[]): string {
  const canvas = Array<string>(width * height).fill('?');
  for (let y = placing.top; y < placing.bottom; y += 1) {
    for (let x = placing.left; x < placing.right; x += 1) {
      canvas[placing.start + (x - placing.left) * placing.stepX + (y - placing.top) * placing.stepY] = letters[y]?.[x] ?? '-';
    }
  }
  return Array.from({ length: height }, (_, row) => canvas.slice(row * width, (row + 1) * width).join('')).join('/');
}

const turn = (quarters: number) => ({ kind: 'turn', quarters } as const);
const mirror = (isSideways: boolean) => ({ kind: 'mirror', isSideways } as const);
const cut = (left: number, top: number, right: number, bottom: number) => ({ kind: 'cut', left, top, right, bottom } as const);

describe('a picture of abc over def is shown', () => {
  test.each<[string, string, Transformation[]]>([
    ['as it is', 'abc/def', []], ['turned against the clock', 'cf/be/ad', [turn(1)]], ['turned over', 'fed/cba', [turn(2)]], ['turned with the clock', 'da/eb/fc', [turn(3)]],
    ['mirrored sideways', 'cba/fed', [mirror(true)]], ['mirrored upside down', 'def/abc', [mirror(false)]], ['without its left column', 'bc/ef', [cut(1, 0, 0, 0)]],
    ['cut, then turned', 'bd/ac'.replace(/./g, (letter) => ({ b: 'c', d: 'f', a: 'b', c: 'e' })[letter] ?? letter), [cut(1, 0, 0, 0), turn(1)]],
    ['turned, then cut', 'be/ad', [turn(1), cut(0, 1, 0, 0)]], ['turned, then mirrored', 'fc/eb/da', [turn(1), mirror(true)]],
  ])('%s', (_name, expected, transformations) => {
    expect(shown(...transformations)).toBe(expected);
  });

  test('and is none when nothing is left of it', () => {
    expect(() => shown(cut(2, 0, 1, 0))).toThrow(UnreadableError);
  });
});
