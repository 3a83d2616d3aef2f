import type { UnreadableCause } from '#app/domain/circumstances.ts';
import { fileKind, mediaTypes } from '#app/pdf/vouchers/file-kind.ts';

export const mostUploadBytes = 15 * 1024 * 1024;

/** What a browser's own list of files shows first; the content decides. */
export const acceptedEndings = '.pdf,.jpg,.jpeg,.png,.heic,.avif,.tif,.tiff,.webp,.xml,.xlsx,.csv';

/** Why a file is not taken in at all: those with words of their own, and those that could never be part of a claim. */
export const ownRefusals = ['too_large', 'xml_entities', 'programme_full', 'quota', 'too_often'] as const;
export type UploadRefusal = (typeof ownRefusals)[number] | Extract<UnreadableCause, 'empty' | `type_${string}`>;

export type UploadKind = { readonly mediaType: string } | { readonly refused: UploadRefusal };

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** How much of a text is looked at to tell whether it is a table. */
const tableReach = 64 * 1024;

/**
 * What an uploaded file is by its content, or why it is not taken in. What a browser might run (SVG, HTML), what hides other files
 * (zip) and what nobody can tell is refused; XML that defines entities too, before anyone reads it.
 */
export function uploadKind(bytes: Buffer): UploadKind {
  if (bytes.length > mostUploadBytes) return { refused: 'too_large' };
  const found = fileKind(bytes);
  if (found.kind === 'xml') return xmlKind(bytes);
  if (found.kind !== 'other') return { mediaType: mediaTypes[found.kind] };
  switch (found.cause) {
    case 'empty': case 'type_gif': case 'type_svg': case 'type_html': case 'type_zip': return { refused: found.cause };
    case 'type_office': return isSpreadsheet(bytes) ? { mediaType: xlsxType } : { refused: 'type_office' };
    default: return isTable(bytes) ? { mediaType: 'text/csv' } : { refused: 'type_unknown' };
  }
}

/** The part every workbook has; its name stands in the zip's directory at the end. */
function isSpreadsheet(bytes: Buffer): boolean {
  return bytes.includes('xl/workbook.xml');
}

/** An XML may be an EHF invoice. A style sheet or a page of the web is XML too, and a browser would run it. */
function xmlKind(bytes: Buffer): UploadKind {
  // Written in letters of two bytes, its marks have a NUL beside each.
  const text = bytes.toString('latin1').replaceAll('\0', '');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return { refused: 'xml_entities' };
  if (/<(\w+:)?svg[\s>]/i.test(text)) return { refused: 'type_svg' };
  return /<(\w+:)?html[\s>]|w3\.org\/1999\/xhtml|<\?xml-stylesheet/i.test(text) ? { refused: 'type_html' } : { mediaType: 'application/xml' };
}

/** Plain text whose first lines hold the same number of columns. */
function isTable(bytes: Buffer): boolean {
  const text = bytes.subarray(0, tableReach).toString('latin1').replace(/^\xef\xbb\xbf/, '');
  if (/[^\t\n\r\x20-\x7e\x80-\xff]/.test(text)) return false;
  const lines = text.split(/\r?\n/).slice(0, 5).filter((line) => line.trim() !== '');
  const [first = ''] = lines;
  return [';', '\t', ','].some((separator) => {
    const columns = first.split(separator).length;
    return columns > 1 && lines.every((line) => line.split(separator).length === columns);
  });
}
