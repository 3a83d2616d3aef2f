import { TiffReader } from './tiff-reader.ts';

/** What a TIFF says of one of its pictures that a decoder does not heed. */
export interface TiffDirectory {
  /** False for a smaller copy of another picture, and for a mask. */
  readonly isPage: boolean;
  /** How much higher than wide a pixel is; fax machines have coarser rows than columns. */
  readonly pixelShape: number;
}

const tags = { newSubfileType: 254, subfileType: 255, xResolution: 282, yResolution: 283 } as const;
/** Pixels narrower or flatter than any scanner or fax makes are a slip of the pen. */
const mostUneven = 4;

/** The directories of a TIFF in order, each once, as far as they can be read. Source: TIFF 6.0, section 8. */
export function tiffDirectories(tiff: Buffer): TiffDirectory[] {
  const reader = new TiffReader(tiff);
  return [...reader.directories()].map(({ entries }) => {
    const valueOf = (tag: number) => reader.value(entries.get(tag));
    return { isPage: isPage(valueOf), pixelShape: pixelShape(valueOf) };
  });
}

type ValueOf = (tag: number) => number | undefined;

function isPage(valueOf: ValueOf): boolean {
  const reducedOrMask = 0b101;
  return ((valueOf(tags.newSubfileType) ?? 0) & reducedOrMask) === 0 && valueOf(tags.subfileType) !== 2;
}

function pixelShape(valueOf: ValueOf): number {
  const shape = (valueOf(tags.xResolution) ?? 1) / (valueOf(tags.yResolution) ?? 1);
  return shape >= 1 / mostUneven && shape <= mostUneven ? shape : 1;
}
