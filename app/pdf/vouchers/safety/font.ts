import { PDFArray, PDFDict, PDFName, PDFNumber, PDFStream, type PDFObject } from 'pdf-lib';
import type { Unpack } from './colour.ts';
import { FontProgram } from './font-program.ts';
import type { ObjectReader } from './object-reader.ts';
import { isMeaning, isPrivate, meaningsIn, writeMeanings } from './to-unicode.ts';
import { Unproven } from './unproven.ts';

/** A font with everything that was shown in it. */
export interface UsedFont {
  readonly font: PDFDict;
  readonly shown: readonly Buffer[];
}

interface Reading {
  readonly reader: ObjectReader;
  readonly unpack: Unpack;
  /** Takes what is written anew. */
  readonly maps: Map<PDFStream, Buffer>;
}

/** What a code draws and how wide the file says that it is, in thousandths of the size. */
interface ShownGlyph {
  readonly code: number;
  readonly glyph: number;
  readonly width: number | undefined;
}

/**
 * Proves a font that is embedded as TrueType, draws a glyph for each code shown, as wide as the file says, and gives each a meaning.
 * Fonts of other kinds may be as good, but nothing here can read them. Source: ISO 19005-2 6.2.11.
 */
export function proveFont({ font, shown }: UsedFont, reading: Reading): void {
  const kind = reading.reader.nameIn(font, 'Subtype');
  if (kind === '/Type0') proveComposite({ font, shown }, reading);
  else if (kind === '/TrueType') proveSimple({ font, shown }, reading);
  else throw new Unproven(`font of kind ${kind ?? ''}`);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Says that it is a font, and its name in letters. Source: ISO 19005-2 6.1.8, 6.2.11.2. */
function proveNamed(font: PDFDict, { reader }: Reading): void {
  if (reader.nameIn(font, 'Type') !== '/Font') throw new Unproven('a font that does not say so');
  proveName(reader.in(font, 'BaseFont'));
}

function proveName(name: PDFObject | undefined): void {
  if (!(name instanceof PDFName)) throw new Unproven('a font without name');
  try {
    utf8.decode(name.asBytes());
  } catch {
    throw new Unproven('a font’s name that is no text');
  }
}

function proveComposite({ font, shown }: UsedFont, reading: Reading): void {
  const { reader } = reading;
  proveNamed(font, reading);
  if (reader.nameIn(font, 'Encoding') !== '/Identity-H') throw new Unproven('encoding of a composite font');
  const [descendant, ...others] = reader.list(reader.in(font, 'DescendantFonts'));
  if (others.length > 0) throw new Unproven('fonts in one another');
  if (!(descendant instanceof PDFDict) || reader.nameIn(descendant, 'Subtype') !== '/CIDFontType2') throw new Unproven('composite font');
  proveNamed(descendant, reading);
  const program = programOf(descendant, reading);
  const glyphOf = glyphMap(descendant, reading);
  const widthOf = compositeWidths(descendant, reading);
  const codes = new Set(shown.flatMap((text) => {
    if (text.length % 2 !== 0) throw new Unproven('half a code');
    return Array.from({ length: text.length / 2 }, (_, index) => text.readUInt16BE(index * 2));
  }));
  proveGlyphs([...codes].map((code) => ({ code, glyph: glyphOf(code), width: widthOf(code) })), program);
  proveMeanings(font, { codes, bytes: 2 }, reading);
}

function proveSimple({ font, shown }: UsedFont, reading: Reading): void {
  const { reader } = reading;
  proveNamed(font, reading);
  const program = programOf(font, reading);
  const codes = new Set(shown.flatMap((text) => [...text]));
  const [first, last] = [reader.numberIn(font, 'FirstChar'), reader.numberIn(font, 'LastChar')];
  const widths = reader.numbers(reader.in(font, 'Widths'));
  if (first === undefined || last === undefined || widths.length !== last - first + 1) throw new Unproven('widths');
  const { glyphOf, hasMeanings } = simpleEncoding(font, program, reading);
  proveGlyphs([...codes].map((code) => ({ code, glyph: glyphOf(code), width: widths[code - first] })), program);
  if (!hasMeanings || reader.in(font, 'ToUnicode') !== undefined) proveMeanings(font, { codes, bytes: 1 }, reading);
}

function programOf(font: PDFDict, { reader, unpack }: Reading): FontProgram {
  const descriptor = reader.dictionaryIn(font, 'FontDescriptor');
  if (descriptor === undefined) throw new Unproven('a font without description');
  proveName(reader.in(descriptor, 'FontName'));
  for (const key of ['FontFile', 'FontFile3']) if (reader.in(descriptor, key) !== undefined) throw new Unproven('a font embedded twice');
  return new FontProgram(unpack(reader.streamIn(descriptor, 'FontFile2')));
}

/** Half a unit of rounding on each side, as validators allow. */
const widthTolerance = 1;

function proveGlyphs(glyphs: readonly ShownGlyph[], program: FontProgram): void {
  for (const { code, glyph, width } of glyphs) {
    if (glyph === 0) throw new Unproven(`no glyph for code ${code}`);
    program.proveOutline(glyph);
    if (width === undefined || Math.abs(width - program.advanceOf(glyph)) > widthTolerance) throw new Unproven(`width of code ${code}`);
  }
}

interface ShownCodes {
  readonly codes: ReadonlySet<number>;
  /** Of each code. */
  readonly bytes: 1 | 2;
}

/** Each code shown must mean letters that everybody reads alike; what a map says that PDF/A forbids may only be of other codes. */
function proveMeanings(font: PDFDict, { codes, bytes }: ShownCodes, { reader, unpack, maps }: Reading): void {
  const stream = reader.streamIn(font, 'ToUnicode');
  const meanings = meaningsIn(unpack(stream), bytes);
  for (const code of codes) {
    const meaning = meanings.get(code);
    if (meaning === undefined || !isMeaning(meaning) || isPrivate(meaning)) throw new Unproven(`no meaning of code ${code}`);
  }
  if (![...meanings.values()].every(isMeaning)) maps.set(stream, writeMeanings(meanings, bytes));
}

function glyphMap(descendant: PDFDict, { reader, unpack }: Reading): (code: number) => number {
  const map = reader.in(descendant, 'CIDToGIDMap');
  if (map === PDFName.of('Identity')) return (code) => code;
  if (!(map instanceof PDFStream)) throw new Unproven('a composite font without glyph map');
  const glyphs = unpack(map);
  return (code) => (code * 2 + 1 < glyphs.length ? glyphs.readUInt16BE(code * 2) : 0);
}

/** `W`: a code and the widths from there on, or two codes and one width for all between. Source: ISO 32000-1 9.7.4.3. */
export function compositeWidths(descendant: PDFDict, { reader }: Pick<Reading, 'reader'>): (code: number) => number {
  const usual = reader.numberIn(descendant, 'DW') ?? 1000;
  const widths = new Map<number, number>();
  const ranges: { from: number; to: number; width: number }[] = [];
  const entries = reader.in(descendant, 'W') === undefined ? [] : reader.list(reader.in(descendant, 'W'));
  for (let at = 0; at < entries.length;) {
    const [first, second, third] = entries.slice(at, at + 3);
    if (!(first instanceof PDFNumber)) throw new Unproven('widths');
    if (second instanceof PDFArray) {
      reader.numbers(second).forEach((width, index) => widths.set(first.asNumber() + index, width));
      at += 2;
    } else if (second instanceof PDFNumber && third instanceof PDFNumber) {
      ranges.push({ from: first.asNumber(), to: second.asNumber(), width: third.asNumber() });
      at += 3;
    } else throw new Unproven('widths');
  }
  return (code) => widths.get(code) ?? ranges.find(({ from, to }) => code >= from && code <= to)?.width ?? usual;
}

interface SimpleEncoding {
  readonly glyphOf: (code: number) => number;
  /** True when the encoding itself says what each code means. */
  readonly hasMeanings: boolean;
}

const symbolic = 4;
const nonsymbolic = 32;
const decoders: Readonly<Record<string, { readonly text: TextDecoder; readonly others: ReadonlySet<number> }>> = {
  // A second space and hyphen, which readers look up in different ways, and codes without a letter.
  '/WinAnsiEncoding': { text: new TextDecoder('windows-1252'), others: new Set([0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xa0, 0xad]) },
  // What the computer's own encoding has and PDF's has not, or has otherwise. Source: ISO 32000-1, annex D.
  '/MacRomanEncoding': {
    text: new TextDecoder('macintosh'),
    others: new Set([0x7f, 0xad, 0xb0, 0xb2, 0xb3, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xbd, 0xc3, 0xc5, 0xc6, 0xca, 0xd7, 0xdb, 0xf0]),
  },
};

/** A symbolic font is looked up by its own map, any other by what its encoding says. Source: ISO 19005-2 6.2.11.6. */
function simpleEncoding(font: PDFDict, program: FontProgram, { reader }: Reading): SimpleEncoding {
  const descriptor = reader.dictionaryIn(font, 'FontDescriptor');
  const flags = descriptor === undefined ? 0 : reader.numberIn(descriptor, 'Flags') ?? 0;
  const encoding = reader.in(font, 'Encoding');
  if ((flags & symbolic) !== 0 && (flags & nonsymbolic) === 0 && encoding === undefined) return ownEncoding(program);
  const decoder = encoding instanceof PDFName ? decoders[encoding.toString()] : undefined;
  const unicode = program.characterMap(3, 1);
  const isUsable = (flags & nonsymbolic) !== 0 && (flags & symbolic) === 0;
  if (!isUsable || decoder === undefined || unicode === undefined) throw new Unproven('encoding of a TrueType font');
  const letterOf = (code: number) => decoder.text.decode(Uint8Array.of(code)).codePointAt(0) ?? 0;
  return { glyphOf: (code) => (code < 0x20 || decoder.others.has(code) ? 0 : unicode(letterOf(code))), hasMeanings: true };
}

function ownEncoding(program: FontProgram): SimpleEncoding {
  const symbols = program.characterMap(3, 0);
  if (symbols !== undefined) return { glyphOf: (code) => symbols(0xf000 + code) || symbols(code), hasMeanings: false };
  const mac = program.characterMapCount === 1 ? program.characterMap(1, 0) : undefined;
  if (mac === undefined) throw new Unproven('a symbolic font without its map');
  return { glyphOf: mac, hasMeanings: false };
}
