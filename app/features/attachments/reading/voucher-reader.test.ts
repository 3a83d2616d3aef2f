import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foreignPage } from '#test/fixtures/foreign-pdf.ts';
import { hostileFiles } from '#test/fixtures/hostile.ts';
import { aJpeg, aPdf } from '#test/fixtures/papers.ts';
import { safePage } from '#test/fixtures/safe-page.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { asPdf } from '#test/fixtures/written-pdf.ts';
import { tryOut, type Outcome } from '#test/trial/try-out.ts';
import { VoucherReader } from './voucher-reader.server.ts';

const organisationId = '11111111-1111-4111-8111-111111111111';
const another = '22222222-2222-4222-8222-222222222222';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'reading-')); });
afterAll(() => rm(folder, { recursive: true }));

/** Runs with a reader that is closed afterwards. */
async function withReader<Result>(use: (reader: VoucherReader) => Promise<Result>, options?: ConstructorParameters<typeof VoucherReader>[0]): Promise<Result> {
  const reader = new VoucherReader(options);
  try {
    return await use(reader);
  } finally {
    reader.close();
  }
}

async function cachedFiles(): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /\.\d+$/.test(name)).sort();
}

describe('a file opened in another process', () => {
  test('comes back with its pages and its thumbnail, and can be read', () => withReader(async ({ open }) => {
    const voucher = await open(safePage());
    if ('unreadable' in voucher) throw new Error(voucher.unreadable);
    expect(voucher.pages).toMatchObject([{ width: 200, height: 100, text: { elements: [{ tag: 'P' }], marks: 1 } }]);
    expect(voucher.thumbnail.toString('latin1', 8, 12)).toBe('WEBP');
    expect((await readPdf(asPdf(voucher))).map(({ text }) => text)).toEqual(['Hei']);
  }));

  test('is refused with its cause', () => withReader(async ({ open }) => {
    expect(await open(Buffer.alloc(0))).toEqual({ unreadable: 'empty' });
    expect(await open(await aPdf({ marker: 'X', password: { user: 'hemmelig', owner: 'eier' } }))).toEqual({ unreadable: 'password' });
  }));

  test('may be many at once: each gets its own answer', () => withReader(async ({ open }) => {
    const counts = [3, 1, 4, 1, 5, 2, 6];
    const files = await Promise.all(counts.map((pages, index) => aPdf({ marker: `FIL ${index}`, pages })));
    const opened = await Promise.all(files.map((bytes) => open(bytes)));
    expect(opened.map((voucher) => ('unreadable' in voucher ? voucher.unreadable : voucher.pages.length))).toEqual(counts);
  }));

  test('is read when its turn has come, not before; one that can’t be read holds nobody up', () => withReader(async ({ open }) => {
    const asked: number[] = [];
    const disk = Promise.withResolvers<undefined>();
    const files = [0, 1, 2, 3].map((index) => ({
      sha256: String(index).repeat(64),
      read: async () => {
        asked.push(index);
        await disk.promise;
        if (index === 1) throw new Error('The disk is gone');
        return safePage();
      },
    }));
    const opening = Promise.allSettled(files.map((file) => open(file)));
    await setImmediate();
    expect(asked).toEqual([0, 1]);
    disk.resolve(undefined);
    expect((await opening).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(asked).toEqual([0, 1, 2, 3]);
  }));

  test('is unlocked by its password, and by no other', () => withReader(async ({ open, unlock }) => {
    const locked = await aPdf({ marker: 'HEMMELIG', pages: 2, password: { user: 'sesam', owner: 'eier' } });
    expect(await unlock(locked, 'feil', 'o1')).toEqual({ unreadable: 'password' });
    const unlocked = await unlock(locked, 'sesam', 'o1');
    if ('unreadable' in unlocked) throw new Error(unlocked.unreadable);
    const voucher = await open(unlocked);
    if ('unreadable' in voucher) throw new Error(voucher.unreadable);
    expect(voucher.pages.flatMap(({ words }) => words?.map(({ text }) => text) ?? [])).toEqual(['HEMMELIG', 'side', '1', 'HEMMELIG', 'side', '2']);
  }));
});

describe('a file that takes more than it may', () => {
  const endless = () => foreignPage({
    page: '/Resources << /Pattern << /P 6 0 R >> >>', contents: '0 0 20 20 re f /Pattern cs /P scn 0 0 200 100 re f',
  }, [{ dictionary: '/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.00001 /YStep 0.00001 /Resources << >>', data: '0 0 1 1 re f' }]);

  test.each([
    ['work', { workMs: 400, patienceMs: 60_000, waitMs: 60_000, bytes: 2 ** 40 }, endless, 'too_heavy'],
    ['time', { workMs: 60_000, patienceMs: 60_000, waitMs: 400, bytes: 2 ** 40 }, endless, 'too_heavy'],
    ['memory', { workMs: 60_000, patienceMs: 60_000, waitMs: 60_000, bytes: 1024 * 1024 }, () => aJpeg({ width: 3_000, height: 2_000 }), 'picture_heavy'],
  ])('%s, is refused, and the next is opened by another process', async (_name, limits, make, cause) => {
    await withReader(async ({ open }) => {
      expect(await open(await make())).toEqual({ unreadable: cause });
    }, { limits, processes: 1 });
  });

  test('does not hold up what is asked for after it', () => withReader(async ({ open }) => {
    const [heavy, next] = await Promise.all([open(endless()), open(safePage())]);
    expect(heavy).toEqual({ unreadable: 'too_heavy' });
    expect(next).toHaveProperty('pages');
  }, { processes: 1, limits: { workMs: 1_500, patienceMs: 60_000, waitMs: 60_000, bytes: 400 * 1024 * 1024 } }));
});

describe('what was made of a file is kept', () => {
  test('for the organisation whose file it is, and is the same when it is asked for again', async () => {
    const bytes = safePage();
    const first = await withReader(({ open }) => open(bytes, { organisationId }), { cacheFolder: folder });
    const [kept = ''] = await cachedFiles();
    expect(kept).toMatch(new RegExp(`^${organisationId}/[0-9a-f]{2}/[0-9a-f]{64}\\.fine\\.nb\\.\\d+$`));
    const again = await withReader(({ open }) => open(bytes, { organisationId }), { cacheFolder: folder, limits: { workMs: 0, patienceMs: 60_000, waitMs: 0, bytes: 0 } });
    if ('unreadable' in first || 'unreadable' in again) throw new Error('not opened');
    expect(asPdf(again).equals(asPdf(first))).toBe(true);
    await withReader(({ open }) => open(bytes, { organisationId: another }), { cacheFolder: folder });
    await withReader(({ open }) => open(bytes, { organisationId, fineness: 'coarse' }), { cacheFolder: folder });
    await withReader(({ open }) => open(bytes), { cacheFolder: folder });
    expect(await cachedFiles()).toHaveLength(3);
  });

  test('but not when it is damaged: then it is made anew', async () => {
    const [kept = ''] = await cachedFiles();
    await writeFile(join(folder, kept), 'half of it');
    expect(await withReader(({ open }) => open(safePage(), { organisationId: kept.slice(0, 36) }), { cacheFolder: folder })).toHaveProperty('pages');
  });

  test('nor is a refusal: a later release may read the file', async () => {
    const before = await cachedFiles();
    expect(await withReader(({ open }) => open(Buffer.from('nothing'), { organisationId }), { cacheFolder: folder })).toHaveProperty('unreadable');
    expect(await cachedFiles()).toEqual(before);
  });
});

test('hostile files are inside with all their pages or refused by name, in time and within memory, and the next is opened all the same', async () => {
  // What takes more than a second each is left to `npm run trial`.
  const slow = /smaller than can be seen|thirty times|many (operators|lines|kids)|saved states/;
  const outcomes: Outcome[] = [];
  await tryOut((await hostileFiles('small')).filter(({ name }) => !slow.test(name)), (outcome) => { outcomes.push(outcome); });
  expect(outcomes.length).toBeGreaterThan(100);
  expect(outcomes.filter(({ isRight }) => !isRight)).toEqual([]);
  expect(outcomes.filter(({ ms, bytes }) => ms > 12_000 || bytes > 420 * 1024 * 1024)).toEqual([]);
});
