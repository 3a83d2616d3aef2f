import type { FontSubset } from './font-subset.ts';
import type { PdfFile, Ref } from './pdf-file.ts';
import { number } from './pdf-text.ts';

const entriesPerBlock = 100;

/** Writes a subset as a Type 0 font: slots as codes, the exact code points in ToUnicode. */
export function embedFont(file: PdfFile, subset: FontSubset, ref: Ref): void {
  const { font } = subset;
  const name = `${subset.tag}+${subset.name}`;
  const scale = 1000 / font.unitsPerEm;
  const data = subset.toFile();
  const fontFile = file.addDeflated(`/Length1 ${data.length}`, data);
  const descriptor = file.add(
    `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /ItalicAngle 0 /StemV 90`
    + ` /Ascent ${number(font.ascent * scale)} /Descent ${number(font.descent * scale)} /CapHeight ${number(font.capHeight * scale)}`
    + ` /FontBBox [ ${font.box.map((edge) => number(edge * scale)).join(' ')} ] /FontFile2 ${fontFile} 0 R >>`,
  );
  const descendant = file.add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDToGIDMap /Identity /DW 0 /W [ 0 [ ${subset.slotWidths.join(' ')} ] ]`
    + ` /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R >>`,
  );
  const toUnicode = file.addDeflated('', Buffer.from(unicodeMap(subset.codePoints), 'latin1'));
  file.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [ ${descendant} 0 R ] /ToUnicode ${toUnicode} 0 R >>`,
    ref,
  );
}

function unicodeMap(codePoints: readonly number[]): string {
  const lines = codePoints.map((codePoint, index) => `<${hex(index + 1)}> <${utf16(codePoint)}>`);
  const blocks: string[] = [];
  for (let from = 0; from < lines.length; from += entriesPerBlock) {
    const block = lines.slice(from, from + entriesPerBlock);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin', '12 dict begin', 'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def', '/CMapName /Adobe-Identity-UCS def', '/CMapType 2 def',
    '1 begincodespacerange', '<0000> <FFFF>', 'endcodespacerange', ...blocks,
    'endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end',
  ].join('\n');
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}

function utf16(codePoint: number): string {
  return [...Buffer.from(String.fromCodePoint(codePoint), 'utf16le').swap16()].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
}
