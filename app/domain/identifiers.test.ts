import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate, addDays, daysBetween, isCalendarDate } from './calendar-date.ts';
import { grantReference, isAccountNumber, isKid, isNorwegianAccount, isOrganisationNumber } from './identifiers.ts';

describe('organisation numbers have a MOD11 check digit', () => {
  test.each(['123456785', '701730496', '940155223', '958935420'])('%s is right', (number) => expect(isOrganisationNumber(number)).toBe(true));
  test.each(['123456784', '94015522', '9401552233', '940 155 223', 'abcdefghi', ''])('«%s» is wrong', (number) => expect(isOrganisationNumber(number)).toBe(false));
});

describe('account numbers have a MOD11 check digit', () => {
  test.each(['18136445320', '12340000070', '12345678911'])('%s is right', (number) => expect(isAccountNumber(number)).toBe(true));
  test.each(['60160612345', '1813644532', '1813.64.45320', ''])('«%s» is wrong', (number) => expect(isAccountNumber(number)).toBe(false));
  test('a number whose check digit would be ten is never issued', () => {
    expect([...'0123456789'].some((digit) => isAccountNumber(`1234000002${digit}`))).toBe(false);
  });
});

describe('an account is in Norway', () => {
  test.each(['18136445320', '1813.64.45320', '1813 64 45320', 'NO9386011117947', 'NO93 8601 1117 947'])('as «%s»', (written) => expect(isNorwegianAccount(written)).toBe(true));
  test.each(['18136445321', 'NO9386011117948', 'SE3550000000054910000003', 'DK5000400440116243', '98765432', ''])('but not as «%s»', (written) => {
    expect(isNorwegianAccount(written)).toBe(false);
  });
});

describe('a KID ends in a check digit', () => {
  test.each([['0003434323213239', 'MOD10'], ['2345676', 'MOD10 and MOD11'], ['9387439', 'MOD11'], ['23-', 'MOD11 whose digit is ten'], ['18', 'MOD10, as short as can be']])('%s: %s', (kid) => {
    expect(isKid(kid)).toBe(true);
  });
  test.each(['0003434323213231', '1234567', '7', '', 'Faktura 117', '24-', '2345676 ', '0'.repeat(26)])('«%s» is none', (text) => expect(isKid(text)).toBe(false));
  test('of all last digits a number can have, one or two make it a KID', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{1,24}$/), (digits) => {
      const right = [...'0123456789-'].filter((last) => isKid(digits + last));
      expect([1, 2]).toContain(right.length);
    }));
  });
});

describe('KS’s form wants the reference without its document number', () => {
  test.each([['21/12345-1', '21/12345'], ['21/12345', '21/12345'], ['2021/7-1234', '2021/7'], [' 25/00123-12 ', '25/00123']])('%s → %s', (written, forForm) => {
    expect(grantReference(written)).toMatchObject({ forForm, written: written.trim(), hasUsualShape: true });
  });
  test.each(['OU-2025-17', '21/12345-12345', '1/2', '21-12345'])('«%s» is kept as written', (written) => {
    expect(grantReference(written)).toEqual({ written, forForm: written, hasUsualShape: false });
  });
});

describe('days in the calendar', () => {
  test.each(['2026-02-28', '2024-02-29', '1999-12-31'])('%s exists', (day) => expect(isCalendarDate(day)).toBe(true));
  test.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-1-1', '26-01-01', '2026-04-31', '2026-02-10T00:00', ''])('«%s» does not', (day) => expect(isCalendarDate(day)).toBe(false));
  test('are counted without clocks or zones', () => {
    expect(daysBetween(calendarDate('2026-03-28'), calendarDate('2026-03-30'))).toBe(2);
    expect(addDays(calendarDate('2026-12-31'), 1)).toBe('2027-01-01');
    expect(() => calendarDate('2026-02-30')).toThrow(RangeError);
  });
});
