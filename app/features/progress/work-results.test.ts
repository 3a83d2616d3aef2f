import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { inTime, WorkResults } from './work-results.server.ts';
import { Works, type WorkOrder } from './works.server.ts';

const order: WorkOrder = { userId: 'siri', organisationId: 'fjellvik', key: 'the draft', kind: 'draft', requestId: 'r1' };

/** Work that ends when the test says so. */
function aTask(results = new WorkResults<string>(), works = new Works(join(tmpdir(), randomUUID()), 20)) {
  const report = vi.fn<(fault: unknown) => void>();
  const runs: { end: (text: string) => void; fail: (fault: unknown) => void }[] = [];
  const ask = (fields: Partial<WorkOrder> = {}, isLasting = false) => {
    const joined = results.join(works, {
      order: { ...order, ...fields }, isLasting: () => isLasting, report,
      run: () => new Promise<string>((resolve, reject) => { runs.push({ end: resolve, fail: reject }); }),
      endOf: (text) => ({ leadsTo: `/${text}`, isFile: false }),
    });
    if (joined === undefined) throw new Error('Too much is under way');
    return joined;
  };
  return { results, works, runs, report, join: ask };
}

describe('the same work asked for by the same person', () => {
  test('is done once, however often it is asked for while it is under way', async () => {
    const { runs, join: ask } = aTask();
    const [first, second] = [ask(), ask()];
    expect(second.work).toBe(first.work);
    runs[0]?.end('made');
    expect(await Promise.all([first.result, second.result])).toEqual(['made', 'made']);
    expect(runs).toHaveLength(1);
  });

  test('is another’s own when another asks, and another work with another key', () => {
    const { runs, join: ask } = aTask();
    expect(new Set([ask(), ask({ userId: 'odd' }), ask({ key: 'the parts' })].map(({ work }) => work.id)).size).toBe(3);
    expect(runs).toHaveLength(3);
  });

  test('is done again when it has ended, unless its answer lasts', async () => {
    const { runs, join: ask } = aTask();
    const first = ask();
    runs[0]?.end('made');
    await first.result;
    expect(await ask({}, true).result).toBe('made');
    expect(runs).toHaveLength(1);
    ask();
    expect(runs).toHaveLength(2);
  });

  test('is tried again when it failed', async () => {
    const { runs, join: ask } = aTask();
    const first = ask({}, true);
    runs[0]?.fail(new Response(null, { status: 404 }));
    await expect(first.result).rejects.toBeInstanceOf(Response);
    expect(first.work.ending).toEqual({ status: 404 });
    expect(ask({}, true).work).not.toBe(first.work);
  });

  test('is not begun when too much is under way', () => {
    const { runs, join: ask } = aTask();
    for (const key of ['a', 'b', 'c']) ask({ key });
    expect(() => ask({ key: 'd' })).toThrow('Too much');
    expect(runs).toHaveLength(3);
  });
});

describe('what it came to', () => {
  test('is given to who waits, when it is soon there', async () => {
    const { works, runs, join: ask } = aTask();
    const asked = ask();
    setTimeout(() => { runs[0]?.end('made'); }, 1);
    expect(await inTime(works, asked)).toBe('made');
    expect(asked.work.isAwaited).toBe(true);
  });

  test('is found later by its person only, and where it leads is told', async () => {
    const { results, works, runs, join: ask } = aTask();
    const asked = ask();
    expect(await inTime(works, asked)).toBeUndefined();
    expect(asked.work.isAwaited).toBe(false);
    expect(results.find(works, { userId: 'siri', id: asked.work.id })).toBeUndefined();
    runs[0]?.end('made');
    await asked.result;
    expect(asked.work.ending).toEqual({ leadsTo: '/made', isFile: false });
    expect(results.find(works, { userId: 'siri', id: asked.work.id })).toBe('made');
    expect(results.find(works, { userId: 'odd', id: asked.work.id })).toBeUndefined();
    expect(new WorkResults<string>().find(works, { userId: 'siri', id: asked.work.id })).toBeUndefined();
  });

  test('of a fault that came too late for anyone is reported, and of an answer is not', async () => {
    const { works, runs, report, join: ask } = aTask();
    const asked = [ask({ key: 'a' }), ask({ key: 'b', requestId: 'r2' })];
    for (const each of asked) expect(await inTime(works, each)).toBeUndefined();
    const fault = new Error('The disk is full');
    runs[0]?.fail(fault);
    runs[1]?.fail(new Response(null, { status: 403 }));
    await Promise.allSettled(asked.map(({ result }) => result));
    expect(asked.map(({ work }) => work.ending)).toEqual([{ status: 500 }, { status: 403 }]);
    expect(report.mock.calls).toEqual([[fault]]);
  });

  test('is a fault to who still waits', async () => {
    const { works, runs, report, join: ask } = aTask();
    const asked = ask();
    runs[0]?.fail(new Error('The disk is full'));
    await expect(inTime(works, asked)).rejects.toThrow('The disk is full');
    expect(report).not.toHaveBeenCalled();
  });
});
