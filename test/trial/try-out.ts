import { readFile } from 'node:fs/promises';
import { VoucherReader } from '#app/features/attachments/reading/voucher-reader.server.ts';
import type { HostileFile } from '../fixtures/hostile-file.ts';
import { foreignPage } from '../fixtures/foreign-pdf.ts';

/** What became of one hostile file. */
export interface Outcome {
  readonly name: string;
  /** Its pages, or why it was refused. */
  readonly said: string;
  /** Inside with all its pages or refused by name, and an ordinary file read all the same after it. */
  readonly isRight: boolean;
  readonly ms: number;
  /** The most that a process of ours that reads files held meanwhile. */
  readonly bytes: number;
}

const lookEveryMs = 20;

/** Opens files one after another through one reader, as the server does. */
export async function tryOut(files: readonly HostileFile[], tell: (outcome: Outcome) => void): Promise<void> {
  const reader = new VoucherReader({ processes: 1 });
  const ordinary = foreignPage({ contents: '0 0 20 20 re f' });
  try {
    for (const { name, make, pages } of files) {
      const bytes = await make();
      const watch = watchChildren();
      const start = performance.now();
      const opened = await reader.open(bytes);
      const ms = performance.now() - start;
      const largest = await watch.end();
      const after = await reader.open(ordinary);
      const isWhole = 'unreadable' in opened || pages === undefined || opened.pages.length === pages;
      const isNextRead = !('unreadable' in after) && after.pages.length === 1;
      tell({
        name, ms, bytes: largest, isRight: isWhole && isNextRead,
        said: 'unreadable' in opened ? opened.unreadable : `${opened.pages.length} pages`,
      });
    }
  } finally {
    reader.close();
  }
}

/** The most that any process started by this one holds, until the end. Zero where the system does not say. */
function watchChildren(): { end: () => Promise<number> } {
  let most = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, await largestChild());
      await new Promise((resolve) => { setTimeout(resolve, lookEveryMs); });
    }
  })();
  return { end: async () => { isOver = true; await watching; return most; } };
}

async function largestChild(): Promise<number> {
  const own = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8').catch(() => '');
  const sizes = await Promise.all(own.trim().split(' ').filter(Boolean).map(async (pid) => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  }));
  return Math.max(0, ...sizes);
}
