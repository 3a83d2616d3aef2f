import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSecondsLeft, secondsLeft, sessionWarning } from './session-standing.ts';

const now = new Date('2026-11-24T10:00:00.000Z');

describe('how long a session lasts yet', () => {
  test('is told in whole seconds, never more than there are', () => {
    expect(secondsLeft({ idleEndsAt: '2026-11-24T10:29:59.999Z', endsAt: '2026-11-24T20:00:00.000Z' }, now)).toEqual({ idle: 1_799, total: 36_000 });
  });

  test('is nothing for one that has ended or never was', () => {
    expect(secondsLeft({ idleEndsAt: '2026-11-24T09:59:00.000Z', endsAt: '2026-11-24T09:00:00.000Z' }, now)).toEqual({ idle: 0, total: 0 });
    expect(secondsLeft(undefined, now)).toEqual({ idle: 0, total: 0 });
  });

  test('is read from an answer of its own shape only', () => {
    expect(readSecondsLeft({ idle: 1, total: 2 })).toEqual({ idle: 1, total: 2 });
    for (const body of [undefined, null, 'x', {}, { idle: '1', total: 2 }, { idle: 1 }]) expect(readSecondsLeft(body)).toBeUndefined();
  });
});

describe('the warning', () => {
  test.each([
    [{ idle: 1_800, total: 36_000 }, { kind: 'none', askInSeconds: 1_500 }],
    [{ idle: 301, total: 36_000 }, { kind: 'none', askInSeconds: 1 }],
    [{ idle: 300, total: 36_000 }, { kind: 'soon', minutes: 5, isLast: false, askInSeconds: 60 }],
    [{ idle: 241, total: 36_000 }, { kind: 'soon', minutes: 5, isLast: false, askInSeconds: 1 }],
    [{ idle: 60, total: 36_000 }, { kind: 'soon', minutes: 1, isLast: false, askInSeconds: 60 }],
    [{ idle: 1_700, total: 120 }, { kind: 'soon', minutes: 2, isLast: true, askInSeconds: 60 }],
    [{ idle: 0, total: 500 }, { kind: 'ended' }],
  ])('of %j is %j', (left, warning) => {
    expect(sessionWarning(left)).toEqual(warning);
  });

  test('comes at least five minutes before, is asked about again in time, and never says more than is left', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 36_000 }), fc.integer({ min: 1, max: 36_000 }), (idle, total) => {
      const warning = sessionWarning({ idle, total });
      const left = Math.min(idle, total);
      if (warning.kind === 'ended') return expect.fail('It lasts yet');
      expect(warning.askInSeconds).toBeGreaterThan(0);
      expect(warning.askInSeconds).toBeLessThanOrEqual(left);
      if (warning.kind === 'none') expect(left - warning.askInSeconds).toBe(300);
      else expect(warning.minutes * 60 - left).toBeLessThan(60);
    }));
  });
});
