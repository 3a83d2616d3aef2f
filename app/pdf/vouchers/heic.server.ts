import { UnreadableError } from './unreadable.ts';

export interface DecodedHeic {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel. */
  readonly data: Uint8Array;
}

/**
 * Decodes a HEIC photograph by libheif, which is LGPL and so a package of its own that may be left out: then the file is refused with
 * what to do instead. Throws UnreadableError.
 */
export async function decodeHeic(bytes: Buffer, maxPixels: number): Promise<DecodedHeic> {
  const decode = await import('heic-decode').then((module) => module.default, () => undefined);
  if (decode === undefined) throw new UnreadableError('type_heic');
  const [picture] = await decode.all({ buffer: bytes });
  if (picture === undefined) throw new UnreadableError('damaged');
  if (picture.width * picture.height > maxPixels) throw new UnreadableError('too_large');
  const { width, height, data } = await picture.decode();
  return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}
