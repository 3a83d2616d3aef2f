/** Long base64 texts by the sign that stands in their place. */
export type SetAside = ReadonlyMap<string, string>;

/** Shorter texts do no harm in the parser, which reads character by character and would need a gigabyte for an embedded file. */
const long = 4096;
const sign = '\ue000';

/** Takes the long base64 texts between tags out of an XML text. Linear in its length. */
export function setAside(text: string): { rest: string; files: SetAside } {
  const files = new Map<string, string>();
  const parts: string[] = [];
  let [kept, open] = [0, text.indexOf('>')];
  while (open !== -1) {
    const close = text.indexOf('<', open);
    if (close === -1) break;
    if (close - open > long && isBase64(text, open + 1, close)) {
      const token = `${sign}${files.size}${sign}`;
      files.set(token, text.slice(open + 1, close));
      parts.push(text.slice(kept, open + 1), token);
      kept = close;
    }
    open = text.indexOf('>', close);
  }
  return { rest: parts.join('') + text.slice(kept), files };
}

function isBase64(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (!isBase64Sign(text.charCodeAt(at))) return false;
  return true;
}

/** A–Z, a–z, 0–9, + / = and white space. */
function isBase64Sign(code: number): boolean {
  if (code >= 0x61) return code <= 0x7a;
  if (code >= 0x41) return code <= 0x5a;
  return (code >= 0x2f && code <= 0x39) || code === 0x2b || code === 0x3d || code === 0x20 || (code >= 9 && code <= 13);
}

/** The bytes of a base64 text, or undefined when it is not whole. */
export function base64Bytes(text: string): Buffer | undefined {
  const written = text.replace(/\s+/g, '');
  const padding = /={0,2}$/.exec(written.slice(-2))?.[0].length ?? 0;
  const bytes = Buffer.from(written, 'base64');
  return written.length % 4 === 0 && bytes.length === (written.length / 4) * 3 - padding ? bytes : undefined;
}
