import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, calendarDate } from '#app/domain/calendar-date.ts';
import { money } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import { aDay, aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { anOverviewContext } from '#test/fixtures/overviews.ts';
import { anySheetLine } from '#test/fixtures/day-sheets.ts';
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

describe('the ledger', () => {
  const viewOf = (...expenses: ReturnType<typeof aFee>[]) => dayLedgerView(anOverviewContext(aProgramme({ expenses })));
  const dayIn = ({ cells: [day] }: { cells: readonly unknown[] }) => (typeof day === 'object' && day !== null && 'text' in day ? day.text : day);

  test('has every fee day once, in the order of the calendar, whatever the order they were entered in', () => {
    fc.assert(fc.property(fc.array(fc.array(anySheetLine, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }), (groups) => {
      const fees = groups.map((lines, at) => aFee({ id: `e${at}`, days: lines.map(({ on, amount }) => ({ on, amount })) }));
      const view = viewOf(...fees);
      const days = fees.flatMap((fee) => fee.days.map(({ on }) => on)).sort();
      expect(view?.table.rows.map(dayIn)).toEqual(days.map((on) => on.split('-').reverse().join('.')));
      expect(view?.summary).toContain(`(${days.length})`);
    }), { numRuns: 40 });
  });

  test('has two consultants on one day in two rows, each with what they charge', () => {
    const both = aProgramme({
      consultants: [...programme.consultants, { id: 'k2', name: 'Kari Kursleder', role: 'course_leader' }],
      expenses: [aFee({ days: [aDay('2026-02-10', '20000')] }), aFee({ consultant: 'k2', days: [aDay('2026-02-10', '9000')] })],
    });
    const cells = dayLedgerView(anOverviewContext(both))?.table.rows.map(({ cells: [, who, amount] }) => [who, typeof amount === 'string' && amount.replaceAll('\u00a0', ' ')]);
    expect(cells).toEqual([['Ola Veileder', '20 000,00'], ['Kari Kursleder', '9 000,00']]);
  });

  test('tells what is taken back by a credit note as a day below zero', () => {
    const view = viewOf(aFee({ id: 'e1' }), aFee({ creditOf: 'e1', days: [aDay('2026-02-10', '-15000')] }));
    expect(view?.table.rows.map(({ cells }) => cells[2])).toEqual([expect.not.stringContaining('−'), expect.stringContaining('−')]);
  });

  test('counts all its days, and shows as many as a page can hold', () => {
    const days = Array.from({ length: 501 }, (_, at) => ({ on: addDays(calendarDate('2024-01-01'), at), amount: money('100') }));
    const view = viewOf(aFee({ days }));
    expect([view?.table.rows.length, view?.summary]).toEqual([500, 'Hvem hadde hvilken dag (501)']);
  });

  test('is of fees only: a journey is no day of work', () => {
    expect(dayLedgerView(anOverviewContext(aProgramme({ expenses: [anActual('travel', '500'), anActual('accommodation', '900')] })))).toBeUndefined();
  });

  test('keeps the claim a day went by when it has its invoice as well', () => {
    const states = dayLedgerView(anOverviewContext(programme, { attested: [['e1']] }))?.table.rows.map(({ cells }) => stateIn(cells));
    expect(states?.map((state) => /I krav 1|uten faktura/.exec(state)?.[0])).toEqual(['I krav 1', 'I krav 1', 'uten faktura']);
  });
});
