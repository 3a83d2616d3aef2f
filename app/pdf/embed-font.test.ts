import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectFolder } from '#app/project-folder.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { finished, unpacked } from '#test/fixtures/written-pdf.ts';
import { embedFont } from './embed-font.ts';
import { FontSubset } from './font-subset.ts';
import { openFonts } from './fonts.server.ts';
import { PdfFile } from './pdf-file.ts';
import { TrueTypeFont } from './truetype.ts';

function fileWith(subset: FontSubset, text: string): Buffer {
  const file = new PdfFile();
  const [pages, font] = [file.reserve(), file.reserve()];
  const contents = file.addStream('', Buffer.from(`BT /F 20 Tf 10 20 Td <${subset.encode(text)}> Tj ET`));
  embedFont(file, subset, font);
  const resources = `<< /Font << /F ${font} 0 R >> >>`;
  const box = '/MediaBox [ 0 0 900 60 ]';
  const page = file.add(`<< /Type /Page /Parent ${pages} 0 R ${box} /Resources ${resources} /Contents ${contents} 0 R >>`);
  return finished(file, pages, [page]);
}

/** The code points of a font's ToUnicode map, by code. */
function unicodeOf(bytes: Buffer): Map<number, string> {
  const pairs = [...unpacked(bytes).matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm)];
  return new Map(pairs.slice(pairs[0]?.[1] === '0000' ? 1 : 0).map(([, code = '', units = '']) => [
    Number.parseInt(code, 16), Buffer.from(units, 'hex').swap16().toString('utf16le'),
  ]));
}

/** A font that has a glyph for every character asked of it. */
class BoundlessFont extends TrueTypeFont {
  override glyphOf(): number {
    return 40;
  }
}

const boundless = new BoundlessFont(readFileSync(join(projectFolder, 'public', 'fonts', 'NotoSans-Regular.ttf')));

function anySubset(): FontSubset {
  return new FontSubset(boundless, 'Alt');
}

describe('an embedded font', () => {
  test('is read by another reader, letter for letter', async () => {
    const text = 'Søknad ÁáČčĐđŊŋŠšŧŽž – 12\u00a0345,67 €';
    const [page] = await readPdf(fileWith(openFonts(projectFolder).regular, text));
    expect(page?.text).toBe(text);
  });

  test('has ink for each letter', async () => {
    const [page] = await readPdf(fileWith(openFonts(projectFolder).strong, 'ÅÅÅÅ'));
    const dark = [...page?.pixels.keys() ?? []].filter((index) => (page?.pixels[index] ?? 255) < 128);
    const columns = new Set(dark.map((index) => index % 900));
    const width = openFonts(projectFolder).strong.measure('Å') * 20;
    for (let letter = 0; letter < 4; letter += 1) {
      const own = [...columns].filter((x) => x >= 10 + letter * width && x < 10 + (letter + 1) * width);
      expect(own.length).toBeGreaterThan(width / 2);
    }
    expect(Math.max(...columns)).toBeLessThan(10 + 4 * width);
  });

  test('tells of each code the very character, also beyond 16 bits', () => {
    const letters = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), { maxLength: 250 });
    fc.assert(fc.property(letters, (characters) => {
      const found = unicodeOf(fileWith(anySubset(), characters.join('')));
      expect([...found.values()]).toEqual(characters);
      expect([...found.keys()]).toEqual(characters.map((_, index) => index + 1));
    }), { numRuns: 30 });
  });

  test('says of an emoji its two halves', () => {
    expect(unpacked(fileWith(anySubset(), '😀'))).toContain('<0001> <D83DDE00>');
  });

  test('tells in blocks of at most a hundred, each with its count', () => {
    const text = unpacked(fileWith(anySubset(), Array.from({ length: 230 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('')));
    const blocks = [...text.matchAll(/(\d+) beginbfchar\n([^]*?)\nendbfchar/g)]
      .map(([, count, lines]) => [Number(count), lines?.split('\n').length]);
    expect(blocks).toEqual([[100, 100], [100, 100], [30, 30]]);
  });

  test('gives each code its width', () => {
    const { regular } = openFonts(projectFolder);
    const widths = /\/W \[ 0 \[ ([\d ]+) \] \]/.exec(unpacked(fileWith(regular, 'Ai ')))?.[1];
    expect(widths).toBe('600 639 258 260');
  });
});
