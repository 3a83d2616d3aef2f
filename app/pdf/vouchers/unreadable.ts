import type { UnreadableCause } from '#app/domain/circumstances.ts';

/** A foreign file that cannot be appended, and why. */
export interface UnreadableFile {
  readonly unreadable: UnreadableCause;
}

/** Thrown inside the readers of foreign files; never leaves `openVoucher`. */
export class UnreadableError extends Error {
  readonly reason: UnreadableCause;

  constructor(reason: UnreadableCause) {
    super(reason);
    this.reason = reason;
  }
}
