import { paintColours, paintOpacity, type Canvas, type Plane } from './colour-planes.ts';
import { HeicFile, type HeicItem, type TiledPicture } from './heic-file.server.ts';
import { shownPicture, type ShownPicture } from './heic-placing.ts';
import { decodeHevc, type HevcPicture } from './hevc-picture.server.ts';
import { Libheif } from './libheif.server.ts';
import { UnreadableError } from './unreadable.ts';

export interface DecodedHeic {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  /** Red, green, blue and, where there is one, opacity of each pixel. */
  readonly data: Uint8ClampedArray;
}

/** What is decoded in one piece, and a whole picture, within what a process that opens a file may hold and work. */
const mostTilePixels = 32_000_000;
const mostPixels = 50_000_000;

/**
 * Decodes the photographs of a HEIC file one by one, tile by tile straight into red, green and blue, each in a memory of its own that is
 * let go before the next step. Throws UnreadableError, also for one of whose tiles anything is missing, and where libheif was left out.
 */
export async function* decodeHeic(bytes: Buffer): AsyncGenerator<DecodedHeic> {
  for (let index = 0, count = 1; index < count; index += 1) {
    const decoded = await decodePicture(bytes, index);
    globalThis.gc?.();
    count = decoded.count;
    yield decoded.picture;
  }
}

async function decodePicture(bytes: Buffer, index: number): Promise<{ picture: DecodedHeic; count: number }> {
  const heif = await Libheif.start();
  if (heif === undefined) throw new UnreadableError('type_heic');
  const file = new HeicFile(heif, bytes);
  const pictures = file.pictures();
  if (index === 0) for (const picture of pictures) assertFits(file.tilesOf(picture));
  const item = pictures[index];
  if (item === undefined) throw new UnreadableError('damaged');
  return { picture: paint({ heif, file, item }), count: pictures.length };
}

function assertFits({ width, height, tileWidth, tileHeight }: TiledPicture): void {
  if (tileWidth * tileHeight > mostTilePixels || width * height > mostPixels) throw new UnreadableError('picture_heavy');
}

function paint(stored: Stored): DecodedHeic {
  const { file, item } = stored;
  const tiled = file.tilesOf(item);
  const shown = shownPicture(tiled, file.transformationsOf(item, tiled));
  const opacity = file.opacityOf(item);
  const channels = opacity === undefined ? 3 : 4;
  const data = new Uint8ClampedArray(shown.width * shown.height * channels);
  const canvas: Canvas = { width: shown.width, height: shown.height, channels, data };
  const coding = file.codingOf(item);
  eachTile(stored, tiled, (picture, tile, place) => {
    paintColours(picture.planes, coding ?? file.codingOf(tile) ?? picture.coding, { canvas, placing: shown.placing, ...place });
  });
  if (opacity !== undefined) paintOpacities({ ...stored, item: opacity }, tiled, { canvas, shown });
  return canvas;
}

interface Stored {
  readonly heif: Libheif;
  readonly file: HeicFile;
  readonly item: HeicItem;
}

/** Only what is as large as the picture it belongs to, and turned as it is, stands where it should. */
function paintOpacities(stored: Stored, { width, height }: TiledPicture, { canvas, shown }: { canvas: Canvas; shown: ShownPicture }): void {
  const tiled = stored.file.tilesOf(stored.item);
  if (tiled.width !== width || tiled.height !== height) throw new UnreadableError('picture_kind');
  eachTile(stored, tiled, ({ planes: [light] }, _, place) => {
    if (light !== undefined) paintOpacity(light, { canvas, placing: shown.placing, ...place });
  });
}

interface TilePlace {
  readonly left: number;
  readonly top: number;
}

type UseTile = (picture: HevcPicture, tile: HeicItem, place: TilePlace) => void;

function eachTile({ heif, file, item }: Stored, { columns, rows, tileWidth, tileHeight }: TiledPicture, use: UseTile): void {
  const size = { width: tileWidth, height: tileHeight };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const tile = file.tileOf(item, column, row);
      file.withCoded(tile, size, (coded) => {
        decodeHevc(heif, coded, (picture) => {
          assertAsLarge(picture.planes, size);
          use(picture, tile, { left: column * tileWidth, top: row * tileHeight });
        });
      });
    }
  }
}

/** A decoded picture that is smaller than its file says would leave a gap; what is beyond that size is not shown. */
function assertAsLarge([light]: readonly Plane[], { width, height }: { readonly width: number; readonly height: number }): void {
  if (light === undefined || light.width < width || light.height < height) throw new UnreadableError('damaged');
}
