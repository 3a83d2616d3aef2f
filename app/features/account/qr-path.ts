import { encode } from 'uqr';

/** A QR code as one path of dark squares, for a drawing of `size` units each way, with the quiet border that readers need. */
export interface QrPath {
  readonly size: number;
  readonly path: string;
}

/** Four squares all around. Source: ISO/IEC 18004. */
const border = 4;

export function qrPath(text: string): QrPath {
  const { size, data } = encode(text, { ecc: 'M', border });
  const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: squares.join('') };
}
