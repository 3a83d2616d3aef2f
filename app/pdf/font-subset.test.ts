import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectFolder } from '#app/project-folder.ts';
import { FontSubset } from './font-subset.ts';
import { openFonts } from './fonts.server.ts';
import { TrueTypeFont } from './truetype.ts';

const { regular: { font: noto } } = openFonts(projectFolder);

function subsetOf(text: string): FontSubset {
  const { regular } = openFonts(projectFolder);
  regular.encode(text);
  return regular;
}

interface Tables {
  readonly [tag: string]: Buffer | undefined;
}

/** Reads a font file's tables by its directory. */
function readTables(file: Buffer): Tables {
  return Object.fromEntries(Array.from({ length: file.readUInt16BE(4) }, (_, index) => {
    const at = 12 + 16 * index;
    const offset = file.readUInt32BE(at + 8);
    return [file.toString('latin1', at, at + 4), file.subarray(offset, offset + file.readUInt32BE(at + 12))];
  }));
}

function wordSum(bytes: Buffer): number {
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  let total = 0;
  for (let at = 0; at < padded.length; at += 4) total = (total + padded.readUInt32BE(at)) % 2 ** 32;
  return total;
}

function offsetsOf(file: Buffer): number[] {
  const { loca = Buffer.alloc(0) } = readTables(file);
  return Array.from({ length: loca.length / 4 }, (_, index) => loca.readUInt32BE(index * 4));
}

type OutlineOf = (glyph: number) => Buffer;

function outlinesIn(file: Buffer): OutlineOf {
  const offsets = offsetsOf(file);
  const { glyf = Buffer.alloc(0) } = readTables(file);
  return (glyph) => glyf.subarray(offsets[glyph], offsets[glyph + 1]);
}

/** What a glyph looks like: its points and instructions, or its parts with their places, each drawn out. */
function shapeOf(outlineOf: OutlineOf, glyph: number): string {
  const outline = outlineOf(glyph);
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return outline.toString('hex').replace(/(00)+$/, '');
  const parts: string[] = [];
  for (let at = 10, more = true; more;) {
    const flags = outline.readUInt16BE(at);
    const scale = [[0x08, 2], [0x40, 4], [0x80, 8]].find(([flag = 0]) => (flags & flag) !== 0)?.[1] ?? 0;
    const length = ((flags & 1) === 0 ? 2 : 4) + scale;
    parts.push(`${flags}:${outline.toString('hex', at + 4, at + 4 + length)}(${shapeOf(outlineOf, outline.readUInt16BE(at + 2))})`);
    at += 4 + length;
    more = (flags & 0x20) !== 0;
  }
  return `${outline.toString('hex', 2, 10)} ${parts.join('')}`;
}

/** A font whose glyph of «a» is made of two others, the first of them transformed. */
class TransformingFont extends TrueTypeFont {
  readonly transformed = Buffer.alloc(40);

  override outlineOf(glyph: number): Buffer {
    return glyph === this.glyphOf(0x61) ? this.transformed : super.outlineOf(glyph);
  }
}

const letters = 'aAÅåÄöøØŠžčÁǤǮŧŊŃ0½€–«•';
const someText = fc.array(fc.constantFrom(...letters, ' ', '\u00a0', '漢', '𝒜', 'x'), { maxLength: 30 }).map((parts) => parts.join(''));

