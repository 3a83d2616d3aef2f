/** Something done again and again until it is stopped. */
export interface Repeated {
  /** Begins nothing more, and waits for what is under way, but not for long. */
  readonly stop: () => Promise<void>;
}

export interface Repeating {
  readonly pauseMs: number;
  /** Told of a round that failed; the next one comes all the same. */
  readonly report: (fault: unknown) => void;
}

const patienceMs = 5_000;

/** Does a round, rests, and does the next. It keeps no process alive. */
export function repeat(round: () => Promise<unknown>, { pauseMs, report }: Repeating): Repeated {
  const state = { isStopped: false };
  let wake: () => void = () => undefined;
  const rest = () => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, pauseMs);
    timer.unref();
    wake = () => { clearTimeout(timer); resolve(); };
  });
  const run = async () => {
    while (!state.isStopped) {
      await round().catch(report);
      if (!state.isStopped) await rest();
    }
  };
  const running = run();
  return {
    stop: async () => {
      state.isStopped = true;
      wake();
      await Promise.race([running, new Promise<void>((resolve) => { setTimeout(resolve, patienceMs).unref(); })]);
    },
  };
}
