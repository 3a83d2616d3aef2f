import { describe, expect, test } from 'vitest';
import { doubt, fontProgram, letterWidths, safePage, usual, type SafePageParts } from '#test/fixtures/safe-page.ts';
import { unpacked } from '#test/fixtures/written-pdf.ts';
import { FontProgram } from './font-program.ts';
import { ForeignPdf } from '../foreign-pdf.server.ts';
import { formOf } from '../voucher.ts';
import { PdfFile } from '../../pdf-file.ts';

const [firstWidth = 0] = letterWidths;
const exchanged = (part: keyof typeof usual, from: string, to: string): SafePageParts => {
  if (!usual[part].includes(from)) throw new Error(`${from} does not stand in ${part}`);
  return { [part]: usual[part].replace(from, to) };
};
const shown = (text: string) => `BT /F 20 Tf 10 50 Td ${text} Tj ET`;

/** The program with some bytes of a table exchanged. */
function lying(tag: string, change: (table: Buffer) => void): SafePageParts {
  const bytes = Buffer.from(fontProgram);
  for (let at = 12; at < 12 + 16 * bytes.readUInt16BE(4); at += 16) {
    if (bytes.toString('latin1', at, at + 4) === tag) change(bytes.subarray(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 8) + bytes.readUInt32BE(at + 12)));
  }
  return { program: { data: bytes } };
}

/** Where the outline of glyph 1 begins, and one that is made of that same glyph. */
const outlineStart = new FontProgram(fontProgram).outlineOf(1)[0];
const ofItself = Buffer.from('ffff0000000000000000000000010000', 'hex');

describe('a composite font is proven', () => {
  test.each<[string, SafePageParts]>([
    ['with its glyphs, their widths and what they mean', {}],
    ['with a width half a unit off', exchanged('descendant', `[${firstWidth} `, `[${firstWidth + 0.5} `)],
    ['with one width for many', exchanged('descendant', /\/W .*\]\]/.exec(usual.descendant)?.[0] ?? '', `/W [${letterWidths.map((width, index) => `${index + 1} ${index + 1} ${width}`).join(' ')}]`)],
    ['with a map to its glyphs', { ...exchanged('descendant', '/Identity /Font', '11 0 R /Font'), more: [{ data: Buffer.from([0, 0, 0, 1, 0, 2, 0, 3]) }] }],
    ['with ranges of meanings', exchanged('map', '3 beginbfchar <0001> <0048> <0002> <0065> <0003> <0069> endbfchar', '2 beginbfrange <0001> <0001> <0048> <0002> <0003> [<0065> <0069>] endbfrange')],
    ['with several letters for one code', exchanged('map', '<0069>', '<00660069>')],
    ['with letters beyond the first plane', exchanged('map', '<0069>', '<D83DDE00>')],
    ['though glyphs that are not shown have no meaning', exchanged('contents', '<000100020003>', '<0001>')],
  ])('%s', async (_name, parts) => {
    expect(await doubt(safePage(parts))).toBeUndefined();
  });
});

