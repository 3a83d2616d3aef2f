import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { MemoryRoom } from './memory-room.server.ts';

/** What many people send at once never takes more memory than is set aside for it. */

const mega = 1024 * 1024;

test('no more bytes are in at once than there is room for, and all get their turn in order', async () => {
  const room = new MemoryRoom({ mostBytes: 100 * mega, patienceMs: 5_000 });
  const begun: number[] = [];
  let bytes = 0;
  let most = 0;
  await Promise.all(Array.from({ length: 30 }, (_, index) => room.pass((10 + index % 3 * 15) * mega, async () => {
    begun.push(index);
    bytes += 10 + index % 3 * 15;
    most = Math.max(most, bytes);
    await wait(index % 3);
    bytes -= 10 + index % 3 * 15;
  })));
  expect(most).toBeLessThanOrEqual(100);
  expect(most).toBeGreaterThan(50);
  expect(begun).toEqual(Array.from({ length: 30 }, (_, index) => index));
});

test('a small form never waits, and one larger than the room has it to itself', async () => {
  const room = new MemoryRoom({ mostBytes: 10 * mega, patienceMs: 5_000 });
  const { promise: isDone, resolve: finish } = Promise.withResolvers<string>();
  const large = room.pass(40 * mega, () => isDone);
  expect(await room.pass(mega, () => Promise.resolve('small'))).toBe('small');
  expect(await room.pass(Number.NaN, () => Promise.resolve('of no length'))).toBe('of no length');
  let isIn = false;
  const next = room.pass(2 * mega, () => { isIn = true; return Promise.resolve('next'); });
  await wait(5);
  expect(isIn).toBe(false);
  finish('large');
  expect(await Promise.all([large, next])).toEqual(['large', 'next']);
});

test('one who waits too long is told to come back, and those behind are let in', async () => {
  const room = new MemoryRoom({ mostBytes: 10 * mega, patienceMs: 20 });
  const { promise: isDone, resolve: finish } = Promise.withResolvers<string>();
  const first = room.pass(6 * mega, () => isDone);
  const second: unknown = await room.pass(8 * mega, () => Promise.resolve()).catch((fault: unknown) => fault);
  expect(second).toMatchObject({ status: 503 });
  expect(await room.pass(4 * mega, () => Promise.resolve('small enough'))).toBe('small enough');
  finish('first');
  expect(await first).toBe('first');
  expect(await room.pass(10 * mega, () => Promise.resolve('all of it'))).toBe('all of it');
});

test('what is worked with after its answer keeps its room until that has ended, well or badly', async () => {
  const room = new MemoryRoom({ mostBytes: 10 * mega, patienceMs: 5_000 });
  for (const end of ['resolve', 'reject'] as const) {
    const later = Promise.withResolvers<undefined>();
    later.promise.catch(() => undefined);
    expect(await room.pass(10 * mega, (stay) => { stay(later.promise); return Promise.resolve('answered'); })).toBe('answered');
    let isIn = false;
    const next = room.pass(2 * mega, () => { isIn = true; return Promise.resolve(); });
    await wait(5);
    expect(isIn).toBe(false);
    later[end](undefined);
    await next;
    expect(isIn).toBe(true);
  }
});

test('a work that fails leaves its room', async () => {
  const room = new MemoryRoom({ mostBytes: 10 * mega, patienceMs: 1_000 });
  await expect(room.pass(10 * mega, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await room.pass(10 * mega, () => Promise.resolve('yes'))).toBe('yes');
});
