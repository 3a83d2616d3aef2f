/** Reads a TrueType font (glyf outlines): what measuring and subsetting need, nothing more. Source: OpenType 1.9, Apple TrueType manual. */
export class TrueTypeFont {
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly box: readonly [number, number, number, number];
  readonly glyphCount: number;
  private readonly bytes: Buffer;
  private readonly tables = new Map<string, { offset: number; length: number }>();
  private readonly glyphs: Map<number, number>;
  private readonly metricCount: number;
  private readonly hasLongOffsets: boolean;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    for (let index = 0; index < bytes.readUInt16BE(4); index += 1) {
      const at = 12 + 16 * index;
      this.tables.set(bytes.toString('latin1', at, at + 4), { offset: bytes.readUInt32BE(at + 8), length: bytes.readUInt32BE(at + 12) });
    }
    const [head, hhea, os2] = [this.table('head'), this.table('hhea'), this.table('OS/2')];
    this.unitsPerEm = head.readUInt16BE(18);
    this.box = [head.readInt16BE(36), head.readInt16BE(38), head.readInt16BE(40), head.readInt16BE(42)];
    this.hasLongOffsets = head.readInt16BE(50) === 1;
    this.ascent = hhea.readInt16BE(4);
    this.descent = hhea.readInt16BE(6);
    this.metricCount = hhea.readUInt16BE(34);
    this.capHeight = os2.readUInt16BE(0) >= 2 ? os2.readInt16BE(88) : this.ascent;
    this.glyphCount = this.table('maxp').readUInt16BE(4);
    this.glyphs = readCharacterMap(this.table('cmap'));
  }

  /** A table's bytes; throws where the font lacks it. */
  table(tag: string): Buffer {
    const found = this.optionalTable(tag);
    if (found === undefined) throw new Error(`The font has no ${tag} table`);
    return found;
  }

  optionalTable(tag: string): Buffer | undefined {
    const entry = this.tables.get(tag);
    return entry && this.bytes.subarray(entry.offset, entry.offset + entry.length);
  }

  /** The glyph of a code point; undefined where the font has none. */
  glyphOf(codePoint: number): number | undefined {
    return this.glyphs.get(codePoint);
  }

  /** Advance width in font units. */
  advanceOf(glyph: number): number {
    return this.table('hmtx').readUInt16BE(Math.min(glyph, this.metricCount - 1) * 4);
  }

  leftSideBearingOf(glyph: number): number {
    const hmtx = this.table('hmtx');
    if (glyph < this.metricCount) return hmtx.readInt16BE(glyph * 4 + 2);
    return hmtx.readInt16BE(this.metricCount * 4 + (glyph - this.metricCount) * 2);
  }

  /** A glyph's outline; empty for a space. */
  outlineOf(glyph: number): Buffer {
    const loca = this.table('loca');
    const offset = (index: number) => (this.hasLongOffsets ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2);
    return this.table('glyf').subarray(offset(glyph), offset(glyph + 1));
  }
}

/** The Unicode character map: format 12 where there is one, else format 4. */
function readCharacterMap(cmap: Buffer): Map<number, number> {
  const subtables = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.subarray(cmap.readUInt32BE(4 + 8 * index + 4)));
  const full = subtables.find((subtable) => subtable.readUInt16BE(0) === 12);
  if (full !== undefined) return readFormat12(full);
  const basic = subtables.find((subtable) => subtable.readUInt16BE(0) === 4);
  if (basic === undefined) throw new Error('The font has no Unicode character map');
  return readFormat4(basic);
}

function readFormat12(subtable: Buffer): Map<number, number> {
  const map = new Map<number, number>();
  for (let group = 0; group < subtable.readUInt32BE(12); group += 1) {
    const at = 16 + 12 * group;
    const [first, last, glyph] = [subtable.readUInt32BE(at), subtable.readUInt32BE(at + 4), subtable.readUInt32BE(at + 8)];
    for (let code = first; code <= last; code += 1) map.set(code, glyph + code - first);
  }
  return map;
}

function readFormat4(subtable: Buffer): Map<number, number> {
  const map = new Map<number, number>();
  const doubled = subtable.readUInt16BE(6);
  for (let segment = 0; segment < doubled; segment += 2) {
    const last = subtable.readUInt16BE(14 + segment);
    const first = subtable.readUInt16BE(16 + doubled + segment);
    const delta = subtable.readUInt16BE(16 + 2 * doubled + segment);
    const rangeAt = 16 + 3 * doubled + segment;
    const range = subtable.readUInt16BE(rangeAt);
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const raw = range === 0 ? code : subtable.readUInt16BE(rangeAt + range + 2 * (code - first));
      const glyph = raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) map.set(code, glyph);
    }
  }
  return map;
}
