import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { aDay, aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { anOverviewContext } from '#test/fixtures/overviews.ts';
import { dayLedgerView } from './day-ledger-view.ts';

const programme = aProgramme({
  expenses: [
    aFee({ id: 'e1', days: [aDay('2026-02-11', '20000'), aDay('2026-02-10', '15000')] }),
    aFee({ id: 'e2', consultant: undefined, days: [aDay('2026-02-12', '9000')], invoice: undefined }),
    anActual('travel', '500', { id: 'e3' }),
  ],
});

const rowsOf = (drafts: string[][] = []) => dayLedgerView(anOverviewContext(programme, { drafts }))?.table.rows.map(({ cells }) => cells) ?? [];
const stateIn = (cells: readonly unknown[]) => JSON.stringify(cells.at(-1));

describe('who had which day', () => {
  test('is told a row a day, in the order of the days, with the way to the cost', () => {
    const cells = rowsOf();
    expect(cells.map(([day]) => (typeof day === 'object' ? [day.text, day.href?.split('/').at(-1)] : day))).toEqual([
      ['10.02.2026', 'e1'], ['11.02.2026', 'e1'], ['12.02.2026', 'e2'],
    ]);
    expect(cells.map(([, who]) => who)).toEqual(['Ola Veileder', 'Ola Veileder', '']);
  });

  test('with how far it has come: entered, invoiced, in a claim', () => {
    expect(rowsOf().map(stateIn)).toEqual([
      expect.stringContaining('Fakturert'), expect.stringContaining('Fakturert'), expect.stringContaining('Ført, uten faktura'),
    ]);
    expect(rowsOf([['e1']]).map(stateIn).filter((state) => state.includes('I krav'))).toHaveLength(2);
  });

  test.each(languages)('counts its days in %s; without a fee there is nothing to tell', (language) => {
    const view = dayLedgerView({ ...anOverviewContext(programme), language });
    expect(view?.summary).toContain('3');
    expect(dayLedgerView({ ...anOverviewContext(aProgramme({ expenses: [] })), language })).toBeUndefined();
  });
});
