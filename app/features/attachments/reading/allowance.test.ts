import { describe, expect, test } from 'vitest';
import { Allowance } from './allowance.ts';

const limits = { workMs: 8_000, patienceMs: 11_000, waitMs: 60_000, bytes: 1_000 };

function anAllowance() {
  let now = 5_000;
  return { allowance: new Allowance(limits, () => now), wait: (ms: number) => { now += ms; } };
}

describe('a file may be worked on', () => {
  test.each([
    ['as long as the work allowed', 8_000, 8_000, false], ['no longer', 8_001, 8_001, true],
    ['when the machine is busy and it has had little', 50_000, 4_000, false], ['but not when half was had and somebody waits', 11_001, 4_001, true],
    ['not for ever, though nothing was had', 60_001, 0, true],
  ])('%s', (_name, waited, worked, isSpent) => {
    const { allowance, wait } = anAllowance();
    wait(waited);
    expect(allowance.isSpent(worked)).toBe(isSpent);
  });

  test('by one process after another, which share the work', () => {
    const { allowance } = anAllowance();
    allowance.passOn(5_000);
    expect([allowance.isSpent(3_000), allowance.isSpent(3_001)]).toEqual([false, true]);
  });

  test('by the clock, where the system does not tell the work', () => {
    const { allowance, wait } = anAllowance();
    allowance.passOn(Number.NaN);
    wait(8_000);
    expect(allowance.isSpent(Number.NaN)).toBe(false);
    wait(1);
    expect(allowance.isSpent(Number.NaN)).toBe(true);
  });
});

test('a process may hold what is allowed and no more', () => {
  const { allowance } = anAllowance();
  expect([allowance.allows(1_000), allowance.allows(1_001)]).toEqual([true, false]);
});
