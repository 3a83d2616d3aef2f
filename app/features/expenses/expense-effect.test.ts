import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expense } from '#app/domain/expense.ts';
import { termsOf } from '#app/domain/grant.ts';
import { money, sum, zero } from '#app/domain/money.ts';
import { calculateRefund } from '#app/domain/refund.ts';
import { aDay, aFee, anActual, aNotRefundable, anInvoice, aProgramme } from '#test/fixtures/factories.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { effectOf } from './expense-effect.ts';
import { expenseEffectView } from './expense-effect-view.ts';

function matterOf(expenses: readonly Expense[], grant: Parameters<typeof aProgramme>[0] = {}) {
  return { programme: aProgramme({ ...grant, expenses }), claimed: new Map(), earlier: {} };
}

const givesOf = (expenses: readonly Expense[], draft: Expense) => effectOf(matterOf(expenses), draft).gives.toFixed(2);

describe('what an expense gives', () => {
  test('is its percentage, up to the day cap', () => {
    expect(givesOf([], aFee({ days: [aDay('2026-02-10', '10000')] }))).toBe('7000.00');
    expect(givesOf([], aFee({ days: [aDay('2026-02-10', '20000')] }))).toBe('12600.00');
    expect(givesOf([], anActual('travel', '1000.01'))).toBe('700.01');
    expect(givesOf([], aNotRefundable('8000'))).toBe('0.00');
  });

  test('is what the consultant’s day has room for', () => {
    const before = aFee({ days: [aDay('2026-02-10', '15000')] });
    expect(givesOf([before], aFee({ days: [aDay('2026-02-10', '15000')] }))).toBe('2100.00');
  });

  test('is the same when an expense stands there already as when it is new', () => {
    const draft = aFee({ days: [aDay('2026-02-10', '12000')] });
    expect(givesOf([draft], draft)).toBe(givesOf([], draft));
    expect(givesOf([draft], { ...draft, days: [aDay('2026-02-10', '1000')] })).toBe('700.00');
  });

  test('counts with earlier claims through what they used, not through their lines', () => {
    const attested = aFee({ days: [aDay('2026-02-10', '18000')] });
    const matter = { ...matterOf([attested]), claimed: new Map([[attested.id, { claimId: 'c', number: 1, status: 'approved' as const }]]) };
    expect(effectOf(matter, aFee({ days: [aDay('2026-02-10', '18000')] })).gives.toFixed(2)).toBe('12600.00');
    const draft = { ...matterOf([attested]), claimed: new Map([[attested.id, { claimId: 'c', number: 1, status: 'draft' as const }]]) };
    expect(effectOf(draft, aFee({ days: [aDay('2026-02-10', '18000')] })).gives.toFixed(2)).toBe('0.00');
  });

  test('logged one after another, they give the refund of them all', () => {
    const anExpense = fc.record({ amount: fc.integer({ min: 1, max: 4_000_000 }), day: fc.integer({ min: 10, max: 13 }), isFee: fc.boolean() });
    fc.assert(fc.property(fc.array(anExpense, { minLength: 1, maxLength: 6 }), fc.integer({ min: 100, max: 100_000 }), (drafts, ceiling) => {
      const expenses = drafts.map(({ amount, day, isFee }, index) => {
        const kroner = (amount / 100).toFixed(2);
        return isFee ? aFee({ id: `x${index}`, days: [aDay(`2026-02-${day}`, kroner)] }) : anActual('travel', kroner, { id: `x${index}` });
      });
      const grant = { grant: { amount: money(String(ceiling)), percent: undefined, appliedOn: calendarDate('2024-10-01') } };
      const gives = expenses.map((draft, index) => effectOf(matterOf(expenses.slice(0, index), grant), draft).gives);
      const { programme } = matterOf(expenses, grant);
      const whole = calculateRefund(expenses, termsOf(programme.grant, programme.facts.startsOn));
      expect(sum(gives).toFixed(2)).toBe(whole.totals.refund.toFixed(2));
    }));
  });
});

describe('how it is said', () => {
  const stepsOf = (expenses: readonly Expense[], draft: Expense, grant: Parameters<typeof aProgramme>[0] = {}) =>
    expenseEffectView(effectOf(matterOf(expenses, grant), draft), 'nb').steps;

  test('a cost that counts in full, one that is cut, one that is not covered', () => {
    expect(stepsOf([], anActual('travel', '1000'))).toEqual(['Hele beløpet regnes med.', '70\u00a0% av 1\u00a0000,00\u00a0kr er 700,00\u00a0kr.']);
    expect(stepsOf([], aFee({ days: [aDay('2026-02-10', '20000')] }))[0]).toContain('taket for én dag');
    expect(stepsOf([], aNotRefundable('8000'))).toEqual(['Dekkes ikke: leie av lokale.']);
  });

  test('that the grant is used up', () => {
    expect(stepsOf([], anActual('travel', '1000'), { grant: { amount: money('500') } }).at(-1)).toContain('gir denne utgiften 500,00\u00a0kr mer');
  });

  test('that it takes the day from a fee of a later invoice', () => {
    const later = aFee({ days: [aDay('2026-02-10', '18000')], invoice: { ...anInvoice, issuedOn: calendarDate('2026-05-01') } });
    const effect = effectOf(matterOf([later]), aFee({ days: [aDay('2026-02-10', '18000')] }));
    expect([effect.line.basis.toFixed(2), effect.gives.eq(zero)]).toEqual(['18000.00', true]);
    expect(expenseEffectView(effect, 'nb').steps.at(-1)).toContain('andre honorar samme dag');
  });

  test('days are named while they are few', () => {
    const detailOf = (days: readonly string[]) => {
      const fee = aFee({ days: days.map((day) => aDay(day, '1000')) });
      return expenseEffectView(effectOf(matterOf([]), fee), 'nb').figures[0];
    };
    expect(detailOf(['2026-02-11', '2026-02-10'])).toMatchObject({ value: '2 dager', detail: '10.02.2026, 11.02.2026' });
    expect(detailOf(['2026-02-10'])).toMatchObject({ value: '1 dag' });
    expect(detailOf(Array.from({ length: 9 }, (_, index) => `2026-02-1${index}`))).toMatchObject({ value: '9 dager', detail: '10.02.2026–18.02.2026' });
  });

  test('nothing yet, when the form can’t be read', () => {
    expect(expenseEffectView(undefined, 'nn')).toMatchObject({ figures: [], steps: [], empty: 'Fyll ut type, dag og beløp, så ser du kva som kjem tilbake.' });
  });
});
