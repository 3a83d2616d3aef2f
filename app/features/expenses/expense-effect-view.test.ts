import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { Expense } from '#app/domain/expense.ts';
import { money, percent } from '#app/domain/money.ts';
import { languages, type Language } from '#app/domain/programme.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { effectOf } from './expense-effect.ts';
import { expenseEffectView } from './expense-effect-view.ts';

type Grant = NonNullable<Parameters<typeof aProgramme>[0]>['grant'];

interface Around {
  readonly others?: readonly Expense[];
  readonly grant?: NonNullable<Grant>;
  readonly language?: Language;
}

function viewOf(draft: Expense, { others = [], grant = {}, language = 'nb' }: Around = {}) {
  const programme = aProgramme({ expenses: others, grant });
  return expenseEffectView(effectOf({ programme, claimed: new Map(), earlier: {} }, draft), language);
}

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');
const figuresOf = (draft: Expense, around?: Around) => viewOf(draft, around).figures.map(({ value }) => plain(value));
const stepsOf = (draft: Expense, around?: Around) => viewOf(draft, around).steps.map(plain);
const feeOf = (...amounts: readonly string[]) => aFee({ days: amounts.map((amount, index) => aDay(`2026-02-${10 + index}`, amount)) });

describe('the figures: days, cost, basis, refund', () => {
  test.each<[string, Expense, readonly string[]]>([
    ['a journey', anActual('travel', '1000'), ['1 dag', '1 000,00 kr', '1 000,00 kr', '700,00 kr']],
    ['a night', anActual('accommodation', '0.01'), ['1 dag', '0,01 kr', '0,01 kr', '0,01 kr']],
    ['a fee right at the cap', feeOf('18000'), ['1 dag', '18 000,00 kr', '18 000,00 kr', '12 600,00 kr']],
    ['a fee an øre over it', feeOf('18000.01'), ['1 dag', '18 000,01 kr', '18 000,00 kr', '12 600,00 kr']],
    ['days on both sides of it', feeOf('20000', '16000'), ['2 dager', '36 000,00 kr', '34 000,00 kr', '23 800,00 kr']],
    ['what is not covered', aNotRefundable('8000'), ['1 dag', '8 000,00 kr', '0,00 kr', '0,00 kr']],
  ])('%s', (_, draft, figures) => {
    expect(figuresOf(draft)).toEqual(figures);
  });

  test('of a credit note are what it takes back', () => {
    const journey = anActual('travel', '1000', { id: 'e1' });
    expect(figuresOf(anActual('travel', '-400', { creditOf: 'e1' }), { others: [journey] })).toEqual(['1 dag', '−400,00 kr', '−400,00 kr', '−280,00 kr']);
  });

  test('a fee without days counts for nothing, and says so', () => {
    const fee = aFee({ days: [] });
    expect(figuresOf(fee)).toEqual(['0', '0,00 kr', '0,00 kr', '0,00 kr']);
    expect(stepsOf(fee)[0]).toBe('Ingen dag for oppdraget er ført; honoraret regnes ikke med.');
  });

  test.each([
    [5, '10.02.2026, 11.02.2026, 12.02.2026, 13.02.2026, 14.02.2026'],
    [6, '10.02.2026–15.02.2026'],
  ])('%i days are told as %s', (count, detail) => {
    expect(viewOf(feeOf(...Array.from({ length: count }, () => '100'))).figures[0]).toMatchObject({ value: `${count} dager`, detail });
  });
});

