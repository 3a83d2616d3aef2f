import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PageSize } from '../document.ts';
import { decodedPages, type DecodedPage } from './decoded-pages.server.ts';
import type { PictureKind } from './file-kind.ts';
import type { Fineness } from './fineness.ts';
import { isPlainFrame, jpegFrame, markers } from './jpeg-segments.ts';
import { encodePicture, glanceSize, pixelsOf, thumbnailSize, type EncodedPicture } from './page-picture.server.ts';
import { paperSize } from './picture-size.ts';
import { writePicture, type PicturePlace } from './write-picture.server.ts';
import { UnreadableError } from './unreadable.ts';
import type { OpenedVoucher } from './voucher.ts';

/** The coarsest at which a JPEG still goes in as it is. */
const plainPixelsPerInch = 150;
/** A picture so much finer than asked for is still taken as it is: to make it over costs more than it gains. */
const fineEnough = 1.3;

type Picture = EncodedPicture & PicturePlace;

/**
 * Opens photographs and pictures, a page each; a TIFF may hold several. A JPEG in grey or sRGB that is not finer than asked for goes
 * in byte for byte, turned by its EXIF mark; other pictures are brought to 8-bit sRGB on white, as fine as the paper needs. Every
 * picture is decoded whole, so that a cut or damaged one is refused, and so is a file on which nothing at all is seen.
 */
export async function openPicture(bytes: Buffer, kind: PictureKind, fineness: Fineness): Promise<OpenedVoucher> {
  const pictures: Picture[] = [];
  let thumbnail: Buffer | undefined;
  let isSeen = false;
  try {
    for await (const page of decodedPages(bytes, kind)) {
      if (!isSeen) {
        const glance = await glanceAt(page);
        thumbnail ??= await glance.image().resize({ ...thumbnailSize(page.size), fit: 'fill' }).webp({ quality: 70 }).toBuffer();
        isSeen = hasInk(glance.pixels) || hasInk(await everyPixel(page));
      }
      pictures.push(await toPicture(page, { bytes, kind, fineness }));
    }
  } catch (error) {
    throw error instanceof UnreadableError ? error : refusalOf(bytes, error);
  }
  if (thumbnail === undefined) throw new UnreadableError('damaged');
  if (!isSeen) throw new UnreadableError('blank');
  return {
    pages: pictures.map(({ size }) => size),
    thumbnail,
    writeInto: (file) => pictures.map((picture) => writePicture(file, picture, picture)),
  };
}

interface Wanted {
  readonly bytes: Buffer;
  readonly kind: PictureKind;
  readonly fineness: Fineness;
}

async function toPicture(page: DecodedPage, { bytes, kind, fineness }: Wanted): Promise<Picture> {
  const { metadata } = page;
  const paper = paperSize(page.size);
  const wanted = pixelsOf(paper, fineness.pixelsPerInch);
  const asItIs = kind === 'jpeg' && isPlainJpeg(bytes, metadata) ? plainJpeg(bytes, metadata, paper) : undefined;
  const isFineEnough = Math.max(metadata.width, metadata.height) <= Math.max(wanted.width, wanted.height) * fineEnough;
  if (asItIs !== undefined && isFineEnough && fineness.pixelsPerInch >= plainPixelsPerInch) return asItIs;
  const flat = upright(page).flatten(onWhite).toColourspace(isGrey(metadata) ? 'b-w' : 'srgb');
  const resized = flat.resize({ ...wanted, fit: 'fill', withoutEnlargement: true });
  const encoded = await encodePicture(resized, { quality: fineness.quality, isPhotograph: kind !== 'png' && kind !== 'tiff' });
  if (asItIs !== undefined && asItIs.data.length <= encoded.data.length) return asItIs;
  return { ...encoded, size: paper, matrix: [paper.width, 0, 0, paper.height, 0, 0] };
}

const onWhite = { background: '#fff' } as const;
/** Lighter than this nothing is seen, as on the pages of a PDF. */
const lightestInk = 250;

