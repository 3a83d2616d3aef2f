import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflatedLength } from './inflated-length.ts';

const packed = deflateSync(Buffer.alloc(10_000, 'ab'));

test('the length of packed data, and how they begin', async () => {
  expect(await inflatedLength(packed, 10_000)).toEqual({ length: 10_000, start: Buffer.from('ab'), isWhole: true });
  expect(await inflatedLength(deflateSync(packed), 10_000, 2)).toMatchObject({ length: 10_000, isWhole: true });
  expect(await inflatedLength(deflateSync(''), 10_000)).toMatchObject({ length: 0, isWhole: true });
});

test('is not told when it is over the limit', async () => {
  expect(await inflatedLength(packed, 9_999)).toBeUndefined();
  expect(await inflatedLength(deflateSync(packed), 9_999, 2)).toBeUndefined();
});

test('of what is cut or damaged is that of what came before', async () => {
  expect(await inflatedLength(packed.subarray(0, packed.length - 6), 10_000)).toMatchObject({ isWhole: false });
  expect(await inflatedLength(Buffer.from('not packed'), 10_000)).toMatchObject({ length: 0, isWhole: false });
  expect(await inflatedLength(deflateSync('not packed'), 10_000, 2)).toMatchObject({ isWhole: false });
});
