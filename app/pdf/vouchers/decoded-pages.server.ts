import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PageSize } from '../document.ts';
import { pngFrames } from './apng.ts';
import type { PictureKind } from './file-kind.ts';
import { decodeHeic } from './heic.server.ts';
import { soberTiff } from './sober-tiff.ts';
import { tiffDirectories } from './tiff-directories.ts';
import { UnreadableError } from './unreadable.ts';
import { wholeJpeg } from './whole-jpeg.server.ts';
import { holdsItsSegments, isFax, isMistaken } from './whole-tiff.server.ts';

const maxPixels = 120_000_000;
const maxPages = 300;

/** One of the pictures of a file. */
export interface DecodedPage {
  readonly metadata: Metadata;
  /** In square pixels, turned as it was held. */
  readonly size: PageSize;
  /** As it was taken. Each decodes the whole picture anew, and fails where it is damaged. */
  readonly image: () => Sharp;
}

/** Every picture of a file, in order; of one nothing need be held while the next is decoded. Throws for a file that is cut or damaged. */
export async function* decodedPages(bytes: Buffer, kind: PictureKind): AsyncGenerator<DecodedPage> {
  if (kind === 'png' && pngFrames(bytes) > 1) throw new UnreadableError('type_apng');
  if (kind === 'heic') {
    yield* heicPages(bytes);
    return;
  }
  const { pages = 1 } = await readMetadata(bytes, 0);
  const data = kind === 'jpeg' ? await wholeJpeg(bytes, maxPixels) : bytes;
  if (data === undefined) throw new Error('A JPEG that lacks data');
  const directories = kind === 'tiff' ? tiffDirectories(bytes) : [];
  if (directories.length > pages) throw new Error('A TIFF with pages out of reach');
  const hasPages = directories.some(({ isPage }) => isPage);
  const shown = Array.from({ length: pages }, (_, page) => page).filter((page) => !hasPages || directories[page]?.isPage !== false);
  if (shown.length > maxPages) throw new UnreadableError('too_many_pages');
  for (const page of shown) yield await readPage(data, page, directories[page]?.pixelShape ?? 1);
}

async function* heicPages(bytes: Buffer): AsyncGenerator<DecodedPage> {
  for await (const { width, height, channels, data } of decodeHeic(bytes)) {
    const image = () => sharp(data, { raw: { width, height, channels }, limitInputPixels: maxPixels });
    yield { metadata: await image().metadata(), size: { width, height }, image };
  }
}

async function readPage(bytes: Buffer, page: number, pixelShape: number): Promise<DecodedPage> {
  const metadata = await readMetadata(bytes, page);
  const source = metadata.format === 'tiff' ? await tiffSource(bytes, page) : { data: bytes, failOn: 'warning' as const };
  const options = { failOn: source.failOn, limitInputPixels: maxPixels, page } as const;
  return { ...await shownRight(metadata, () => sharp(source.data, options)), size: uprightSize(metadata, pixelShape) };
}

interface TiffSource {
  readonly data: Buffer;
  readonly failOn: 'warning' | 'error';
}

/**
 * What a page of a TIFF is decoded from, and how strictly. Where its head is warned of, every picture would be, and what is warned of the
 * picture itself is not seen: then it is decoded without what is odd. Throws for one that is not all there.
 */
async function tiffSource(bytes: Buffer, page: number): Promise<TiffSource> {
  if (isMistaken(bytes, page)) throw new UnreadableError('picture_kind');
  if (!await holdsItsSegments(bytes, page, maxPixels)) throw new Error('A TIFF that lacks data');
  if (!await hasOddHead(bytes, page)) return { data: bytes, failOn: 'warning' };
  const sober = soberTiff(bytes);
  if (!await hasOddHead(sober, page)) return { data: sober, failOn: 'warning' };
  if (isFax(bytes, page)) throw new Error('A fax that cannot be told whole from its warnings');
  return { data: sober, failOn: 'error' };
}

const onlyWarnedOf = /treated as error/;
/** What the decoder warns of when data of a TIFF are missing or wrong. */
const lostData = /Premature EO|Line length mismatch|Bad code word|Corrupt JPEG data|premature end|Discarding \d+ bytes|Not enough data/i;

async function hasOddHead(bytes: Buffer, page: number): Promise<boolean> {
  const firstPixel = sharp(bytes, { failOn: 'warning', limitInputPixels: false, page }).extract({ left: 0, top: 0, width: 1, height: 1 }).raw();
  const complaint = await firstPixel.toBuffer().then(() => '', String);
  return onlyWarnedOf.test(complaint) && !lostData.test(complaint);
}

async function readMetadata(bytes: Buffer, page: number): Promise<Metadata> {
  const metadata = await sharp(bytes, { limitInputPixels: false, page }).metadata();
  if (metadata.width * metadata.height > maxPixels) throw new UnreadableError('too_large');
  return metadata;
}

const wholeDepths = new Set(['uchar', 'ushort']);

/** Light told as fractions of one comes out black unless it is brought to whole numbers; other numbers have no scale anyone knows. */
async function shownRight(metadata: Metadata, image: () => Sharp): Promise<Omit<DecodedPage, 'size'>> {
  if (wholeDepths.has(metadata.depth)) return { metadata, image };
  const isFraction = metadata.depth === 'float' || metadata.depth === 'double';
  const { channels } = await image().stats();
  if (!isFraction || channels.some(({ min, max }) => min < 0 || max > 1)) throw new UnreadableError('picture_kind');
  return { metadata, image: () => image().linear(255, 0) };
}

/** As large as it is shown: its coarser pixels count for more, and it is turned as it was held. */
function uprightSize({ width, height, orientation = 1 }: Metadata, pixelShape: number): PageSize {
  const taken = pixelShape >= 1 ? { width, height: height * pixelShape } : { width: width / pixelShape, height };
  return orientation >= 5 && orientation <= 8 ? { width: taken.height, height: taken.width } : taken;
}
