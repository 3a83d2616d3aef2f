import sharp, { type Metadata } from 'sharp';
import type { PageSize } from '../document.ts';
import type { PdfFile, Ref } from '../pdf-file.ts';
import { number } from '../pdf-text.ts';
import { readPng } from './png.ts';
import { UnreadableError } from './unreadable.ts';
import type { OpenedVoucher } from './voucher.ts';

const maxPixels = 120_000_000;
/** Pictures are set at this density, so that a photographed A4 sheet fills a page and a cut-out receipt stays small. */
const pixelsPerInch = 150;

interface Picture {
  readonly size: PageSize;
  /** From the unit square of the image to the upright page. */
  readonly matrix: readonly number[];
  readonly dictionary: string;
  readonly data: Buffer;
}

/**
 * Opens a photograph or picture as one page. A JPEG in grey or RGB goes in byte for byte, turned by its EXIF mark; other
 * pictures are brought to 8-bit sRGB on white. The whole picture is decoded once, so that a cut one is refused.
 */
export async function openPicture(bytes: Buffer, kind: 'jpeg' | 'png'): Promise<OpenedVoucher> {
  const metadata = await readMetadata(bytes);
  const picture = kind === 'jpeg' && isPlainJpeg(metadata) ? await plainJpeg(bytes, metadata) : await converted(bytes, kind);
  return { pages: [picture.size], writeInto: (file) => [writePicture(file, picture)] };
}

async function readMetadata(bytes: Buffer): Promise<Metadata> {
  const metadata = await sharp(bytes, { limitInputPixels: false }).metadata();
  if (metadata.width * metadata.height > maxPixels) throw new UnreadableError('too_large');
  return metadata;
}

function isPlainJpeg({ space, channels }: Metadata): boolean {
  return (space === 'srgb' && channels === 3) || (space === 'b-w' && channels === 1);
}

async function plainJpeg(bytes: Buffer, { width, height, channels, orientation = 1 }: Metadata): Promise<Picture> {
  await assertWhole(bytes);
  const space = channels === 1 ? 'DeviceGray' : 'DeviceRGB';
  const dictionary = `/Width ${width} /Height ${height} /ColorSpace /${space} /BitsPerComponent 8 /Filter /DCTDecode`;
  return { ...upright({ width, height }, orientation), dictionary, data: bytes };
}

async function converted(bytes: Buffer, kind: 'jpeg' | 'png'): Promise<Picture> {
  const image = sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels }).rotate().flatten({ background: '#fff' }).toColourspace('srgb');
  const format = kind === 'jpeg' ? image.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }) : image.png({ compressionLevel: 9, palette: false });
  const { data, info } = await format.toBuffer({ resolveWithObject: true }).catch(() => { throw refusalOf(bytes); });
  const frame = upright({ width: info.width, height: info.height }, 1);
  const size = `/Width ${info.width} /Height ${info.height}`;
  if (kind === 'jpeg') return { ...frame, dictionary: `${size} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`, data };
  const png = readPng(data);
  return { ...frame, dictionary: `${size} ${png.dictionary}`, data: png.data };
}

/** What does not decode is cut when its end mark is missing, else damaged within. */
function refusalOf(bytes: Buffer): UnreadableError {
  const isCut = bytes[0] === 0xff ? bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < bytes.length / 2 : bytes.lastIndexOf('IEND') < 0;
  return new UnreadableError(isCut ? 'truncated' : 'damaged');
}

async function assertWhole(bytes: Buffer): Promise<void> {
  await sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels }).stats().catch(() => { throw refusalOf(bytes); });
}

/** EXIF orientation 1–8 as a matrix. Source: CIPA DC-008 (EXIF 2.32) 4.6.4. */
function upright(pixels: PageSize, orientation: number): { size: PageSize; matrix: readonly number[] } {
  const scale = 72 / pixelsPerInch;
  const isLying = orientation >= 5 && orientation <= 8;
  const w = (isLying ? pixels.height : pixels.width) * scale;
  const h = (isLying ? pixels.width : pixels.height) * scale;
  const matrices: Record<number, readonly number[]> = {
    1: [w, 0, 0, h, 0, 0], 2: [-w, 0, 0, h, w, 0], 3: [-w, 0, 0, -h, w, h], 4: [w, 0, 0, -h, 0, h],
    5: [0, -h, -w, 0, w, h], 6: [0, -h, w, 0, 0, h], 7: [0, h, w, 0, 0, 0], 8: [0, h, -w, 0, w, 0],
  };
  return { size: { width: w, height: h }, matrix: matrices[orientation] ?? [w, 0, 0, h, 0, 0] };
}

function writePicture(file: PdfFile, { size, matrix, dictionary, data }: Picture): Ref {
  const image = file.addStream(`/Type /XObject /Subtype /Image ${dictionary}`, data);
  return file.addDeflated(
    `/Type /XObject /Subtype /Form /BBox [ 0 0 ${number(size.width)} ${number(size.height)} ] /Resources << /XObject << /I ${image} 0 R >> >>`,
    Buffer.from(`q ${matrix.map(number).join(' ')} cm /I Do Q`, 'latin1'),
  );
}
