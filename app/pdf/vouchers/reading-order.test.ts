import { describe, expect, test } from 'vitest';
import { foreignPage } from '#test/fixtures/foreign-pdf.ts';
import { openVoucher } from './open-voucher.server.ts';
import { inReadingOrder } from './reading-order.ts';

/** Letters of pieces of text, such as `ab|c`; a bar is a space between them. Capitals run turned. */
function characters(text: string, objects: Readonly<Record<string, number>> = {}) {
  return [...text].map((letter) => ({
    text: letter === '|' ? ' ' : letter, object: letter === '|' ? 0 : objects[letter] ?? letter.codePointAt(0) ?? 0, turn: /[A-Z]/.test(letter) ? 1 : 0,
  }));
}

const ordered = (shown: string, turned: string, objects?: Readonly<Record<string, number>>) => (
  inReadingOrder(characters(shown, objects), new Map([[1, characters(turned, objects)]])).map(({ text }) => text).join('')
);

describe('what runs turned is read in the order it has when it runs level', () => {
  test.each([
    ['alone', 'C|B|A', 'A|B|C', 'A B C'],
    ['among what runs level, where it stands', 'a|C|B|b', 'A|a|b|B|C', 'a|B|C|b'.replaceAll('|', ' ')],
    ['in each place of its own', 'B|A|a|D|C', 'A|B|C|D|a', 'A B a C D'],
    ['with its words apart, and joined, as they are there', 'C|AB', 'AB|C', 'AB C'],
    ['apart once, however much stands between', 'B|A|a', 'A|a||B', 'A B a'],
    ['apart, where only what runs level stands between', 'B|A|a', 'AaB', 'A B a'],
    ['after a space', '|B|A', 'A|B', ' A B'],
    ['as it was, where that reading lacks some of it', 'C|B|A|a', 'A|B', 'C B A a'],
    ['as it was, where nothing is turned', 'b|a', 'a|b', 'b a'],
  ])('%s', (_name, shown, turned, expected) => {
    expect(ordered(shown, turned)).toBe(expected);
  });

  test('a piece of text is one, in the order of its letters', () => {
    expect(ordered('CD|AB', 'AB|CD', { A: 1, B: 1, C: 2, D: 2 })).toBe('AB CD');
  });

  test('many places are put in order in no time', () => {
    const made = characters('B|A|a|'.repeat(10_000)).map((each, at) => ({ ...each, object: each.object === 0 ? 0 : at + 1 }));
    const reading = ['A', 'B', ' ', 'a'].flatMap((letter) => made.filter(({ text }) => text === letter));
    const start = performance.now();
    expect(inReadingOrder(made, new Map([[1, reading]])).slice(0, 6).map(({ text }) => text).join('')).toBe('A B a ');
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

const corners: Readonly<Record<number, string>> = { 0: '1 0 0 1 30 270', 90: '0 1 -1 0 30 30', 180: '-1 0 0 -1 270 30', 270: '0 -1 1 0 270 270' };

/** Three lines of four pieces each, running so many degrees against the clock, in a font that is not in the file. */
function lines(angle: number): string {
  const pieces = [1, 2, 3].flatMap((line) => ['Linje', `nr${line}`, 'sum', `${line}00`].map((word, at) => `1 0 0 1 ${at * 50} ${-line * 40} cm BT /F 14 Tf (${word}) Tj ET`));
  return pieces.map((piece) => `q ${corners[angle] ?? ''} cm ${piece} Q`).join('\n');
}

async function wordsOf(contents: string, turn: number): Promise<string | undefined> {
  const voucher = await openVoucher(foreignPage({
    contents, page: `/MediaBox [0 0 300 300] /Rotate ${turn} /Resources << /Font << /F 5 0 R >> >>`,
  }));
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  return voucher.pages[0]?.words?.map(({ text }) => text).join(' ');
}

const inOrder = 'Linje nr1 sum 100 Linje nr2 sum 200 Linje nr3 sum 300';

describe.each([0, 90, 180, 270])('on a page turned by %i degrees', (turn) => {
  test.each([0, 90, 180, 270])('lines that run at %i degrees are read from the first to the last', async (angle) => {
    expect(await wordsOf(lines(angle), turn)).toBe(inOrder);
  });

  test('each as it runs, where several run otherwise', async () => {
    const level = 'BT /F 9 Tf 100 150 Td (Midt) Tj ET';
    expect(await wordsOf(`${lines(90)} ${level} ${lines(270)}`, turn)).toBe(`${inOrder} Midt ${inOrder}`);
  });
});
