import { PDFArray, PDFDict, PDFName, PDFNumber, PDFStream } from 'pdf-lib';
import { FontProgram } from './font-program.ts';
import type { ObjectReader } from './object-reader.ts';
import { isMeaning, meaningsIn } from './to-unicode.ts';
import { Unproven } from './unproven.ts';

export type Unpack = (stream: PDFStream) => Buffer;

/** A font with everything that was shown in it. */
export interface UsedFont {
  readonly font: PDFDict;
  readonly shown: readonly Buffer[];
}

interface Reading {
  readonly reader: ObjectReader;
  readonly unpack: Unpack;
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

function proveComposite({ font, shown }: UsedFont, reading: Reading): void {
  const { reader } = reading;
  if (reader.nameIn(font, 'Encoding') !== '/Identity-H') throw new Unproven('encoding of a composite font');
  const [descendant] = reader.list(reader.in(font, 'DescendantFonts'));
  if (!(descendant instanceof PDFDict) || reader.nameIn(descendant, 'Subtype') !== '/CIDFontType2') throw new Unproven('composite font');
  const program = programOf(descendant, reading);
  const glyphOf = glyphMap(descendant, reading);
  const widthOf = compositeWidths(descendant, reading);
  const codes = new Set(shown.flatMap((text) => {
    if (text.length % 2 !== 0) throw new Unproven('half a code');
    return Array.from({ length: text.length / 2 }, (_, index) => text.readUInt16BE(index * 2));
  }));
  proveGlyphs([...codes].map((code) => ({ code, glyph: glyphOf(code), width: widthOf(code) })), program);
  proveMeanings(font, codes, reading);
}

function proveSimple({ font, shown }: UsedFont, reading: Reading): void {
  const { reader } = reading;
  const program = programOf(font, reading);
  const codes = new Set(shown.flatMap((text) => [...text]));
  const first = reader.numberIn(font, 'FirstChar') ?? 0;
  const widths = reader.numbers(reader.in(font, 'Widths'));
  const { glyphOf, hasMeanings } = simpleEncoding(font, program, reading);
  proveGlyphs([...codes].map((code) => ({ code, glyph: glyphOf(code), width: widths[code - first] })), program);
  if (!hasMeanings || reader.in(font, 'ToUnicode') !== undefined) proveMeanings(font, codes, reading);
}

function programOf(font: PDFDict, { reader, unpack }: Reading): FontProgram {
  const descriptor = reader.dictionaryIn(font, 'FontDescriptor');
  if (descriptor === undefined) throw new Unproven('a font without description');
  if (reader.nameIn(descriptor, 'FontName') === undefined) throw new Unproven('a font without name');
  return new FontProgram(unpack(reader.streamIn(descriptor, 'FontFile2')));
}

/** Half a unit of rounding on each side, as validators allow. */
const widthTolerance = 1;

function proveGlyphs(glyphs: readonly ShownGlyph[], program: FontProgram): void {
  for (const { code, glyph, width } of glyphs) {
    if (glyph === 0) throw new Unproven(`no glyph for code ${code}`);
    if (width === undefined || Math.abs(width - program.advanceOf(glyph)) > widthTolerance) throw new Unproven(`width of code ${code}`);
  }
}

function proveMeanings(font: PDFDict, codes: ReadonlySet<number>, { reader, unpack }: Reading): void {
  const meanings = meaningsIn(unpack(reader.streamIn(font, 'ToUnicode')));
  for (const code of codes) if (!isMeaning(meanings.get(code))) throw new Unproven(`no meaning of code ${code}`);
}

function glyphMap(descendant: PDFDict, { reader, unpack }: Reading): (code: number) => number {
  const map = reader.in(descendant, 'CIDToGIDMap');
  if (map === PDFName.of('Identity')) return (code) => code;
  if (!(map instanceof PDFStream)) throw new Unproven('a composite font without glyph map');
  const glyphs = unpack(map);
  return (code) => (code * 2 + 1 < glyphs.length ? glyphs.readUInt16BE(code * 2) : 0);
}

/** `W`: a code and the widths from there on, or two codes and one width for all between. Source: ISO 32000-1 9.7.4.3. */
function compositeWidths(descendant: PDFDict, { reader }: Reading): (code: number) => number {
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
const decoders: Readonly<Record<string, TextDecoder>> = { '/WinAnsiEncoding': new TextDecoder('windows-1252'), '/MacRomanEncoding': new TextDecoder('macintosh') };

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
  return { glyphOf: (code) => unicode(decoder.decode(Uint8Array.of(code)).codePointAt(0) ?? 0), hasMeanings: true };
}

function ownEncoding(program: FontProgram): SimpleEncoding {
  const symbols = program.characterMap(3, 0);
  if (symbols !== undefined) return { glyphOf: (code) => symbols(0xf000 + code) || symbols(code), hasMeanings: false };
  const mac = program.characterMapCount === 1 ? program.characterMap(1, 0) : undefined;
  if (mac === undefined) throw new Unproven('a symbolic font without its map');
  return { glyphOf: mac, hasMeanings: false };
}
