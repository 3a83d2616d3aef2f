const quietMs = 1_000;

interface Terminal {
  readonly isTTY: boolean;
  readonly write: (text: string) => unknown;
}

/** Tells on a terminal how far long work has come, once it has taken over a second; silent elsewhere. */
export function progressLine(stream: Terminal, say: (done: number, total: number) => string) {
  const startedAt = performance.now();
  let isShown = false;
  return {
    update: (done: number, total: number): void => {
      if (!stream.isTTY || performance.now() - startedAt < quietMs) return;
      stream.write(`\r\u001b[K${say(done, total)}`);
      isShown = true;
    },
    /** Tells of work known to take over a second, which can't be interrupted to tell more. */
    announce: (text: string): void => {
      if (!stream.isTTY) return;
      stream.write(`\r\u001b[K${text}`);
      isShown = true;
    },
    clear: (): void => {
      if (isShown) stream.write('\r\u001b[K');
    },
  };
}
