import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectFolder } from '#app/project-folder.ts';
import { TrueTypeFont } from './truetype.ts';

const bytes = readFileSync(join(projectFolder, 'public', 'fonts', 'NotoSans-Regular.ttf'));
const noto = new TrueTypeFont(bytes);

/** A font with nothing but what the reader asks for, and the character map under test. */
function aFont(tables: Readonly<Record<string, Buffer>>): TrueTypeFont {
  const standard = { head: Buffer.alloc(54), hhea: Buffer.alloc(36), 'OS/2': Buffer.alloc(96), maxp: Buffer.alloc(6) };
  const entries = Object.entries({ ...standard, ...tables });
  const directory = Buffer.alloc(12 + 16 * entries.length);
  directory.writeUInt16BE(entries.length, 4);
  let offset = directory.length;
  for (const [index, [tag, table]] of entries.entries()) {
    directory.write(tag, 12 + 16 * index, 'latin1');
    directory.writeUInt32BE(offset, 12 + 16 * index + 8);
    directory.writeUInt32BE(table.length, 12 + 16 * index + 12);
    offset += table.length;
  }
  return new TrueTypeFont(Buffer.concat([directory, ...entries.map(([, table]) => table)]));
}

function words(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => { buffer.writeUInt16BE(value & 0xffff, index * 2); });
  return buffer;
}

/** A character map with these subtables. */
function cmap(...subtables: Buffer[]): Buffer {
  let offset = 4 + 8 * subtables.length;
  const records = subtables.map((subtable) => {
    const record = words(3, 1, offset >> 16, offset);
    offset += subtable.length;
    return record;
  });
  return Buffer.concat([words(0, subtables.length), ...records, ...subtables]);
}

describe('a character map by segments (format 4)', () => {
  // A–C by a difference, a–b through a list of glyphs that holds 0 for b, and the closing segment.
  const basic = words(4, 44, 0, 6, 0, 0, 0, 0x43, 0x62, 0xffff, 0, 0x41, 0x61, 0xffff, -0x40, 1, 5, 0, 4, 0, 20, 0);
  const font = aFont({ cmap: cmap(basic) });

  test('counts glyphs from the segment’s difference', () => {
    expect([0x40, 0x41, 0x43, 0x44].map((code) => font.glyphOf(code))).toEqual([undefined, 1, 3, undefined]);
  });

  test('looks others up in its list, where 0 is no glyph', () => {
    expect([0x61, 0x62].map((code) => font.glyphOf(code))).toEqual([21, undefined]);
  });

  test('its closing mark is no character', () => {
    expect(font.glyphOf(0xffff)).toBeUndefined();
  });

  test('gives way to one by groups (format 12), which reaches beyond 16 bits', () => {
    const full = words(12, 0, 0, 28, 0, 0, 0, 1, 1, 0xf600, 1, 0xf601, 0, 7);
    const both = aFont({ cmap: cmap(basic, full) });
    expect([0x41, 0x1f600, 0x1f601, 0x1f602].map((code) => both.glyphOf(code))).toEqual([undefined, 7, 8, undefined]);
  });
});

describe('a font', () => {
  test('without a Unicode character map is refused', () => {
    expect(() => aFont({ cmap: cmap(words(0, 0, 0)) })).toThrow('Unicode');
  });

  test('names the table it lacks', () => {
    expect(() => aFont({ cmap: cmap(words(4, 24, 0, 2, 0, 0, 0, 0xffff, 0, 0xffff, 1, 0)) }).table('glyf')).toThrow('glyf');
  });

  test('whose last glyphs share a width gives it to each, with their own bearing', () => {
    const hhea = Buffer.alloc(36);
    hhea.writeUInt16BE(2, 34);
    const font = aFont({ cmap: cmap(words(4, 24, 0, 2, 0, 0, 0, 0xffff, 0, 0xffff, 1, 0)), hhea, hmtx: words(500, 10, 600, 20, 30, -40) });
    const measures = [0, 1, 2, 3].map((glyph) => [font.advanceOf(glyph), font.leftSideBearingOf(glyph)]);
    expect(measures).toEqual([[500, 10], [600, 20], [600, 30], [600, -40]]);
  });

  test('with short offsets counts them in words', () => {
    const noCharacters = cmap(words(4, 24, 0, 2, 0, 0, 0, 0xffff, 0, 0xffff, 1, 0));
    const font = aFont({ cmap: noCharacters, loca: words(0, 2, 2, 3), glyf: Buffer.from('abcdef') });
    expect([0, 1, 2].map((glyph) => font.outlineOf(glyph).toString())).toEqual(['abcd', '', 'ef']);
  });
});

describe('Noto Sans, which documents are set in', () => {
  test('has the measures its makers published', () => {
    expect([noto.unitsPerEm, noto.ascent, noto.descent, noto.capHeight]).toEqual([1000, 1069, -293, 714]);
    expect([...'Ai '].map((letter) => noto.advanceOf(noto.glyphOf(letter.codePointAt(0) ?? 0) ?? 0))).toEqual([639, 258, 260]);
  });

  test('has a glyph with an outline for all that Norwegian and Sámi texts need', () => {
    const needed = 'ÆØÅæøåÉéÁáČčĐđŊŋŠšŦŧŽžÂâÄäÖöÏïǤǥǦǧǨǩÕõƷʒǮǯŃń–—«»“”’€§½−•·…°²³';
    expect([...needed].filter((letter) => noto.outlineOf(noto.glyphOf(letter.codePointAt(0) ?? 0) ?? 0).length === 0)).toEqual([]);
  });

  test('has spaces without outline and with width', () => {
    for (const space of [' ', '\u00a0', '\u202f']) {
      const glyph = noto.glyphOf(space.codePointAt(0) ?? 0) ?? 0;
      expect([noto.outlineOf(glyph).length, noto.advanceOf(glyph) > 100, glyph > 0]).toEqual([0, true, true]);
    }
  });
});
