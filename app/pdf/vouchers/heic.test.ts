import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { aGridHeic, aHeic, aTile, mirrored, turnedBy } from '#test/fixtures/heic.ts';
import { decodeHeic, type DecodedHeic } from './heic.server.ts';
import { openVoucher } from './open-voucher.server.ts';
import { UnreadableError } from './unreadable.ts';

async function became(heic: Buffer): Promise<readonly DecodedHeic[] | string> {
  const pictures: DecodedHeic[] = [];
  try {
    for await (const picture of decodeHeic(heic)) pictures.push(picture);
  } catch (error) {
    return error instanceof UnreadableError ? error.reason : String(error);
  }
  return pictures;
}

async function only(heic: Buffer): Promise<DecodedHeic> {
  const pictures = await became(heic);
  const [picture] = typeof pictures === 'string' ? [] : pictures;
  return picture ?? expect.fail(typeof pictures === 'string' ? pictures : 'no picture');
}

function pixels({ data, width, height, channels }: DecodedHeic) {
  return sharp(Buffer.from(data), { raw: { width, height, channels } });
}

const colourAt = ({ data, width, channels }: DecodedHeic, x: number, y: number) => [...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels)];

describe('a HEIC', () => {
  test('is shown in its colours, and as opaque as it says', async () => {
    const picture = await only(aHeic);
    expect([picture.width, picture.height, picture.channels]).toEqual([32, 24, 4]);
    const [left = [], right = []] = [colourAt(picture, 2, 12), colourAt(picture, 29, 12)];
    expect((left[0] ?? 0) - (left[2] ?? 0)).toBeGreaterThan(100);
    expect((right[2] ?? 0) - (right[0] ?? 0)).toBeGreaterThan(100);
    expect([...picture.data].filter((_, index) => index % 4 === 3).some((value) => value > 200)).toBe(true);
  });

  test('in tiles has each where it stands', async () => {
    const [whole, one] = [await only(aGridHeic({ columns: 3, rows: 2 })), await only(aGridHeic({ columns: 1, rows: 1 }))];
    expect([whole.width, whole.height]).toEqual([192, 128]);
    for (const [left, top] of [[0, 0], [64, 0], [128, 64]] as const) {
      const tile = await pixels(whole).extract({ left, top, width: 64, height: 64 }).raw().toBuffer();
      expect(tile.equals(Buffer.from(one.data))).toBe(true);
    }
  });

  test.each([
    ['turned to the left', [turnedBy(1)], (image: Sharp) => image.rotate(270)], ['turned over', [turnedBy(2)], (image: Sharp) => image.rotate(180)],
    ['turned to the right', [turnedBy(3)], (image: Sharp) => image.rotate(90)], ['mirrored', [mirrored(true)], (image: Sharp) => image.flop()],
    ['mirrored upside down', [mirrored(false)], (image: Sharp) => image.flip()],
  ] as const)('in tiles, cut at its edges and %s, is shown so', async (_name, transformations, turn) => {
    const grid = { columns: 3, rows: 2, size: [150, 100] } as const;
    const shown = await only(aGridHeic({ ...grid, transformations }));
    const { data, info } = await turn(pixels(await only(aGridHeic(grid)))).raw().toBuffer({ resolveWithObject: true });
    expect([shown.width, shown.height]).toEqual([info.width, info.height]);
    expect(data.equals(Buffer.from(shown.data))).toBe(true);
  });

  test('becomes a page', async () => {
    expect(await openVoucher(aGridHeic({ columns: 2, rows: 2 }))).toMatchObject({ pages: [{}] });
  });
});

describe('a HEIC that is not all there is refused as damaged:', () => {
  const half = Math.floor(aTile.data.length / 2);
  const damages: Readonly<Record<string, (data: Buffer) => Buffer>> = {
    'nothing in its second half': (data) => data.fill(0, half), 'a hole': (data) => data.fill(0, 20, 30), cut: (data) => data.subarray(0, half),
    'another byte': (data) => data.fill(0xff, 24, 25), 'no data': (data) => data.subarray(0, 0), 'other data': (data) => data.fill(0xa7, 8),
    'ends before its time': (data) => Buffer.concat([data.subarray(0, half), Buffer.alloc(data.length - half, 0x80)]),
  };

  test.each(Object.entries(damages))('%s, in any of its tiles', async (_name, damage) => {
    for (const index of [0, 3, 5]) {
      const others = new Map([[index, damage(Buffer.from(aTile.data))]]);
      expect(await became(aGridHeic({ columns: 3, rows: 2, others }))).toBe('damaged');
    }
  });

  test('nearly any changed bit of a tile, or the picture is nearly the same', async () => {
    const whole = await only(aGridHeic({ columns: 2, rows: 1 }));
    for (let bit = 32; bit < aTile.data.length * 8; bit += 7) {
      const changed = Buffer.from(aTile.data);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const result = await became(aGridHeic({ columns: 2, rows: 1, others: new Map([[1, changed]]) }));
      const [picture] = typeof result === 'string' ? [] : result;
      if (picture === undefined) expect(result).toBe('damaged');
      else expect(Math.max(...picture.data.map((value, index) => Math.abs(value - (whole.data[index] ?? 0))))).toBeLessThan(32);
    }
  });

  test('cut at any tenth of the file', async () => {
    const heic = aGridHeic({ columns: 2, rows: 2 });
    for (let tenth = 1; tenth < 10; tenth += 1) expect(await became(heic.subarray(0, Math.floor((heic.length * tenth) / 10)))).toBe('damaged');
  });
});

describe('a HEIC is refused by name,', () => {
  test('when it is larger than can be decoded here, before it is', async () => {
    expect(await became(aGridHeic({ columns: 1, rows: 1 }, { ...aTile, side: 8_192 }))).toBe('picture_heavy');
    expect(await became(aGridHeic({ columns: 2, rows: 1 }, { ...aTile, side: 5_500 }))).toBe('picture_heavy');
  });

  test('when it is smaller than it says', async () => {
    expect(await became(aGridHeic({ columns: 1, rows: 1 }, { ...aTile, side: 128 }))).toBe('damaged');
  });

  test('when it is put together in a way that is not known here', async () => {
    expect(await became(Buffer.from(aGridHeic({ columns: 1, rows: 1 }).toString('latin1').replace('grid\0', 'iovl\0'), 'latin1'))).toMatch(/picture_kind|damaged/);
  });
});
