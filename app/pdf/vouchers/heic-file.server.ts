import type { PageSize } from '../document.ts';
import type { ColourCoding } from './colour-planes.ts';
import type { Transformation } from './heic-placing.ts';
import { hevcHeads, type HevcHead } from './hevc-heads.ts';
import type { CodedPicture } from './hevc-picture.server.ts';
import type { Libheif } from './libheif.server.ts';
import { UnreadableError } from './unreadable.ts';

/** A picture as it is stored: in tiles of one size, often in one. */
export interface TiledPicture {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
}

/** A picture among those of a file, by its number there; libheif's hold on it is given back with its memory. */
export interface HeicItem {
  readonly id: number;
  readonly handle: number;
}

const codes = { coded: 'hvc1', grid: 'grid', turn: 'irot', mirror: 'imir', cut: 'clap' } as const;
const mostPictures = 300;
const mostTransformations = 16;
const withoutTransformations = 0;
const sideways = 1;
const opacityTypes = ['urn:mpeg:hevc:2015:auxid:1', 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha'];

/** What a HEIC file holds, as libheif reads it. Each part throws UnreadableError where the file does not hold together. */
export class HeicFile {
  private readonly heif: Libheif;
  private readonly context: number;
  private readonly heads: ReadonlyMap<number, HevcHead>;

  constructor(heif: Libheif, bytes: Buffer) {
    this.heif = heif;
    this.context = heif.calls._heif_context_alloc();
    this.heads = hevcHeads(bytes);
    const memory = heif.put(bytes);
    this.call((answer) => { heif.calls._heif_context_read_from_memory_without_copy(answer, this.context, memory, bytes.length, 0); });
  }

  /** Those that are shown, in order: neither tiles nor what belongs to another picture. */
  pictures(): HeicItem[] {
    const { calls } = this.heif;
    const count = calls._heif_context_get_number_of_top_level_images(this.context);
    if (count > mostPictures) throw new UnreadableError('too_many_pages');
    const ids = this.list(count, (place) => { calls._heif_context_get_list_of_top_level_image_IDs(this.context, place, count); });
    return ids.map((id) => this.item(id));
  }

  tilesOf({ id, handle }: HeicItem): TiledPicture {
    const { calls, told } = this.heif;
    this.call((answer) => { calls._heif_image_handle_get_image_tiling(answer, handle, withoutTransformations, told); });
    const numbers = [1, 2, 3, 4, 5, 6].map((index) => this.heif.number(index));
    const [columns = 0, rows = 0, tileWidth = 0, tileHeight = 0, width = 0, height = 0] = numbers;
    const kind = this.kindOf(id);
    if (kind !== codes.coded && kind !== codes.grid) throw new UnreadableError('picture_kind');
    const tiled = { columns, rows, tileWidth, tileHeight, width, height };
    if (Object.values(tiled).some((value) => value === 0)) throw new UnreadableError('damaged');
    if (tiled.columns * tiled.tileWidth < tiled.width || tiled.rows * tiled.tileHeight < tiled.height) throw new UnreadableError('damaged');
    return tiled;
  }

  /** The tile at this place; the picture itself where it has only one. */
  tileOf(item: HeicItem, column: number, row: number): HeicItem {
    if (this.kindOf(item.id) === codes.coded) return item;
    const { calls, told } = this.heif;
    const { handle } = item;
    this.call((answer) => { calls._heif_image_handle_get_grid_image_tile_id(answer, handle, withoutTransformations, column, row, told); });
    const tile = this.item(this.heif.number());
    if (this.transformationsOf(tile, { width: 1, height: 1 }).length > 0) throw new UnreadableError('picture_kind');
    return tile;
  }

  /** Lends the coded data of a picture in one tile. */
  withCoded<Result>({ id }: HeicItem, size: PageSize, use: (coded: CodedPicture) => Result): Result {
    const { calls, told } = this.heif;
    const head = this.heads.get(id);
    if (this.kindOf(id) !== codes.coded || head === undefined) throw new UnreadableError('picture_kind');
    const [lengthAt, dataAt] = [told, told + 4];
    this.call((answer) => { calls._heif_item_get_item_data(answer, this.context, id, 0, dataAt, lengthAt); });
    const [length, start] = [this.heif.number(0), this.heif.number(1)];
    const data = Buffer.from(this.heif.heap.subarray(start, start + length));
    calls._free(start);
    return use({ head, data, ...size });
  }

  /** What makes colours of it, where the file says so itself. */
  codingOf({ handle }: HeicItem): ColourCoding | undefined {
    const { calls, told, answer } = this.heif;
    calls._heif_image_handle_get_nclx_color_profile(answer, handle, told);
    if (!this.heif.isDone) return undefined;
    const profile = this.heif.number();
    const coding = { matrix: this.heif.number(3, profile), isFullRange: (this.heif.number(4, profile) & 0xff) !== 0 };
    calls._heif_nclx_color_profile_free(profile);
    return coding;
  }

  /** The picture that tells how opaque this one is. */
  opacityOf({ handle }: HeicItem): HeicItem | undefined {
    const { calls, told } = this.heif;
    if (calls._heif_image_handle_has_alpha_channel(handle) === 0) return undefined;
    const count = calls._heif_image_handle_get_number_of_auxiliary_images(handle, 0);
    const ids = this.list(count, (place) => { calls._heif_image_handle_get_list_of_auxiliary_image_IDs(handle, 0, place, count); });
    for (const id of ids) {
      this.call((answer) => { calls._heif_image_handle_get_auxiliary_image_handle(answer, handle, id, told); });
      const auxiliary = this.heif.number();
      this.call((answer) => { calls._heif_image_handle_get_auxiliary_type(answer, auxiliary, told); });
      if (opacityTypes.includes(this.text(this.heif.number()))) return { id, handle: auxiliary };
    }
    throw new UnreadableError('picture_kind');
  }

  transformationsOf({ id }: HeicItem, size: PageSize): Transformation[] {
    const { calls } = this.heif;
    const count = calls._heif_item_get_transformation_properties(this.context, id, 0, 0);
    if (count > mostTransformations) throw new UnreadableError('damaged');
    const properties = this.list(count, (place) => { calls._heif_item_get_transformation_properties(this.context, id, place, count); });
    let { width, height } = size;
    return properties.map((property) => {
      const transformation = this.transformation(id, property, { width, height });
      if (transformation.kind === 'cut') {
        [width, height] = [width - transformation.left - transformation.right, height - transformation.top - transformation.bottom];
      } else if (transformation.kind === 'turn' && transformation.quarters % 2 === 1) [width, height] = [height, width];
      return transformation;
    });
  }

  private transformation(id: number, property: number, { width, height }: PageSize): Transformation {
    const { calls, told } = this.heif;
    switch (fourLetters(calls._heif_item_get_property_type(this.context, id, property))) {
      case codes.turn: return { kind: 'turn', quarters: calls._heif_item_get_property_transform_rotation_ccw(this.context, id, property) / 90 };
      case codes.mirror:
        return { kind: 'mirror', isSideways: calls._heif_item_get_property_transform_mirror(this.context, id, property) === sideways };
      default: {
        const places = [told, told + 4, told + 8, told + 12] as const;
        calls._heif_item_get_property_transform_crop_borders(this.context, id, property, width, height, ...places);
        const [left = 0, top = 0, right = 0, bottom = 0] = [0, 1, 2, 3].map((index) => this.heif.heap.readInt32LE(told + index * 4));
        if (Math.min(left, top, right, bottom) < 0) throw new UnreadableError('damaged');
        return { kind: 'cut', left, top, right, bottom };
      }
    }
  }

  private kindOf(id: number): string {
    return fourLetters(this.heif.calls._heif_item_get_item_type(this.context, id));
  }

  private item(id: number): HeicItem {
    const { calls, told } = this.heif;
    this.call((answer) => { calls._heif_context_get_image_handle(answer, this.context, id, told); });
    return { id, handle: this.heif.number() };
  }

  private list(count: number, fill: (place: number) => void): number[] {
    if (count <= 0) return [];
    const place = this.heif.calls._malloc(count * 4);
    fill(place);
    const listed = Array.from({ length: count }, (_, index) => this.heif.number(index, place));
    this.heif.calls._free(place);
    return listed;
  }

  private text(start: number): string {
    const { heap } = this.heif;
    return heap.toString('latin1', start, heap.indexOf(0, start));
  }

  private call(ask: (answer: number) => void): void {
    ask(this.heif.answer);
    if (!this.heif.isDone) throw new UnreadableError('damaged');
  }
}

function fourLetters(code: number): string {
  return String.fromCharCode((code >>> 24) & 0xff, (code >>> 16) & 0xff, (code >>> 8) & 0xff, code & 0xff);
}
