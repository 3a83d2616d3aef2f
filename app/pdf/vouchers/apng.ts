const signatureBytes = 8;

/** How many pictures an animated PNG says it shows one after another; 1 for any other PNG. Source: W3C PNG, third edition, 11.3.6. */
export function pngFrames(png: Buffer): number {
  for (let at = signatureBytes; at + 12 <= png.length; at += png.readUInt32BE(at) + 12) {
    const kind = png.toString('latin1', at + 4, at + 8);
    if (kind === 'acTL') return png.readUInt32BE(at + 8);
    if (kind === 'IDAT') break;
  }
  return 1;
}
