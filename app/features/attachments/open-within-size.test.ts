import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { toldOf } from '#test/fixtures/told.ts';
import { finenesses } from '#app/pdf/vouchers/fineness.ts';
import { openWithinSize, type FileToOpen } from './open-within-size.server.ts';
import { pagesBytes } from './opened-attachment.ts';
import { bytesOf, type OpenFile, type OpenOptions } from './reading/open-file.ts';

/** Files by name and how many bytes their pages take when they are fine, medium, coarse and coarsest; as coarse unless said. */
type Sizes = Readonly<Record<string, readonly [fine: number, medium: number, coarse: number, coarsest?: number]>>;

async function opened(sizes: Sizes, mostBytes: number) {
  const asked: string[] = [];
  const told: string[] = [];
  const openFile: OpenFile = async (file, { fineness = 'fine' }: OpenOptions = {}) => {
    const name = (await bytesOf(file)).toString();
    asked.push(`${name} ${fineness}`);
    const size = sizes[name]?.[finenesses.indexOf(fineness)] ?? sizes[name]?.[2];
    if (size === undefined) return { unreadable: 'damaged' };
    return { pages: [{ width: 1, height: 1 }], thumbnail: Buffer.alloc(0), bytes: size, writeInto: () => [] };
  };
  const files = Object.keys(sizes).map((name): FileToOpen => ({ name, read: () => Promise.resolve(Buffer.from(name)) }));
  const result = await openWithinSize(files, { openFile, language: 'nb', mostBytes, tell: (progress) => told.push(toldOf(progress)) });
  const { fine, now } = pagesBytes(result);
  return { asked, told, together: [fine, now], sizes: [...result].map(([name, { voucher }]) => [name, voucher?.bytes]) };
}

describe('a claim’s files', () => {
  test('stay as fine as they are when they are within the size together', async () => {
    const { asked, told, sizes } = await opened({ a: [40, 4, 1], b: [60, 6, 1] }, 100);
    expect(sizes).toEqual([['a', 40], ['b', 60]]);
    expect(asked).toEqual(['a fine', 'b fine']);
    expect(told).toEqual(['0/2', '1/2', '2/2']);
  });

  test('are made coarser, the largest first and no more than it takes', async () => {
    expect((await opened({ a: [40, 4, 1], b: [60, 6, 1], c: [50, 5, 1] }, 100)).sizes).toEqual([['a', 40], ['b', 6], ['c', 50]]);
    expect((await opened({ a: [40, 4, 1], b: [60, 6, 1], c: [50, 5, 1] }, 20)).sizes).toEqual([['a', 4], ['b', 6], ['c', 5]]);
  });

  test('all become medium before any becomes coarse', async () => {
    expect((await opened({ a: [40, 20, 1], b: [60, 30, 1] }, 30)).sizes).toEqual([['a', 20], ['b', 1]]);
  });

  test('become coarsest only when all being coarse is not enough', async () => {
    const { asked, sizes, together } = await opened({ a: [40, 20, 10, 5], b: [60, 30, 15, 8] }, 20);
    expect(sizes).toEqual([['a', 10], ['b', 8]]);
    expect(asked.filter((each) => each.endsWith('coarsest'))).toEqual(['b coarsest']);
    expect(together).toEqual([100, 18]);
  });

  test('stay finer where coarser takes more room', async () => {
    expect((await opened({ a: [40, 45, 50] }, 10)).sizes).toEqual([['a', 40]]);
  });

  test('are still there when they could not be made coarser', async () => {
    const openFile: OpenFile = (_, { fineness = 'fine' } = {}) => Promise.resolve(fineness === 'fine'
      ? { pages: [{ width: 1, height: 1 }], thumbnail: Buffer.alloc(0), bytes: 40, writeInto: () => [] }
      : { unreadable: 'too_heavy' });
    const result = await openWithinSize([{ name: 'a', read: () => Promise.resolve(Buffer.from('a')) }], { openFile, language: 'nb', mostBytes: 10 });
    expect([...result.values()].map(({ state, voucher }) => [state.isReadable, voucher?.bytes])).toEqual([[true, 40]]);
  });

  test('are all told of when they are too large even so', async () => {
    expect((await opened({ a: [40, 30, 20], b: [60, 50, 40] }, 10)).sizes).toEqual([['a', 20], ['b', 40]]);
  });
});

test('files are asked for several at once, however long each takes, and come back in their order', async () => {
  let [now, most] = [0, 0];
  const openFile: OpenFile = async (file) => {
    most = Math.max(most, now += 1);
    await setTimeout(Number(await bytesOf(file)) % 3);
    now -= 1;
    return { unreadable: 'damaged' };
  };
  const names = Array.from({ length: 30 }, (_, index) => String(index));
  const files = names.map((name): FileToOpen => ({ name, sha256: name, read: () => Promise.resolve(Buffer.from(name)) }));
  expect([...(await openWithinSize(files, { openFile, language: 'nb' })).keys()]).toEqual(names);
  expect(most).toBe(8);
});

test('a file that cannot be read says why, and the others are opened', async () => {
  const files: FileToOpen[] = [
    { name: 'gone', read: () => Promise.resolve('not_found') }, { name: 'bad', read: () => Promise.resolve(Buffer.from('x')) },
  ];
  const result = await openWithinSize(files, { language: 'nb', openFile: () => Promise.resolve({ unreadable: 'damaged' }) });
  expect([...result.values()].map(({ state }) => state)).toEqual([
    { isReadable: false, cause: 'not_found' }, { isReadable: false, cause: 'damaged' },
  ]);
});
