/** Names by which files declare encodings that invoices are written in; everything else is refused rather than guessed. */
const encodings: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'utf-8'], ['utf8', 'utf-8'], ['us-ascii', 'utf-8'], ['ascii', 'utf-8'],
  ['iso-8859-1', 'windows-1252'], ['latin1', 'windows-1252'], ['windows-1252', 'windows-1252'], ['iso-8859-15', 'iso-8859-15'],
  ['utf-16', 'utf-16le'], ['utf-16le', 'utf-16le'], ['utf-16be', 'utf-16be'],
]);

/** The text of an XML file by its byte order mark, else by what it declares, else as UTF-8. Undefined when it is not that. */
export function xmlText(bytes: Uint8Array): string | undefined {
  const encoding = markedEncoding(bytes) ?? declaredEncoding(bytes);
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // The bytes are not what they were said to be.
    return undefined;
  }
}

/** By the mark, or by how `<?` or `<I` looks in UTF-16 without one. Source: XML 1.0, appendix F. */
function markedEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (head.startsWith('\xef\xbb\xbf')) return 'utf-8';
  if (head.startsWith('\xff\xfe') || /^<\0.\0/s.test(head)) return 'utf-16le';
  return head.startsWith('\xfe\xff') || /^\0<\0./s.test(head) ? 'utf-16be' : undefined;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1] ?? 'utf-8';
  const encoding = encodings.get(declared.toLowerCase());
  // Its declaration could be read byte by byte, so it is not UTF-16, whatever it says; some systems convert and forget to say so.
  return encoding?.startsWith('utf-16') === true ? 'utf-8' : encoding;
}
