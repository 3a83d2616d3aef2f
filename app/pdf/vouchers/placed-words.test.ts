import { describe, expect, test } from 'vitest';
import { placedWords } from './placed-words.ts';

const asItIs = [1, 0, 0, 1, 0, 0];

/** Letters of 10 × 10 points in a row from 100, 200; a space takes its room and has no box. */
function letters(text: string, step: readonly [number, number] = [10, 0]) {
  return [...text].map((letter, index) => {
    const [left, bottom] = [100 + index * step[0], 200 + index * step[1]];
    return letter === ' ' ? { text: letter, left: 0, right: 0, bottom: 0, top: 0 } : { text: letter, left, right: left + 10, bottom, top: bottom + 10 };
  });
}

describe('words stand where they are seen', () => {
  test('in one line, parted by spaces', () => {
    expect(placedWords(letters('Hei du'), asItIs)).toEqual([
      { text: 'Hei', x: 100, y: 200, length: 30, height: 10, angle: 0 }, { text: 'du', x: 140, y: 200, length: 20, height: 10, angle: 0 },
    ]);
  });

  test('parted by a gap, also where no space was written', () => {
    const moved = letters('ab').map((letter, index) => (index === 1 ? { ...letter, left: 200, right: 210 } : letter));
    expect(placedWords(moved, asItIs).map(({ text, x }) => [text, x])).toEqual([['a', 100], ['b', 200]]);
  });

  test.each<[string, readonly [number, number], object]>([
    ['upwards', [0, 10], { x: 110, y: 200, length: 30, height: 10, angle: 90 }],
    ['to the left', [-10, 0], { x: 110, y: 210, length: 30, height: 10, angle: 180 }],
    ['downwards', [0, -10], { x: 100, y: 210, length: 30, height: 10, angle: 270 }],
  ])('running %s', (_name, step, expected) => {
    expect(placedWords(letters('abc', step), asItIs)).toMatchObject([{ text: 'abc', ...expected }]);
  });

  test('turned with their page', () => {
    expect(placedWords(letters('abc'), [0, -1, 1, 0, 0, 600])).toMatchObject([{ text: 'abc', angle: 270, x: 200, y: 500, length: 30, height: 10 }]);
  });

  test('a letter alone runs as the word before it', () => {
    const [first, second] = [letters('ab', [0, 10]), letters('c').map((letter) => ({ ...letter, bottom: 300, top: 310 }))];
    expect(placedWords([...first, ...letters(' '), ...second], asItIs).map(({ angle }) => angle)).toEqual([90, 90]);
  });
});

describe('words that run askew', () => {
  const askew = (text: string, step: readonly [number, number]) => letters(text, step).map((letter) => ({ ...letter, isAskew: letter.text !== ' ' }));

  test('are one, set level across the place they take, so that they are read in their order', () => {
    expect(placedWords(askew('Skrå å tekst', [8, 8]), asItIs)).toEqual([{ text: 'Skrå å tekst', x: 100, y: 244, length: 98, height: 10, angle: 0 }]);
  });

  test('are not one with what stands elsewhere, nor with a line that runs level', () => {
    const elsewhere = askew('def', [10, 10]).map((letter) => ({ ...letter, left: letter.left + 90, right: letter.right + 90 }));
    const level = letters('ghi').map((letter) => ({ ...letter, left: letter.left + 35, right: letter.right + 35, bottom: 230, top: 240 }));
    for (const next of [elsewhere, level]) expect(placedWords([...askew('abc', [10, 10]), ...letters(' '), ...next], asItIs)).toHaveLength(2);
  });

  test('are none whose letters are but set higher or lower', () => {
    expect(placedWords(letters('1, 2,', [8, -6]), asItIs).map(({ text }) => text)).toEqual(['1,', '2,']);
  });
});

test.each([
  ['that cannot be seen', letters('a').map((letter) => ({ ...letter, right: letter.left, top: letter.bottom }))],
  ['that stand nowhere', letters('a').map((letter) => ({ ...letter, left: Number.NaN }))],
  ['that stand without end', letters('a').map((letter) => ({ ...letter, right: Number.POSITIVE_INFINITY }))],
  ['that are signs to a machine', letters('\u0007')],
])('letters %s are none', (_name, characters) => {
  expect(placedWords(characters, asItIs)).toEqual([]);
});
