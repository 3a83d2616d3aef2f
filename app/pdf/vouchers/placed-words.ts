import type { PlacedWord } from '../document.ts';
import type { PlacedCharacter } from './page-characters.server.ts';

const maxWords = 10_000;
/** A gap wider than this many times the letters' size parts words, also where no space was written. */
const widestGap = 2.2;
/** So far from one another may words stand that are read in one. */
const widestSpace = 3.3;
/** Letters so small are ornaments. */
const leastSize = 0.5;

interface Letter extends PlacedCharacter { readonly isVisible: boolean }

/** Letters that are read in one, and what they say. */
interface Run {
  readonly letters: readonly Letter[];
  readonly text: string;
}

/**
 * The words of a page with their places, upright from its lower left corner, so that the picture of the page can be searched,
 * copied and read aloud. `toUpright` is the matrix from the page's own coordinates. Words that run askew are one with those that follow
 * them: set apart, each higher than the one before, they would be read from the last to the first.
 */
export function placedWords(characters: readonly PlacedCharacter[], toUpright: readonly number[]): PlacedWord[] {
  const runs: Run[] = [];
  let open: Letter[] = [];
  const close = () => {
    const run = { letters: open, text: open.map((letter) => letter.text).join('') };
    const before = runs.at(-1);
    if (before !== undefined && followsAskew(before, run)) runs.splice(-1, 1, joined(before, run));
    else if (open.length > 0 && runs.length < maxWords) runs.push(run);
    open = [];
  };
  for (const character of characters) {
    const letter = upright(character, toUpright);
    const last = open.at(-1);
    if (!letter.isVisible || (last !== undefined && isApart(last, letter))) close();
    if (letter.isVisible) open.push(letter);
  }
  close();
  const words: PlacedWord[] = [];
  for (const run of runs) words.push(wordOf(run, words.at(-1)?.angle ?? 0));
  return words;
}

function followsAskew(before: Run, { letters: [first] }: Run): boolean {
  const last = before.letters.at(-1);
  return last?.isAskew === true && first?.isAskew === true && !isApart(last, first, widestSpace);
}

function joined(before: Run, after: Run): Run {
  return { letters: [...before.letters, ...after.letters], text: `${before.text} ${after.text}` };
}

function upright(character: PlacedCharacter, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Letter {
  const { left, right, bottom, top } = character;
  const xs = [a * left + c * bottom + e, a * right + c * top + e];
  const ys = [b * left + d * bottom + f, b * right + d * top + f];
  const box = { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
  const isVisible = /[^\s\p{C}]/u.test(character.text) && [...xs, ...ys].every(Number.isFinite) && sizeOf(box) > leastSize;
  return { ...character, ...box, isVisible };
}

type Box = Omit<PlacedCharacter, 'text'>;

function sizeOf({ left, right, bottom, top }: Box): number {
  return Math.max(right - left, top - bottom);
}

function middleOf({ left, right, bottom, top }: Box): [x: number, y: number] {
  return [(left + right) / 2, (bottom + top) / 2];
}

function isApart(last: Letter, next: Letter, times = widestGap): boolean {
  const [[x1, y1], [x2, y2]] = [middleOf(last), middleOf(next)];
  return Math.hypot(x2 - x1, y2 - y1) > times * Math.max(sizeOf(last), sizeOf(next));
}

/** A letter alone runs as the word before it. */
function wordOf({ letters, text }: Run, angleBefore: PlacedWord['angle']): PlacedWord {
  const left = Math.min(...letters.map((letter) => letter.left));
  const right = Math.max(...letters.map((letter) => letter.right));
  const bottom = Math.min(...letters.map((letter) => letter.bottom));
  const top = Math.max(...letters.map((letter) => letter.top));
  if (letters[0]?.isAskew === true) {
    const height = letters.reduce((total, letter) => total + sizeOf(letter), 0) / letters.length;
    return { text, x: left, y: (bottom + top - height) / 2, length: right - left, height, angle: 0 };
  }
  const angle = angleOf(letters) ?? angleBefore;
  const starts: Record<PlacedWord['angle'], readonly [number, number]> = { 0: [left, bottom], 90: [right, bottom], 180: [right, top], 270: [left, top] };
  const [x, y] = starts[angle];
  const [along, across] = angle === 0 || angle === 180 ? [right - left, top - bottom] : [top - bottom, right - left];
  return { text, x, y, length: along, height: across, angle };
}

function angleOf(letters: readonly Letter[]): PlacedWord['angle'] | undefined {
  const [first, last] = [letters[0], letters.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const [[x1, y1], [x2, y2]] = [middleOf(first), middleOf(last)];
  if (Math.abs(x2 - x1) >= Math.abs(y2 - y1)) return x2 >= x1 ? 0 : 180;
  return y2 >= y1 ? 90 : 270;
}