function hasInk(pixels: Buffer): boolean {
  return pixels.some((value) => value < lightestInk);
}

/** The picture made small, decoded once. */
async function glanceAt(page: DecodedPage): Promise<{ pixels: Buffer; image: () => Sharp }> {
  const small = upright(page).flatten(onWhite).resize({ ...glanceSize(page.size), fit: 'fill' }).toColourspace('srgb').raw();
  const { data: pixels, info: raw } = await small.toBuffer({ resolveWithObject: true });
  return { pixels, image: () => sharp(pixels, { raw }) };
}

/** What is too small for a glance, in grey. */
function everyPixel(page: DecodedPage): Promise<Buffer> {
  return page.image().flatten(onWhite).toColourspace('b-w').raw().toBuffer();
}

/** The picture turned as it was held. */
function upright({ image }: DecodedPage): Sharp {
  return image().rotate();
}

function isGrey({ space }: Metadata): boolean {
  return space === 'b-w' || space === 'grey16';
}

/** Phones photograph in a wider colour space and say so in a profile; such a picture would look pale as sRGB. */
function isPlainJpeg(bytes: Buffer, { space, channels, icc }: Metadata): boolean {
  const frame = jpegFrame(bytes);
  if (frame === undefined || !isPlainFrame(frame)) return false;
  const isPlain = (space === 'srgb' && channels === 3) || (space === 'b-w' && channels === 1);
  return isPlain && (icc === undefined || icc.includes('sRGB') || icc.includes(Buffer.from('sRGB', 'utf16le').swap16()));
}

function plainJpeg(bytes: Buffer, metadata: Metadata, size: PageSize): Picture {
  const { width, height, channels, orientation = 1 } = metadata;
  const space = channels === 1 ? 'DeviceGray' : 'DeviceRGB';
  const dictionary = `/Width ${width} /Height ${height} /ColorSpace /${space} /BitsPerComponent 8 /Filter /DCTDecode`;
  return { size, matrix: turned(size, orientation), dictionary, data: bytes };
}

/** Ways to store a picture that our decoder does not know: of old, of few programs, or of print shops. */
const unknownKind = /not supported|not configured|not a whole number of bytes|not \d bands|bad labq format/;

/** What does not decode is cut when its end mark is missing, else damaged within. */
function refusalOf(bytes: Buffer, error: unknown): UnreadableError {
  if (error instanceof Error && unknownKind.test(error.message)) return new UnreadableError('picture_kind');
  if (bytes[0] === 0xff && isUnknownJpeg(bytes)) return new UnreadableError('picture_kind');
  if (bytes[0] === 0xff) return new UnreadableError(bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < bytes.length / 2 ? 'truncated' : 'damaged');
  return new UnreadableError(bytes[0] === 0x89 && bytes.lastIndexOf('IEND') < 0 ? 'truncated' : 'damaged');
}

/** Without loss, in steps of size, or in more bits than eight; arithmetic codes are known. */
function isUnknownJpeg(bytes: Buffer): boolean {
  const frame = jpegFrame(bytes);
  return frame !== undefined && !isPlainFrame(frame) && !(arithmeticFrames.has(frame.marker) && frame.bits === 8);
}

const arithmeticFrames = new Set<number>([markers.arithmeticFrame, markers.progressiveArithmeticFrame]);

/** EXIF orientation 1–8 as a matrix. Source: CIPA DC-008 (EXIF 2.32) 4.6.4. */
function turned({ width: w, height: h }: PageSize, orientation: number): readonly number[] {
  const matrices: Record<number, readonly number[]> = {
    1: [w, 0, 0, h, 0, 0], 2: [-w, 0, 0, h, w, 0], 3: [-w, 0, 0, -h, w, h], 4: [w, 0, 0, -h, 0, h],
    5: [0, -h, -w, 0, w, h], 6: [0, -h, w, 0, 0, h], 7: [0, h, w, 0, 0, 0], 8: [0, h, -w, 0, w, 0],
  };
  return matrices[orientation] ?? [w, 0, 0, h, 0, 0];
}
