import { describe, expect, test } from 'vitest';
import { aJpx } from '#test/fixtures/jpx.ts';
import { isWholeJpx } from './whole-jpx.ts';

function box(kind: string, contents: Buffer, length = contents.length + 8): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(length);
  head.write(kind, 4, 'latin1');
  return Buffer.concat([head, contents]);
}

const bare = aJpx([40, 50]);
const file = Buffer.concat([box('jP  ', Buffer.from('\r\n\x87\n', 'latin1')), box('jp2h', Buffer.alloc(30)), box('jp2c', bare)]);

describe('a JPEG 2000 picture is whole', () => {
  test.each([
    ['bare', bare], ['in its boxes', file], ['in a box that reaches to the end', Buffer.concat([box('jP  ', Buffer.alloc(4)), box('jp2c', bare, 0)])],
    ['when its last part leaves its length out', aJpx([40, 50], { saysLast: false })], ['when its tiles say they have one part each', aJpx([40, 50], { parts: 1 })],
    ['without its end mark', bare.subarray(0, -2)],
  ])('%s', (_name, jpx) => {
    expect(isWholeJpx(jpx)).toBe(true);
  });
});

describe('a JPEG 2000 picture is not whole', () => {
  test.each([['bare', bare], ['in its boxes', file]])('cut anywhere before its end mark, %s', (_name, jpx) => {
    for (let length = 0; length < jpx.length - 2; length += 1) expect(isWholeJpx(jpx.subarray(0, length))).toBe(false);
  });

  test('when a tile lacks one of its parts', () => {
    expect(isWholeJpx(aJpx([40, 50], { parts: 2 }))).toBe(false);
  });

  test('when it is none', () => {
    expect([Buffer.alloc(100), Buffer.from('no picture at all'), box('jP  ', Buffer.alloc(4))].map(isWholeJpx)).toEqual([false, false, false]);
  });
});
