import { createHash, randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FileStore } from './file-store.server.ts';

/** Evidence: what was kept is given back as it was, or not at all. */

async function aStore() {
  const folder = await mkdtemp(join(tmpdir(), 'ou-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [organisation, other] = [randomUUID(), randomUUID()];
  const placeOf = (sha256: string) => join(folder, organisation, sha256.slice(0, 2), sha256);
  const everything = async () => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name).sort();
  return { folder, store: new FileStore(folder), organisation, other, placeOf, everything };
}

const invoice = Buffer.from('%PDF-1.7 faktura 1001');
const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('a file', () => {
  test('is given back to the byte under its SHA-256, also by a store opened anew', async () => {
    const { folder, store, organisation } = await aStore();
    for (const bytes of [invoice, Buffer.alloc(0), Buffer.alloc(3_000_000, 7)]) {
      const sha256 = await store.put(organisation, bytes);
      expect(sha256).toBe(sha256Of(bytes));
      expect((await new FileStore(folder).get(organisation, sha256)).equals(bytes)).toBe(true);
    }
  });

  test('is kept once however often it comes, also twenty times at once, and nothing is left lying beside it', async () => {
    const { store, organisation, everything } = await aStore();
    const names = await Promise.all(Array.from({ length: 20 }, () => store.put(organisation, invoice)));
    expect(new Set(names)).toEqual(new Set([sha256Of(invoice)]));
    expect(await everything()).toEqual([sha256Of(invoice)]);
  });

  test('in pieces is the same file as in one', async () => {
    const { store, organisation, everything } = await aStore();
    const sha256 = await store.put(organisation, [invoice.subarray(0, 5), Buffer.alloc(0), invoice.subarray(5)]);
    expect(sha256).toBe(sha256Of(invoice));
    expect((await store.get(organisation, sha256)).equals(invoice)).toBe(true);
    expect(await store.put(organisation, invoice)).toBe(sha256);
    expect(await everything()).toEqual([sha256]);
  });

  test('is one organisation’s: another has it only when it kept it too', async () => {
    const { store, organisation, other } = await aStore();
    const sha256 = await store.put(organisation, invoice);
    await expect(store.get(other, sha256)).rejects.toThrow('ENOENT');
    await store.put(other, invoice);
    expect((await store.get(other, sha256)).equals(invoice)).toBe(true);
  });

  test.runIf(process.platform !== 'win32')('is read by the service’s own user only', async () => {
    const { folder, store, organisation, placeOf } = await aStore();
    const sha256 = await store.put(organisation, invoice);
    const modes = await Promise.all([placeOf(sha256), join(folder, organisation)].map(async (place) => (await stat(place)).mode & 0o777));
    expect(modes.map((mode) => mode.toString(8))).toEqual(['600', '700']);
  });
});

describe('a file that was harmed on the disk', () => {
  const harms: readonly (readonly [string, (place: string) => Promise<void>])[] = [
    ['one sign is another', (place) => writeFile(place, '%PDF-1.7 faktura 1007')],
    ['its end is gone', (place) => truncate(place, 5)],
    ['all of it is gone', (place) => truncate(place, 0)],
    ['something was added', (place) => appendFile(place, ' ')],
  ];

  test.each(harms)('is never given back: %s', async (_, harm) => {
    const { store, organisation, placeOf } = await aStore();
    const sha256 = await store.put(organisation, invoice);
    await harm(placeOf(sha256));
    await expect(store.get(organisation, sha256)).rejects.toThrow(`File ${sha256} is damaged`);
  });

  test.each(harms)('is whole again when the same file is sent once more: %s', async (_, harm) => {
    const { store, organisation, placeOf } = await aStore();
    const sha256 = await store.put(organisation, invoice);
    await harm(placeOf(sha256));
    expect(await store.put(organisation, invoice)).toBe(sha256);
    expect((await store.get(organisation, sha256)).equals(invoice)).toBe(true);
  });
});

test.each([
  ['../../etc', sha256Of(invoice)], ['', sha256Of(invoice)], [randomUUID().toUpperCase(), sha256Of(invoice)], [randomUUID(), '../passwd'],
  [randomUUID(), sha256Of(invoice).toUpperCase()], [randomUUID(), ''], [randomUUID(), `${sha256Of(invoice)}/`], ['.'.repeat(36), sha256Of(invoice)],
])('%j and %j are not the name of a stored file', async (organisation, sha256) => {
  const { store } = await aStore();
  await expect(store.get(organisation, sha256)).rejects.toThrow('Not the name of a stored file');
});

describe('the size of a kept file', () => {
  test('is told without reading it, and only to its organisation', async () => {
    const { store, organisation, other, placeOf } = await aStore();
    const sha256 = await store.put(organisation, invoice);
    expect(await store.sizeOf(organisation, sha256)).toBe(invoice.length);
    expect(await store.sizeOf(other, sha256)).toBeUndefined();
    await truncate(placeOf(sha256), 5);
    expect(await store.sizeOf(organisation, sha256)).toBe(5);
  });

  test('that cannot be looked at is a fault, not a file that is missing', async () => {
    const { store, organisation, placeOf } = await aStore();
    const sha256 = await store.put(organisation, invoice);
    await expect(new FileStore(placeOf(sha256)).sizeOf(organisation, sha256)).rejects.toThrow('ENOTDIR');
    await expect(store.sizeOf(organisation, '../passwd')).rejects.toThrow('Not the name of a stored file');
  });
});
