import { PDFDict, PDFName, PDFRawStream, type PDFContext, type PDFObject, type PDFStream } from 'pdf-lib';
import { ForeignContents } from './foreign-contents.server.ts';
import { isPlainFrame, jpegFrame } from './jpeg-segments.ts';
import { listIn } from './list-in.ts';
import { wholeJpeg } from './whole-jpeg.server.ts';
import { isWholeJpx } from './whole-jpx.ts';

/**
 * Pictures of an opened file whose data are cut or have a hole, packed as JPEG or JPEG 2000, and JPEGs of a kind that PDF does not have. A
 * reader fills what is missing with grey, or shows half a page, and says nothing.
 */
export async function tornPictures(context: PDFContext): Promise<ReadonlySet<PDFStream>> {
  const torn = new Set<PDFStream>();
  for (const [, stream] of context.enumerateIndirectObjects()) {
    if (!(stream instanceof PDFRawStream) || nameIn(stream.dict, 'Subtype') !== '/Image') continue;
    if (!await isWhole(stream).catch(() => false)) torn.add(stream);
  }
  return torn;
}

async function isWhole(picture: PDFRawStream): Promise<boolean> {
  const filters = listIn(picture.dict, 'Filter');
  switch (filters.at(-1)?.toString()) {
    case '/DCTDecode': case '/DCT': {
      const jpeg = asFile(packed(picture, filters));
      const frame = jpegFrame(jpeg);
      return frame !== undefined && isPlainFrame(frame) && await wholeJpeg(jpeg, false) !== undefined;
    }
    case '/JPXDecode': return isWholeJpx(packed(picture, filters));
    default: return true;
  }
}

/** The picture's own data: without what they are packed in once more. */
function packed(picture: PDFRawStream, filters: readonly PDFObject[]): Buffer {
  if (filters.length === 1) return Buffer.from(picture.contents.buffer, picture.contents.byteOffset, picture.contents.length);
  const { context } = picture.dict;
  const outer = PDFDict.withContext(context);
  outer.set(PDFName.of('Filter'), context.obj(filters.slice(0, -1)));
  outer.set(PDFName.of('DecodeParms'), context.obj(listIn(picture.dict, 'DecodeParms').slice(0, filters.length - 1)));
  return new ForeignContents().unpack(PDFRawStream.of(outer, picture.contents));
}

const start = Buffer.from([0xff, 0xd8]);
const end = Buffer.from([0xff, 0xd9]);
/** Line ends and the like, where the stream's bounds are not those of the picture. */
const mostAround = 32;

/** As a file a JPEG begins and ends with its marks; within a PDF its end is often left out, and readers do without. */
function asFile(jpeg: Buffer): Buffer {
  const from = Math.max(0, jpeg.subarray(0, mostAround).indexOf(start));
  const hasEnd = jpeg.subarray(-mostAround).includes(end);
  return hasEnd ? jpeg.subarray(from) : Buffer.concat([jpeg.subarray(from), end]);
}

function nameIn(dict: PDFDict, key: string): string | undefined {
  return dict.lookup(PDFName.of(key))?.toString();
}
