import type { ColourCoding, Plane } from './colour-planes.ts';
import { unitsWithin, type HevcHead } from './hevc-heads.ts';
import type { Libheif } from './libheif.server.ts';
import { UnreadableError } from './unreadable.ts';

export interface HevcPicture {
  readonly planes: readonly Plane[];
  readonly coding: ColourCoding;
}

/** A picture in one piece, as large as its file says. */
export interface CodedPicture {
  readonly head: HevcHead;
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Those of libde265: to keep back pictures with errors, and to leave out the smoothing that takes as long as all else. */
const parameters = { keepFaultyBack: 6, withoutDeblocking: 7, withoutOffsets: 8 } as const;

/**
 * Decodes a coded picture and lends it. Throws UnreadableError for one that is not all there: with errors in it, or with parts that nothing
 * was written to, which are known by the traces that its memory was filled with.
 */
export function decodeHevc<Result>(heif: Libheif, coded: CodedPicture, use: (picture: HevcPicture) => Result): Result {
  const { calls } = heif;
  const within = unitsWithin(coded.data, coded.head.lengthBytes);
  if (within === undefined) throw new UnreadableError('damaged');
  const units = [...coded.head.units, ...within].map((unit) => ({ at: heif.put(unit), length: unit.length }));
  const traces = leaveTraces(heif, coded);
  const decoder = calls._de265_new_decoder();
  try {
    for (const parameter of Object.values(parameters)) calls._de265_set_parameter_bool(decoder, parameter, 1);
    for (const { at, length } of units) calls._de265_push_NAL(decoder, at, length, 0, 0, 0);
    calls._de265_flush_data(decoder);
    const image = nextImage(heif, decoder);
    if (image === 0) throw new UnreadableError('damaged');
    const picture = pictureOf(heif, image);
    if (!picture.planes.every((plane) => isWritten(plane, traces))) throw new UnreadableError('damaged');
    return use(picture);
  } finally {
    calls._de265_free_decoder(decoder);
    for (const at of [...traces.stopped, ...units.map((unit) => unit.at)]) calls._free(at);
  }
}

/** 0 when there is none. */
function nextImage(heif: Libheif, decoder: number): number {
  for (;;) {
    heif.heap.writeUInt32LE(0, heif.told);
    const error = heif.calls._de265_decode(decoder, heif.told);
    const image = heif.calls._de265_get_next_picture(decoder);
    if (image !== 0 || error !== 0 || heif.number() === 0) return image;
  }
}

const channels = [0, 1, 2] as const;

function pictureOf(heif: Libheif, image: number): HevcPicture {
  const { calls } = heif;
  const shown = calls._de265_get_chroma_format(image) === 0 ? channels.slice(0, 1) : channels;
  const planes = shown.map((channel) => {
    const start = calls._de265_get_image_plane(image, channel, heif.told);
    const [stride, height] = [heif.number(), calls._de265_get_image_height(image, channel)];
    const [width, bits] = [calls._de265_get_image_width(image, channel), calls._de265_get_bits_per_pixel(image, channel)];
    return { data: heif.heap.subarray(start, start + stride * height), stride, width, height, bits };
  });
  const coding = {
    matrix: calls._de265_get_image_matrix_coefficients(image), isFullRange: calls._de265_get_image_full_range_flag(image) !== 0,
  };
  return { planes, coding };
}

interface Traces {
  readonly start: number;
  readonly end: number;
  /** What was taken elsewhere, so that planes come to lie where the traces are. */
  readonly stopped: readonly number[];
}

/** What the decoder holds of a picture beside its planes, for each of its pixels, and at any rate. */
const workBytesPerPixel = 1.25;
const leastWorkBytes = 1024 * 1024;
/** Pictures are coded in blocks no larger than this. */
const largestBlock = 64;

/** Fills free memory, which is what is taken next, with something else at every place, and stops the gaps where a plane would fit. */
function leaveTraces(heif: Libheif, { head, data, width, height }: CodedPicture): Traces {
  const pixels = (width + largestBlock) * (height + largestBlock);
  const bytes = Math.ceil(pixels * (head.bytesPerPixel + workBytesPerPixel)) + data.length * 2 + leastWorkBytes;
  const start = heif.calls._malloc(bytes);
  if (start === 0) throw new UnreadableError('picture_heavy');
  const words = new Int32Array(heif.heap.buffer, start, bytes >> 2);
  for (let index = 0, word = start >> 2; index < words.length; index += 1, word += 1) words[index] = traceAt(word);
  heif.calls._free(start);
  const smallestPlane = Math.max(1, (width >> 1) * (height >> 1));
  const stopped: number[] = [];
  for (;;) {
    const at = heif.calls._malloc(smallestPlane);
    if (at >= start || at === 0) {
      heif.calls._free(at);
      return { start, end: start + bytes, stopped };
    }
    stopped.push(at);
  }
}

function traceAt(word: number): number {
  return Math.imul(word, 0x9e37_79b1) ^ (word << 7);
}

const blockSide = 8;

/** False where a block still holds the traces, or lies where there are none, so that it cannot be told. */
function isWritten({ data, stride, width, height, bits }: Plane, { start, end }: Traces): boolean {
  const from = data.byteOffset;
  if (from < start || from + data.length > end) return false;
  const rowWords = Math.floor((width * Math.ceil(bits / 8)) / blockSide) * (blockSide / 4);
  for (let y = 0; y < height; y += blockSide) {
    const words = new Int32Array(data.buffer, from + y * stride, rowWords);
    for (let index = 0, word = words.byteOffset >> 2; index < rowWords; index += 2) {
      if (words[index] === traceAt(word + index) && words[index + 1] === traceAt(word + index + 1)) return false;
    }
  }
  return true;
}
