import { UnreadableError } from './unreadable.ts';

export interface DecodedHeic {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel. */
  readonly data: Uint8Array;
}

/**
 * Decodes the photographs of a HEIC file one by one, by libheif, which is LGPL and so a package of its own that may be left out: then the
 * file is refused with what to do instead. Throws UnreadableError.
 */
export async function* decodeHeic(bytes: Buffer, maxPixels: number): AsyncGenerator<DecodedHeic> {
  const decode = await import('heic-decode').then((module) => module.default, () => undefined);
  if (decode === undefined) throw new UnreadableError('type_heic');
  const pictures = await decode.all({ buffer: bytes });
  if (pictures.length === 0) throw new UnreadableError('damaged');
  if (pictures.some(({ width, height }) => width * height > maxPixels)) throw new UnreadableError('too_large');
  for (const picture of pictures) {
    const { width, height, data } = await picture.decode();
    yield { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
  }
}
