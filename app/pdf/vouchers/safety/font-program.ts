import { Unproven } from './unproven.ts';

const maxDepth = 6;
const maxParts = 60;

/** What a foreign TrueType program says of its glyphs; subsets often lack every table that is not needed for drawing. */
export class FontProgram {
  readonly glyphCount: number;
  private readonly tables = new Map<string, Buffer>();
  private readonly unitsPerEm: number;
  private readonly metricCount: number;

  /** Throws Unproven, or RangeError where it is cut. */
  constructor(bytes: Buffer) {
    if (bytes.readUInt32BE(0) !== 0x00010000 && bytes.toString('latin1', 0, 4) !== 'true') throw new Unproven('not a TrueType program');
    for (let index = 0; index < bytes.readUInt16BE(4); index += 1) {
      const at = 12 + 16 * index;
      const [offset, length] = [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)];
      if (offset + length > bytes.length) throw new Unproven('a font table beyond the end');
      this.tables.set(bytes.toString('latin1', at, at + 4), bytes.subarray(offset, offset + length));
    }
    for (const tag of ['glyf', 'loca', 'hmtx']) this.table(tag);
    this.unitsPerEm = this.table('head').readUInt16BE(18);
    this.metricCount = this.table('hhea').readUInt16BE(34);
    this.glyphCount = this.table('maxp').readUInt16BE(4);
    if (this.unitsPerEm === 0 || this.metricCount === 0) throw new Unproven('a font without measure');
  }

  /** Advance width in thousandths of the size. */
  advanceOf(glyph: number): number {
    if (glyph >= this.glyphCount) throw new Unproven('a glyph the font lacks');
    return (this.table('hmtx').readUInt16BE(Math.min(glyph, this.metricCount - 1) * 4) * 1000) / this.unitsPerEm;
  }

  /** Throws Unproven where the outline is not all there, or is made of outlines in a circle. */
  proveOutline(glyph: number, depth = 0): void {
    if (depth > maxDepth) throw new Unproven('a glyph of glyphs without end');
    const [start, end] = this.outlineOf(glyph);
    if (start === end) return;
    const outline = this.table('glyf').subarray(start, end);
    if (outline.readInt16BE(0) >= 0) return;
    for (const part of partsOf(outline)) this.proveOutline(part, depth + 1);
  }

  /** Where it stands among the outlines. */
  outlineOf(glyph: number): readonly [start: number, end: number] {
    if (glyph >= this.glyphCount) throw new Unproven('a glyph the font lacks');
    const [start, end] = [this.locationOf(glyph), this.locationOf(glyph + 1)];
    if (end < start || end > this.table('glyf').length) throw new Unproven('an outline beyond the end');
    return [start, end];
  }

  private locationOf(glyph: number): number {
    const isLong = this.table('head').readInt16BE(50) === 1;
    return isLong ? this.table('loca').readUInt32BE(glyph * 4) : this.table('loca').readUInt16BE(glyph * 2) * 2;
  }

  get characterMapCount(): number {
    return this.tables.has('cmap') ? this.table('cmap').readUInt16BE(2) : 0;
  }

  /** The character map of a platform and encoding; undefined where the font has none such. */
  characterMap(platform: number, encoding: number): ((code: number) => number) | undefined {
    for (let index = 0; index < this.characterMapCount; index += 1) {
      const cmap = this.table('cmap');
      const at = 4 + 8 * index;
      const isWanted = cmap.readUInt16BE(at) === platform && cmap.readUInt16BE(at + 2) === encoding;
      if (isWanted) return lookupIn(cmap.subarray(cmap.readUInt32BE(at + 4)));
    }
    return undefined;
  }

  private table(tag: string): Buffer {
    const found = this.tables.get(tag);
    if (found === undefined) throw new Unproven(`a font without ${tag}`);
    return found;
  }
}

const moreParts = 0x20;
const longNumbers = 0x01;
/** How many bytes a part's scale takes. */
const scales: readonly (readonly [flag: number, bytes: number])[] = [[0x08, 2], [0x40, 4], [0x80, 8]];

/** The glyphs that a composite one is made of. Source: OpenType 1.9, glyf. */
function partsOf(outline: Buffer): number[] {
  const parts: number[] = [];
  for (let at = 10, flags = moreParts; (flags & moreParts) !== 0;) {
    flags = outline.readUInt16BE(at);
    if (parts.push(outline.readUInt16BE(at + 2)) > maxParts) throw new Unproven('a glyph of too many');
    at += 4 + ((flags & longNumbers) === 0 ? 2 : 4) + (scales.find(([flag]) => (flags & flag) !== 0)?.[1] ?? 0);
  }
  return parts;
}

function lookupIn(subtable: Buffer): (code: number) => number {
  switch (subtable.readUInt16BE(0)) {
    case 0: return (code) => (code < 256 ? subtable[6 + code] ?? 0 : 0);
    case 4: return (code) => format4(subtable, code);
    case 6: return (code) => {
      const index = code - subtable.readUInt16BE(6);
      return index >= 0 && index < subtable.readUInt16BE(8) ? subtable.readUInt16BE(10 + 2 * index) : 0;
    };
    default: throw new Unproven('a character map of another kind');
  }
}

function format4(subtable: Buffer, code: number): number {
  const doubled = subtable.readUInt16BE(6);
  for (let segment = 0; segment < doubled; segment += 2) {
    if (subtable.readUInt16BE(14 + segment) < code) continue;
    const first = subtable.readUInt16BE(16 + doubled + segment);
    if (first > code) return 0;
    const rangeAt = 16 + 3 * doubled + segment;
    const range = subtable.readUInt16BE(rangeAt);
    const raw = range === 0 ? code : subtable.readUInt16BE(rangeAt + range + 2 * (code - first));
    return raw === 0 ? 0 : (raw + subtable.readUInt16BE(16 + 2 * doubled + segment)) & 0xffff;
  }
  return 0;
}
