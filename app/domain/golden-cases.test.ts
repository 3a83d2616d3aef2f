import { describe, expect, test } from 'vitest';
import { aDay, aFee, anActual, aNotRefundable, terms } from '#test/fixtures/factories.ts';
import { addDays, calendarDate } from './calendar-date.ts';
import type { Expense } from './expense.ts';
import { termsOf } from './grant.ts';
import { grantReference } from './identifiers.ts';
import { money, moneyToText, percent } from './money.ts';
import { courseFeeBasis, lecturersDayCeiling, ownShareOfFee, studyFeeBasis } from './participant-fees.ts';
import { calculateRefund } from './refund.ts';
import { chooseRuleSet } from './rule-set.ts';

/** The golden cases of README.md § 3: V are printed by KS, D derived from its rules with exact decimals. */

function days(count: number, fee: string, from = '2026-02-01') {
  return Array.from({ length: count }, (_, index) => aDay(addDays(calendarDate(from), index), fee));
}

function ruleSetOn(appliedOn: string) {
  return chooseRuleSet({ appliedOn: calendarDate(appliedOn), programmeStartsOn: calendarDate(appliedOn) });
}

const rules = {
  2021: terms(),
  2020: termsOf({ appliedOn: calendarDate('2020-03-01') }, calendarDate('2020-03-01')),
  2018: termsOf({ appliedOn: calendarDate('2018-03-01'), percent: percent('80') }, calendarDate('2018-03-01')),
};

const cases: { name: string; expenses: Expense[]; terms?: ReturnType<typeof terms>; basis: string; calculated: string; refund?: string }[] = [
  { name: 'V1: 25 days à 20 000', expenses: [aFee({ days: days(25, '20000') })], basis: '450000.00', calculated: '315000.00' },
  { name: 'D1: a day, travel and hotel', expenses: [aFee({ days: days(1, '15000') }), anActual('travel', '3200'), anActual('accommodation', '1450')], basis: '19650.00', calculated: '13755.00' },
  { name: 'D2: VAT is kept out', expenses: [aFee({ days: days(2, '22000'), vat: money('11000') }), anActual('travel', '2412.50')], basis: '38412.50', calculated: '26888.75' },
  { name: 'D3: the cap is each lecturer’s own', expenses: [aFee({ days: days(1, '20000') }), aFee({ consultant: 'k2', days: days(1, '12000') })], basis: '30000.00', calculated: '21000.00' },
  { name: 'D4: one lecturer, one day, two invoices', expenses: [aFee({ days: days(1, '10000') }), aFee({ days: days(1, '10000') })], basis: '18000.00', calculated: '12600.00' },
  { name: 'D5: the grant is the ceiling', expenses: [anActual('travel', '480000')], terms: terms({ ceiling: money('315000') }), basis: '480000.00', calculated: '336000.00', refund: '315000.00' },
  { name: 'D6: rounding down below half', expenses: [anActual('travel', '12345.67')], basis: '12345.67', calculated: '8641.97' },
  { name: 'D7: rounding half up (0.05)', expenses: [anActual('travel', '0.05')], basis: '0.05', calculated: '0.04' },
  { name: 'D7: rounding half up (1.15)', expenses: [anActual('travel', '1.15')], basis: '1.15', calculated: '0.81' },
  { name: 'D8: rounded once, on the total', expenses: [anActual('travel', '0.05'), anActual('travel', '0.05')], basis: '0.10', calculated: '0.07' },
  { name: 'D9: the rules of 2020', expenses: [aFee({ days: days(10, '19000') })], terms: rules[2020], basis: '180000.00', calculated: '144000.00' },
  { name: 'D10: the rules before 2019 at 80 %', expenses: [aFee({ days: days(5, '16500') })], terms: rules[2018], basis: '80000.00', calculated: '64000.00' },
];

test.each(cases)('$name', ({ expenses, terms: caseTerms, basis, calculated, refund }) => {
  const { totals } = calculateRefund(expenses, caseTerms ?? terms());
  expect(moneyToText(totals.basis)).toBe(basis);
  expect(moneyToText(totals.calculated)).toBe(calculated);
  expect(moneyToText(totals.refund)).toBe(refund ?? calculated);
});

