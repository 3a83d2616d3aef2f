/** Room for a number after the name, in the 255 bytes file systems allow. */
const longestNameBytes = 200;
/** What Windows keeps for itself, whatever the ending. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** Separators and signs no Windows name may have. */
const forbidden = /[<>:"/\\|?*]/g;
/** Control characters, and those that are invisible or turn the writing direction: names must look as they are. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * A name that may stand in any folder: no path, no control character, nothing a file system refuses or reads as another name.
 * Letters such as æ, ø and å stay, in their composed form.
 */
export function safeName(name: string, fallback: string): string {
  const plain = name.toWellFormed().normalize('NFC').replace(invisible, '').replace(forbidden, '-').replace(/\s+/g, ' ');
  const bare = trimmed(plain);
  if (bare === '') return fallback;
  const [stem, ending] = splitEnding(bare);
  const short = trimmed(cut(stem, longestNameBytes - byteLength(ending))) + ending;
  return reserved.test(short) ? `_${short}` : short;
}

/** The name, numbered when another of these is the same but for case; it is then taken. */
export function uniqueName(name: string, taken: Set<string>): string {
  const [stem, ending] = splitEnding(name);
  let unique = name;
  for (let count = 2; taken.has(folded(unique)); count += 1) unique = `${stem} (${count})${ending}`;
  taken.add(folded(unique));
  return unique;
}

/** Two names with the same folded form are one file on Windows and macOS. */
export function folded(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** Windows drops points and spaces at the end; at the start they hide a file or climb out of its folder. */
function trimmed(name: string): string {
  return name.replace(/^[. ]+|[. ]+$/g, '');
}

/** `faktura.pdf` → `faktura`, `.pdf`. An ending is short and plain; anything else belongs to the name. */
function splitEnding(name: string): readonly [stem: string, ending: string] {
  const ending = /(?<=.)\.[0-9A-Za-z]{1,10}$/.exec(name)?.[0] ?? '';
  return [name.slice(0, name.length - ending.length), ending];
}

function cut(text: string, bytes: number): string {
  let kept = '';
  let room = bytes;
  for (const character of text) {
    room -= byteLength(character);
    if (room < 0) return kept;
    kept += character;
  }
  return kept;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
