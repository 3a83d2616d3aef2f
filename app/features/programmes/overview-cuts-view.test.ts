import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money, moneyToText, sum } from '#app/domain/money.ts';
import { amountIn, someProgrammes } from '#test/fixtures/assessments.ts';
import { aDay, aFee, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { anOverviewContext } from '#test/fixtures/overviews.ts';
import { cutsView } from './overview-cuts-view.ts';

const shown = (text: unknown) => String(text).replaceAll('\u00a0', ' ');

describe('what does not come back', () => {
  const programme = aProgramme({
    grant: { amount: money('10000') },
    expenses: [aFee({ id: 'e1', days: [aDay('2026-02-10', '20000')] }), aNotRefundable('8000', { id: 'e2' }), aNotRefundable('500', { id: 'e3', reason: 'travel_time' })],
  });

  test('is told by its reasons, and makes up the own share', () => {
    const cuts = cutsView(anOverviewContext(programme));
    expect(cuts?.table.rows.map(({ cells }) => cells.map(shown))).toEqual([
      ['Reisetid', 'Fondet dekker det ikke (utgift 3)', '500,00'],
      ['Leie av lokale', 'Fondet dekker det ikke (utgift 2)', '8 000,00'],
      ['Honorar over dagsats-taket', 'Høyst 18 000,00 kr teller per konsulent og dag', '2 000,00'],
      ['Egenandel av grunnlaget', 'Fondet dekker 70 %', '5 400,00'],
      ['Refusjon over tilsagnet', 'Tilsagnet er på 10 000,00 kr, og alt er brukt', '2 600,00'],
    ]);
    expect(cuts?.table.footer?.map(({ cells }) => cells.map(shown))).toEqual([['Egenandel', '', '18 500,00']]);
  });

  test('is explained line by line where a line was cut', () => {
    const lines = cutsView(anOverviewContext(programme))?.lines;
    expect(lines?.summary).toBe('Vis regnestykket for hver utgift som teller mindre enn den kostet (1)');
    expect(lines?.table.rows[0]?.cells[0]).toEqual({ text: 'Utgift 1', href: '/organisations/o1/programmes/p1/expenses/e1' });
    expect(lines?.table.rows[0]?.cells.slice(1).map(shown)).toEqual([
      '20 000,00', '18 000,00', '10.02.2026: 20 000,00 kr regnes som 18 000,00 kr, taket for én dag.',
    ]);
  });

  test('of an attested line is explained in its claim', () => {
    const [row] = cutsView(anOverviewContext(programme, { attested: [['e1']] }))?.lines?.table.rows ?? [];
    expect(row?.cells.at(-1)).toBe('Utgiften står i krav 1, som er attestert. Regnestykket står i kravet.');
  });

  test('has no lines to explain when each counts in full', () => {
    const whole = aProgramme({ expenses: [aFee({ days: [aDay('2026-02-10', '9000')] })] });
    expect(cutsView(anOverviewContext(whole))?.lines).toBeUndefined();
  });
});

test('the rows add up to the own share, whatever the programme', () => {
  fc.assert(fc.property(someProgrammes, (programme) => {
    const context = anOverviewContext(programme, { attested: [programme.expenses.slice(0, 2).map(({ id }) => id)] });
    const amounts = (cutsView(context)?.table.rows ?? []).map(({ cells }) => amountIn(shown(cells[2])));
    expect(moneyToText(sum(amounts))).toBe(moneyToText(context.overview.total.ownShare));
  }));
});
