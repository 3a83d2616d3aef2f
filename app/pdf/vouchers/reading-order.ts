/** A character as it was read. */
interface ReadCharacter {
  readonly text: string;
  /** The piece of text it is part of; 0 for a space between words. */
  readonly object: number;
  /** By how much the page has to be turned for it to run level. */
  readonly turn: number;
}

/**
 * Puts characters that run turned in the order in which they are read on the page turned so that they run level, where they stand
 * among the others. `readings` are those orders, by the turn. What is not all there in such a reading stays as it is.
 */
export function inReadingOrder<Character extends ReadCharacter>(
  characters: readonly Character[], readings: ReadonlyMap<number, readonly Character[]>,
): Character[] {
  const pieces = new Map([...readings].map(([turn, reading]) => [turn, { reading, places: placesByObject(reading) }] as const));
  return stretchesOf(characters).flatMap((stretch) => {
    const turned = pieces.get(stretch[0]?.turn ?? 0);
    return turned === undefined ? stretch : readTurned(stretch, turned);
  });
}

interface Reading<Character> {
  readonly reading: readonly Character[];
  /** Where the characters of each piece of text stand in it. */
  readonly places: ReadonlyMap<number, readonly number[]>;
}

function placesByObject(reading: readonly ReadCharacter[]): Map<number, number[]> {
  return Map.groupBy(reading.keys(), (place) => reading[place]?.object ?? 0);
}

/** As many as follow each other with one turn, with the spaces between them. */
function stretchesOf<Character extends ReadCharacter>(characters: readonly Character[]): Character[][] {
  const stretches: Character[][] = [];
  let turn: number | undefined;
  for (const character of characters) {
    const last = stretches.at(-1);
    if (last !== undefined && (character.object === 0 || character.turn === turn)) last.push(character);
    else stretches.push([character]);
    if (character.object !== 0) turn = character.turn;
  }
  return stretches;
}

function readTurned<Character extends ReadCharacter>(stretch: Character[], { reading, places }: Reading<Character>): Character[] {
  const objects = new Set(stretch.map(({ object }) => object).filter((object) => object !== 0));
  const order = [...objects].flatMap((object) => places.get(object) ?? []).toSorted((a, b) => a - b);
  const end = stretch.findLastIndex(({ object }) => object !== 0) + 1;
  if (order.length !== stretch.filter(({ object }) => object !== 0).length) return stretch;
  const ownSpace = stretch.find(({ object }) => object === 0);
  const ordered = order.flatMap((place, index) => {
    const before = order[index - 1] ?? place - 1;
    const between = before === place - 1 ? [] : [reading[before + 1], reading[place - 1], ownSpace];
    return [between.find((character) => character?.object === 0), reading[place]].filter((character) => character !== undefined);
  });
  return [...ordered, ...stretch.slice(end)];
}