test('D8: each line still shows its part', () => {
  const { lines } = calculateRefund([anActual('travel', '0.05'), anActual('travel', '0.05')], terms());
  expect(lines.map((line) => moneyToText(line.refund))).toEqual(['0.04', '0.03']);
});

test('V2: an LED skole day of four lecturers, before 2019', () => {
  expect(moneyToText(lecturersDayCeiling(ruleSetOn('2018-01-10'), 4))).toBe('48000.00');
  expect(moneyToText(lecturersDayCeiling(ruleSetOn('2018-01-10'), 9))).toBe('48000.00');
  expect(moneyToText(lecturersDayCeiling(ruleSetOn('2024-01-10'), 4))).toBe('72000.00');
});

test('V3: the reference loses its document number', () => {
  expect(grantReference('21/12345-1').forForm).toBe('21/12345');
});

describe('fees of participants', () => {
  test('V4: a conference approved beforehand counts in full; its board and lodging do not', () => {
    const basis = ['5300', '6100'].map((fee) => courseFeeBasis(ruleSetOn('2024-01-10'), { amount: money(fee), isPreApproved: true }));
    expect(basis.map(moneyToText)).toEqual(['5300.00', '6100.00']);
    const { totals } = calculateRefund([aNotRefundable('2400', { reason: 'participants_board' })], terms());
    expect(moneyToText(totals.basis)).toBe('0.00');
  });

  test('V5: a course approved beforehand costs the municipality nothing', () => {
    const fee = money('4900');
    expect(moneyToText(ownShareOfFee(fee, courseFeeBasis(ruleSetOn('2026-03-01'), { amount: fee, isPreApproved: true })))).toBe('0.00');
  });

  test.each([['40000', '35000.00'], ['33000', '33000.00']])('D11: a course fee of %s in 2024 → %s', (fee, basis) => {
    expect(moneyToText(courseFeeBasis(ruleSetOn('2024-05-01'), { amount: money(fee), isPreApproved: false }))).toBe(basis);
  });

  test('D11: before 2024 a course fee had no cap of its own', () => {
    expect(moneyToText(courseFeeBasis(ruleSetOn('2023-05-01'), { amount: money('40000'), isPreApproved: false }))).toBe('40000.00');
  });

  test('D12: a study fee of two semesters, alone and within a refunded programme', () => {
    const semesters = [money('12500'), money('12500')];
    expect(moneyToText(studyFeeBasis(ruleSetOn('2024-05-01'), { semesters, isPartOfRefundedProgramme: false }))).toBe('20000.00');
    expect(moneyToText(studyFeeBasis(ruleSetOn('2024-05-01'), { semesters, isPartOfRefundedProgramme: true }))).toBe('10000.00');
  });
});

describe('the rule set follows the day KS received the application', () => {
  test.each([
    ['2018-12-31', 'pre-2019', '16000.00', undefined], ['2019-01-01', '2019-2020', '18000.00', '80'], ['2020-12-31', '2019-2020', '18000.00', '80'],
    ['2021-01-01', '2021', '18000.00', '70'], ['2022-01-01', '2022-2023', '18000.00', '70'], ['2024-01-01', '2024', '18000.00', '70'],
    ['2025-01-01', '2025-', '18000.00', '70'],
  ])('%s → %s', (appliedOn, id, dayCap, share) => {
    const ruleSet = ruleSetOn(appliedOn);
    expect([ruleSet.id, moneyToText(ruleSet.dayCap), ruleSet.percent?.toString()]).toEqual([id, dayCap, share]);
    expect(ruleSet.isVerified).toBe(id !== '2025-');
  });

  test('without it the letter’s date decides, then the programme’s start; the letter’s own figures win', () => {
    const start = calendarDate('2024-02-01');
    expect(termsOf({ letterOn: calendarDate('2023-12-20') }, start).ruleSet.id).toBe('2022-2023');
    expect(termsOf({}, start).ruleSet.id).toBe('2024');
    expect(termsOf({ percent: percent('50'), dayCap: money('15000') }, start)).toMatchObject({ percent: percent('50'), dayCap: money('15000') });
  });
});
