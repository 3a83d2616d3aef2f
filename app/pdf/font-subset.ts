import { createHash } from 'node:crypto';
import { TrueTypeFont } from './truetype.ts';

const replacement = 0xfffd;
/** Latin, Greek and Cyrillic letters stand below. */
const nearLetters = 0x530;
const unknown = -1;
/** Letters, marks, digits, signs and spaces; no private ones. */
const meaningful = /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]/gu;
/** Beyond it a letter takes two units of a text. */
const lastOfOneUnit = 0xffff;

/**
 * One face as a document uses it: measures text, gives each code point a slot in the order of first use, and makes the small
 * font that holds just those. Slot numbers are glyph numbers of that font, so that text is written as slots.
 */
export class FontSubset {
  readonly font: TrueTypeFont;
  readonly name: string;
  /** Code points the font lacks, in order of first use; they are printed as U+FFFD. */
  readonly missing = new Set<number>();
  private readonly slots = new Map<number, number>();
  private readonly unseenSlots = new Map<number, number>();
  private readonly used: { codePoint: number; glyph: number }[] = [];
  private readonly widths = new Map<number, number>();
  /** How the slots of near letters are written, by code point. */
  private readonly slotHex: (string | undefined)[] = new Array<string | undefined>(nearLetters).fill(undefined);
  private readonly nearWidths = new Int32Array(nearLetters).fill(unknown);

  constructor(font: TrueTypeFont, name: string) {
    this.font = font;
    this.name = name;
  }

  /** Width at size 1. Asked for every word of a document, so the letters of Europe's alphabets are looked up by their number. */
  measure(text: string): number {
    let units = 0;
    for (let at = 0; at < text.length; at += 1) {
      const codePoint = text.codePointAt(at) ?? 0;
      const known = codePoint < nearLetters ? this.nearWidths[codePoint] ?? unknown : unknown;
      units += known === unknown ? this.advance(codePoint) : known;
      if (codePoint > lastOfOneUnit) at += 1;
    }
    return units / this.font.unitsPerEm;
  }

  /** The text as the hexadecimal string a content stream shows. */
  encode(text: string): string {
    let hex = '';
    for (let at = 0; at < text.length; at += 1) {
      const codePoint = text.codePointAt(at) ?? 0;
      hex += this.slotHex[codePoint] ?? this.hexOf(codePoint);
      if (codePoint > lastOfOneUnit) at += 1;
    }
    return hex;
  }

