import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Works, type Work, type WorkOrder } from './works.server.ts';

const order = (fields: Partial<WorkOrder> = {}): WorkOrder => (
  { userId: 'siri', organisationId: 'fjellvik', key: randomUUID(), kind: 'draft', requestId: 'r1', ...fields }
);

function someWorks() {
  const folder = join(tmpdir(), `ou-works-${randomUUID()}`);
  return { folder, works: new Works(folder) };
}

function begun(works: Works, fields: Partial<WorkOrder> = {}): Work {
  const work = works.begin(order(fields));
  if (work === undefined) throw new Error('Too many are under way');
  return work;
}

const ended = { leadsTo: '/there', isFile: false };

afterEach(() => { vi.useRealTimers(); });

describe('a work', () => {
  test('is found by the one who began it only, by its id or by what it is', () => {
    const { works } = someWorks();
    const work = begun(works, { key: 'the draft' });
    expect(works.find({ userId: 'siri', id: work.id })).toBe(work);
    expect(works.find({ userId: 'odd', id: work.id })).toBeUndefined();
    expect(works.find({ userId: 'siri', id: randomUUID() })).toBeUndefined();
    expect(works.findByKey({ userId: 'siri', key: 'the draft' })).toBe(work);
    expect(works.findByKey({ userId: 'odd', key: 'the draft' })).toBeUndefined();
  });

  test('tells how far it has come, the latest only', () => {
    const work = begun(someWorks().works);
    expect(work.progress).toEqual({ stage: 'begun' });
    work.tell({ stage: 'opening', done: 1, total: 2 });
    work.tell({ stage: 'opening', done: 2, total: 2 });
    expect(work.progress).toEqual({ stage: 'opening', done: 2, total: 2 });
  });

  test('of the same sort begun anew is the one that is found', () => {
    const { works } = someWorks();
    works.end(begun(works, { key: 'k' }), { status: 500 });
    const second = begun(works, { key: 'k' });
    expect(works.findByKey({ userId: 'siri', key: 'k' })).toBe(second);
  });
});

describe('so many may be under way', () => {
  test('three of one person, and others are not held up by them', () => {
    const { works } = someWorks();
    const first = begun(works);
    begun(works);
    begun(works);
    expect(works.begin(order())).toBeUndefined();
    expect(works.begin(order({ userId: 'odd' }))).toBeDefined();
    works.end(first, ended);
    expect(works.begin(order())).toBeDefined();
  });

  test('ten of one organisation, and another is not held up by it', () => {
    const { works } = someWorks();
    for (let person = 0; person < 10; person += 1) begun(works, { userId: `p${person}` });
    expect(works.begin(order({ userId: 'p11' }))).toBeUndefined();
    expect(works.begin(order({ userId: 'oda', organisationId: 'havdal' }))).toBeDefined();
  });
});

describe('a work that has ended', () => {
  test('is remembered with the four newest of the same person, and forgotten after half an hour', () => {
    vi.useFakeTimers();
    const { works } = someWorks();
    const mine = Array.from({ length: 6 }, () => {
      const work = begun(works);
      works.end(work, ended);
      return work;
    });
    const others = begun(works, { userId: 'odd' });
    works.end(others, ended);
    const isKnown = (work: Work) => works.find({ userId: work.order.userId, id: work.id }) !== undefined;
    expect(mine.map(isKnown)).toEqual([false, true, true, true, true, true]);
    vi.advanceTimersByTime(29 * 60_000);
    expect(isKnown(others)).toBe(true);
    vi.advanceTimersByTime(2 * 60_000);
    expect([...mine, others].map(isKnown)).toEqual([false, false, false, false, false, false, false]);
  });

  test('has what it made on the disk, for nobody else’s eyes, until it is forgotten', async () => {
    const { works, folder } = someWorks();
    const work = begun(works);
    const [one, two] = await works.hold(work, [{ name: 'del 1.pdf', pieces: [Buffer.from('e'), Buffer.from('n')] }, { name: '../to.pdf', pieces: [Buffer.from('to')] }]);
    expect([one?.name, (await one?.read())?.join(''), two?.name, (await two?.read())?.join('')]).toEqual(['del 1.pdf', 'en', '../to.pdf', 'to']);
    // A name given by a person is the name of no file here.
    expect((await readdir(work.folder)).sort()).toEqual(['0', '1']);
    expect(work.folder.startsWith(folder)).toBe(true);
    works.forget(work);
    await expect.poll(() => existsSync(work.folder)).toBe(false);
  });

  test('of an earlier server has left nothing when the next has begun', async () => {
    const { works, folder } = someWorks();
    await mkdir(join(folder, 'old'), { recursive: true });
    await writeFile(join(folder, 'old', '0'), 'x');
    await works.tidy();
    expect(existsSync(folder)).toBe(false);
    await works.tidy();
  });
});

test('a server that ends can wait until nothing is under way', async () => {
  const { works } = someWorks();
  await works.idle();
  const work = begun(works);
  let isIdle = false;
  const idle = works.idle().then(() => { isIdle = true; });
  await new Promise((resolve) => { setTimeout(resolve, 120); });
  expect(isIdle).toBe(false);
  works.end(work, ended);
  await idle;
  expect(isIdle).toBe(true);
});
