import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { aFaxPicture, losses } from '#test/fixtures/fax.ts';
import { endOfStripe, pageSegment, regionData, segment } from '#test/fixtures/jbig2.ts';
import { isWholeJbig2 } from './whole-jbig2.ts';

const fax = await aFaxPicture(3_000, 100);
/** Bytes as arithmetic packs them: as good as random. */
const dense = Buffer.concat(Array.from({ length: 100 }, (_, index) => createHash('sha256').update(String(index)).digest()));
const arithmetic = { ...fax, data: dense };
const page = pageSegment(fax.width, fax.height);
const rows = segment(38, regionData(fax));
const nothing: Buffer = Buffer.alloc(0);
const isWhole = (picture: readonly Buffer[], shared = nothing, height = fax.height) => isWholeJbig2(Buffer.concat(picture), shared, height);

describe('a picture is whole', () => {
  const symbols = segment(0, dense, { number: 1 });
  test.each<[string, readonly Buffer[]]>([
    ['of one region by rows', [page, rows]],
    ['of one region by arithmetic', [page, segment(38, regionData(arithmetic, { flags: 0 }))]],
    ['of symbols and text', [page, symbols, segment(6, regionData(arithmetic, { flags: 12 }), { number: 2 })]],
    ['with the ends of page and file, and a line’s end', [page, rows, segment(49, nothing), segment(51, nothing), Buffer.from('\n')]],
    ['in stripes', [pageSegment(fax.width, 0xffffffff, 0x8064), rows, endOfStripe(99)]],
    ['of a region that does not say how long it is', [
      page, segment(38, Buffer.concat([regionData(arithmetic, { flags: 0 }), Buffer.from('ffac00000064', 'hex')]), { length: 0xffffffff }),
    ]],
  ])('%s', (_name, picture) => {
    expect(isWhole(picture)).toBe(true);
    expect(isWhole(picture, symbols)).toBe(true);
  });
});

describe('a picture is torn', () => {
  test.each(Object.entries(losses))('when it is by rows and %s', (_name, loss) => {
    expect(isWhole([page, segment(38, regionData({ ...fax, data: loss(fax.data) }))])).toBe(false);
    expect(isWhole([loss(Buffer.concat([page, rows]))])).toBe(false);
  });

  test('when a hole is in what arithmetic packed, here or in what it shares', () => {
    const hole = Buffer.concat([dense.subarray(0, 500), Buffer.alloc(100), dense.subarray(600)]);
    expect(isWhole([page, segment(38, regionData({ ...arithmetic, data: hole }, { flags: 0 }))])).toBe(false);
    expect(isWhole([page, rows], segment(0, Buffer.concat([Buffer.alloc(2), hole])))).toBe(false);
    expect(isWhole([page, rows], segment(0, dense).subarray(0, -1))).toBe(false);
  });

  test('at whatever byte it is cut', () => {
    const whole = Buffer.concat([page, rows]);
    for (let tenth = 0; tenth < 10; tenth += 1) expect(isWhole([whole.subarray(0, (whole.length * tenth) / 10)])).toBe(false);
    expect(isWhole([whole.subarray(0, -1)])).toBe(false);
  });

  test.each<[string, readonly Buffer[]]>([
    ['without a page', [rows]], ['without a region', [page]], ['of a page that is lower', [pageSegment(fax.width, 50), rows]],
    ['in stripes of which the last is gone', [pageSegment(fax.width, 0xffffffff, 0x8032), rows, endOfStripe(49)]],
    ['of a kind that there is not', [page, rows, segment(33, dense)]], ['followed by zeros', [page, rows, Buffer.alloc(22)]],
    ['of noise', [dense]], ['of nothing', []],
  ])('%s', (_name, picture) => {
    expect(isWhole(picture)).toBe(false);
  });
});
