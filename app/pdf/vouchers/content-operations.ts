/** An operand as it stands in a content stream. Names keep their slash; strings are their bytes. */
export type Operand = number | boolean | null | string | Buffer | readonly Operand[] | ReadonlyMap<string, Operand>;

/** One operator with its operands, and the stretch of the stream that it takes up. */
export interface Operation {
  readonly operator: string;
  readonly operands: readonly Operand[];
  readonly start: number;
  readonly end: number;
}

export function isList(operand: Operand | undefined): operand is readonly Operand[] {
  return Array.isArray(operand);
}

export function isDictionary(operand: Operand | undefined): operand is ReadonlyMap<string, Operand> {
  return operand instanceof Map;
}

/** Thrown for drawing operators that no reader would read one way only. */
export class ContentError extends Error {}

const maxDepth = 30;
const isSpace = (byte: number) => byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
const delimiters = new Set(Buffer.from('()<>[]{}/%'));
const isRegular = (byte: number) => !isSpace(byte) && !delimiters.has(byte);

/**
 * The operations of a content stream, in order. An inline image is one operation `BI` whose operand is its dictionary. Throws
 * ContentError for what is not a content stream. Source: ISO 32000-1 7.2, 7.8.2, 8.9.7.
 */
export function* operationsIn(content: Buffer): Generator<Operation> {
  const reader = new Reader(content);
  for (let operation = reader.next(); operation !== undefined; operation = reader.next()) yield operation;
}

class Reader {
  private readonly bytes: Buffer;
  private at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  next(): Operation | undefined {
    const operands: Operand[] = [];
    this.skip();
    const start = this.at;
    while (this.at < this.bytes.length) {
      const token = this.token(0);
      if (token instanceof Keyword) return this.finish(token.word, operands, start);
      operands.push(token);
      if (operands.length > 1_000) throw new ContentError('too many operands');
      this.skip();
    }
    if (operands.length > 0) throw new ContentError('operands without an operator');
    return undefined;
  }

  private finish(operator: string, operands: Operand[], start: number): Operation {
    if (operator === 'BI') return { operator, operands: [this.inlineImage()], start, end: this.at };
    return { operator, operands, start, end: this.at };
  }

  private skip(): void {
    while (this.at < this.bytes.length) {
      const byte = this.byte();
      if (byte === 0x25) while (this.at < this.bytes.length && this.byte() !== 10 && this.byte() !== 13) this.at += 1;
      else if (isSpace(byte)) this.at += 1;
      else return;
    }
  }

  private byte(ahead = 0): number {
    return this.bytes[this.at + ahead] ?? -1;
  }

  private token(depth: number): Operand | Keyword {
    if (depth > maxDepth) throw new ContentError('nested too deep');
    switch (this.byte()) {
      case 0x2f: return this.name();
      case 0x28: return this.literalString();
      case 0x5b: return this.array(depth);
      case 0x3c: return this.byte(1) === 0x3c ? this.dictionary(depth) : this.hexString();
      default: return this.word();
    }
  }

  private operand(depth: number): Operand {
    const token = this.token(depth);
    if (token instanceof Keyword) throw new ContentError(`${token.word} inside an operand`);
    return token;
  }

  private word(): Operand | Keyword {
    const start = this.at;
    while (this.at < this.bytes.length && isRegular(this.byte())) this.at += 1;
    if (this.at === start) throw new ContentError('a stray delimiter');
    const word = this.bytes.toString('latin1', start, this.at);
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return Number(word);
    if (word === 'true' || word === 'false') return word === 'true';
    return word === 'null' ? null : new Keyword(word);
  }

