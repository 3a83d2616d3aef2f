import { differsWithin, hasContrastWithin, type Bitmap, type PixelBox } from './bitmap.ts';

/** A character's box on the picture of its page, and how it came there. */
export interface DrawnCharacter {
  readonly box: PixelBox;
  /** The piece of text it is part of, as the page is drawn. */
  readonly object: number;
  /** Set without ink, as what was recognised on a scanned page. */
  readonly isInkless: boolean;
}

export interface DrawnText {
  readonly characters: readonly DrawnCharacter[];
  /** The page as it is shown. */
  readonly picture: Bitmap;
  /** Pictures on the page. */
  readonly images: readonly PixelBox[];
  /** True where nothing lies under the text or over it. */
  readonly isNothingElse: boolean;
  /** The page with only these pieces of its text, and all else that lies under or over any. */
  readonly drawWith: (objects: ReadonlySet<number>) => Bitmap;
}

/**
 * Which characters of a page leave ink that is seen: one on a layer that is switched off, cut away, covered or in the colour of what lies
 * under it does not. What was recognised on a scan has no ink of its own and counts where the scan has some.
 */
export function seenCharacters({ characters, picture, images, isNothingElse, drawWith }: DrawnText): boolean[] {
  const inked = characters.filter(({ isInkless }) => !isInkless);
  const groups = apart(inked, picture);
  const isAlone = groups.size <= 1;
  const bare = inked.length === 0 || (isAlone && isNothingElse) ? undefined : drawWith(new Set());
  const pictures = new Map([...groups].map(([group, objects]) => [group, isAlone ? picture : drawWith(objects)]));
  const groupOf = new Map([...groups].flatMap(([group, objects]) => [...objects].map((object) => [object, group] as const)));
  return characters.map(({ box, object, isInkless }) => {
    const drawn = isInkless ? undefined : pictures.get(groupOf.get(object) ?? 0);
    if (drawn !== undefined && differsWithin(box, drawn, bare)) return true;
    return images.some((image) => isWithin(box, image)) && hasContrastWithin(isInkless ? grown(box, picture) : box, picture);
  });
}

const mostGroups = 4;
const cellPixels = 2;

/** Pieces of text in groups of which none lies on another, so that the ink of each is its own; the last group takes what is left. */
function apart(characters: readonly DrawnCharacter[], { width, height }: Bitmap): Map<number, Set<number>> {
  const columns = Math.ceil(width / cellPixels);
  const taken = new Uint8Array(columns * Math.ceil(height / cellPixels));
  const boxes = Map.groupBy(characters, ({ object }) => object);
  const groups = new Map<number, Set<number>>();
  for (const [object, pieces] of boxes) {
    const cells = pieces.flatMap(({ box }) => [...cellsOf(box, columns)]);
    const used = cells.reduce((all, cell) => all | (taken[cell] ?? 0), 0);
    const free = [...Array(mostGroups).keys()].find((group) => (used & (1 << group)) === 0) ?? mostGroups - 1;
    for (const cell of cells) taken[cell] = (taken[cell] ?? 0) | (1 << free);
    groups.set(free, (groups.get(free) ?? new Set()).add(object));
  }
  return groups;
}

/** Without the edge: letters that touch do not lie on one another. */
function* cellsOf({ left, top, right, bottom }: PixelBox, columns: number): Generator<number> {
  for (let y = Math.ceil((top + 1) / cellPixels); y < Math.floor((bottom - 1) / cellPixels); y += 1) {
    for (let x = Math.ceil((left + 1) / cellPixels); x < Math.floor((right - 1) / cellPixels); x += 1) yield y * columns + x;
  }
}

/** What was recognised on a scan stands about where the scan has it. */
function grown({ left, top, right, bottom }: PixelBox, { width, height }: Bitmap): PixelBox {
  const by = Math.ceil((bottom - top) / 2);
  return {
    left: Math.max(0, left - by), top: Math.max(0, top - by), right: Math.min(width, right + by), bottom: Math.min(height, bottom + by),
  };
}

function isWithin(box: PixelBox, image: PixelBox): boolean {
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return x >= image.left && x <= image.right && y >= image.top && y <= image.bottom;
}
