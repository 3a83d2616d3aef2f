import { describe, expect, test } from 'vitest';
import { operationsIn } from '../content-operations.ts';
import type { Letters } from './letters.ts';
import { identity, TextState, type Matrix, type ShownText } from './text-state.ts';

/** Each letter is half as wide as it is tall. */
const halves: Letters = { bytes: 1, widthOf: () => 500, textOf: (code) => String.fromCharCode(code) };

function shownIn(content: string, matrix: Matrix = identity): ShownText[] {
  const state = new TextState(matrix);
  return [...operationsIn(Buffer.from(content, 'latin1'))].flatMap((operation) => {
    if (operation.operator === 'Tf') state.choose(halves, Number(operation.operands[1]));
    return state.take(operation) ?? [];
  });
}

const placesIn = (content: string, matrix?: Matrix) => shownIn(content, matrix).map(({ text, from, to }) => [text, ...from, ...to]);

describe('where text stands', () => {
  test('begins at the place that was set, and ends as far on as its letters reach', () => {
    expect(placesIn('BT /F 10 Tf 1 0 0 1 20 30 Tm (Hei) Tj (du) Tj ET')).toEqual([['Hei', 20, 30, 35, 30], ['du', 35, 30, 45, 30]]);
  });

  test('follows lines: moved, by the leading, and with the two operators that begin one themselves', () => {
    expect(placesIn('BT /F 10 Tf 5 50 Td (a) Tj 0 -12 TD (b) Tj T* (c) Tj (d) \' 0 0 (e) " ET').map(([text, x, y]) => [text, x, y]))
      .toEqual([['a', 5, 50], ['b', 5, 38], ['c', 5, 26], ['d', 5, 14], ['e', 5, 2]]);
  });

  test('counts spaces between letters and words, stretch, shifts and a raised line', () => {
    expect(placesIn('BT /F 10 Tf 1 Tc 2 Tw 200 Tz 3 Ts [(a ) -1000 (b)] TJ ET')).toEqual([['a b', 0, 3, 58, 3]]);
  });

  test('is within the page’s own coordinates, whatever stands around it', () => {
    expect(placesIn('q 2 0 0 2 100 100 cm BT /F 10 Tf 1 0 0 1 5 5 Tm (a) Tj ET Q BT 1 0 0 1 5 5 Tm /F 10 Tf (b) Tj ET', [1, 0, 0, 1, 1, 1]))
      .toEqual([['a', 111, 111, 121, 111], ['b', 6, 6, 11, 6]]);
  });

  test('and runs the way its letters do, in their size on the page', () => {
    const [upwards] = shownIn('BT /F 10 Tf 0 3 -3 0 0 0 Tm (a) Tj ET');
    expect(upwards).toMatchObject({ direction: [0, 1], size: 30, to: [0, 15] });
  });
});

describe('what shows no text', () => {
  test.each(['BT () Tj ET', 'BT /F 10 Tf () Tj [] TJ [-100] TJ ET', 'BT (a) Tj ET'])('%s', (content) => {
    expect(shownIn(content)).toEqual([]);
  });
});
