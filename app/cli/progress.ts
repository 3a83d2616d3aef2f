import { quietMs, type Progress } from '#app/features/progress/progress.ts';

interface Terminal {
  readonly isTTY: boolean;
  readonly write: (text: string) => unknown;
}

/** Tells on a terminal how far long work has come, once it has taken over a second; silent elsewhere. */
export function progressLine(stream: Terminal, say: (progress: Progress) => string) {
  const startedAt = performance.now();
  let isShown = false;
  const show = (progress: Progress): void => {
    if (!stream.isTTY) return;
    stream.write(`\r\u001b[K${say(progress)}`);
    isShown = true;
  };
  return {
    update: (progress: Progress): void => {
      if (performance.now() - startedAt >= quietMs) show(progress);
    },
    /** Tells of work known to take over a second, which can't be interrupted to tell more. */
    announce: show,
    clear: (): void => {
      if (isShown) stream.write('\r\u001b[K');
    },
  };
}
