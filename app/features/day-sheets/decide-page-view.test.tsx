import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { DaySheetStatus, SheetLine } from '#app/domain/day-sheet.ts';
import { money } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import { programmeFrame } from '#app/features/programmes/programme-frame-view.ts';
import { aStoredSheet } from '#test/fixtures/day-sheets.ts';
import { aFile, aMatter } from '#test/fixtures/expense-matter.ts';
import { aProgramme } from '#test/fixtures/factories.ts';
import { aSheetDay } from '#test/fixtures/two-consultants.ts';
import { DecidePage } from './decide-page.tsx';
import { decidePageView, type DecideState } from './decide-page-view.ts';

const lines: readonly SheetLine[] = [
  aSheetDay('2026-02-10', '20000', { activity: 'a1' }), aSheetDay('2026-02-11', '20000', { activity: 'a1' }), aSheetDay('2026-02-12', '5000'),
  { kind: 'travel', on: calendarDate('2026-02-10'), amount: money('2412.50'), vat: money('289.50'), description: 'Fly' },
];

function stateOf(status: DaySheetStatus = 'handed_in', fields: Partial<DecideState> = {}): DecideState {
  const language = fields.language ?? 'nb';
  let keys = 0;
  return {
    sheet: aStoredSheet(status, [], { version: 5, lines: lines.map((line, position) => ({ ...line, position, expenseId: undefined })) }),
    frame: programmeFrame({ organisationId: 'o1', organisationName: 'Gjøvik kommune', programmeId: 'p1', programmeName: 'LED skole 2026', current: 'daySheets', language, may: () => true }),
    title: 'Svar på dagsliste', notices: [], concerns: [], matter: aMatter(), activities: aProgramme().activities, typedReason: '', reasonError: undefined,
    action: '/decide', mostReason: 1_000, newFormKey: () => `key-${keys += 1}`, language, ...fields,
  };
}

const plain = (text: unknown) => JSON.stringify(text).replaceAll('\u00a0', ' ');

