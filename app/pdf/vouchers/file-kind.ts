import type { UnreadableCause } from '#app/domain/circumstances.ts';
import { headerReach, isPdfWithoutHeader } from './pdf-header.ts';

/** Pictures that are decoded and set as pages. */
export type PictureKind = 'jpeg' | 'png' | 'tiff' | 'webp' | 'avif' | 'heic';

/** What a file is by its first bytes; its name is never believed. */
export type FileKind = { readonly kind: 'pdf' | 'xml' | PictureKind } | { readonly kind: 'other'; readonly cause: UnreadableCause };

export const mediaTypes: Readonly<Record<'pdf' | 'xml' | PictureKind, string>> = {
  pdf: 'application/pdf', xml: 'application/xml', jpeg: 'image/jpeg', png: 'image/png', tiff: 'image/tiff', webp: 'image/webp',
  avif: 'image/avif', heic: 'image/heic',
};

const readable: readonly { readonly kind: 'pdf' | 'xml' | PictureKind; readonly matches: (head: string) => boolean }[] = [
  { kind: 'jpeg', matches: (head) => head.startsWith('\xff\xd8\xff') },
  { kind: 'png', matches: (head) => head.startsWith('\x89PNG\r\n\x1a\n') },
  { kind: 'tiff', matches: (head) => /^(II[*+]\0|MM\0[*+])/.test(head) },
  { kind: 'webp', matches: (head) => /^RIFF....WEBP/s.test(head) },
  { kind: 'avif', matches: (head) => /^....ftyp(avif|(mif1|msf1)[^]{0,40}avif)/s.test(head) },
  { kind: 'heic', matches: (head) => /^....ftyp(heic|heix|hevc|heim|heis|mif1|msf1)/s.test(head) },
  { kind: 'pdf', matches: (head) => /%PDF-\d\.\d/.test(head) },
];

const others: readonly { readonly cause: UnreadableCause; readonly matches: (head: string) => boolean }[] = [
  { cause: 'type_gif', matches: (head) => head.startsWith('GIF8') },
  { cause: 'type_office', matches: (head) => head.startsWith('\xd0\xcf\x11\xe0') || /^PK\x03\x04[^]*?(\[Content_Types\]|word\/|xl\/|ppt\/|mimetype)/.test(head) },
  { cause: 'type_zip', matches: (head) => head.startsWith('PK') },
  { cause: 'type_svg', matches: (head) => /<svg[\s>]/i.test(head) },
  { cause: 'type_html', matches: (head) => /<!doctype html|<html[\s>]/i.test(head) },
];

/** XML in letters of one byte, or in UTF-16 with its mark. */
const xmlStart = /^(\xef\xbb\xbf)?\s*<(\?xml|(\w+:)?(Invoice|CreditNote)\b)|^(\xff\xfe<\0|\xfe\xff\0<)/;

/** Tells a file's kind by its content. Source: ISO 32000-1 7.5.2, ITU-T T.81, W3C PNG, TIFF 6.0, ISO 23008-12. */
export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return { kind: 'other', cause: 'empty' };
  const head = Buffer.from(bytes.subarray(0, headerReach)).toString('latin1');
  const found = readable.find(({ matches }) => matches(head));
  if (found !== undefined) return { kind: found.kind };
  const other = others.find(({ matches }) => matches(head));
  if (other !== undefined) return { kind: 'other', cause: other.cause };
  if (xmlStart.test(head)) return { kind: 'xml' };
  // Last of all: what begins as something else is that, whatever it holds further in.
  return isPdfWithoutHeader(bytes) ? { kind: 'pdf' } : { kind: 'other', cause: 'type_unknown' };
}

/** Whether a file is a picture, not a document. */
export function isPicture(bytes: Uint8Array): boolean {
  const { kind } = fileKind(bytes);
  return kind !== 'pdf' && kind !== 'xml' && kind !== 'other';
}
