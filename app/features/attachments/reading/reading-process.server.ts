import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import type { UnreadableFile } from '#app/pdf/vouchers/unreadable.ts';
import type { Allowance } from './allowance.ts';
import { answerSchema, type ReadingAnswer, type ReadingTask } from './worker-message.ts';

/** The process ended before it answered: perhaps by what another file had left there, so that a fresh one may do better. */
export interface EndedReading {
  readonly ended: UnreadableFile;
}

type Reading = ReadingAnswer | EndedReading;

/** Large pieces of memory go back to the system as soon as they are free, where the C library is GNU's. Source: mallopt(3). */
const givesBack = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };
const watchEveryMs = 20;
/** A process that has grown so much is not given another file. */
const retireAtBytes = 260 * 1024 * 1024;
const lowPriority = 5;

/**
 * One process that opens foreign files. It has no secrets in its environment, gives way to those who wait for pages, and is
 * killed when it takes too much.
 */
export class ReadingProcess {
  private readonly child: ChildProcess;
  private isDone = false;
  private hasBegun = false;

  constructor(worker = new URL('./worker.ts', import.meta.url)) {
    this.child = fork(worker, [], {
      serialization: 'advanced', execArgv: ['--max-old-space-size=256', '--expose-gc'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { NODE_ENV: 'production', ...givesBack },
    });
    this.child.once('exit', () => { this.isDone = true; });
    this.child.on('error', () => { this.isDone = true; });
    this.hold(false);
    lowerPriority(this.child.pid);
  }

  /** False once it has ended, or should. */
  get isUsable(): boolean {
    return !this.isDone && this.child.connected;
  }

  /** True until it is given a first file: how that comes out is the file's own doing. */
  get isFresh(): boolean {
    return !this.hasBegun;
  }

  /** Opens one file; `too_heavy` when it took more than it may, `damaged` when it ended the process. Throws when there is no process. */
  async read(task: ReadingTask, allowance: Allowance): Promise<Reading> {
    if (this.child.pid === undefined) throw new Error('No process could be started to open files');
    this.hasBegun = true;
    this.hold(true);
    const watch = new AbortController();
    try {
      return await Promise.race([this.ask(task), this.overrun(allowance, watch.signal)]);
    } finally {
      watch.abort();
      const { bytes } = await usageOf(this.child.pid);
      if (bytes > retireAtBytes) this.end();
      this.hold(false);
    }
  }

  end(): void {
    this.isDone = true;
    this.child.kill('SIGKILL');
  }

  private ask(task: ReadingTask): Promise<Reading> {
    return new Promise((resolve) => {
      const ended = () => { resolve({ ended: { unreadable: 'damaged' } }); };
      this.child.once('exit', ended);
      this.child.once('message', (message) => {
        this.child.off('exit', ended);
        resolve(this.understood(message));
      });
      this.child.send(task, (error) => {
        if (error === null) return;
        this.end();
        ended();
      });
    });
  }

  /** A file may have taken the process over: what it then says is not believed, and harms nobody here. */
  private understood(message: unknown): ReadingAnswer {
    const answer = answerSchema.safeParse(message);
    if (answer.success) return answer.data;
    this.end();
    return { unreadable: 'damaged' };
  }

  /** Looks again and again at how long it takes and how much it holds, and ends it when that is too much. */
  private async overrun(allowance: Allowance, signal: AbortSignal): Promise<Reading> {
    const before = await usageOf(this.child.pid);
    while (!signal.aborted) {
      await new Promise((resolve) => { setTimeout(resolve, watchEveryMs).unref(); });
      const { bytes, workMs } = await usageOf(this.child.pid);
      const isTooSlow = allowance.isSpent(workMs - before.workMs);
      if (signal.aborted || (!isTooSlow && allowance.allows(bytes))) continue;
      this.end();
      allowance.passOn(workMs - before.workMs);
      return isTooSlow ? { unreadable: 'too_heavy' } : { ended: { unreadable: 'too_heavy' } };
    }
    return { unreadable: 'too_heavy' };
  }

  /** An idle process keeps nothing from ending. */
  private hold(isBusy: boolean): void {
    if (isBusy) {
      this.child.ref();
      this.child.channel?.ref();
    } else {
      this.child.unref();
      this.child.channel?.unref();
    }
  }
}

interface Usage {
  readonly bytes: number;
  /** NaN where the system does not say. */
  readonly workMs: number;
}

/** Linux counts work in hundredths of a second, and memory in kilobytes. */
const tickMs = 10;

/** What a process holds in memory and has worked. Linux says; elsewhere only the time it takes is watched. Source: proc(5). */
async function usageOf(pid: number | undefined): Promise<Usage> {
  const [status, stat] = await Promise.all(['status', 'stat'].map((name) => readFile(`/proc/${pid ?? 0}/${name}`, 'utf8').catch(() => '')));
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status ?? '')?.[1];
  // After the name in brackets, which may hold spaces: the twelfth and thirteenth are the ticks in user and system mode.
  const fields = (stat ?? '').slice((stat ?? '').lastIndexOf(')') + 2).split(' ');
  return { bytes: Number(kilobytes ?? 0) * 1024, workMs: (Number(fields[11]) + Number(fields[12])) * tickMs };
}

function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, lowPriority);
  } catch {
    // Not allowed everywhere; a courtesy only.
  }
}
