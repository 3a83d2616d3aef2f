import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { languages, type Programme } from '#app/domain/programme.ts';
import { aConsultantPlace, aConsultantProgramme, anAcceptedSheet, aStoredSheet, complete } from '#test/fixtures/day-sheets.ts';
import { aDay, aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { accessText, consultantPlaceView } from './consultant-place-view.ts';
import type { ConsultantProgramme } from './consultant-place.ts';
import { ownLacksText, ownWaits } from './own-lacks-view.ts';

const section = { heading: 'Bodø kommune', level: 2 } as const;
const viewOf = (...programmes: readonly ConsultantProgramme[]) => consultantPlaceView(aConsultantPlace('bodo', ...programmes), { section, language: 'nb' });
const plain = (text: unknown) => JSON.stringify(text).replaceAll('\u00a0', ' ');

/** Two days of work without an invoice, which came by a sheet. */
const worked: Programme = aProgramme({
  activities: [], expenses: [aFee({ id: 'e1', days: [aDay('2026-02-10', '20000'), aDay('2026-02-11', '20000')], invoice: undefined, attachments: [] })],
});
const quiet = aConsultantProgramme(aProgramme({ activities: [], expenses: [] }));

describe('a municipality on a consultant’s front page', () => {
  test('tells of each programme how long it is open, what is not invoiced and what is lacking', () => {
    const programme = aConsultantProgramme(worked, [anAcceptedSheet('e1')], { accessEndsOn: calendarDate('2026-12-31'), completeness: { ...complete, othersLacking: 2 } });
    const [row] = viewOf(programme).table?.rows ?? [];
    expect(row?.cells[0]).toMatchObject({ text: 'LED skole 2026', href: '/organisations/bodo/programmes/p1' });
    expect(row?.cells.slice(1).map((cell) => (typeof cell === 'string' ? cell.replaceAll('\u00a0', ' ') : cell))).toEqual([
      'til og med 31.12.2026', { text: '2 dager', detail: 'godtatt: 2 dager' },
      { text: '40\u00a0000,00', detail: 'godtatt: 40\u00a0000,00' }, 'faktura', '2 ting mangler',
    ]);
  });

  test('counts one day and none in words', () => {
    const oneDay = aProgramme({ activities: [], expenses: [aFee({ id: 'e1', invoice: undefined })] });
    const cells = [aConsultantProgramme(oneDay, [anAcceptedSheet('e1')]), quiet].map((programme) => viewOf(programme).table?.rows[0]?.cells[2]);
    expect(cells).toEqual([{ text: '1 dag', detail: 'godtatt: 1 dag' }, { text: 'Ingen dager', detail: undefined }]);
  });

  test('counts days from when they are handed in, and tells them from those that are accepted', () => {
    const programme = aConsultantProgramme(worked, [anAcceptedSheet('e1'), aStoredSheet('handed_in', ['2026-03-10'])]);
    expect(viewOf(programme).table?.rows[0]?.cells.slice(2, 4)).toEqual([
      { text: '3 dager', detail: 'levert: 1 dag · godtatt: 2 dager' }, { text: '60\u00a0000,00', detail: 'levert: 20\u00a0000,00 · godtatt: 40\u00a0000,00' },
    ]);
  });

  test('has nothing that waits where nothing does, and says whom to ask where nobody gave access', () => {
    expect([viewOf(quiet).waiting, viewOf(quiet).empty]).toEqual([undefined, undefined]);
    const empty = viewOf();
    expect([empty.waiting, empty.table]).toEqual([undefined, undefined]);
    expect(empty.empty?.text).toContain('Ta kontakt med saksbehandleren');
  });

  test('has no figure of the programme as a whole: no cost, grant, refund or account', () => {
    const told = plain(viewOf(aConsultantProgramme(worked, [anAcceptedSheet('e1')])));
    expect(told).toContain('40 000,00');
    expect(told).not.toMatch(/315 000|28 000|25 200|25\/12345|18136445320|1813\.64/);
  });

  test('has the sheets that were sent back before the days that were not entered', () => {
    const programme = aConsultantProgramme(aProgramme({ expenses: [] }), [aStoredSheet('returned', ['2026-03-10'], { returnedReason: 'Feil dato' })]);
    expect(viewOf(programme).waiting?.list.items.map(({ tone, link }) => [tone, link?.href])).toEqual([
      ['warning', '/organisations/bodo/programmes/p1/day-sheets/s-returned'], ['info', '/organisations/bodo/programmes/p1/day-sheets/new?activity=a1'],
    ]);
  });
});

describe('what one’s own work lacks', () => {
  const lacksOf = (programme: Programme, ...sheets: Parameters<typeof aConsultantProgramme>[1] & object) => ownLacksText(aConsultantProgramme(programme, sheets), 'nb');
  const bare = aProgramme({ activities: [], expenses: [] });

  test.each<[string, string]>([
    ['Ingenting', lacksOf(bare)],
    ['Ingenting', lacksOf(bare, aStoredSheet('handed_in', ['2026-02-10']))],
    ['dagsliste sendt tilbake', lacksOf(bare, aStoredSheet('returned'))],
    ['kladd ikke levert', lacksOf(bare, aStoredSheet('draft'))],
    ['dager uten dagsliste', lacksOf(aProgramme({ expenses: [] }))],
    ['faktura', lacksOf(worked, anAcceptedSheet('e1'))],
    ['vedlegg', lacksOf({ ...bare, expenses: [anActual('travel', '1', { attachments: [] })] })],
  ])('is said in a word: %s', (text, told) => {
    expect(told).toBe(text);
  });
});

describe('a long activity', () => {
  const period = aProgramme({
    expenses: [], activities: [{ id: 'a2', kind: 'support', title: 'Lederstøtte', startsOn: calendarDate('2026-02-01'), endsOn: calendarDate('2026-04-30') }],
  });

  test('without any day is told by its period, since nobody knows which of its days were worked', () => {
    const [item] = ownWaits(aConsultantProgramme(period), { organisationId: 'o1', language: 'nb' });
    expect(item?.text).toMatch(/^Lederstøtte i LED skole 2026 har dager du ikke har ført: 01\.02\.2026–30\.04\.2026\. Var du ikke med/);
    expect(item?.link?.href).toBe('/organisations/o1/programmes/p1/day-sheets/new?activity=a2');
  });

  test('with one day in a draft is not: what waits is the draft', () => {
    const waits = ownWaits(aConsultantProgramme(period, [aStoredSheet('draft', ['2026-03-10'])]), { organisationId: 'o1', language: 'nb' });
    expect(waits.map(({ text, link }) => [text, link?.href])).toEqual([
      ['Dagsliste 10.03.2026 i LED skole 2026 er ikke levert.', '/organisations/o1/programmes/p1/day-sheets/s-draft'],
    ]);
    const [empty] = ownWaits(aConsultantProgramme(aProgramme({ activities: [], expenses: [] }), [aStoredSheet('draft')]), { organisationId: 'o1', language: 'nn' });
    expect(empty?.text).toBe('Ei dagsliste utan dagar i LED skole 2026 er ikkje levert.');
  });
});

test.each(languages)('access with and without an end is told apart in %s', (language) => {
  const [open, ends] = [accessText({ accessEndsOn: undefined }, language), accessText({ accessEndsOn: calendarDate('2026-12-31') }, language)];
  expect(open).not.toBe('');
  expect(open).not.toMatch(/\d|\{/);
  expect(ends).toMatch(/31.*2026/);
});
