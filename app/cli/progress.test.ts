import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { progressLine } from './progress.ts';

/** Writes over the line it stands on. */
const overwrite = '\r\u001b[K';

const opened = (done: number) => ({ stage: 'opening', done, total: 3 }) as const;

function aTerminal(isTTY = true) {
  const written: string[] = [];
  return { written, stream: { isTTY, write: (text: string) => written.push(text) } };
}

beforeEach(() => { vi.useFakeTimers({ toFake: ['performance'] }); });
afterEach(() => { vi.useRealTimers(); });

function lineAfter(ms: number, stream: ReturnType<typeof aTerminal>['stream']) {
  const line = progressLine(stream, (progress) => (progress.stage === 'opening' ? `${progress.done} av ${progress.total}` : progress.stage));
  vi.advanceTimersByTime(ms);
  return line;
}

describe('the progress of long work', () => {
  test('is told on one line, again and again, and wiped at the end', () => {
    const { stream, written } = aTerminal();
    const line = lineAfter(1_000, stream);
    line.update(opened(1));
    line.update(opened(2));
    line.clear();
    expect(written).toEqual([`${overwrite}1 av 3`, `${overwrite}2 av 3`, overwrite]);
  });

  test('is not told in the first second, and then there is nothing to wipe', () => {
    const { stream, written } = aTerminal();
    const line = lineAfter(999, stream);
    line.update(opened(1));
    line.clear();
    expect(written).toEqual([]);
  });

  test('is told beforehand of work known to be long, and wiped at the end', () => {
    const terminal = aTerminal();
    const pipe = aTerminal(false);
    for (const { stream } of [terminal, pipe]) {
      const line = lineAfter(0, stream);
      line.announce({ stage: 'setting', lines: 3_000 });
      line.clear();
    }
    expect([terminal.written, pipe.written]).toEqual([[`${overwrite}setting`, overwrite], []]);
  });

  test('is never told where no person looks: in a file or a pipe', () => {
    const { stream, written } = aTerminal(false);
    const line = lineAfter(60_000, stream);
    line.update(opened(1));
    line.clear();
    expect(written).toEqual([]);
  });
});