describe('a sheet that waits', () => {
  test('stands line for line as it was handed in, with its sum', () => {
    const { table } = decidePageView(stateOf()).sheet;
    expect(table.rows).toHaveLength(4);
    expect(plain(table.rows[0]?.cells)).toBe('["10.02.2026",{"text":"Honorar","detail":"Prosessveiledning · Fagsamling 1"},"20 000,00",""]');
    expect(plain(table.rows[3]?.cells)).toBe('["10.02.2026",{"text":"Reise","detail":"Fly"},"2 412,50","289,50"]');
    expect(plain(table.footer?.[0]?.cells)).toContain('"47 412,50","289,50"');
  });

  test('beside the costs it becomes: the days of an activity one fee, the same sum', () => {
    const { table } = decidePageView(stateOf()).costs;
    expect(table.rows.map(({ cells }) => plain(cells))).toEqual([
      '[{"text":"Honorar","detail":"Prosessveiledning"},"10.02.2026, 11.02.2026","Fagsamling 1","40 000,00",""]',
      '[{"text":"Honorar","detail":"Prosessveiledning"},"12.02.2026","","5 000,00",""]',
      '[{"text":"Reise","detail":"Fly"},"10.02.2026","","2 412,50","289,50"]',
    ]);
    expect(plain(table.footer?.[0]?.cells)).toContain('47 412,50');
  });

  test('shows the receipts where they are decided on: at their lines, and each with its first page and what it is for', () => {
    const matter = aMatter({ files: [aFile('faktura'), aFile('billett', { state: { isReadable: false, cause: 'password' } }), aFile('annet')] });
    const files = lines.map((line, position) => ({ ...line, position, expenseId: undefined, files: [['faktura'], ['faktura'], [], ['billett']][position] ?? [] }));
    const page = decidePageView(stateOf('handed_in', { matter, sheet: aStoredSheet('handed_in', [], { lines: files }) }));
    expect(plain(page.sheet.table.rows.map(({ cells }) => cells[1]))).toContain('"links":[{"href":"/organisations/o1/programmes/p1/files/faktura?view","text":"faktura.pdf"}]');
    expect(page.receipts.table?.rows.map(({ key }) => key)).toEqual(['faktura', 'billett']);
    expect(page.receipts.table?.rows[0]?.cells).toMatchObject([
      { text: 'faktura.pdf', thumbnail: { src: '/organisations/o1/programmes/p1/files/faktura/thumbnail' } }, '2', '10.02.2026 Prosessveiledning · 11.02.2026 Prosessveiledning',
    ]);
    expect(page.receipts.table?.rows[1]?.cells).toMatchObject([{ href: '/organisations/o1/programmes/p1/files/billett', thumbnail: undefined }, '', '10.02.2026 Fly']);
    expect(page.receipts.section.lead).toBe('Filene blir vedlegg på utgiftene når dere godtar.');
  });

  test('without receipts says so', () => {
    const { receipts } = decidePageView(stateOf());
    expect([receipts.table, receipts.section.lead]).toEqual([undefined, 'Konsulenten har ikke lagt ved noe. Dere kan legge filer på utgiftene senere.']);
  });

  test('has two answers, each a form of its own for the version that was looked at', () => {
    const { answers } = decidePageView(stateOf());
    expect(answers?.accept.hidden).toEqual({ form_key: 'key-1', act: 'accept', version: '5' });
    expect(answers?.back.hidden).toEqual({ form_key: 'key-2', act: 'return', version: '5' });
    expect(answers?.back.errors).toBeUndefined();
  });

  test('sent back without a word keeps what was typed, and says so in the summary and at the field', () => {
    const { answers } = decidePageView(stateOf('handed_in', { typedReason: ' ', reasonError: 'Skriv hva som må rettes.' }));
    expect(answers?.reason).toMatchObject({ value: ' ', error: 'Skriv hva som må rettes.', maxLength: 1_000 });
    expect(answers?.back.errors?.items).toEqual([{ href: '#reason', text: 'Skriv hva som må rettes.' }]);
    expect(answers?.accept.errors).toBeUndefined();
  });

  test('tells what to look at, then what the consultant wrote', () => {
    const state = stateOf('handed_in', { concerns: [{ code: 'day_twice', on: calendarDate('2026-02-10') }, { code: 'day_entered_before', on: calendarDate('2026-02-11') }] });
    const { notices } = decidePageView({ ...state, sheet: { ...state.sheet, message: 'Toget var innstilt' } });
    expect(notices.map(({ tone, items, text }) => [tone, items?.length, text])).toEqual([['warning', 2, undefined], ['info', undefined, 'Toget var innstilt']]);
    expect(notices[0]?.items?.[0]).toMatch(/^10\.02\.2026 står to ganger/);
  });
});

describe('a sheet that was answered', () => {
  test.each<[DaySheetStatus, string]>([['accepted', 'Godtatt'], ['returned', 'Sendt tilbake'], ['draft', 'Kladd'], ['withdrawn', 'Forkastet']])('or is no longer handed in (%s) has no answers left', (status, text) => {
    const { answers, heading } = decidePageView(stateOf(status));
    expect([answers, heading.status?.text]).toEqual([undefined, text]);
  });
});

test.each(languages)('the page has all its words in %s and one heading', (language) => {
  const concerns = (['day_in_future', 'day_twice', 'day_entered_before', 'day_outside_programme', 'day_outside_activity'] as const).map((code) => ({ code, on: calendarDate('2026-02-10') }));
  for (const status of ['handed_in', 'accepted'] as const) {
    const markup = renderToStaticMarkup(<DecidePage page={decidePageView(stateOf(status, { language, concerns }))} />);
    expect(markup).not.toMatch(/sheet\.\w|\{\w+\}|undefined/);
    expect(markup.match(/<h1/g)).toHaveLength(1);
    expect(markup.match(/<form/g) ?? []).toHaveLength(status === 'handed_in' ? 2 : 0);
  }
});
