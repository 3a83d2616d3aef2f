import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PageCache, type PageKey } from './page-cache.server.ts';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ou-sider-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

const keyOf = (text: string, organisationId = '00000000-0000-4000-8000-000000000001'): PageKey => (
  { organisationId, sha256: createHash('sha256').update(text).digest('hex'), variant: 'fine.nb' }
);

async function filesIn(folder: string): Promise<string[]> {
  const paths = (await readdir(folder, { recursive: true })).map((name) => join(folder, name));
  const kinds = await Promise.all(paths.map((path) => stat(path)));
  return paths.filter((_, index) => kinds[index]?.isFile() === true);
}

describe('pages that are kept', () => {
  test('are found by whose they are, what they were made of, and how', async () => {
    const cache = new PageCache(await aFolder());
    await cache.keep(keyOf('a'), Buffer.from('pages'));
    expect((await cache.find(keyOf('a')))?.toString()).toBe('pages');
    const others = [keyOf('b'), keyOf('a', '00000000-0000-4000-8000-000000000002'), { ...keyOf('a'), variant: 'coarse.nb' }];
    expect(await Promise.all(others.map((key) => cache.find(key)))).toEqual([undefined, undefined, undefined]);
  });

  test('are made anew when they were harmed', async () => {
    const folder = await aFolder();
    const cache = new PageCache(folder);
    await cache.keep(keyOf('a'), Buffer.from('pages'));
    const [file = ''] = await filesIn(folder);
    const bytes = await readFile(file);
    for (const harmed of [bytes.subarray(0, -1), Buffer.concat([bytes.subarray(0, 4), Buffer.from('seite')]), Buffer.alloc(2)]) {
      await writeFile(file, harmed);
      expect(await cache.find(keyOf('a'))).toBeUndefined();
    }
  });

  test('never pass what they may take by much, however long the server runs', async () => {
    const folder = await aFolder();
    const cache = new PageCache(folder, 10_000);
    for (let count = 0; count < 60; count += 1) await cache.keep(keyOf(String(count)), randomBytes(500));
    const sizes = await Promise.all((await filesIn(folder)).map(async (file) => (await stat(file)).size));
    expect(sizes.reduce((total, size) => total + size, 0)).toBeLessThan(10_000 * 1.25);
    expect(await cache.find(keyOf('59'))).toBeDefined();
  });

  test('of earlier releases go, and what a process that ended had not written to the end', async () => {
    const folder = await aFolder();
    const cache = new PageCache(folder);
    await cache.keep(keyOf('a'), Buffer.from('pages'));
    const [file = ''] = await filesIn(folder);
    await writeFile(file.replace(/\.\d+$/, '.0'), 'old');
    await writeFile(join(file, '..', '.half-written'), 'ne');
    await cache.tidy();
    expect(await filesIn(folder)).toEqual([file]);
  });

  test('just now are not tidied away', async () => {
    const cache = new PageCache(await aFolder());
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
