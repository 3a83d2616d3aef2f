/** How much data unpack to, counted without holding it and no further than asked. Of what is damaged, how much comes before that. */

/** Source: ISO 32000-1 7.4.5. */
export function runLengthLength(packed: Uint8Array, most: number): number {
  const end = 128;
  let length = 0;
  for (let at = 0; at < packed.length && length < most;) {
    const head = packed[at] ?? end;
    if (head === end) break;
    // Bytes that stand as they are, as far as they are there, or one that is repeated.
    const isRepeated = head > end;
    length += isRepeated ? 257 - head : Math.min(head + 1, packed.length - at - 1);
    at += isRepeated ? 2 : head + 2;
  }
  return length;
}

/** Source: ISO 32000-1 7.4.3. */
export function ascii85Length(packed: Uint8Array): number {
  const [first, last, fourZeros] = [0x21, 0x75, 0x7a];
  let [letters, zeros] = [0, 0];
  for (const byte of packed) {
    if (byte === fourZeros) zeros += 1;
    else if (byte >= first && byte <= last) letters += 1;
    else if (!isBlank(byte)) break;
  }
  const over = letters % 5;
  return zeros * 4 + Math.floor(letters / 5) * 4 + Math.max(0, over - 1);
}

/** Source: ISO 32000-1 7.4.2. */
export function asciiHexLength(packed: Uint8Array): number {
  let digits = 0;
  for (const byte of packed) {
    if (isHexDigit(byte)) digits += 1;
    else if (!isBlank(byte)) break;
  }
  return Math.ceil(digits / 2);
}

const lzw = { clear: 256, end: 257, first: 258, most: 4096, shortest: 9 } as const;

/** `earlyChange` is 1 where codes become longer one code early, as they usually do. Source: ISO 32000-1 7.4.4. */
export function lzwLength(packed: Uint8Array, most: number, earlyChange = 1): number {
  const lengths = new Uint32Array(lzw.most).fill(1, 0, lzw.clear);
  let [length, next, width, before] = [0, lzw.first, lzw.shortest, 0];
  let [bits, held] = [0, 0];
  for (let at = 0; length < most;) {
    for (; held < width && at < packed.length; held += 8) bits = ((bits << 8) | (packed[at++] ?? 0)) & 0xffffff;
    if (held < width) break;
    held -= width;
    const code = (bits >> held) & ((1 << width) - 1);
    if (code === lzw.end || (code > next && code >= lzw.first)) break;
    if (code === lzw.clear) {
      [next, width, before] = [lzw.first, lzw.shortest, 0];
      continue;
    }
    if (before > 0 && next < lzw.most) lengths[next++] = before + 1;
    before = lengths[code] ?? 0;
    length += before;
    if (next + earlyChange >= 1 << width && width < 12) width += 1;
  }
  return length;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0;
}

function isHexDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}
