const minuteMs = 60_000;
/** Tries that cost nothing, and how long a quiet time makes up for them. Source: OWASP ASVS 5.0 § 6.3. */
const freeTries = 5;
const quietMs = 15 * minuteMs;
const longestWaitMs = 15 * minuteMs;

/** Tries at an account from an address that were not right, and when the last was made. */
export interface FailedTries {
  readonly failures: number;
  readonly lastMs: number;
}

/** Whether one more try may be made now; if so, the count with it, since a try counts as wrong until it proves right. */
export function nextTry({ failures, lastMs }: FailedTries, nowMs: number): { readonly failures: number } | { readonly waitMs: number } {
  const waitMs = waitAfter(failures);
  const openMs = lastMs + waitMs;
  if (nowMs >= openMs + quietMs) return { failures: 1 };
  // Of several at once the one that began first may be counted last: to it the last try lies ahead, which is no reason to wait.
  return waitMs > 0 && nowMs < openMs ? { waitMs: Math.min(openMs - nowMs, waitMs) } : { failures: failures + 1 };
}

/** Nothing for the free tries, then one minute, and twice as long for each try after it. */
function waitAfter(failures: number): number {
  return failures < freeTries ? 0 : Math.min(minuteMs * 2 ** (failures - freeTries), longestWaitMs);
}