describe('the small font', () => {
  test('draws each used glyph as the full font does, parts of composite ones included', () => {
    const subset = subsetOf(letters);
    const outlineOf = outlinesIn(subset.toFile());
    const composite = [...letters].filter((letter) => noto.outlineOf(noto.glyphOf(letter.codePointAt(0) ?? 0) ?? 0).readInt16BE(0) < 0);
    expect(composite.length).toBeGreaterThan(5);
    for (const [index, letter] of [...letters].entries()) {
      const full = shapeOf((glyph) => noto.outlineOf(glyph), noto.glyphOf(letter.codePointAt(0) ?? 0) ?? 0);
      expect(shapeOf(outlineOf, index + 1), letter).toBe(full);
      expect(full.length).toBeGreaterThan(20);
    }
  });

  test.each([['unscaled', 0, 0], ['scaled', 0x08, 2], ['scaled in two directions', 0x40, 4], ['turned', 0x80, 8]])(
    'finds the second part of a composite glyph behind one that is %s', (_name, flag, length) => {
      const font = new TransformingFont(readFileSync(join(projectFolder, 'public', 'fonts', 'NotoSans-Regular.ttf')));
      const [first, second] = [font.glyphOf(0x62) ?? 0, font.glyphOf(0x63) ?? 0];
      [-1, 0, 0, 0, 0, 0x20 | flag, first, 0].forEach((word, index) => font.transformed.writeInt16BE(word, index * 2));
      font.transformed.writeUInt16BE(second, 18 + length);
      const subset = new FontSubset(font, 'Prøve');
      subset.encode('a');
      const outlineOf = outlinesIn(subset.toFile());
      expect(shapeOf(outlineOf, 1)).toBe(shapeOf((glyph) => font.outlineOf(glyph), font.glyphOf(0x61) ?? 0));
      expect([outlineOf(2), outlineOf(3)].map((outline) => outline.length > 20)).toEqual([true, true]);
    });

  test('begins with the full font’s missing glyph', () => {
    expect(shapeOf(outlinesIn(subsetOf('a').toFile()), 0)).toBe(shapeOf((glyph) => noto.outlineOf(glyph), 0));
  });

  test('gives each slot the full font’s width and bearing', () => {
    const { hmtx = Buffer.alloc(0) } = readTables(subsetOf(letters).toFile());
    const found = [...letters].map((_, index) => [hmtx.readUInt16BE((index + 1) * 4), hmtx.readInt16BE((index + 1) * 4 + 2)]);
    const glyphs = [...letters].map((letter) => noto.glyphOf(letter.codePointAt(0) ?? 0) ?? 0);
    expect(found).toEqual(glyphs.map((glyph) => [noto.advanceOf(glyph), noto.leftSideBearingOf(glyph)]));
  });

  test('has, for any text, offsets that never fall and checksums that are right', () => {
    fc.assert(fc.property(someText, (text) => {
      const file = subsetOf(text).toFile();
      const { glyf, maxp, hhea, hmtx, ...rest } = readTables(file);
      const offsets = offsetsOf(file);
      offsets.slice(1).forEach((offset, index) => { expect(offset).toBeGreaterThanOrEqual(offsets[index] ?? 0); });
      expect(offsets.every((offset) => offset % 4 === 0)).toBe(true);
      expect(offsets.at(-1)).toBe(glyf?.length);
      expect(Object.keys(rest)).toEqual(expect.arrayContaining(['head', 'loca']));
      const counts = [maxp?.readUInt16BE(4), hhea?.readUInt16BE(34), (hmtx?.length ?? 0) / 4];
      expect(counts).toEqual(counts.map(() => offsets.length - 1));
      expect(wordSum(file)).toBe(0xb1b0afba);
    }), { numRuns: 40 });
  });

  test('says the right checksum of each table, and lists them by name', () => {
    const file = subsetOf(letters).toFile();
    const entries = Array.from({ length: file.readUInt16BE(4) }, (_, index) => {
      const at = 12 + 16 * index;
      const [sum = 0, offset = 0, length = 0] = [4, 8, 12].map((field) => file.readUInt32BE(at + field));
      return { tag: file.toString('latin1', at, at + 4), sum, offset, length };
    });
    expect(entries.map(({ tag }) => tag)).toEqual(entries.map(({ tag }) => tag).sort());
    for (const { tag, sum, offset, length } of entries) {
      const table = Buffer.from(file.subarray(offset, offset + length));
      if (tag === 'head') table.writeUInt32BE(0, 8);
      expect(wordSum(table), tag).toBe(sum);
      expect(offset % 4).toBe(0);
    }
  });

  test('holds little more than what is used', () => {
    expect(subsetOf('Refusjon').toFile().length).toBeLessThan(noto.table('glyf').length / 10);
  });

  test('is the same for the same text, and another for another', () => {
    expect(subsetOf('abc').toFile().equals(subsetOf('abc').toFile())).toBe(true);
    expect(new Set([subsetOf('abc').tag, subsetOf('abc').tag, subsetOf('acb').tag, subsetOf('abcd').tag]).size).toBe(3);
    expect(subsetOf('abc').tag).toMatch(/^[A-Z]{6}$/);
  });
});

describe('text', () => {
  test('is written as slots, in the order of first use', () => {
    const { regular } = openFonts(projectFolder);
    expect([regular.encode('baab'), regular.encode('ca')]).toEqual(['0001000200020001', '00030002']);
    expect(String.fromCodePoint(...regular.codePoints)).toBe('bac');
  });

  test('two characters that look alike keep slots of their own, so that each is found again', () => {
    const subset = subsetOf('A\u0391 \u00a0');
    expect([...subset.codePoints]).toEqual([0x41, 0x391, 0x20, 0xa0]);
  });

  test('the typeface lacks is shown as U+FFFD and remembered once', () => {
    const { regular } = openFonts(projectFolder);
    expect(regular.encode('漢a𝒜漢')).toBe('0001000200010001');
    expect([...regular.missing]).toEqual([0x6f22, 0x1d49c]);
    expect([...regular.codePoints]).toEqual([0xfffd, 0x61]);
  });

  test('nobody sees keep their meaning, also those the typeface lacks', () => {
    const { regular } = openFonts(projectFolder);
    expect(regular.encodeUnseen('a✔𝒜✔')).toBe('0001000200030002');
    expect([...regular.codePoints]).toEqual([0x61, 0x2714, 0x1d49c]);
    expect([regular.missing.size, regular.slotWidths[2]]).toEqual([0, regular.slotWidths[3]]);
    expect(regular.measure('✔') * 1000).toBeCloseTo(regular.slotWidths[2] ?? 0, 0);
  });

  test('nobody sees and that mean nothing elsewhere are left out', () => {
    expect(openFonts(projectFolder).regular.encodeUnseen('\ue000\u0007\ufffe\ud800')).toBe('');
  });

  test('that are printed are told apart from those that nobody sees', () => {
    const { regular } = openFonts(projectFolder);
    expect([regular.encodeUnseen('✔'), regular.encode('✔')]).toEqual(['0001', '0002']);
    expect([[...regular.missing], [...regular.codePoints]]).toEqual([[0x2714], [0x2714, 0xfffd]]);
  });

  test('U+FFFD itself is not missing', () => {
    const subset = subsetOf('\ufffd漢');
    expect([[...subset.missing], subset.codePoints.length]).toEqual([[0x6f22], 1]);
  });

  test('is as wide as its letters together, missing ones as wide as what stands for them', () => {
    fc.assert(fc.property(someText, (text) => {
      const subset = subsetOf(text);
      const slots = subset.encode(text).match(/.{4}/g) ?? [];
      const widths = slots.map((slot) => subset.slotWidths[Number.parseInt(slot, 16)] ?? 0);
      expect(subset.measure(text)).toBeCloseTo(widths.reduce((total, width) => total + width, 0) / 1000, 9);
    }));
  });

  test('that is only measured takes no slot', () => {
    const { regular } = openFonts(projectFolder);
    regular.measure('abc漢');
    expect([regular.isUsed, regular.missing.size]).toEqual([false, 0]);
  });
});
