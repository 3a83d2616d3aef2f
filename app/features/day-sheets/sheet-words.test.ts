import { describe, expect, test } from 'vitest';
import type { DaySheetStatus } from '#app/domain/day-sheet.ts';
import { money } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import { aStoredSheet } from '#test/fixtures/day-sheets.ts';
import { aFile, aMatter } from '#test/fixtures/expense-matter.ts';
import { aSheetDay } from '#test/fixtures/two-consultants.ts';
import { sheetFacts } from './sheet-facts.ts';
import { concernNotices, detailOf, sheetDaysText, sheetLinesTable, sheetStatus } from './sheet-words.ts';
import { sheetWait } from './sheets-waiting-view.ts';

const statuses: readonly DaySheetStatus[] = ['draft', 'handed_in', 'returned', 'accepted', 'withdrawn'];

describe('a sheet is called', () => {
  test.each<[string, readonly string[], string]>([
    ['by its only day', ['2026-02-10'], '10.02.2026'],
    ['by its first and last, in whatever order they were written', ['2026-02-12', '2026-02-10', '2026-02-11'], '10.02.2026–12.02.2026'],
    ['by one day that stands twice', ['2026-02-10', '2026-02-10'], '10.02.2026'],
    ['something else without days', [], 'Uten dager'],
  ])('%s', (_, days, text) => {
    expect(sheetDaysText(aStoredSheet('draft', days), 'nb').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });

  test('by its days, the consultant and the programme where it waits', () => {
    const { text, link } = sheetWait(aStoredSheet('handed_in', ['2026-02-10']), { organisationId: 'o1', programme: 'LED skole 2026', language: 'nb' });
    expect(text).toBe('Ola Veileder har levert dagsliste 10.02.2026 i LED skole 2026.');
    expect(link).toEqual({ href: '/organisations/o1/programmes/p1/day-sheets/s-handed_in/decide', text: 'Se over og svar' });
  });
});

test.each(languages)('each state has a word of its own in %s', (language) => {
  expect(new Set(statuses.map((status) => sheetStatus(status, language).text)).size).toBe(statuses.length);
});

test('what waits for the consultant is a warning, what waits for the municipality is not', () => {
  expect(statuses.map((status) => sheetStatus(status, 'nb').tone)).toEqual(['neutral', 'info', 'warning', 'success', 'neutral']);
});

describe('the lines', () => {
  test('of an activity that is gone leave it out; without words there is no empty line', () => {
    const [gone, bare] = sheetLinesTable([aSheetDay('2026-02-10', '1', { activity: 'a9' }), aSheetDay('2026-02-10', '1', { description: undefined })], { matter: aMatter(), activities: [], language: 'nb' }).rows;
    expect(gone?.cells[1]).toEqual({ text: 'Honorar', detail: 'Prosessveiledning' });
    expect(bare?.cells[1]).toEqual({ text: 'Honorar', detail: undefined });
  });

  test('of an empty sheet add up to nothing', () => {
    expect(sheetLinesTable([], { matter: aMatter(), activities: [], language: 'nb' })).toMatchObject({ rows: [], footer: [{ cells: ['Sum', '', '0,00', ''] }] });
  });

  test.each([[[undefined, undefined], undefined], [['Fly', undefined], 'Fly'], [['Fly', 'Samling'], 'Fly · Samling']])('say %o as %s', (texts, detail) => {
    expect(detailOf(...texts)).toBe(detail);
  });
});

test('nothing to look at is no notice', () => {
  expect(concernNotices([], 'nb')).toEqual([]);
});

describe('what the audit trail tells of a sheet', () => {
  test('are its days with their amounts, the sum and the message', () => {
    expect(sheetFacts([aSheetDay('2026-02-10', '20000'), { ...aSheetDay('2026-02-11', '412.5'), vat: money('50'), files: ['f1', 'gone'] }], { message: 'Hei', files: [aFile('f1'), aFile('f2')] })).toEqual({
      days: '2026-02-10: 20000.00, 2026-02-11: 412.50', amount: '20412.50', message: 'Hei', files: 'f1.pdf',
    });
  });

  test('of an empty one is nothing but a sum of zero', () => {
    expect(sheetFacts([])).toEqual({ days: null, amount: '0.00', message: null, files: null });
  });
});
