import { describe, expect, test } from 'vitest';
import { calendarDate } from './calendar-date.ts';
import { keptUntil, programmeKeptUntil } from './retention.ts';

const day = calendarDate;

describe('what is done with', () => {
  test.each([
    ['2026-01-01', 5, '2031-12-31'], ['2026-12-31', 5, '2031-12-31'], ['2026-06-30', 10, '2036-12-31'], ['2024-02-29', 5, '2029-12-31'],
  ])('on %s is kept %i years after that year has ended', (lastUsed, years, until) => {
    expect(keptUntil(day(lastUsed), years)).toBe(until);
  });
});

describe('a programme', () => {
  const ended = { endsOn: day('2026-06-30'), lastClaimOn: undefined, lastVoucherOn: undefined, hasOpenClaim: false };

  test('counts from its last day, or from its last claim where that is later', () => {
    expect(programmeKeptUntil(ended, 10)).toBe('2036-12-31');
    expect(programmeKeptUntil({ ...ended, lastClaimOn: day('2027-02-01') }, 10)).toBe('2037-12-31');
    expect(programmeKeptUntil({ ...ended, lastClaimOn: day('2026-03-01') }, 10)).toBe('2036-12-31');
  });

  test('counts from its latest voucher where that is later: it belongs to the accounts of its own year', () => {
    expect(programmeKeptUntil({ ...ended, lastVoucherOn: day('2027-02-20') }, 5)).toBe('2032-12-31');
    expect(programmeKeptUntil({ ...ended, lastVoucherOn: day('2026-02-20') }, 5)).toBe('2031-12-31');
    expect(programmeKeptUntil({ ...ended, lastVoucherOn: day('2027-02-20'), lastClaimOn: day('2028-01-02') }, 5)).toBe('2033-12-31');
  });

  test('is not done with while a claim is open', () => {
    expect(programmeKeptUntil({ ...ended, hasOpenClaim: true }, 10)).toBeUndefined();
  });
});
