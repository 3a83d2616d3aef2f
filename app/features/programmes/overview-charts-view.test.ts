import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { money } from '#app/domain/money.ts';
import { aDay, aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { anOverviewContext } from '#test/fixtures/overviews.ts';
import { grantView, monthsView } from './overview-charts-view.ts';

const shown = (text: unknown) => String(text).replaceAll('\u00a0', ' ');
const expenses = [
  aFee({ id: 'e1', days: [aDay('2026-02-10', '10000')] }),
  anActual('travel', '2500', { id: 'e2', incurredOn: calendarDate('2026-02-12') }),
  anActual('travel', '5000', { id: 'e3', incurredOn: calendarDate('2026-04-01') }),
  anActual('travel', '-1000', { id: 'e4', creditOf: 'e3', incurredOn: calendarDate('2026-05-01') }),
];

describe('the use of the grant', () => {
  test('is parted in attested, open and left, with exact amounts beside the shares', () => {
    const grant = grantView(anOverviewContext(aProgramme({ expenses, grant: { amount: money('28000') } }), { attested: [['e1']] }));
    expect(grant?.parts.map(({ label, amount, share }) => [label, shown(amount), share])).toEqual([
      ['I attesterte krav', '7 000,00 kr', 25], ['Ikke krevd ennå', '4 550,00 kr', 16.25], ['Igjen', '16 450,00 kr', 58.75],
    ]);
    expect(shown(grant?.total)).toBe('28 000,00 kr i alt');
  });

  test('is not drawn without a ceiling', () => {
    expect(grantView(anOverviewContext(aProgramme({ grant: { amount: undefined } })))).toBeUndefined();
  });
});

describe('the cost by month', () => {
  const chart = monthsView(anOverviewContext(aProgramme({ expenses })));

  test('is drawn on the scale of the dearest month; what is credited draws nothing', () => {
    expect(chart?.series.map(({ text }) => text)).toEqual(['Honorar', 'Reise']);
    expect(chart?.bars.map(({ label, parts }) => [label, ...parts.map(({ share }) => share)])).toEqual([
      ['februar 2026', 80, 20], ['mars 2026', 0, 0], ['april 2026', 0, 40], ['mai 2026', 0, 0],
    ]);
  });

  test('has its table with every figure and the sums', () => {
    expect(chart?.table.rows.map(({ cells }) => cells.map(shown))).toEqual([
      ['februar 2026', '10 000,00', '2 500,00', '12 500,00'], ['mars 2026', '0,00', '0,00', '0,00'],
      ['april 2026', '0,00', '5 000,00', '5 000,00'], ['mai 2026', '0,00', '−1 000,00', '−1 000,00'],
    ]);
    expect(chart?.table.footer?.map(({ cells }) => cells.map(shown))).toEqual([['Sum', '10 000,00', '6 500,00', '16 500,00']]);
  });

  test('is not drawn while there is no cost', () => {
    expect(monthsView(anOverviewContext(aProgramme({ expenses: [] })))).toBeUndefined();
  });
});
