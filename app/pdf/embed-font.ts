import type { FontSubset } from './font-subset.ts';
import type { PdfFile, Ref } from './pdf-file.ts';
import { number } from './pdf-text.ts';
import { unicodeMap } from './unicode-map.ts';

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
  const toUnicode = file.addDeflated('', Buffer.from(unicodeMap(subset.codePoints.map((codePoint, index) => [index + 1, String.fromCodePoint(codePoint)]), 2), 'latin1'));
  file.add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [ ${descendant} 0 R ] /ToUnicode ${toUnicode} 0 R >>`,
    ref,
  );
}
