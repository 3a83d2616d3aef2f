import sharp, { type Metadata, type Sharp } from 'sharp';
import type { PageSize } from '../document.ts';
import type { PictureKind } from './file-kind.ts';
import type { Fineness } from './fineness.ts';
import { decodeHeic } from './heic.server.ts';
import { encodePicture, pixelsOf, thumbnailSize, type EncodedPicture } from './page-picture.server.ts';
import { writePicture, type PicturePlace } from './write-picture.server.ts';
import { UnreadableError } from './unreadable.ts';
import type { OpenedVoucher } from './voucher.ts';

const maxPixels = 120_000_000;
const maxPages = 300;
/** Pictures are set at this density, so that a photographed A4 sheet fills a page and a cut-out receipt stays small. */
const pixelsPerInch = 150;
/** A picture so much finer than asked for is still taken as it is: to make it over costs more than it gains. */
const fineEnough = 1.3;

type Picture = EncodedPicture & PicturePlace;

/**
 * Opens photographs and pictures, a page each; a TIFF may hold several. A JPEG in grey or sRGB that is not finer than asked for goes
 * in byte for byte, turned by its EXIF mark; other pictures are brought to 8-bit sRGB on white, as fine as the paper needs. The whole
 * picture is decoded once, so that a cut one is refused.
 */
export async function openPicture(bytes: Buffer, kind: PictureKind, fineness: Fineness): Promise<OpenedVoucher> {
  const pages = await decodedPages(bytes, kind);
  const pictures: Picture[] = [];
  for (const page of pages) pictures.push(await toPicture(page, { bytes, kind, fineness }));
  const [first] = pages;
  if (first === undefined) throw new UnreadableError('damaged');
  return {
    pages: pictures.map(({ size }) => size),
    thumbnail: await upright(first).resize({ ...thumbnailSize(uprightSize(first.metadata)), fit: 'fill' }).webp({ quality: 70 }).toBuffer(),
    writeInto: (file) => pictures.map((picture) => writePicture(file, picture, picture)),
  };
}

interface DecodedPage {
  readonly metadata: Metadata;
  readonly image: () => Sharp;
}

async function decodedPages(bytes: Buffer, kind: PictureKind): Promise<DecodedPage[]> {
  if (kind === 'heic') {
    const { width, height, data } = await decodeHeic(bytes, maxPixels);
    const image = () => sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: maxPixels });
    return [{ metadata: await image().metadata(), image }];
  }
  const { pages = 1 } = await readMetadata(bytes);
  if (pages > maxPages) throw new UnreadableError('too_many_pages');
  return Promise.all(Array.from({ length: pages }, async (_, page) => ({
    metadata: await readMetadata(bytes, page),
    image: () => sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels, page }),
  })));
}

async function readMetadata(bytes: Buffer, page = 0): Promise<Metadata> {
  const metadata = await sharp(bytes, { limitInputPixels: false, page }).metadata();
  if (metadata.width * metadata.height > maxPixels) throw new UnreadableError('too_large');
  return metadata;
}

interface Wanted {
  readonly bytes: Buffer;
  readonly kind: PictureKind;
  readonly fineness: Fineness;
}

async function toPicture(page: DecodedPage, { bytes, kind, fineness }: Wanted): Promise<Picture> {
  const { metadata } = page;
  const paper = paperSize(uprightSize(metadata));
  const wanted = pixelsOf(paper, fineness.pixelsPerInch);
  const asItIs = kind === 'jpeg' && isPlainJpeg(metadata) ? plainJpeg(bytes, metadata) : undefined;
  const isFineEnough = Math.max(metadata.width, metadata.height) <= Math.max(wanted.width, wanted.height) * fineEnough;
  if (asItIs !== undefined) await assertDecodes(page).catch(() => { throw refusalOf(bytes); });
  if (asItIs !== undefined && isFineEnough && fineness.pixelsPerInch >= pixelsPerInch) return asItIs;
  const flat = upright(page).flatten({ background: '#fff' }).toColourspace(isGrey(metadata) ? 'b-w' : 'srgb');
  const resized = flat.resize({ ...wanted, fit: 'inside', withoutEnlargement: true });
  const encoded = await encodePicture(resized, { quality: fineness.quality, isPhotograph: kind !== 'png' && kind !== 'tiff' })
    .catch(() => { throw refusalOf(bytes); });
  if (asItIs !== undefined && asItIs.data.length <= encoded.data.length) return asItIs;
  return { ...encoded, size: paper, matrix: [paper.width, 0, 0, paper.height, 0, 0] };
}

/** All of a JPEG is read to make a small one of it, without holding the large one. */
async function assertDecodes(page: DecodedPage): Promise<void> {
  await page.image().resize({ ...thumbnailSize(page.metadata), fit: 'fill' }).raw().toBuffer();
}

/** The picture turned as it was held. */
function upright({ image }: DecodedPage): Sharp {
  return image().rotate();
}

function uprightSize({ width, height, orientation = 1 }: Metadata): PageSize {
  return orientation >= 5 && orientation <= 8 ? { width: height, height: width } : { width, height };
}

function paperSize({ width, height }: PageSize): PageSize {
  const scale = 72 / pixelsPerInch;
  return { width: width * scale, height: height * scale };
}

function isGrey({ space }: Metadata): boolean {
  return space === 'b-w' || space === 'grey16';
}

/** Phones photograph in a wider colour space and say so in a profile; such a picture would look pale as sRGB. */
function isPlainJpeg({ space, channels, icc }: Metadata): boolean {
  const isPlain = (space === 'srgb' && channels === 3) || (space === 'b-w' && channels === 1);
  return isPlain && (icc === undefined || icc.includes('sRGB') || icc.includes(Buffer.from('sRGB', 'utf16le').swap16()));
}

function plainJpeg(bytes: Buffer, metadata: Metadata): Picture {
  const { width, height, channels, orientation = 1 } = metadata;
  const space = channels === 1 ? 'DeviceGray' : 'DeviceRGB';
  const dictionary = `/Width ${width} /Height ${height} /ColorSpace /${space} /BitsPerComponent 8 /Filter /DCTDecode`;
  const size = paperSize(uprightSize(metadata));
  return { size, matrix: turned(size, orientation), dictionary, data: bytes };
}

/** What does not decode is cut when its end mark is missing, else damaged within. */
function refusalOf(bytes: Buffer): UnreadableError {
  if (bytes[0] === 0xff) return new UnreadableError(bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < bytes.length / 2 ? 'truncated' : 'damaged');
  return new UnreadableError(bytes[0] === 0x89 && bytes.lastIndexOf('IEND') < 0 ? 'truncated' : 'damaged');
}

/** EXIF orientation 1–8 as a matrix. Source: CIPA DC-008 (EXIF 2.32) 4.6.4. */
function turned({ width: w, height: h }: PageSize, orientation: number): readonly number[] {
  const matrices: Record<number, readonly number[]> = {
    1: [w, 0, 0, h, 0, 0], 2: [-w, 0, 0, h, w, 0], 3: [-w, 0, 0, -h, w, h], 4: [w, 0, 0, -h, 0, h],
    5: [0, -h, -w, 0, w, h], 6: [0, -h, w, 0, 0, h], 7: [0, h, w, 0, 0, 0], 8: [0, h, -w, 0, w, 0],
  };
  return matrices[orientation] ?? [w, 0, 0, h, 0, 0];
}