  private name(): string {
    const start = this.at;
    this.at += 1;
    while (this.at < this.bytes.length && isRegular(this.byte())) this.at += 1;
    const name = this.bytes.toString('latin1', start, this.at);
    return name.replace(/#([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  }

  private array(depth: number): Operand[] {
    this.at += 1;
    const entries: Operand[] = [];
    for (this.skip(); this.byte() !== 0x5d; this.skip()) {
      if (this.at >= this.bytes.length) throw new ContentError('an array without end');
      entries.push(this.operand(depth + 1));
    }
    this.at += 1;
    return entries;
  }

  private dictionary(depth: number): Map<string, Operand> {
    this.at += 2;
    const entries = new Map<string, Operand>();
    for (this.skip(); this.byte() !== 0x3e; this.skip()) {
      if (this.byte() !== 0x2f) throw new ContentError('a dictionary without its key');
      const key = this.name();
      this.skip();
      entries.set(key, this.operand(depth + 1));
    }
    if (this.byte(1) !== 0x3e) throw new ContentError('a dictionary without end');
    this.at += 2;
    return entries;
  }

  private hexString(): Buffer {
    const end = this.bytes.indexOf(0x3e, this.at);
    const digits = this.bytes.toString('latin1', this.at + 1, end < 0 ? this.bytes.length : end).replace(/[\0\t\n\f\r ]/g, '');
    // PDF/A wants whole bytes, where readers would add a zero.
    if (end < 0 || digits.length % 2 !== 0 || /[^0-9a-fA-F]/.test(digits)) throw new ContentError('a string that is not hexadecimal');
    this.at = end + 1;
    return Buffer.from(digits, 'hex');
  }

  private literalString(): Buffer {
    const found: number[] = [];
    let open = 1;
    for (this.at += 1; open > 0; this.at += 1) {
      const byte = this.byte();
      if (byte < 0) throw new ContentError('a string without end');
      if (byte === 0x28) open += 1;
      if (byte === 0x29) open -= 1;
      if (byte === 0x5c) found.push(...this.escaped());
      else if (open > 0) found.push(byte);
    }
    return Buffer.from(found);
  }

  /** What stands for a backslash and what follows it; leaves the place at the last byte of it. */
  private escaped(): number[] {
    this.at += 1;
    const octal = /^[0-7]{1,3}/.exec(this.bytes.toString('latin1', this.at, this.at + 3))?.[0];
    if (octal !== undefined) {
      this.at += octal.length - 1;
      return [parseInt(octal, 8) & 0xff];
    }
    if (this.byte() === 13 && this.byte(1) === 10) this.at += 1;
    if (this.byte() === 13 || this.byte() === 10) return [];
    return [escapes.get(this.byte()) ?? this.byte()];
  }

  /** After `BI`: its dictionary; goes past its data to after `EI`. */
  private inlineImage(): Map<string, Operand> {
    const entries = new Map<string, Operand>();
    for (this.skip(); this.byte() === 0x2f; this.skip()) {
      const key = this.name();
      this.skip();
      entries.set(key, this.operand(1));
    }
    const begin = this.token(0);
    if (!(begin instanceof Keyword) || begin.word !== 'ID') throw new ContentError('an inline image without data');
    for (let end = this.bytes.indexOf('EI', this.at + 1); end >= 0; end = this.bytes.indexOf('EI', end + 1)) {
      const isOver = this.looksLikeOperators(end + 2);
      if (isOver && !isSpace(this.bytes[end - 1] ?? 0)) throw new ContentError('an inline image that may end in two places');
      if (!isOver) continue;
      this.at = end + 2;
      return entries;
    }
    throw new ContentError('an inline image without end');
  }

  /** Two letters may stand by chance among an image's bytes; what follows the real end is text. */
  private looksLikeOperators(from: number): boolean {
    const after = this.bytes.subarray(from, from + 12);
    return (after.length === 0 || isSpace(after[0] ?? 0)) && after.every((byte) => byte < 0x7f && (byte >= 0x20 || isSpace(byte)));
  }
}

class Keyword {
  readonly word: string;

  constructor(word: string) {
    this.word = word;
  }
}

const escapes = new Map([[0x6e, 10], [0x72, 13], [0x74, 9], [0x62, 8], [0x66, 12]]);
