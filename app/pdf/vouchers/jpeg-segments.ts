/** The parts of a JPEG's head and what lies between them. Source: ITU-T T.81, B.1.1. */
export interface JpegSegment {
  readonly marker: number;
  /** Of what it says, after its length. */
  readonly start: number;
  readonly end: number;
}

export const markers = {
  frame: 0xc0, extendedFrame: 0xc1, progressiveFrame: 0xc2, arithmeticFrame: 0xc9, progressiveArithmeticFrame: 0xca, huffmanTables: 0xc4,
  scan: 0xda, restartInterval: 0xdd, app0: 0xe0, end: 0xd9,
} as const;
const mark = 0xff;

/** The segments of a JPEG in order, until its end mark or as far as they go; of a scan only its head. */
export function* jpegSegments(jpeg: Buffer): Generator<JpegSegment> {
  for (let at = 2; at + 4 <= jpeg.length;) {
    const place = nextMarker(jpeg, at);
    const marker = jpeg[place + 1] ?? markers.end;
    if (marker === markers.end || place + 4 > jpeg.length) return;
    const end = place + 2 + jpeg.readUInt16BE(place + 2);
    if (end > jpeg.length) return;
    yield { marker, start: place + 4, end };
    at = marker === markers.scan ? nextMarker(jpeg, end) : end;
  }
}

/** What a JPEG says of its picture before its data. */
export interface JpegFrame {
  readonly marker: number;
  readonly bits: number;
  readonly components: number;
}

const firstFrame = 0xc0;
const lastFrame = 0xcf;
/** Within the row of frames, but none: tables of codes, an extension, conditions of arithmetic codes. */
const noFrames = new Set([0xc4, 0xc8, 0xcc]);

/** The first frame of a JPEG; undefined where there is none. Source: ITU-T T.81, B.2.2. */
export function jpegFrame(jpeg: Buffer): JpegFrame | undefined {
  for (const { marker, start, end } of jpegSegments(jpeg)) {
    if (marker < firstFrame || marker > lastFrame || noFrames.has(marker) || end - start < 6) continue;
    return { marker, bits: jpeg[start] ?? 0, components: jpeg[start + 5] ?? 0 };
  }
  return undefined;
}

/** Whether every reader shows it: in Huffman's codes, with loss, at once or in steps, in eight bits. Others come out black or blank. */
export function isPlainFrame({ marker, bits }: JpegFrame): boolean {
  return marker <= markers.progressiveFrame && bits === 8;
}

/** The next mark that is not part of a scan's data: neither a stuffed byte, a restart nor filling. */
export function nextMarker(jpeg: Buffer, from: number): number {
  for (let at = jpeg.indexOf(mark, from); at >= 0; at = jpeg.indexOf(mark, at + 1)) {
    const marker = jpeg[at + 1] ?? 0;
    if (marker !== 0 && marker !== mark && !isRestart(marker)) return at;
  }
  return jpeg.length;
}

export function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}
