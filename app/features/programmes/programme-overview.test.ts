import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { dayKey } from '#app/domain/day-cap.ts';
import { minus, money, moneyToText, plus, sum, type Money } from '#app/domain/money.ts';
import { someProgrammes } from '#test/fixtures/assessments.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { anOverview } from '#test/fixtures/overviews.ts';
import type { Sums } from './programme-overview.ts';

const text = (sums: Sums) => Object.fromEntries(Object.entries(sums).map(([name, amount]: [string, Money]) => [name, moneyToText(amount)]));
const feeOn = (id: string, day: string, amount: string) => aFee({ id, days: [aDay(day, amount)] });

describe('the whole programme', () => {
  const expenses = [feeOn('e1', '2026-02-10', '20000'), anActual('travel', '2000.10', { id: 'e2' }), aNotRefundable('8000', { id: 'e3' })];
  const programme = aProgramme({ expenses });

  test('is what would come back if everything were claimed, when nothing has been', () => {
    const { claimed, open, total } = anOverview(programme);
    expect(text(claimed)).toEqual({ cost: '0.00', eligible: '0.00', basis: '0.00', calculated: '0.00', refund: '0.00', ownShare: '0.00' });
    expect(text(open)).toMatchObject(text(total));
    expect(text(total)).toEqual({ cost: '30000.10', eligible: '22000.10', basis: '20000.10', calculated: '14000.07', refund: '14000.07', ownShare: '16000.03' });
  });

  test('keeps an attested claim’s figures, and works the rest out after it', () => {
    const { claimed, open, total, lines, grant } = anOverview(programme, { attested: [['e1']] });
    expect([claimed.refund, open.refund, total.refund].map(moneyToText)).toEqual(['12600.00', '1400.07', '14000.07']);
    expect(lines.map(({ number, basis, refund, calculated }) => [number, moneyToText(basis), moneyToText(refund), calculated !== undefined])).toEqual([
      [1, '18000.00', '12600.00', false], [2, '2000.10', '1400.07', true], [3, '0.00', '0.00', true],
    ]);
    expect([grant.used, grant.left ?? grant.used].map(moneyToText)).toEqual(['12600.00', '300999.93']);
  });

  test('counts a draft’s lines as open, and tells what the draft would give alone', () => {
    const { claimed, open, lines, claims } = anOverview(programme, { drafts: [['e2']] });
    expect([claimed.refund, open.refund].map(moneyToText)).toEqual(['0.00', '14000.07']);
    expect(lines.map(({ claim }) => claim?.status)).toEqual([undefined, 'draft', undefined]);
    expect(claims.map(({ isAttested, figures }) => [isAttested, figures && moneyToText(figures.refund)])).toEqual([[false, '1400.07']]);
  });

  test('does not count a withdrawn claim, whose expenses are free again', () => {
    const { claimed, open, claims } = anOverview(programme, { withdrawn: [['e1', 'e2']] });
    expect([claimed.refund, open.refund].map(moneyToText)).toEqual(['0.00', '14000.07']);
    expect(claims.map(({ isAttested, figures }) => [isAttested, figures && moneyToText(figures.refund)])).toEqual([[false, '14000.07']]);
  });

  test('gives an open line only what an attested one of the same consultant and day left', () => {
    const shared = aProgramme({ expenses: [feeOn('e1', '2026-02-10', '10000'), feeOn('e2', '2026-02-10', '15000')] });
    const { lines } = anOverview(shared, { attested: [['e1']] });
    expect(lines.map(({ basis }) => moneyToText(basis))).toEqual(['10000.00', '8000.00']);
  });

  test('does not share the cap of a day with the open lines alone: another programme may have used of it', () => {
    const used = new Map([[dayKey('k1', calendarDate('2026-02-10')), money('18000')]]);
    expect(moneyToText(anOverview(programme, { daysUsedElsewhere: used }).total.basis)).toBe('2000.10');
  });
});

/** Any programme, with each expense in an attested claim, a draft or none. */
const someOverviews = fc.tuple(someProgrammes, fc.array(fc.constantFrom('attested', 'draft', 'open'), { minLength: 12, maxLength: 12 })).map(([programme, places]) => {
  const standing = (place: string) => programme.expenses.filter((_, index) => places[index] === place).map(({ id }) => id);
  return anOverview(programme, { attested: [standing('attested')], drafts: [standing('draft')] });
});

describe('whatever is claimed and whatever is not', () => {
  test('the parts add up to the whole, to the øre', () => {
    fc.assert(fc.property(someOverviews, ({ claimed, open, total, lines }) => {
      for (const name of ['cost', 'eligible', 'basis', 'calculated', 'refund', 'ownShare'] as const) {
        expect(moneyToText(total[name])).toBe(moneyToText(plus(claimed[name], open[name])));
      }
      expect(moneyToText(total.ownShare)).toBe(moneyToText(minus(total.cost, total.refund)));
      expect(moneyToText(sum(lines.map(({ net }) => net)))).toBe(moneyToText(total.cost));
      expect(moneyToText(sum(lines.map(({ basis }) => basis)))).toBe(moneyToText(total.basis));
    }));
  });

  test('the lines’ refunds add up to the refund wherever there is a basis to share it by', () => {
    fc.assert(fc.property(someOverviews, ({ claimed, open, total, lines }) => {
      fc.pre(!claimed.basis.isZero() && !open.basis.isZero());
      expect(moneyToText(sum(lines.map(({ refund }) => refund)))).toBe(moneyToText(total.refund));
    }));
  });

  test('used, taken by the open lines and left make up the grant', () => {
    fc.assert(fc.property(someOverviews, ({ grant: { ceiling, used, left }, open }) => {
      if (ceiling === undefined || left === undefined) return;
      expect(moneyToText(sum([used, open.refund, left]))).toBe(moneyToText(ceiling));
      expect(left.gte(0)).toBe(true);
    }));
  });
});