describe('the steps', () => {
  test.each<[string, Expense, readonly string[]]>([
    ['all of it counts', anActual('travel', '1000'), ['Hele beløpet regnes med.', '70 % av 1 000,00 kr er 700,00 kr.']],
    ['a day is cut', feeOf('20000'), ['10.02.2026: 20 000,00 kr regnes som 18 000,00 kr, taket for én dag.', '70 % av 18 000,00 kr er 12 600,00 kr.']],
    ['days are cut alike', feeOf('20000', '20000'), [
      '2 dager à 20 000,00 kr regnes som 18 000,00 kr hver, taket for én dag.', '70 % av 36 000,00 kr er 25 200,00 kr.',
    ]],
    ['days are cut each for itself', feeOf('20000', '19000'), [
      '10.02.2026: 20 000,00 kr regnes som 18 000,00 kr, taket for én dag.', '11.02.2026: 19 000,00 kr regnes som 18 000,00 kr, taket for én dag.',
      '70 % av 36 000,00 kr er 25 200,00 kr.',
    ]],
    ['it is not covered', aNotRefundable('8000', { reason: 'own_wages' }), ['Dekkes ikke: egne lønnskostnader.']],
  ])('%s', (_, draft, steps) => {
    expect(stepsOf(draft)).toEqual(steps);
  });

  test('the day is shared with an earlier fee of the same consultant', () => {
    const steps = stepsOf(feeOf('10000'), { others: [feeOf('15000')] });
    expect(steps[0]).toBe('10.02.2026: 10 000,00 kr regnes som 3 000,00 kr. Konsulenten har allerede 15 000,00 kr denne dagen; taket er 18 000,00 kr.');
    expect(steps).toHaveLength(2);
  });

  test('another consultant’s day is another day', () => {
    expect(stepsOf(feeOf('10000'), { others: [aFee({ consultant: 'k2', days: [aDay('2026-02-10', '18000')] })] })[0]).toBe('Hele beløpet regnes med.');
  });
});

describe('the grant', () => {
  test.each<[string, string, string]>([
    ['a grant with room to spare', '315000', '70 % av 1 000,00 kr er 700,00 kr.'],
    ['a grant with just enough', '700', '70 % av 1 000,00 kr er 700,00 kr.'],
    ['a grant an øre short', '699.99', 'Tilsagnet på 699,99 kr er brukt opp. Derfor gir denne utgiften 699,99 kr mer.'],
  ])('%s', (_, amount, last) => {
    expect(stepsOf(anActual('travel', '1000'), { grant: { amount: money(amount) } }).at(-1)).toBe(last);
  });

  test('that others have used up already gives nothing more', () => {
    const around = { others: [anActual('travel', '5000')], grant: { amount: money('2000') } };
    expect(figuresOf(anActual('travel', '1000'), around).at(-1)).toBe('0,00 kr');
    expect(stepsOf(anActual('travel', '1000'), around).at(-1)).toBe('Tilsagnet på 2 000,00 kr er brukt opp. Derfor gir denne utgiften 0,00 kr mer.');
  });

  test('is not blamed for an øre that the one rounding moves', () => {
    const others = [anActual('travel', '0.01')];
    expect(figuresOf(anActual('travel', '0.01'), { others }).at(-1)).toBe('0,00 kr');
    expect(stepsOf(anActual('travel', '0.01'), { others })).toEqual(['Hele beløpet regnes med.', '70 % av 0,01 kr er 0,01 kr.']);
  });

  test('of which the share is not known gives no figure yet, and says where to find it', () => {
    const grant = { appliedOn: calendarDate('2018-03-01') };
    expect(figuresOf(anActual('travel', '1000'), { grant })).toEqual(['1 dag', '1 000,00 kr', '1 000,00 kr', '0,00 kr']);
    expect(stepsOf(anActual('travel', '1000'), { grant })).toEqual([
      'Hele beløpet regnes med.', 'Prosenten er ikke kjent. Den skal stå i tilsagnsbrevet.',
    ]);
  });

  test('decides by its letter, where that says something else than the rules of its day', () => {
    const grant = { percent: percent('66.67'), dayCap: money('10000') };
    expect(stepsOf(feeOf('12000'), { grant })).toEqual([
      '10.02.2026: 12 000,00 kr regnes som 10 000,00 kr, taket for én dag.', '66,67 % av 10 000,00 kr er 6 667,00 kr.',
    ]);
  });
});

test.each(languages)('every part has its words in %s', (language) => {
  const view = viewOf(feeOf('20000', '10000'), { language });
  const texts = [view.heading, view.note, ...view.steps, ...view.figures.map(({ label }) => label)];
  for (const text of texts) expect(text).toMatch(/^[^{}]{4,}$/);
  expect(view.empty).toBeUndefined();
  expect(expenseEffectView(undefined, language)).toMatchObject({ heading: view.heading, figures: [], steps: [], note: undefined });
});
