const longestName = 120;
/** Controls, format characters and lone halves of signs: never seen, and some turn the order of what is. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Signs that some system or other does not allow in the name of a file. */
const forbidden = /[<>:"|?*]/g;
/** Names that Windows keeps for itself, whatever their ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;
/** The programme's own file stands beside the others in an export. */
const taken = ['programme.json'];

/** A file's name as the programme keeps it: without folders and without what some system can't have in a name. */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').replaceAll('\\', '/').split('/').at(-1) ?? '';
  const seen = last.replace(/\s+/g, ' ').replace(unseen, '').replace(/ +/g, ' ');
  const clean = seen.replace(forbidden, '_').replace(/^[. ]+|[. ]+$/g, '').replace(reserved, '_$1');
  const { stem, ending } = partsOf(clean);
  return stem === '' ? `fil${ending}` : `${clipped(stem, longestName - ending.length)}${ending}`;
}

/** The name, or one with a number that no other file of the programme has, small and capital letters being the same. */
export function uniqueFileName(name: string, others: Iterable<string>): string {
  const used = new Set([...taken, ...others].map((other) => other.toLowerCase()));
  const { stem, ending } = partsOf(name);
  let unique = name;
  for (let number = 2; used.has(unique.toLowerCase()); number += 1) {
    const mark = ` (${number})`;
    unique = `${clipped(stem, longestName - ending.length - mark.length)}${mark}${ending}`;
  }
  return unique;
}

function partsOf(name: string): { stem: string; ending: string } {
  const ending = /\.[a-zA-Z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  return { stem: name.slice(0, name.length - ending.length), ending };
}

/** Cut between signs, never within one. */
function clipped(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '').trimEnd();
}
