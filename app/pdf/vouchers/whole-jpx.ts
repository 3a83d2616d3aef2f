/** Marks of a JPEG 2000 codestream, and where its head says how it is cut up. Source: ITU-T T.800, annex A. */
const marks = { start: 0xff4f, size: 0xff51, tilePart: 0xff90 } as const;
const sizeOffsets = { width: 8, height: 12, tileWidth: 24, tileHeight: 28, tilesLeft: 32, tilesTop: 36, end: 40 } as const;
const tilePartHead = 12;

/** True when every tile of a JPEG 2000 picture is all there; decoders show a cut one as far as it goes. */
export function isWholeJpx(jpx: Buffer): boolean {
  const stream = codestream(jpx);
  const tiles = stream === undefined ? undefined : tileCount(stream);
  if (stream === undefined || tiles === undefined) return false;
  let at = 2;
  while (at + 4 <= stream.length && stream.readUInt16BE(at) !== marks.tilePart) at += 2 + stream.readUInt16BE(at + 2);
  // Of each tile, how many parts it says it has, less those that came.
  const missing = new Map<number, number>();
  while (at + tilePartHead <= stream.length && stream.readUInt16BE(at) === marks.tilePart) {
    const [tile, length] = [stream.readUInt16BE(at + 4), stream.readUInt32BE(at + 6)];
    const [part = 0, parts = 0] = stream.subarray(at + 10, at + tilePartHead);
    missing.set(tile, parts === 0 ? 0 : parts - part - 1);
    // The last part may leave its length out: then it reaches to the end.
    at = length === 0 ? stream.length : at + Math.max(length, tilePartHead);
  }
  return at <= stream.length && missing.size === tiles && [...missing.values()].every((parts) => parts === 0);
}

/** How many tiles the picture is cut into; undefined for what is no codestream. */
function tileCount(stream: Buffer): number | undefined {
  if (stream.length < sizeOffsets.end || stream.readUInt16BE(0) !== marks.start || stream.readUInt16BE(2) !== marks.size) return undefined;
  const value = (key: keyof typeof sizeOffsets) => stream.readUInt32BE(sizeOffsets[key]);
  const across = Math.ceil((value('width') - value('tilesLeft')) / value('tileWidth'));
  return across * Math.ceil((value('height') - value('tilesTop')) / value('tileHeight'));
}

/** What is packed, bare or in the box that holds it. Source: ITU-T T.800, annex I. */
function codestream(jpx: Buffer): Buffer | undefined {
  if (jpx.length >= 2 && jpx.readUInt16BE(0) === marks.start) return jpx;
  for (let at = 0; at + 8 <= jpx.length;) {
    const short = jpx.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= jpx.length;
    const head = isLong ? 16 : 8;
    const length = isLong ? Number(jpx.readBigUInt64BE(at + 8)) : short;
    if (jpx.toString('latin1', at + 4, at + 8) === 'jp2c') return jpx.subarray(at + head, length === 0 ? jpx.length : at + length);
    if (length < head) return undefined;
    at += length;
  }
  return undefined;
}
