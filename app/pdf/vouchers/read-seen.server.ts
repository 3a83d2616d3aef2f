import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { boxThrough, type Box } from './affine.ts';
import { pixelBox, type Bitmap } from './bitmap.ts';
import { Occupied } from './occupied.ts';
import { charactersOn, type PageCharacter, type PlacedCharacter } from './page-characters.server.ts';
import { PageObjects } from './page-objects.server.ts';
import { seenCharacters } from './seen-characters.ts';

/** How a page is shown: the box of it that is, the size of that, and the matrix that brings the page's own coordinates upright into it. */
export interface UprightPage {
  readonly box: readonly [left: number, bottom: number, right: number, top: number];
  readonly size: { readonly width: number; readonly height: number };
  readonly matrix: readonly number[];
}

export interface OpenPage {
  readonly page: number;
  /** As it is shown. */
  readonly picture: Bitmap;
  readonly upright: UprightPage;
  /** Draws it anew, as it is by then, as large as the picture. */
  readonly paint: () => Bitmap;
}

/** So often what is seen is looked at again without what is not: PDFium reads one of two equal letters that stand in one place. */
const mostRounds = 3;

/**
 * The characters of an open page that are seen on its picture. One that is not seen is a space: it parts what stands on either side of
 * it. Letters that were left out for want of a font stay, to be told of.
 */
export function readSeen(pdfium: WrappedPdfiumModule, open: OpenPage): PlacedCharacter[] {
  const objects = new PageObjects(pdfium, open.page);
  const unseen = new Set<number>();
  for (let round = 1; ; round += 1) {
    const characters = charactersOn(pdfium, open.page);
    const areSeen = seenAmong(characters, objects, open);
    const known = unseen.size;
    for (const object of whollyUnseen(characters, areSeen)) unseen.add(object);
    if (unseen.size === known || round === mostRounds) return characters.map((each, at) => (areSeen[at] === true ? each : { ...each, text: ' ' }));
    objects.showAllBut(unseen);
  }
}

function seenAmong(characters: readonly PageCharacter[], objects: PageObjects, { picture, upright, paint }: OpenPage): boolean[] {
  const toPixels = (box: Box) => pixelBox(boxThrough(upright.matrix, box), upright.size, picture);
  const drawn = characters.map(({ object, isInkless, ...box }) => ({ object, isInkless, box: toPixels(box) }));
  const inked = drawn.filter(({ isInkless }) => !isInkless).map(({ box }) => box);
  // What lies neither under text nor over it is not drawn again: it may be large, or many things.
  const text = objects.others.length === 0 ? undefined : new Occupied(inked, picture);
  const near = new Set(objects.others.filter((other) => text?.isNear(toPixels(other))).map(({ object }) => object));
  const seen = seenCharacters({
    characters: drawn, picture, images: objects.images.map(toPixels), isNothingElse: near.size === 0,
    drawWith: (pieces) => {
      objects.showOnly(pieces, near);
      return paint();
    },
  });
  return characters.map(({ isLost = false }, at) => isLost || seen[at] === true);
}

function whollyUnseen(characters: readonly PageCharacter[], areSeen: readonly boolean[]): Set<number> {
  const letters = characters.flatMap(({ object, text }, at) => (object === 0 || text.trim() === '' ? [] : [{ object, isSeen: areSeen[at] === true }]));
  const seen = new Set(letters.filter(({ isSeen }) => isSeen).map(({ object }) => object));
  return new Set(letters.map(({ object }) => object).filter((object) => !seen.has(object)));
}
