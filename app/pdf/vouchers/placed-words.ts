import type { PlacedWord } from '../document.ts';
import type { PlacedCharacter } from './page-characters.server.ts';

const maxWords = 10_000;
/** A gap wider than this many times the letters' size parts words, also where no space was written. */
const widestGap = 2.2;
/** Letters so small are ornaments. */
const leastSize = 0.5;

interface Letter extends PlacedCharacter { readonly isVisible: boolean }

/**
 * The words of a page with their places, upright from its lower left corner, so that the picture of the page can be searched,
 * copied and read aloud. `toUpright` is the matrix from the page's own coordinates.
 */
export function placedWords(characters: readonly PlacedCharacter[], toUpright: readonly number[]): PlacedWord[] {
  const words: PlacedWord[] = [];
  let open: Letter[] = [];
  const close = () => {
    if (open.length > 0 && words.length < maxWords) words.push(wordOf(open, words.at(-1)?.angle ?? 0));
    open = [];
  };
  for (const character of characters) {
    const letter = upright(character, toUpright);
    const last = open.at(-1);
    if (!letter.isVisible || (last !== undefined && isApart(last, letter))) close();
    if (letter.isVisible) open.push(letter);
  }
  close();
  return words;
}

function upright(character: PlacedCharacter, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Letter {
  const { left, right, bottom, top } = character;
  const xs = [a * left + c * bottom + e, a * right + c * top + e];
  const ys = [b * left + d * bottom + f, b * right + d * top + f];
  const box = { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
  const isVisible = /[^\s\p{C}]/u.test(character.text) && [...xs, ...ys].every(Number.isFinite) && sizeOf(box) > leastSize;
  return { text: character.text, ...box, isVisible };
}

type Box = Omit<PlacedCharacter, 'text'>;

function sizeOf({ left, right, bottom, top }: Box): number {
  return Math.max(right - left, top - bottom);
}

function middleOf({ left, right, bottom, top }: Box): [x: number, y: number] {
  return [(left + right) / 2, (bottom + top) / 2];
}

function isApart(last: Letter, next: Letter): boolean {
  const [[x1, y1], [x2, y2]] = [middleOf(last), middleOf(next)];
  return Math.hypot(x2 - x1, y2 - y1) > widestGap * Math.max(sizeOf(last), sizeOf(next));
}

/** A letter alone runs as the word before it. */
function wordOf(letters: readonly Letter[], angleBefore: PlacedWord['angle']): PlacedWord {
  const left = Math.min(...letters.map((letter) => letter.left));
  const right = Math.max(...letters.map((letter) => letter.right));
  const bottom = Math.min(...letters.map((letter) => letter.bottom));
  const top = Math.max(...letters.map((letter) => letter.top));
  const angle = angleOf(letters) ?? angleBefore;
  const starts: Record<PlacedWord['angle'], readonly [number, number]> = { 0: [left, bottom], 90: [right, bottom], 180: [right, top], 270: [left, top] };
  const [x, y] = starts[angle];
  const [along, across] = angle === 0 || angle === 180 ? [right - left, top - bottom] : [top - bottom, right - left];
  return { text: letters.map((letter) => letter.text).join(''), x, y, length: along, height: across, angle };
}

function angleOf(letters: readonly Letter[]): PlacedWord['angle'] | undefined {
  const [first, last] = [letters[0], letters.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const [[x1, y1], [x2, y2]] = [middleOf(first), middleOf(last)];
  if (Math.abs(x2 - x1) >= Math.abs(y2 - y1)) return x2 >= x1 ? 0 : 180;
  return y2 >= y1 ? 90 : 270;
}
