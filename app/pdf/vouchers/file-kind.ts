import type { UnreadableCause } from '#app/domain/circumstances.ts';

/** What a file is by its first bytes; its name is never believed. */
export type FileKind = { readonly kind: 'pdf' | 'jpeg' | 'png' } | { readonly kind: 'other'; readonly cause: UnreadableCause };

/** A PDF's header may stand after some garbage, as mail gateways leave it. */
const headerReach = 1024;

const signatures: readonly { readonly cause: UnreadableCause; readonly matches: (head: string) => boolean }[] = [
  { cause: 'type_heic', matches: (head) => /^....ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif)/s.test(head) },
  { cause: 'type_tiff', matches: (head) => head.startsWith('II*\0') || head.startsWith('MM\0*') },
  { cause: 'type_webp', matches: (head) => /^RIFF....WEBP/s.test(head) },
  { cause: 'type_gif', matches: (head) => head.startsWith('GIF8') },
  { cause: 'type_office', matches: (head) => head.startsWith('\xd0\xcf\x11\xe0') || /^PK\x03\x04[^]*?(\[Content_Types\]|word\/|xl\/|ppt\/|mimetype)/.test(head) },
  { cause: 'type_zip', matches: (head) => head.startsWith('PK') },
  { cause: 'type_svg', matches: (head) => /<svg[\s>]/i.test(head) },
  { cause: 'type_html', matches: (head) => /<!doctype html|<html[\s>]/i.test(head) },
  { cause: 'type_xml', matches: (head) => /^(\xef\xbb\xbf)?\s*<\?xml|^\s*<\w+:?Invoice/.test(head) },
];

/** Tells a file's kind by its content. Source: ISO 32000-1 7.5.2, ITU-T T.81, W3C PNG. */
export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return { kind: 'other', cause: 'empty' };
  const head = Buffer.from(bytes.subarray(0, headerReach)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return { kind: 'jpeg' };
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return { kind: 'png' };
  if (/%PDF-\d\.\d/.test(head)) return { kind: 'pdf' };
  return { kind: 'other', cause: signatures.find(({ matches }) => matches(head))?.cause ?? 'type_unknown' };
}
