import { constants, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { foreignPage } from '#test/fixtures/foreign-pdf.ts';
import { carried } from '#test/fixtures/carried.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { asPdf } from '#test/fixtures/written-pdf.ts';
import { mendedStream } from './mended-stream.ts';

const data = Buffer.from('BT /F 20 Tf 10 50 Td (Hei) Tj ET '.repeat(40));
const packed = deflateSync(data);
const flushed = deflateSync(data, { finishFlush: constants.Z_SYNC_FLUSH });
const much = 1_000_000;

describe('a stream whose data are all there is packed anew', () => {
  test.each([
    ['without the last byte of its sum', packed.subarray(0, -1)], ['without its sum', packed.subarray(0, -4)], ['flushed and never closed', flushed],
  ])('%s', (_name, stream) => {
    const mended = mendedStream(stream, much);
    expect(mended === undefined ? undefined : inflateSync(mended).equals(data)).toBe(true);
  });
});

describe('a stream stays as it is', () => {
  const wrongSum = Buffer.concat([packed.subarray(0, -4), Buffer.from('abc')]);
  test.each([
    ['that was cut', packed.subarray(0, -5)], ['that was cut in its middle', packed.subarray(0, packed.length / 2)], ['with the sum of other data', wrongSum],
    ['that was flushed and then cut', flushed.subarray(0, -1)],
    ['that is none', Buffer.from('nothing packed')], ['that is empty', Buffer.alloc(0)],
  ])('%s', (_name, stream) => {
    expect(mendedStream(stream, much)).toBeUndefined();
  });

  test.each([packed.subarray(0, -1), flushed])('that unpacks to too much', (stream) => {
    expect(mendedStream(stream, data.length - 1)).toBeUndefined();
  });
});

describe('a page is whole', () => {
  const page = (stream: Buffer, length = '') => foreignPage({ page: '/Resources << /Font << /F 5 0 R >> >> /Contents 6 0 R' }, [
    { dictionary: `/Filter /FlateDecode ${length}`, data: stream },
  ]);

  async function textOf(bytes: Buffer): Promise<string> {
    const voucher = await carried(bytes);
    if ('unreadable' in voucher) return voucher.unreadable;
    return (await readPdf(asPdf(voucher))).map(({ text }) => text).join();
  }

  test.each([['flushed as Acrobat does', flushed], ['without the end of its sum', packed.subarray(0, -1)]])('when its drawing was %s', async (_name, stream) => {
    expect(await textOf(page(stream))).toContain('Hei');
  });

  test('but not when its drawing was cut', async () => {
    expect(await textOf(page(packed.subarray(0, -6)))).toBe('damaged');
  });
});
