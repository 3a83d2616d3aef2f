import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { dayKey } from '#app/domain/day-cap.ts';
import { money, moneyToText, percent, zero } from '#app/domain/money.ts';
import type { Programme } from '#app/domain/programme.ts';
import { anAssessment, aRichProgramme, readable, someProgrammes } from '#test/fixtures/assessments.ts';
import { aDay, aFee, aProgramme } from '#test/fixtures/factories.ts';
import { assessClaim } from './assess-claim.ts';

const refusalsOf = (programme: Programme) => anAssessment(programme).refusals.map(({ code }) => code);
const warningsOf = (programme: Programme) => anAssessment(programme).warnings.map(({ code }) => code);

describe('the register decides', () => {
  test.each([
    ['its municipality number', { municipalityNumber: '0301', organisationNumber: '940155223' }],
    ['its organisation number', { municipalityNumber: undefined, organisationNumber: '958935420' }],
    ['its organisation number under another municipality', { municipalityNumber: '3407', organisationNumber: '958935420' }],
  ])('Oslo is refused by %s', (_by, organisation) => {
    expect(refusalsOf(aProgramme({ organisation }))).toContain('oslo_own_fund');
  });

  test('a number that is not the municipality’s own is warned about, the municipality’s own is not', () => {
    expect(warningsOf(aProgramme({ organisation: { organisationNumber: '701730496' } }))).toEqual(['organisation_number_not_municipality']);
    expect(warningsOf(aProgramme())).toEqual([]);
  });

  test('a county has no municipality number and is known by its own', () => {
    expect(warningsOf(aProgramme({ organisation: { municipalityNumber: undefined, organisationNumber: '964982953' } }))).toEqual([]);
  });
});

describe('the terms', () => {
  test('follow the day KS received the application, and the letter’s own where it gives them', () => {
    const termsOf = (grant: object) => {
      const { ruleSet, percent: share, dayCap } = anAssessment(aProgramme({ grant })).calculation.terms;
      return [ruleSet.id, share?.toString(), moneyToText(dayCap)];
    };
    expect(termsOf({ appliedOn: calendarDate('2020-05-01') })).toEqual(['2019-2020', '80', '18000.00']);
    expect(termsOf({ appliedOn: undefined, letterOn: undefined })).toEqual(['2025-', '70', '18000.00']);
    expect(termsOf({ percent: percent('50'), dayCap: money('12000') })).toEqual(['2024', '50', '12000.00']);
  });
});

describe('the day it is assessed on', () => {
  test.each([['2026-06-29', ['programme_not_finished']], ['2026-06-30', []], ['2026-07-01', []]])('%s: %j', (day, codes) => {
    const programme = aProgramme();
    const attachments = anAssessment(programme).attachments;
    expect(assessClaim({ programme, today: calendarDate(day), attachments }).refusals.map(({ code }) => code)).toEqual(codes);
  });
});

test('a file that was not opened keeps the claim from being made', () => {
  const programme = aProgramme({ expenses: [aFee({ attachments: ['a.pdf', 'b.pdf'] })] });
  const attachments = new Map([['tilsagnsbrev.pdf', readable('brev')], ['a.pdf', readable('a')]]);
  const { refusals } = assessClaim({ programme, today: calendarDate('2026-11-23'), attachments });
  expect(refusals).toMatchObject([{ code: 'attachment_unreadable', facts: { file: 'b.pdf', cause: 'not_found' } }]);
});

describe('what the workplace knows besides the programme', () => {
  const programme = aProgramme({ expenses: [aFee({ id: 'e1', days: [aDay('2026-02-10', '15000')] })], grant: { amount: money('20000') } });
  const attachments = anAssessment(programme).attachments;
  const day = calendarDate('2026-11-23');

  test('what earlier claims used of the day and of the grant is not given twice', () => {
    const earlier = { days: new Map([[dayKey('k1', calendarDate('2026-02-10')), money('10000')]]), refunded: money('16000') };
    const { calculation: { totals } } = assessClaim({ programme, today: day, attachments, earlier });
    expect([totals.basis, totals.grantRemaining ?? zero, totals.refund].map(moneyToText)).toEqual(['8000.00', '4000.00', '4000.00']);
    expect(moneyToText(assessClaim({ programme, today: day, attachments }).calculation.totals.refund)).toBe('10500.00');
  });

  test('other claims, other programmes and later changes are told of', () => {
    const circumstances = { expensesClaimedElsewhere: new Set(['e1']), otherRunningProgrammes: ['LED barnehage'], isChangedSinceOpened: true };
    const { refusals, warnings } = assessClaim({ programme, today: day, attachments, circumstances });
    expect(refusals.map(({ code }) => code)).toEqual(['claim_changed', 'expense_in_other_claim']);
    expect(warnings).toMatchObject([{ code: 'two_large_programmes', facts: { other: 'LED barnehage' } }]);
  });
});

test('a claim is refused whenever nothing would come back and the percentage is known', () => {
  fc.assert(fc.property(someProgrammes, (programme) => {
    const { calculation: { totals, terms }, refusals } = anAssessment(programme);
    expect(refusals.some(({ code }) => code === 'refund_not_positive')).toBe(terms.percent !== undefined && totals.refund.lte(0));
  }));
});

test('assessing changes nothing in what is assessed, and says the same again', () => {
  const programme = aRichProgramme();
  const before = JSON.stringify(programme);
  expect(JSON.stringify(anAssessment(programme))).toBe(JSON.stringify(anAssessment(programme)));
  expect(JSON.stringify(programme)).toBe(before);
});
