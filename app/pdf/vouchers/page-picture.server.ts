import sharp, { type Sharp } from 'sharp';
import type { PageSize } from '../document.ts';
import type { Bitmap } from './pdfium.server.ts';
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

/** How many pixels a page is drawn with: so many per inch of the paper it ends on. */
export function pixelsOf({ width, height }: PageSize, pixelsPerInch: number): { width: number; height: number } {
  const scale = (pixelsPerInch / 72) * Math.min(1, sheetLength / Math.max(width, height));
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

/** A drawn page, grey where it has no colour. */
export function encodeBitmap(bitmap: Bitmap, quality: number): Promise<EncodedPicture> {
  const image = rawImage(bitmap);
  return encodePicture(hasColour(bitmap.rgbx) ? image : image.toColourspace('b-w'), { quality, isPhotograph: false });
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
  const png = isPhotograph ? undefined : await image.clone().png({ compressionLevel: 7, palette: false }).toBuffer();
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
function hasColour(rgbx: Buffer): boolean {
  for (let at = 0; at < rgbx.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [rgbx[at], rgbx[at + 1], rgbx[at + 2]];
    if (Math.abs(red - green) > 8 || Math.abs(green - blue) > 8) return true;
  }
  return false;
}
