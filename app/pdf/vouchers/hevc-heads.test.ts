import { describe, expect, test } from 'vitest';
import { aGridHeic, aHeic, aTile } from '#test/fixtures/heic.ts';
import { hevcHeads, unitsWithin } from './hevc-heads.ts';

describe('the heads of a HEIC’s coded pictures', () => {
  test('are those of the items that have one', () => {
    expect([...hevcHeads(aHeic).keys()]).toEqual([1, 3]);
    const heads = hevcHeads(aGridHeic({ columns: 2, rows: 2 }));
    expect([...heads.keys()]).toEqual([2, 3, 4, 5]);
    expect(heads.get(2)).toMatchObject({ lengthBytes: 4, bytesPerPixel: 1.5 });
    expect(aTile.hvcC.includes(heads.get(2)?.units[0] ?? 'none')).toBe(true);
  });

  test('are none where the file is cut or is none', () => {
    expect(hevcHeads(Buffer.alloc(0)).size).toBe(0);
    for (let length = 8; length < 400; length += 13) expect(hevcHeads(aHeic.subarray(0, length)).size).toBe(0);
  });
});

describe('the units of coded data', () => {
  test('stand behind their lengths', () => {
    expect(unitsWithin(Buffer.from([0, 2, 7, 8, 0, 1, 9]), 2)).toEqual([Buffer.from([7, 8]), Buffer.from([9])]);
  });

  test.each([['end too early', [0, 3, 7, 8]], ['leave something over', [0, 1, 7, 8]]])('are none when they %s', (_name, bytes) => {
    expect(unitsWithin(Buffer.from(bytes), 2)).toBeUndefined();
  });
});
