import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PageCache, type PageKey } from './page-cache.server.ts';

const key: PageKey = { organisationId: '11111111-1111-4111-8111-111111111111', sha256: 'ab'.repeat(32), variant: 'fine.nb' };
let folder = '';
let cache = new PageCache('');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pages-'));
  cache = new PageCache(folder);
});
afterEach(() => rm(folder, { recursive: true }));

async function files(): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const found = await Promise.all(names.map(async (name) => ((await stat(join(folder, name))).isFile() ? [name] : [])));
  return found.flat().sort();
}

test('what is kept is found by the organisation, the content and the variant, and by nothing else', async () => {
  await cache.keep(key, Buffer.from('pages'));
  expect((await cache.find(key))?.toString()).toBe('pages');
  expect(await cache.find({ ...key, organisationId: '22222222-2222-4222-8222-222222222222' })).toBeUndefined();
  expect(await cache.find({ ...key, sha256: 'cd'.repeat(32) })).toBeUndefined();
  expect(await cache.find({ ...key, variant: 'coarse.nb' })).toBeUndefined();
});

test.each([{ organisationId: '../../etc' }, { sha256: '../passwd' }])('a name that leads elsewhere is none: %j', async (part) => {
  await expect(cache.keep({ ...key, ...part }, Buffer.from('x'))).rejects.toThrow(RangeError);
});

test('what was cut or changed on the disk is not there', async () => {
  await cache.keep(key, Buffer.from('pages of a voucher'));
  const [name = ''] = await files();
  const whole = await readFile(join(folder, name));
  for (const damaged of [whole.subarray(0, -1), Buffer.from(whole).fill(0, whole.length - 2), Buffer.alloc(0)]) {
    await writeFile(join(folder, name), damaged);
    expect(await cache.find(key)).toBeUndefined();
  }
});

test('is for its owner alone', async () => {
  await cache.keep(key, Buffer.from('pages'));
  const [name = ''] = await files();
  expect((await stat(join(folder, name))).mode & 0o077).toBe(0);
});

describe('tidying', () => {
  test('removes what earlier releases and broken writes left', async () => {
    await cache.keep(key, Buffer.from('pages'));
    const [name = ''] = await files();
    await writeFile(join(folder, name.replace(/\d+$/, '0')), 'old');
    await writeFile(join(folder, 'left-behind'), 'half');
    await cache.tidy();
    expect(await files()).toEqual([name]);
  });

  test('removes the oldest first, and no more than it takes', async () => {
    const variants = ['a', 'b', 'c'];
    for (const [index, variant] of variants.entries()) {
      await cache.keep({ ...key, variant }, Buffer.alloc(1_000));
      const name = (await files()).find((file) => file.includes(`.${variant}.`)) ?? '';
      await utimes(join(folder, name), index + 1, index + 1);
    }
    await cache.tidy(2_500);
    expect((await files()).map((name) => /\.(\w)\.\d+$/.exec(name)?.[1])).toEqual(['b', 'c']);
  });

  test('of nothing does nothing', async () => {
    await expect(new PageCache(join(folder, 'none')).tidy()).resolves.toBeUndefined();
  });
});

const keyOf = (text: string): PageKey => ({ ...key, sha256: createHash('sha256').update(text).digest('hex') });

describe('pages that are kept', () => {
  test('never pass what they may take by much, however long the server runs', async () => {
    const small = new PageCache(folder, 10_000);
    for (let count = 0; count < 60; count += 1) await small.keep(keyOf(String(count)), randomBytes(500));
    const sizes = await Promise.all((await files()).map(async (file) => (await stat(join(folder, file))).size));
    expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThan(10_000 * 1.25);
    expect(await small.find(keyOf('59'))).toBeDefined();
  });

  test('just now are not tidied away', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => String(index));
    const keeping = { isDone: false };
    const tidying = async () => { while (!keeping.isDone) await cache.tidy(); };
    const tidied = tidying();
    for (const text of texts) await cache.keep(keyOf(text), randomBytes(2_000_000));
    keeping.isDone = true;
    await tidied;
    expect((await Promise.all(texts.map((text) => cache.find(keyOf(text))))).filter((found) => found === undefined)).toEqual([]);
  });
});
