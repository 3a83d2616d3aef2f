import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import type { PageSize } from '../document.ts';
import type { Bitmap } from './bitmap.ts';
import { readPng } from './png.ts';

/** A picture ready to be written: the entries of its dictionary, and its data. */
export interface EncodedPicture {
  readonly dictionary: string;
  readonly data: Buffer;
}

/** The longest side of a sheet: a larger page is printed smaller, and needs no more pixels than the sheet. */
const sheetLength = 842;
const thumbnailPixels = 240;
const glancePixels = 400;

/** A page so many times as long as it is wide is a strip: a long receipt, or what was scrolled through. */
const stripShape = 2.5;
/** So wide a strip can be read. */
const readableWidth = 1_000;
/** What one may take: more than a sheet, and no more than there is memory for, which PDFium takes more of. */
export const mostStripPixels = { decoded: 12_000_000, drawn: 6_000_000 } as const;
/** A JPEG can be little more than twice as long. */
const mostStripLength = 30_000;

/**
 * How many pixels a page is drawn with: so many per inch of the paper it ends on. A strip is brought to the length of the sheet and would
 * be too narrow to be read, so it has as many as it has paper of its own, up to a readable width.
 */
export function pixelsOf({ width, height }: PageSize, pixelsPerInch: number, mostPixels: number = mostStripPixels.decoded): PageSize {
  const own = pixelsPerInch / 72;
  const onSheet = own * Math.min(1, sheetLength / Math.max(width, height));
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const most = Math.min(own, readableWidth / short, mostStripLength / long, Math.sqrt(mostPixels / (short * long)));
  const scale = long > short * stripShape ? Math.max(onSheet, most) : onSheet;
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The size of a small picture of a page. */
export function thumbnailSize(page: PageSize): { width: number; height: number } {
  return within(page, thumbnailPixels);
}

/** The size in which it is seen whether there is anything at all. */
export function glanceSize(page: PageSize): { width: number; height: number } {
  return within(page, glancePixels);
}

function within({ width, height }: PageSize, pixels: number): { width: number; height: number } {
  const scale = pixels / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A drawn page, grey where it has no colour, and in sixteen greys where it is text. */
export async function encodeBitmap(bitmap: Bitmap, quality: number): Promise<EncodedPicture> {
  const text = sixteenGreys(bitmap);
  if (text !== undefined) {
    const dictionary = `/Width ${bitmap.width} /Height ${bitmap.height} /ColorSpace /DeviceGray /BitsPerComponent 4 /Filter /FlateDecode`;
    return { dictionary, data: await deflated(text, { level: 4 }) };
  }
  const image = rawImage(bitmap);
  return encodePicture(hasColour(bitmap.rgbx) ? image : image.toColourspace('b-w'), { quality, isPhotograph: false });
}

const deflated = promisify(deflate);
/** Of what is neither paper nor ink on a page of text: the smooth edges of its letters. */
const mostBetween = 0.12;
/** The fourth byte of a pixel means nothing. */
const white = 0xffffff;

/** Two pixels to a byte, each row from a byte of its own. Undefined for what has colours or is more than text. */
function sixteenGreys({ width, height, rgbx }: Bitmap): Buffer | undefined {
  const rowBytes = Math.ceil(width / 2);
  const rows = Buffer.alloc(rowBytes * height, 0xff);
  const pixels = new Uint32Array(rgbx.buffer, rgbx.byteOffset, width * height);
  let left = Math.floor(width * height * mostBetween);
  const blank = Buffer.alloc(width * 4, 0xff);
  for (let y = 0; y < height; y += 1) {
    if (rgbx.subarray(y * width * 4, (y + 1) * width * 4).equals(blank)) continue;
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      const pixel = (pixels[at] ?? white) & white;
      if (pixel === white) continue;
      const [red, green, blue] = [pixel & 0xff, (pixel >> 8) & 0xff, pixel >> 16];
      if (Math.abs(red - green) > mostApart || Math.abs(green - blue) > mostApart) return undefined;
      const level = Math.round(red / 17);
      if (level > 0 && level < 15) left -= 1;
      if (left < 0) return undefined;
      const place = y * rowBytes + (x >> 1);
      rows[place] = (rows[place] ?? 0) & ((x & 1) === 0 ? (level << 4) | 0x0f : 0xf0 | level);
    }
  }
  return rows;
}

interface Encoding {
  /** Of JPEG, from 1 to 100. */
  readonly quality: number;
  /** A photograph is never smaller without loss. */
  readonly isPhotograph: boolean;
}

/** Without loss a picture may take so much room, however much smaller it would be as JPEG. */
const worthKeeping = 64 * 1024;

/** An image in grey or RGB as PNG's packed rows or as JPEG: without loss where that is small, else whichever is smaller. */
export async function encodePicture(image: Sharp, { quality, isPhotograph }: Encoding): Promise<EncodedPicture> {
  const png = isPhotograph ? undefined : await image.clone().png({ compressionLevel: 4, palette: false }).toBuffer();
  if (png !== undefined && png.length <= worthKeeping) return pngPicture(png);
  const { data, info } = await image.jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer({ resolveWithObject: true });
  if (png !== undefined && png.length <= data.length) return pngPicture(png);
  const space = info.channels === 1 ? 'DeviceGray' : 'DeviceRGB';
  return { dictionary: `/Width ${info.width} /Height ${info.height} /ColorSpace /${space} /BitsPerComponent 8 /Filter /DCTDecode`, data };
}

function pngPicture(png: Buffer): EncodedPicture {
  const rows = readPng(png);
  return { dictionary: `/Width ${png.readUInt32BE(16)} /Height ${png.readUInt32BE(20)} ${rows.dictionary}`, data: rows.data };
}

/** For a process that decodes pictures and nothing else: with one thread, and nothing held that is not asked for again. */
export function decodeThriftily(): void {
  sharp.concurrency(1);
  sharp.cache(false);
}

export async function encodeThumbnail(bitmap: Bitmap): Promise<Buffer> {
  return rawImage(bitmap).webp({ quality: 70 }).toBuffer();
}

/** True where anything at all is drawn. */
export function hasInk({ rgbx }: Bitmap): boolean {
  return rgbx.some((value, index) => index % 4 !== 3 && value < 250);
}

function rawImage({ width, height, rgbx }: Bitmap): Sharp {
  return sharp(rgbx, { raw: { width, height, channels: 4 } }).removeAlpha();
}

/** Edges of letters are smoothed in grey, so a hair's difference between the colours is none. */
const mostApart = 8;

function hasColour(rgbx: Buffer): boolean {
  for (let at = 0; at < rgbx.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [rgbx[at], rgbx[at + 1], rgbx[at + 2]];
    if (Math.abs(red - green) > mostApart || Math.abs(green - blue) > mostApart) return true;
  }
  return false;
}
