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
    ['but not when half was had and somebody has waited long', 11_001, 4_001, true], ['though somebody has, when it has had less', 11_001, 4_000, false],
    ['not for ever, though nothing was had', 60_001, 0, true],
  ])('%s', (_name, waited, worked, isSpent) => {
    const { allowance, wait } = anAllowance();
    wait(waited);
    expect(allowance.isSpent(worked)).toBe(isSpent);
  });

  test('to the end, when others held it up', () => {
    const { allowance, wait } = anAllowance();
    wait(11_001);
    expect(allowance.isSpent(1_000)).toBe(false);
    wait(20_000);
    expect([allowance.isSpent(8_000), allowance.isSpent(8_001)]).toEqual([false, true]);
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
