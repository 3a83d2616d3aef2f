import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { DaySheetStatus } from '#app/domain/day-sheet.ts';
import { moneyToText } from '#app/domain/money.ts';
import { ownStanding } from './consultant-standing.ts';
import { anAcceptedSheet, anySheetLine, aStoredSheet, standingOf } from '#test/fixtures/day-sheets.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { aSheetDay } from '#test/fixtures/two-consultants.ts';

const noActivity = aProgramme({ activities: [], expenses: [] });
const withCosts = (...expenses: readonly (ReturnType<typeof aFee> | ReturnType<typeof anActual> | ReturnType<typeof aNotRefundable>)[]) => ({ ...noActivity, expenses });

describe('days that are not invoiced yet', () => {
  const fee = aFee({ id: 'e1', days: [aDay('2026-02-10', '20000'), aDay('2026-02-11', '20000')], invoice: undefined });
  const hotel = anActual('accommodation', '1200', { id: 'e2', invoice: undefined });

  test('are counted as days of work; a journey or a night is kroner but no day', () => {
    const { waiting } = standingOf(withCosts(hotel), anAcceptedSheet('e2'));
    expect([waiting.days, moneyToText(waiting.amount)]).toEqual([0, '1200.00']);
  });

  test('are told with what the consultant charges, not with what the day cap leaves of it', () => {
    expect(moneyToText(standingOf(withCosts(fee), anAcceptedSheet('e1')).waiting.amount)).toBe('40000.00');
  });

  test('grow by every sheet, and shrink by every invoice', () => {
    const sheets = [anAcceptedSheet('e1'), anAcceptedSheet('e2')];
    expect(standingOf(withCosts(fee, hotel), ...sheets)).toMatchObject({ lackingInvoice: 2, waiting: { days: 2 } });
    expect(standingOf(withCosts({ ...fee, invoice: aFee().invoice }, hotel), ...sheets)).toMatchObject({ lackingInvoice: 1, waiting: { days: 0 } });
  });

  test.each<[DaySheetStatus]>([['draft'], ['handed_in'], ['returned']])('are none of a sheet that is %s: nothing of it is accepted', (status) => {
    const { waiting, lackingInvoice } = standingOf(noActivity, aStoredSheet(status, ['2026-02-10', '2026-02-11']));
    expect([waiting.days, moneyToText(waiting.amount), lackingInvoice]).toEqual([0, '0.00', 0]);
  });

  test.each<[DaySheetStatus, number, string]>([
    ['draft', 0, '0.00'], ['handed_in', 2, '60000.00'], ['returned', 0, '0.00'], ['accepted', 0, '0.00'], ['withdrawn', 0, '0.00'],
  ])('of a sheet that is %s count as handed in: %i', (status, days, amount) => {
    const { handedIn } = standingOf(noActivity, aStoredSheet(status, ['2026-02-10', '2026-02-11', '2026-02-11']));
    expect([handedIn.days, moneyToText(handedIn.amount)]).toEqual([days, amount]);
  });

  test('go from handed in to accepted, and are gone when the invoice stands on them: they are never counted twice', () => {
    const days = ['2026-02-10', '2026-02-11'];
    const counted = (...standing: Parameters<typeof standingOf>) => { const { handedIn, waiting } = standingOf(...standing); return [handedIn.days, waiting.days]; };
    expect(counted(noActivity, aStoredSheet('handed_in', days))).toEqual([2, 0]);
    expect(counted(withCosts(fee), anAcceptedSheet('e1'))).toEqual([0, 2]);
    expect(counted(withCosts({ ...fee, invoice: aFee().invoice }), anAcceptedSheet('e1'))).toEqual([0, 0]);
  });
});

describe('what is to be done', () => {
  test('is to hand in drafts, and to mend the sheets that were sent back', () => {
    const [draft, returned] = [aStoredSheet('draft'), aStoredSheet('returned', ['2026-02-10'])];
    const standing = standingOf(noActivity, draft, returned, aStoredSheet('handed_in'), aStoredSheet('accepted'));
    expect([standing.drafts, standing.returned]).toEqual([[draft], [returned]]);
  });

  test('is to enter days for ninety days after an activity, and no longer', () => {
    const { activities } = aProgramme();
    const held = (today: string) => ownStanding({ activities, expenses: [], sheets: [], today: calendarDate(today) }).held.length;
    expect(['2026-02-09', '2026-02-10', '2026-05-12', '2026-05-13'].map(held)).toEqual([0, 1, 1, 0]);
  });

  test.each<[string, string, number]>([
    ['one of its own days', '2026-02-10', 1], ['another day: they worked on it then', '2026-03-02', 0],
  ])('of an activity that a day was entered for on %s', (_, on, left) => {
    const line = { ...aSheetDay(on, '20000'), activity: 'a1', position: 0, expenseId: undefined };
    expect(standingOf(aProgramme({ expenses: [] }), aStoredSheet('handed_in', [], { lines: [line] })).held).toHaveLength(left);
    expect(standingOf(aProgramme({ expenses: [aFee({ activity: 'a1', days: [aDay(on, '20000')] })] })).held).toHaveLength(left);
  });

  test('is to attach the file of an invoiced cost; what cannot be refunded needs none', () => {
    expect(standingOf(withCosts(aFee({ attachments: [] }), anActual('travel', '1', { attachments: [] }))).lackingFile).toBe(2);
    expect(standingOf(withCosts(aNotRefundable('8000'))).lackingFile).toBe(0);
  });

  test('is to enter days of a gathering; a journey to it is no work', () => {
    const programme = aProgramme({ expenses: [] });
    const journey = aStoredSheet('draft', [], { lines: [{ kind: 'travel', on: calendarDate('2026-02-10'), amount: aDay('2026-02-10', '1').amount, position: 0, expenseId: undefined }] });
    expect(standingOf(programme, journey).held.map(({ days }) => days)).toEqual([['2026-02-10', '2026-02-11']]);
    expect(standingOf({ ...programme, expenses: [aFee()] }).held.map(({ days }) => days)).toEqual([['2026-02-11']]);
  });

  test('is never to enter a day that stands in a sheet, whatever came of the sheet', () => {
    const status = fc.constantFrom<DaySheetStatus>('draft', 'handed_in', 'returned', 'accepted');
    fc.assert(fc.property(fc.array(anySheetLine, { maxLength: 6 }), status, (lines, given) => {
      const sheet = aStoredSheet(given, [], { lines: lines.map((line, position) => ({ ...line, position, expenseId: undefined })) });
      const worked = new Set(lines.filter(({ kind }) => kind === 'fee').map(({ on }) => on));
      const told = standingOf(aProgramme({ expenses: [] }), sheet).held.flatMap(({ days }) => days);
      const planned = [calendarDate('2026-02-10'), calendarDate('2026-02-11')];
      const isElsewhere = lines.some(({ kind, activity, on }) => kind === 'fee' && activity === 'a1' && !planned.includes(on));
      expect(told).toEqual(isElsewhere ? [] : planned.filter((day) => !worked.has(day)));
    }), { numRuns: 60 });
  });
});
