import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FileStore } from './file-store.server.ts';

const mine = '0b54a7cc-3df5-4a66-8ac5-36e14c1a5a10';
const theirs = '1c54a7cc-3df5-4a66-8ac5-36e14c1a5a11';
const bytes = Buffer.from('an invoice');
const sha256 = createHash('sha256').update(bytes).digest('hex');

async function aStore() {
  const folder = await mkdtemp(join(tmpdir(), 'ou-files-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const place = join(folder, mine, sha256.slice(0, 2), sha256);
  return { store: new FileStore(folder), place };
}

describe('a kept file', () => {
  test('is named by its content and given back as it was, with its size', async () => {
    const { store } = await aStore();
    expect(await store.put(mine, bytes)).toBe(sha256);
    expect(await store.get(mine, sha256)).toEqual(bytes);
    expect(await store.sizeOf(mine, sha256)).toBe(bytes.length);
  });

  test('is kept once, readable for the service only, with nothing left beside it', async () => {
    const { store, place } = await aStore();
    await store.put(mine, bytes);
    await store.put(mine, bytes);
    expect(await readdir(join(place, '..'))).toEqual([sha256]);
    if (process.platform !== 'win32') expect((await stat(place)).mode & 0o777).toBe(0o600);
  });

  test('is the organisation’s own: another does not have it', async () => {
    const { store } = await aStore();
    await store.put(mine, bytes);
    expect(await store.sizeOf(theirs, sha256)).toBeUndefined();
    await expect(store.get(theirs, sha256)).rejects.toThrow('ENOENT');
  });

  test('is never given back damaged, and is mended when it is kept anew after a cut', async () => {
    const { store, place } = await aStore();
    await store.put(mine, bytes);
    await writeFile(place, 'AN INVOICE');
    await expect(store.get(mine, sha256)).rejects.toThrow('is damaged');
    await writeFile(place, 'an inv');
    expect(await store.sizeOf(mine, sha256)).toBe(6);
    await store.put(mine, bytes);
    expect(await store.get(mine, sha256)).toEqual(bytes);
  });

  test.each(['../../etc/passwd', sha256.toUpperCase(), '', `${sha256}/..`])('has no such name as «%s»', async (name) => {
    const { store } = await aStore();
    await expect(store.get(mine, name)).rejects.toThrow(RangeError);
    await expect(store.sizeOf(mine, name)).rejects.toThrow(RangeError);
    await expect(store.sizeOf(`../${mine}`, sha256)).rejects.toThrow(RangeError);
  });

  test('that cannot be looked at is a fault, not a file that is missing', async () => {
    const { store, place } = await aStore();
    await store.put(mine, bytes);
    const below = new FileStore(place);
    await expect(below.sizeOf(mine, sha256)).rejects.toThrow('ENOTDIR');
  });
});