describe('a composite font is not proven', () => {
  test.each<[string, SafePageParts, string]>([
    ['that is not embedded', exchanged('descriptor', '/FontFile2 9 0 R', ''), 'FontFile2 is not a stream'],
    ['without description', exchanged('descendant', '/FontDescriptor 8 0 R', ''), 'a font without description'],
    ['without name', exchanged('descriptor', '/FontName /Prove', ''), 'a font without name'],
    ['without its own name', exchanged('font', '/BaseFont /Prove', ''), 'a font without name'],
    ['whose name is no text', exchanged('font', '/BaseFont /Prove', '/BaseFont /Pr#E6ve'), 'a font’s name that is no text'],
    ['that does not say it is a font', exchanged('font', '/Type /Font', ''), 'a font that does not say so'],
    ['embedded twice', exchanged('descriptor', '/FontFile2 9 0 R', '/FontFile2 9 0 R /FontFile3 9 0 R'), 'a font embedded twice'],
    ['read by another map', exchanged('font', '/Identity-H', '/UniJIS-UTF16-H'), 'encoding of a composite font'],
    ['with outlines of another kind', exchanged('descendant', '/CIDFontType2', '/CIDFontType0'), 'composite font'],
    ['without a map to its glyphs', exchanged('descendant', '/CIDToGIDMap /Identity', ''), 'a composite font without glyph map'],
    ['with a width a little wrong', exchanged('descendant', `[${firstWidth} `, `[${firstWidth + 2} `), 'width of code 1'],
    ['with the usual width where its own is missing', exchanged('descendant', '/W [1', '/W [9'), 'width of code 1'],
    ['that shows the glyph for what is missing', { contents: shown('<00010000>') }, 'no glyph for code 0'],
    ['that shows a glyph the program lacks', { contents: shown('<0009>') }, 'a glyph the font lacks'],
    ['that shows half a code', { contents: shown('<00>') }, 'half a code'],
    ['without a map to letters', exchanged('font', '/ToUnicode 10 0 R', ''), 'ToUnicode is not a stream'],
    ['with a letter missing from it', exchanged('map', '<0003> <0069>', '<0007> <0069>'), 'no meaning of code 3'],
    ['with nothing for a letter', exchanged('map', '<0069>', '<>'), 'no meaning of code 3'],
    ['with zero for a letter', exchanged('map', '<0069>', '<0000>'), 'no meaning of code 3'],
    ['with a mark of byte order for a letter', exchanged('map', '<0069>', '<FEFF>'), 'no meaning of code 3'],
    ['with a letter that only two have agreed on', exchanged('map', '<0069>', '<E001>'), 'no meaning of code 3'],
    ['with half a letter', exchanged('map', '<0069>', '<D83D>'), 'no meaning of code 3'],
    ['with codes of another length in it', exchanged('map', '<0003> <0069>', '<03> <0069>'), 'a code that is none'],
    ['with a range that never ends', exchanged('map', '3 beginbfchar', '1 beginbfrange <0001> <FFFFFFFF> <0048> endbfrange 3 beginbfchar'), 'a code that is none'],
    ['packed by LZW', { program: { dictionary: '/Filter [/ASCIIHexDecode /LZWDecode]', data: `${lzw(fontProgram).toString('hex')}>` } }, 'filter /LZWDecode'],
    ['whose program is cut', { program: { data: fontProgram.subarray(0, fontProgram.length - 40) } }, 'a font table beyond the end'],
    ['whose program is no program', { program: { data: 'OTTO' } }, 'not a TrueType program'],
    ['whose program is empty', { program: { data: '' } }, 'Attempt to access memory outside buffer bounds'],
    ['without measure', lying('head', (head) => head.writeUInt16BE(0, 18)), 'a font without measure'],
    ['whose outlines lie beyond the end', lying('loca', (loca) => loca.fill(0xff, 4)), 'an outline beyond the end'],
    ['with a glyph made of itself', lying('glyf', (glyf) => { ofItself.copy(glyf, outlineStart); }), 'a glyph of glyphs without end'],
  ])('%s', async (_name, parts, reason) => {
    expect(await doubt(safePage(parts))).toContain(reason);
  });

  test('of another kind, such as one drawn by operators', async () => {
    const font = '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /CharProcs << >> /Encoding << >> >>';
    expect(await doubt(safePage({ font }))).toBe('font of kind /Type3');
  });
});

/** Packs by LZW without packing anything: each byte a code of nine bits, the table emptied before it grows. Source: ISO 32000-1 7.4.4. */
function lzw(bytes: Buffer): Buffer {
  const codes = [...bytes].flatMap((byte, index) => (index % 200 === 0 ? [256, byte] : [byte])).concat(257);
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  return Buffer.from((bits.match(/.{1,8}/g) ?? []).map((eight) => parseInt(eight.padEnd(8, '0'), 2)));
}

describe('what a map says of codes that are not shown', () => {
  const map = usual.map.replace('3 beginbfchar', '4 beginbfchar <0000> <0000>');

  test('is left out where PDF/A forbids it, and the rest stays', async () => {
    const pdf = await ForeignPdf.read(safePage({ map }));
    expect(pdf.pages.map((page) => pdf.doubtAbout(page))).toEqual([undefined]);
    const file = new PdfFile();
    const pages = pdf.carryInto(file);
    const written = unpacked(file.finish(formOf(pages[0] ?? 0), file.add('<< >>')).toBytes());
    expect(written).toContain('3 beginbfchar\n<0001> <0048>\n<0002> <0065>\n<0003> <0069>\nendbfchar');
    expect(written).not.toContain('<0000> <0000>');
  });

  test('stays as it is where nothing is wrong with it', async () => {
    const pdf = await ForeignPdf.read(safePage());
    expect(pdf.pages.map((page) => pdf.doubtAbout(page))).toEqual([undefined]);
    const file = new PdfFile();
    const pages = pdf.carryInto(file);
    expect(unpacked(file.finish(formOf(pages[0] ?? 0), file.add('<< >>')).toBytes())).toContain(usual.map);
  });
});

