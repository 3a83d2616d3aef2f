import { describe, expect, test } from 'vitest';
import { nextTry, type FailedTries } from './sign-in-throttle.ts';

const minuteMs = 60_000;

/** Makes each try the moment it is allowed, and gives how many minutes each had to wait. */
function waitsOf(tries: number): number[] {
  let nowMs = 0;
  let made: FailedTries = { failures: 0, lastMs: 0 };
  return Array.from({ length: tries }, () => {
    let waitedMs = 0;
    let next = nextTry(made, nowMs);
    while ('waitMs' in next) {
      waitedMs += next.waitMs;
      nowMs += next.waitMs;
      next = nextTry(made, nowMs);
    }
    made = { failures: next.failures, lastMs: nowMs };
    return waitedMs / minuteMs;
  });
}

test('five tries are free, then the wait grows to a quarter of an hour', () => {
  expect(waitsOf(12)).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15]);
});

describe('the sixth try', () => {
  const five = { failures: 5, lastMs: 0 };

  test('waits to the last millisecond', () => {
    expect(nextTry(five, minuteMs - 1)).toEqual({ waitMs: 1 });
    expect(nextTry(five, minuteMs)).toEqual({ failures: 6 });
  });

  test('is not asked to wait while tries are free, though one that began later was counted before it', () => {
    expect(nextTry({ failures: 4, lastMs: 10 }, 5)).toEqual({ failures: 5 });
    expect(nextTry({ failures: 5, lastMs: 10 }, 5)).toEqual({ waitMs: minuteMs });
  });

  test('is the first again after a quarter of an hour of quiet', () => {
    expect(nextTry(five, 16 * minuteMs - 1)).toEqual({ failures: 6 });
    expect(nextTry(five, 16 * minuteMs)).toEqual({ failures: 1 });
  });
});

test('one who guesses all day gets few guesses', () => {
  const dayMs = 24 * 60 * minuteMs;
  let nowMs = 0;
  let made: FailedTries = { failures: 0, lastMs: 0 };
  let guesses = 0;
  for (; nowMs < dayMs; nowMs += minuteMs) {
    const next = nextTry(made, nowMs);
    if ('waitMs' in next) continue;
    guesses += 1;
    made = { failures: next.failures, lastMs: nowMs };
  }
  expect(guesses).toBeLessThan(120);
});
