import { describe, expect, test } from 'vitest';
import type { Limit } from '#app/features/limits/limits.ts';
import { deleteOldLimits, takeFromLimit } from '#app/features/limits/rate-limits.repository.server.ts';
import { testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';

/** So many in a stretch of time and no more, however they come, whoever counts. */

const began = Date.parse('2026-11-24T10:00:00.000Z');
const after = (seconds: number) => new Date(began + seconds * 1_000);
const limit: Limit = { most: 3, minutes: 5 };

async function aCounter(open: TestDatabase['open']) {
  const db = await open();
  const take = (key: string, seconds: number, more: { name?: string; count?: number } = {}) => (
    takeFromLimit(db, { name: 'guess', limit, key, ...more }, after(seconds)));
  const rows = () => db.selectFrom('rate_limits').selectAll().execute();
  return { db, take, rows };
}

describe.each(testDatabases)('a limit on $kind', ({ open }) => {
  test('lets through as many as it says, then tells how long it is until the next', async () => {
    const { take } = await aCounter(open);
    expect([await take('a', 0), await take('a', 1), await take('a', 2)]).toEqual([0, 0, 0]);
    expect(await take('a', 60)).toBe(240);
    expect(await take('a', 299.5)).toBe(1);
    expect(await take('a', 300)).toBe(0);
  });

  test('counts each key and each name by itself', async () => {
    const { take } = await aCounter(open);
    for (let times = 0; times < 4; times += 1) await take('a', 0);
    expect([await take('a', 0), await take('b', 0), await take('a', 0, { name: 'upload' })]).toEqual([300, 0, 0]);
  });

  test('counts several at once, and refuses what does not fit', async () => {
    const { take } = await aCounter(open);
    expect([await take('a', 0, { count: 3 }), await take('a', 0), await take('b', 0, { count: 4 })]).toEqual([0, 300, 300]);
  });

  test('counts all that come at once', async () => {
    const { take, rows } = await aCounter(open);
    const answers = await Promise.all(Array.from({ length: 20 }, () => take('a', 0)));
    expect(answers.filter((seconds) => seconds === 0)).toHaveLength(limit.most);
    expect((await rows()).map(({ taken }) => taken)).toEqual([20]);
  });

  test('keeps no key as it is, one row a key, and nothing for ever', async () => {
    const { db, take, rows } = await aCounter(open);
    await take('kari@sorvik.example', 0);
    await take('kari@sorvik.example', 300);
    await take('192.0.2.7', 600);
    const kept = await rows();
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(/kari|192\.0/);
    await deleteOldLimits(db, after(86_400 + 300));
    expect(await rows()).toHaveLength(2);
    await deleteOldLimits(db, after(86_400 + 301));
    expect(await rows()).toHaveLength(1);
  });
});