test('a font that is not used stays behind, once the page is proven', async () => {
  const pdf = await ForeignPdf.read(safePage());
  const written = () => {
    const file = new PdfFile();
    const [page = 0] = pdf.carryInto(file);
    return unpacked(file.finish(formOf(page), file.add('<< >>')).toBytes());
  };
  expect(written()).toContain('/Helvetica');
  expect(pdf.pages.map((page) => pdf.doubtAbout(page))).toEqual([undefined]);
  expect(written()).not.toContain('/Helvetica');
  expect(written()).toContain('/Prove');
});

describe('a simple font', () => {
  /** A TrueType font read by its encoding: the program has a character map of Windows’ for the letters. */
  const widths = (letters: string) => [...letters].map((letter) => letterWidths['Hei'.indexOf(letter)] ?? 0);
  const simple = (entries: string, { flags = 32, encoding = '/Encoding /WinAnsiEncoding', cmap = [3, 1] } = {}): SafePageParts => ({
    contents: 'BT /F 20 Tf 10 50 Td (Hei) Tj ET',
    font: `<< /Type /Font /Subtype /TrueType /BaseFont /Prove /FontDescriptor 8 0 R ${encoding} ${entries} >>`,
    descriptor: `<< /Type /FontDescriptor /FontName /Prove /Flags ${flags} /FontFile2 9 0 R >>`,
    program: { data: withCharacterMap(cmap[0] ?? 3, cmap[1] ?? 1) },
  });
  const all = Array.from({ length: 34 }, (_, index) => widths(String.fromCharCode(72 + index))[0] ?? 0);
  const stated = `/FirstChar 72 /LastChar 105 /Widths [${all.join(' ')}]`;
  const map = '1 begincodespacerange <00> <FF> endcodespacerange 3 beginbfchar <48> <0048> <65> <0065> <69> <0069> endbfchar';

  test.each<[string, SafePageParts]>([
    ['with an encoding', simple(stated)], ['in a Mac’s encoding', simple(stated, { encoding: '/Encoding /MacRomanEncoding' })],
    ['of symbols, with a map to letters', { ...simple(`${stated} /ToUnicode 10 0 R`, { flags: 4, encoding: '', cmap: [3, 0] }), map }],
  ])('is proven: %s', async (_name, parts) => {
    expect(await doubt(safePage(parts))).toBeUndefined();
  });

  test.each<[string, SafePageParts, string]>([
    ['of symbols, without a map to letters', simple(stated, { flags: 4, encoding: '', cmap: [3, 0] }), 'ToUnicode is not a stream'],
    ['of symbols, with an encoding', simple(stated, { flags: 4 }), 'encoding of a TrueType font'],
    ['of letters, without an encoding', simple(stated, { encoding: '' }), 'encoding of a TrueType font'],
    ['with an encoding of its own', simple(stated, { encoding: '/Encoding << /Differences [72 /A] >>' }), 'encoding of a TrueType font'],
    ['with a character map for another encoding', simple(stated, { cmap: [1, 0] }), 'encoding of a TrueType font'],
    ['without widths', simple(''), 'widths'],
    ['with fewer widths than it says', simple(stated.replace('/LastChar 105', '/LastChar 106')), 'widths'],
    ['with a wrong width', simple(stated.replace(`[${all[0]}`, `[${(all[0] ?? 0) + 9}`)), 'width of code 72'],
    ['without a letter that is shown', { ...simple(stated), contents: shown('(Hez)') }, 'no glyph for code 122'],
  ])('is not proven: %s', async (_name, parts, reason) => {
    expect(await doubt(safePage(parts))).toBe(reason);
  });
});

/** The program with a character map (format 6) of the three letters. */
function withCharacterMap(platform: number, encoding: number): Buffer {
  const glyphs = Array.from({ length: 34 }, (_, index) => 'Hei'.indexOf(String.fromCharCode(72 + index)) + 1);
  const table = Buffer.alloc(12 + 10 + glyphs.length * 2);
  [0, 1, platform, encoding, 0, 12].forEach((value, index) => table.writeUInt16BE(value, index * 2));
  [6, 10 + glyphs.length * 2, 0, 72, glyphs.length].forEach((value, index) => table.writeUInt16BE(value, 12 + index * 2));
  glyphs.forEach((glyph, index) => table.writeUInt16BE(glyph, 22 + index * 2));
  const bytes = Buffer.concat([fontProgram, table]);
  const count = bytes.readUInt16BE(4);
  const found = Array.from({ length: count }, (_, index) => 12 + 16 * index).find((at) => bytes.toString('latin1', at, at + 4) === 'cmap');
  const at = found ?? 12 + 16 * (count - 1);
  bytes.write('cmap', at, 'latin1');
  bytes.writeUInt32BE(fontProgram.length, at + 8);
  bytes.writeUInt32BE(table.length, at + 12);
  return bytes;
}
