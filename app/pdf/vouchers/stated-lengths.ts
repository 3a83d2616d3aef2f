/** How far a length may stand from the stream it is of: a dictionary is no longer than that. */
const dictionaryReach = 4_096;
const definitionReach = 48;

/**
 * The same file with the length of each stream written where it only refers to another object: the parser does not follow that, looks
 * for the stream's end by its word, and loses a last byte that happens to be a line end. Nothing moves, since tables tell where things
 * stand; a length that does not lead to an end, or has no room, is left as it was.
 */
export function withStatedLengths(pdf: Buffer): Buffer {
  const references = referencesIn(pdf);
  if (references.length === 0) return pdf;
  const numbers = numbersIn(pdf);
  const result = Buffer.from(pdf);
  for (const { at, room, object } of references) {
    const start = streamStart(pdf, at + room);
    const length = numbers.get(object)?.find((candidate) => start !== undefined && endsAt(pdf, start + candidate));
    const text = `/Length ${length ?? ''}`;
    if (length !== undefined && text.length <= room) result.write(text.padEnd(room), at, 'latin1');
  }
  return result;
}

interface LengthReference {
  readonly at: number;
  /** How many bytes may be written over: the words and the blanks after them, where what follows tells that they are over. */
  readonly room: number;
  readonly object: number;
}

function referencesIn(pdf: Buffer): LengthReference[] {
  const found: LengthReference[] = [];
  for (let at = pdf.indexOf('/Length'); at >= 0; at = pdf.indexOf('/Length', at + 1)) {
    const text = pdf.toString('latin1', at, at + definitionReach);
    const match = /^\/Length\s+(\d{1,8})\s+\d{1,5}\s+R(\s*(?=[/>]))?/.exec(text);
    if (match !== null) found.push({ at, room: match[0].length, object: Number(match[1]) });
  }
  return found;
}

/** Objects that are a number and nothing else; one may be written several times. */
function numbersIn(pdf: Buffer): ReadonlyMap<number, readonly number[]> {
  const numbers = new Map<number, number[]>();
  for (let end = pdf.indexOf('endobj'); end >= 0; end = pdf.indexOf('endobj', end + 1)) {
    const match = /(\d{1,8})\s+\d{1,5}\s+obj\s+(\d{1,9})\s*$/.exec(pdf.toString('latin1', Math.max(0, end - definitionReach), end));
    if (match === null) continue;
    const object = Number(match[1]);
    numbers.set(object, [...numbers.get(object) ?? [], Number(match[2])]);
  }
  return numbers;
}

function streamStart(pdf: Buffer, from: number): number | undefined {
  const dictionary = pdf.subarray(from, from + dictionaryReach);
  const keyword = dictionary.indexOf('stream');
  const over = dictionary.indexOf('endobj');
  if (keyword < 0 || (over >= 0 && over < keyword)) return undefined;
  return dataStart(pdf, from + keyword);
}

/** Where a stream's data begin: after the line end that follows its keyword. */
export function dataStart(pdf: Buffer, keyword: number): number {
  const after = keyword + 'stream'.length;
  return pdf[after] === 0x0d && pdf[after + 1] === 0x0a ? after + 2 : after + 1;
}

function endsAt(pdf: Buffer, end: number): boolean {
  return /^\s*endstream/.test(pdf.toString('latin1', end, end + 16));
}
