import type { Ending } from './work-kinds.ts';
import type { Work, WorkName, WorkOrder, Works } from './works.server.ts';

interface Task<Result> {
  readonly order: WorkOrder;
  readonly run: (work: Work) => Promise<Result>;
  /** Where the person is led when it has ended. */
  readonly endOf: (result: Result, work: Work) => Ending;
  /** Whether what it came to is the answer for as long as it is remembered, and not only while it is under way. */
  readonly isLasting: (result: Result) => boolean;
  /** Told of a fault that came too late for anyone. */
  readonly report: ((fault: unknown) => void) | undefined;
}

interface Running<Result> extends Pick<Task<Result>, 'run' | 'endOf' | 'report'> {
  readonly works: Works;
}

interface Joined<Result> {
  readonly work: Work;
  readonly result: Promise<Result>;
}

/** What works of one sort come to, for who waits and for who comes back. */
export class WorkResults<Result> {
  readonly #running = new WeakMap<Work, Promise<Result>>();
  readonly #ended = new WeakMap<Work, Result>();

  /**
   * Begins a work, or joins it where it is begun already: the same person pressing again never has it done twice. One that failed is
   * tried again. Undefined when too many are under way.
   */
  join(works: Works, { order, isLasting, ...task }: Task<Result>): Joined<Result> | undefined {
    const begun = works.findByKey(order);
    const result = begun && this.#running.get(begun);
    if (begun !== undefined && result !== undefined && this.#isJoined(begun, isLasting)) return { work: begun, result };
    const work = works.begin(order);
    if (work === undefined) return undefined;
    const running = this.#run(work, { ...task, works });
    this.#running.set(work, running);
    return { work, result: running };
  }

  /** What a work of this sort came to; undefined while it is under way, and where there is none. */
  find(works: Works, name: WorkName): Result | undefined {
    const work = works.find(name);
    return work === undefined ? undefined : this.#ended.get(work);
  }

  #isJoined(work: Work, isLasting: Task<Result>['isLasting']): boolean {
    const ended = this.#ended.get(work);
    return work.ending === undefined || (ended !== undefined && isLasting(ended));
  }

  async #run(work: Work, { run, endOf, report, works }: Running<Result>): Promise<Result> {
    try {
      const result = await run(work);
      this.#ended.set(work, result);
      works.end(work, endOf(result, work));
      return result;
    } catch (fault) {
      // An answer such as 404 is no fault of ours; of another, who does not wait hears nothing, and the log has to.
      const isAnswer = fault instanceof Response;
      if (!work.isAwaited && !isAnswer) report?.(fault);
      works.end(work, { status: isAnswer ? fault.status : 500 });
      throw fault;
    }
  }
}

/** What a work comes to, if it does so before anyone would wonder; from then on nobody waits for it. */
export async function inTime<Result>({ patienceMs }: Works, { work, result }: Joined<Result>): Promise<Result | undefined> {
  const patience = new AbortController();
  const outOfPatience = new Promise<undefined>((resolve) => {
    const timer = setTimeout(() => {
      work.isAwaited = false;
      resolve(undefined);
    }, patienceMs);
    patience.signal.addEventListener('abort', () => { clearTimeout(timer); });
  });
  try {
    return await Promise.race([result, outOfPatience]);
  } finally {
    patience.abort();
    // A fault that comes later is told on the page that asks after the work.
    result.catch(() => undefined);
  }
}
