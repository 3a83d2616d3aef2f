import { PDFDict, PDFName, PDFNumber, PDFStream } from 'pdf-lib';
import type { Unpack } from '../safety/colour.ts';
import { compositeWidths } from '../safety/font.ts';
import type { ObjectReader } from '../safety/object-reader.ts';
import { meaningsIn } from '../safety/to-unicode.ts';
import { Unproven } from '../safety/unproven.ts';

/** How a font's codes are read: the bytes of each, its width in thousandths of the size, and what it means where that is known. */
export interface Letters {
  readonly bytes: 1 | 2;
  readonly widthOf: (code: number) => number;
  readonly textOf: (code: number) => string | undefined;
}

const decoders: Readonly<Record<string, TextDecoder>> = {
  '/WinAnsiEncoding': new TextDecoder('windows-1252'), '/MacRomanEncoding': new TextDecoder('macintosh'),
};

/** The letters of a font that was proven. Throws Unproven for one whose codes are read in a way that nothing here knows. */
export function lettersOf(font: PDFDict, reader: ObjectReader, unpack: Unpack): Letters {
  const isComposite = reader.nameIn(font, 'Subtype') === '/Type0';
  const bytes = isComposite ? 2 : 1;
  if (isComposite && reader.nameIn(font, 'Encoding') !== '/Identity-H') throw new Unproven('encoding of a composite font');
  const map = reader.in(font, 'ToUnicode');
  const meanings = map instanceof PDFStream ? meaningsIn(unpack(map), bytes) : undefined;
  const decoder = isComposite ? undefined : decoderOf(font, reader);
  return {
    bytes,
    widthOf: isComposite ? widthsWithin(font, reader) : simpleWidths(font, reader),
    textOf: (code) => meanings?.get(code) ?? decoder?.decode(Uint8Array.of(code)),
  };
}

/** Also below the differences that some encodings have: those have a map of their own where they were proven. */
function decoderOf(font: PDFDict, reader: ObjectReader): TextDecoder | undefined {
  const encoding = reader.in(font, 'Encoding');
  return encoding instanceof PDFName ? decoders[encoding.toString()] : undefined;
}

function widthsWithin(font: PDFDict, reader: ObjectReader): (code: number) => number {
  const [descendant] = reader.list(reader.in(font, 'DescendantFonts'));
  if (!(descendant instanceof PDFDict)) throw new Unproven('composite font');
  return compositeWidths(descendant, { reader });
}

function simpleWidths(font: PDFDict, reader: ObjectReader): (code: number) => number {
  const first = reader.numberIn(font, 'FirstChar') ?? 0;
  const widths = reader.list(reader.in(font, 'Widths')).map((width) => (width instanceof PDFNumber ? width.asNumber() : 0));
  return (code) => widths[code - first] ?? 0;
}
