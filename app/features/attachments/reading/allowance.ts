/** What one file may take. A file that takes more is refused by name. */
export interface ReadingLimits {
  /** Of work; on a busy machine a file that needs little may still have to wait long. */
  readonly workMs: number;
  /**
   * When so long has passed, one that has had half of that is ended: whoever waits is to be told while they still wait. One that has had
   * less is held up by others, and goes on.
   */
  readonly patienceMs: number;
  readonly waitMs: number;
  readonly bytes: number;
}

/** A little less than is promised, since a process goes on growing until it is looked at, and a refusal has to be told. */
export const usualLimits: ReadingLimits = { workMs: 8_000, patienceMs: 11_000, waitMs: 60_000, bytes: 350 * 1024 * 1024 };

/** What opening one file may still take, however many processes it takes it in. */
export class Allowance {
  private readonly limits: ReadingLimits;
  private readonly start: number;
  private readonly now: () => number;
  private earlierMs = 0;
  private isPatienceOver = false;

  constructor(limits: ReadingLimits, now = () => performance.now()) {
    this.limits = limits;
    this.now = now;
    this.start = now();
  }

  /** Whether a process that has worked so long on the file is to be ended; NaN where the system does not tell how long. */
  isSpent(workMs: number): boolean {
    const waited = this.now() - this.start;
    const worked = Number.isNaN(workMs) ? waited : this.earlierMs + workMs;
    if (worked > this.limits.workMs || waited > this.limits.waitMs) return true;
    if (this.isPatienceOver || waited <= this.limits.patienceMs) return false;
    this.isPatienceOver = true;
    return worked > this.limits.workMs / 2;
  }

  /** Another process begins anew with the file: what this one has worked is not given again. */
  passOn(workMs: number): void {
    this.earlierMs += Number.isNaN(workMs) ? 0 : workMs;
  }

  allows(bytes: number): boolean {
    return bytes <= this.limits.bytes;
  }
}
