import { describe, expect, test } from 'vitest';
import { markedLines } from './marked-lines.ts';
import type { ShownText } from './text-state.ts';
import type { Part } from './text-walk.ts';

/** A text of ten points from x on, each letter five points wide. */
function aText(text: string, x: number, fields: Partial<ShownText> = {}): ShownText {
  const [, y = 0] = fields.from ?? [];
  return { text, from: [x, y], to: [x + text.length * 5, y], direction: [1, 0], size: 10, ...fields };
}

function parts(...texts: readonly (ShownText | readonly ShownText[])[]): Part[] {
  return texts.map((each, index) => ({ start: index * 10, end: index * 10 + 9, block: 1, texts: 'text' in each ? [each] : each }));
}

const said = (found: readonly Part[]) => markedLines(found).map((line) => line.map(({ text }) => text));

describe('pieces of text', () => {
  test('that go on where the last one ended are one word, in one mark', () => {
    expect(markedLines(parts(aText('Fak', 0), aText('tura', 15.4)))).toEqual([[{ start: 0, end: 19, text: 'Faktura', lacksSpaces: false }]]);
  });

  test('with a space written between them are one mark', () => {
    expect(said(parts(aText('Faktura ', 0), aText('1001', 40)))).toEqual([['Faktura 1001']]);
  });

  test('with a space seen but not written are two marks of one line, and the first lacks it', () => {
    const [line = []] = markedLines(parts(aText('Faktura', 0), aText('1001', 38)));
    expect(line.map(({ text, lacksSpaces }) => [text, lacksSpaces])).toEqual([['Faktura ', true], ['1001', false]]);
  });

  test('far apart, on another line, before the last one or running another way are lines of their own', () => {
    expect(said(parts(
      aText('Beskrivelse', 0), aText('Beløp', 80), aText('Fly', 0, { from: [0, -12], to: [15, -12] }),
      aText('foran', -60, { from: [-60, -12], to: [-35, -12] }), aText('opp', -35, { from: [-35, -12], direction: [0, 1] }),
    ))).toEqual([['Beskrivelse'], ['Beløp'], ['Fly'], ['foran'], ['opp']]);
  });

  test('raised a little, as a note’s number is, stay on their line', () => {
    expect(said(parts(aText('merke', 0), aText('1', 25, { from: [25, 3], to: [28, 3], size: 6 })))).toEqual([['merke1']]);
  });

  test('in another block are another mark of the same line', () => {
    const [first, second] = parts(aText('Fak', 0), aText('tura', 15));
    if (first === undefined || second === undefined) throw new Error('two parts');
    expect(said([first, { ...second, block: 2 }])).toEqual([['Fak', 'tura']]);
  });
});

describe('what is said once, or not at all', () => {
  test('a text drawn again beside itself to look bold: the second is in no mark, not even one around it', () => {
    const lines = markedLines(parts(aText('SUM', 0), aText('SUM', 0.3), aText(' kr', 15)));
    expect(lines.flat().map(({ text, start, end }) => [text, start, end])).toEqual([['SUM', 0, 9], [' kr', 20, 29]]);
  });

  test('the same words elsewhere are said again', () => {
    expect(said(parts(aText('10,00', 0), aText('10,00', 0, { from: [0, -12] })))).toEqual([['10,00'], ['10,00']]);
  });

  test('lines of spaces only, and pictures', () => {
    expect(said([...parts(aText('  ', 0)), { start: 90, end: 99, block: 2, texts: [] }])).toEqual([]);
  });
});

test('of a form all texts are one mark, told apart', () => {
  expect(markedLines(parts([aText('Selger', 0), aText('Kjøper', 100)]))).toEqual([[{ start: 0, end: 9, text: 'Selger Kjøper', lacksSpaces: true }]]);
});
