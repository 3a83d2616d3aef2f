import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aRichProgramme, someProgrammes } from '#test/fixtures/assessments.ts';
import { aClaimForExport } from '#test/fixtures/exports.ts';
import { money, moneyToText, plus, zero } from '#app/domain/money.ts';
import { assertAddsUp, sumsOf } from './export-sums.ts';

describe('a claim that is exported', () => {
  test('adds up, whatever it is made of', () => {
    fc.assert(fc.property(someProgrammes, (programme) => { assertAddsUp(aClaimForExport(programme)); }));
  });

  test.each(['cost', 'eligible', 'basis', 'refund', 'ownShare'] as const)('is stopped when its %s is an øre off', (name) => {
    const claim = aClaimForExport(aRichProgramme());
    const wrong = { ...claim, totals: { ...claim.totals, [name]: plus(claim.totals[name], money('0.01')) } };
    expect(() => { assertAddsUp(wrong); }).toThrow(`does not add up: ${name} is`);
    expect(() => sumsOf([claim, wrong])).toThrow('does not add up');
  });
});

describe('the sums of several claims', () => {
  test('are those of each', () => {
    const claim = aClaimForExport(aRichProgramme());
    const sums = sumsOf([claim, claim]);
    expect(moneyToText(sums.refund)).toBe(moneyToText(plus(claim.totals.refund, claim.totals.refund)));
    expect(moneyToText(sums.cost)).toBe(moneyToText(plus(claim.totals.cost, claim.totals.cost)));
  });

  test('count what is not received yet as nothing', () => {
    const claim = aClaimForExport();
    const settled = { ...claim, totals: { ...claim.totals, received: money('10500') } };
    expect(moneyToText(sumsOf([claim, settled]).received)).toBe('10500.00');
  });

  test('of no claims are zero', () => {
    expect(Object.values(sumsOf([])).map(moneyToText)).toEqual(Array.from({ length: 6 }, () => moneyToText(zero)));
  });
});
