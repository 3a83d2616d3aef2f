import type { PlacedWord } from '../document.ts';
import type { PlacedCharacter } from './pdfium.server.ts';

const maxWords = 10_000;
/** A gap wider than this share of the letters' height parts words, also where no space was written. */
const widestGap = 0.6;
/** Letters so thin or small are ornaments. */
const leastHeight = 0.5;

interface Letter extends PlacedCharacter { readonly isVisible: boolean }

/**
 * The words of a page with their places, upright from its lower left corner, so that the picture of the page can be searched,
 * copied and read aloud. `toUpright` is the matrix from the page's own coordinates.
 */
export function placedWords(characters: readonly PlacedCharacter[], toUpright: readonly number[]): PlacedWord[] {
  const words: PlacedWord[] = [];
  let open: Letter[] = [];
  const close = () => {
    if (open.length > 0 && words.length < maxWords) words.push(wordOf(open));
    open = [];
  };
  for (const character of characters) {
    const letter = upright(character, toUpright);
    if (!letter.isVisible) {
      close();
      continue;
    }
    const last = open.at(-1);
    if (last !== undefined && !follows(last, letter)) close();
    open.push(letter);
  }
  close();
  return words;
}

function upright(character: PlacedCharacter, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Letter {
  const { left, right, bottom, top } = character;
  const xs = [a * left + c * bottom + e, a * right + c * top + e];
  const ys = [b * left + d * bottom + f, b * right + d * top + f];
  const box = { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
  const isVisible = /[^\s\p{C}]/u.test(character.text) && [...xs, ...ys].every(Number.isFinite) && box.top - box.bottom > leastHeight;
  return { text: character.text, ...box, isVisible };
}

function follows(last: Letter, next: Letter): boolean {
  const height = Math.max(last.top - last.bottom, next.top - next.bottom);
  const overlap = Math.min(last.top, next.top) - Math.max(last.bottom, next.bottom);
  const gap = next.left - last.right;
  return overlap > -height * 0.2 && gap < height * widestGap && gap > -height * 2;
}

function wordOf(letters: readonly Letter[]): PlacedWord {
  const left = Math.min(...letters.map((letter) => letter.left));
  const right = Math.max(...letters.map((letter) => letter.right));
  const bottom = Math.min(...letters.map((letter) => letter.bottom));
  const top = Math.max(...letters.map((letter) => letter.top));
  return { text: letters.map((letter) => letter.text).join(''), x: left, y: bottom, width: right - left, height: top - bottom };
}