  /**
   * As `encode`, for what nobody sees: a letter the font lacks keeps its meaning, in the shape of the one that stands for others. Left out
   * is what means nothing outside the file it comes from.
   */
  encodeUnseen(text: string): string {
    let hex = '';
    for (const [character] of text.matchAll(meaningful)) hex += this.unseenSlot(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
    return hex;
  }

  get isUsed(): boolean {
    return this.used.length > 0;
  }

  /** Code points by slot; slot 0 is the missing glyph and stands for none. */
  get codePoints(): readonly number[] {
    return this.used.map((entry) => entry.codePoint);
  }

  /** Advance widths in thousandths of the size, by slot from 0. */
  get slotWidths(): readonly number[] {
    const inThousandths = (glyph: number) => Math.round((this.font.advanceOf(glyph) * 1000) / this.font.unitsPerEm);
    return [inThousandths(0), ...this.used.map((entry) => inThousandths(entry.glyph))];
  }

  /** Six capitals before the name, from what the subset holds. */
  get tag(): string {
    const digest = createHash('sha256').update(`${this.name} ${this.codePoints.join(' ')}`).digest();
    return String.fromCharCode(...digest.subarray(0, 6).map((byte) => 65 + (byte % 26)));
  }

  /** The font file with the used glyphs only. */
  toFile(): Buffer {
    const outlines = collectOutlines(this.font, [0, ...this.used.map((entry) => entry.glyph)]);
    return buildFontFile(this.font, outlines);
  }

  private hexOf(codePoint: number): string {
    const hex = this.slot(codePoint).toString(16).padStart(4, '0');
    if (codePoint < nearLetters) this.slotHex[codePoint] = hex;
    return hex;
  }

  private advance(codePoint: number): number {
    const known = this.widths.get(codePoint);
    if (known !== undefined) return known;
    const width = this.font.advanceOf(this.glyphOf(codePoint));
    this.widths.set(codePoint, width);
    if (codePoint < nearLetters) this.nearWidths[codePoint] = width;
    return width;
  }

  private unseenSlot(codePoint: number): number {
    if (this.font.glyphOf(codePoint) !== undefined) return this.slot(codePoint);
    const slot = this.unseenSlots.get(codePoint) ?? this.used.push({ codePoint, glyph: this.glyphOf(codePoint) });
    this.unseenSlots.set(codePoint, slot);
    return slot;
  }

  private slot(codePoint: number): number {
    const known = this.slots.get(codePoint);
    if (known !== undefined) return known;
    const isMissing = this.font.glyphOf(codePoint) === undefined;
    if (isMissing) this.missing.add(codePoint);
    const isReplaced = isMissing && codePoint !== replacement;
    const slot = isReplaced ? this.slot(replacement) : this.used.push({ codePoint, glyph: this.glyphOf(codePoint) });
    this.slots.set(codePoint, slot);
    return slot;
  }

  private glyphOf(codePoint: number): number {
    return this.font.glyphOf(codePoint) ?? this.font.glyphOf(replacement) ?? 0;
  }
}

interface Outlines {
  /** Glyph numbers of the full font, by slot. */
  readonly glyphs: readonly number[];
  readonly records: readonly Buffer[];
}

const hasWords = 0x0001;
const hasScale = 0x0008;
const hasMore = 0x0020;
const hasTwoScales = 0x0040;
const hasMatrix = 0x0080;

/** The outlines of the glyphs and of the parts that composite ones are made of, with part numbers rewritten to slots. */
function collectOutlines(font: TrueTypeFont, wanted: readonly number[]): Outlines {
  const glyphs = [...wanted];
  const slotOf = new Map<number, number>();
  glyphs.forEach((glyph, slot) => { if (!slotOf.has(glyph)) slotOf.set(glyph, slot); });
  const records: Buffer[] = [];
  for (let slot = 0; slot < glyphs.length; slot += 1) {
    const record = Buffer.from(font.outlineOf(glyphs[slot] ?? 0));
    for (const at of partOffsets(record)) {
      const part = record.readUInt16BE(at);
      const partSlot = slotOf.get(part) ?? glyphs.push(part) - 1;
      slotOf.set(part, partSlot);
      record.writeUInt16BE(partSlot, at);
    }
    records.push(record);
  }
  return { glyphs, records };
}

/** Where a composite outline names its parts. */
function partOffsets(record: Buffer): number[] {
  if (record.length === 0 || record.readInt16BE(0) >= 0) return [];
  const offsets: number[] = [];
  let at = 10;
  for (let flags = hasMore; (flags & hasMore) !== 0;) {
    flags = record.readUInt16BE(at);
    offsets.push(at + 2);
    at += 4 + ((flags & hasWords) === 0 ? 2 : 4);
    if ((flags & hasScale) !== 0) at += 2;
    else if ((flags & hasTwoScales) !== 0) at += 4;
    else if ((flags & hasMatrix) !== 0) at += 8;
  }
  return offsets;
}

function buildFontFile(font: TrueTypeFont, { glyphs, records }: Outlines): Buffer {
  const padded = records.map((record) => Buffer.concat([record, Buffer.alloc((4 - (record.length % 4)) % 4)]));
  const loca = Buffer.alloc((glyphs.length + 1) * 4);
  let offset = 0;
  padded.forEach((record, slot) => { loca.writeUInt32BE(offset, slot * 4); offset += record.length; });
  loca.writeUInt32BE(offset, glyphs.length * 4);
  const hmtx = Buffer.alloc(glyphs.length * 4);
  glyphs.forEach((glyph, slot) => {
    hmtx.writeUInt16BE(font.advanceOf(glyph), slot * 4);
    hmtx.writeInt16BE(font.leftSideBearingOf(glyph), slot * 4 + 2);
  });
  const head = Buffer.from(font.table('head'));
  head.writeInt16BE(1, 50);
  head.writeUInt32BE(0, 8);
  const hhea = Buffer.from(font.table('hhea'));
  hhea.writeUInt16BE(glyphs.length, 34);
  const maxp = Buffer.from(font.table('maxp'));
  maxp.writeUInt16BE(glyphs.length, 4);
  const programs = ['cvt ', 'fpgm', 'prep'].flatMap((tag) => {
    const table = font.optionalTable(tag);
    return table === undefined ? [] : [[tag, table] as const];
  });
  return assemble([...programs, ['glyf', Buffer.concat(padded)], ['head', head], ['hhea', hhea], ['hmtx', hmtx], ['loca', loca], ['maxp', maxp]]);
}

/** Table directory, tables and checksums. */
function assemble(tables: readonly (readonly [string, Buffer])[]): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  const directory = Buffer.alloc(12 + 16 * sorted.length);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(sorted.length, 4);
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((sorted.length - power) * 16, 10);
  let offset = directory.length;
  let headAt = 0;
  const parts = [directory];
  for (const [index, [tag, table]] of sorted.entries()) {
    const at = 12 + 16 * index;
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(checksum(table), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(table.length, at + 12);
    if (tag === 'head') headAt = offset;
    const padded = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
    parts.push(padded);
    offset += padded.length;
  }
  const file = Buffer.concat(parts);
  file.writeUInt32BE((0xb1b0afba - checksum(file)) >>> 0, headAt + 8);
  return file;
}

function checksum(table: Buffer): number {
  let total = 0;
  for (let at = 0; at < table.length; at += 4) {
    const word = at + 4 <= table.length ? table.readUInt32BE(at) : Buffer.concat([table.subarray(at), Buffer.alloc(4)]).readUInt32BE(0);
    total = (total + word) >>> 0;
  }
  return total;
}
