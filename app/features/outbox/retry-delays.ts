/** An e-mail is given up after so many tries, most of a day after the first. */
export const mostTries = 10;

/** Longer than a try may take, so that the next cannot begin while it runs. */
const delayMinutes = [1, 2, 5, 10, 30, 60, 120, 240, 480, 480];

/** How long after the beginning of the try of that number the next may begin. */
export function delayAfterTryMs(tryNumber: number): number {
  return (delayMinutes[Math.max(tryNumber, 1) - 1] ?? delayMinutes.at(-1) ?? 0) * 60_000;
}
