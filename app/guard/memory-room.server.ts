/** What is sent lies in memory from when it is read until it is answered; a small form is not worth waiting for. */
const smallBytes = 1024 * 1024;

interface Waiting {
  readonly bytes: number;
  readonly enter: () => void;
}

/** Keeps the place after the answer, until this has ended too: what was sent is still worked with. */
export type Stay = (until: Promise<unknown>) => void;

/**
 * Lets so many bytes of large bodies into memory at once; others wait their turn unread, first come first served, so that no
 * number of people who send files at once takes what the server has. One who waits too long is told to come back (503).
 */
export class MemoryRoom {
  readonly #mostBytes: number;
  readonly #patienceMs: number;
  #taken = 0;
  #waiting: readonly Waiting[] = [];

  constructor({ mostBytes, patienceMs }: { readonly mostBytes: number; readonly patienceMs: number }) {
    this.#mostBytes = mostBytes;
    this.#patienceMs = patienceMs;
  }

  async pass<Result>(bytes: number, work: (stay: Stay) => Promise<Result>): Promise<Result> {
    if (!(bytes > smallBytes)) return work(() => undefined);
    // One that is larger than all the room has it to itself.
    const asked = Math.min(bytes, this.#mostBytes);
    if (!await this.#enter(asked)) throw new Response(null, { status: 503, headers: { 'Retry-After': '60' } });
    const staying: Promise<unknown>[] = [];
    try {
      return await work((until) => { staying.push(until); });
    } finally {
      if (staying.length === 0) this.#leave(asked);
      else void Promise.allSettled(staying).then(() => { this.#leave(asked); });
    }
  }

  #leave(bytes: number): void {
    this.#taken -= bytes;
    this.#letIn();
  }

  /** @returns false when the wait was too long. */
  #enter(bytes: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waiting = this.#waiting.filter((each) => each !== waiting);
        resolve(false);
        this.#letIn();
      }, this.#patienceMs);
      const waiting = { bytes, enter: () => { clearTimeout(timer); resolve(true); } };
      this.#waiting = [...this.#waiting, waiting];
      this.#letIn();
    });
  }

  #letIn(): void {
    for (let first = this.#waiting[0]; first !== undefined && this.#taken + first.bytes <= this.#mostBytes; first = this.#waiting[0]) {
      this.#waiting = this.#waiting.slice(1);
      this.#taken += first.bytes;
      first.enter();
    }
  }
}
