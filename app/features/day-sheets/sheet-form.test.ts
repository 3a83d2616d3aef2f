import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { SheetLine } from '#app/domain/day-sheet.ts';
import { money, moneyToText } from '#app/domain/money.ts';
import { languages } from '#app/domain/programme.ts';
import { pageForm } from '#app/features/shell/form-page-view.ts';
import { aFile, aMatter } from '#test/fixtures/expense-matter.ts';
import { costFields, emptyCost, emptySheet, emptyWork, mostRowFiles, mostRows, readSheetForm, sheetFaultCodes, typedFromSheet, type SheetTyped } from './sheet-form.ts';
import { sheetFaultText, sheetGroups } from './sheet-form-view.ts';

const today = calendarDate('2026-03-01');
const work = (fields: Partial<typeof emptyWork | Record<'days' | 'fee' | 'activity' | 'work', string>>) => ({ ...emptyWork, ...fields });
const sheet = (fields: Partial<SheetTyped>): SheetTyped => ({ ...emptySheet(), ...fields });
const handIn = (typed: SheetTyped) => readSheetForm(typed, { today, isHandedIn: true });
const linesOf = (typed: SheetTyped) => {
  const reading = handIn(typed);
  return 'lines' in reading ? reading.lines.map(({ on, amount }) => `${on} ${moneyToText(amount)}`) : reading.faults;
};
const threeDays = ['2026-02-10 20000.00', '2026-02-11 20000.00', '2026-02-12 20000.00'];

describe('days are read as people write them', () => {
  test.each([
    ['10.–12.2.26', '20 000'], ['3 dager à 20 000 fra 10.2.26', ''], ['3 dager à 20 000 fra 10.2.26', '20000'], ['10.2.26, 11.2.26 og 12.2.26', '20.000,00'],
    ['10.2.26: 20 000\n11.2.26: 20 000\n12.2.26: 20 000', ''],
  ])('%s with a fee of «%s»', (days, fee) => {
    expect(linesOf(sheet({ works: [work({ days, fee })] }))).toEqual(threeDays);
  });

  test.each([
    [{ days: '10.2.26' }, { 'fee-0': 'feeMissing' }],
    [{ days: '10.2.26', fee: 'mye' }, { 'fee-0': 'feeUnclear' }],
    [{ days: '10.2.26', fee: '0' }, { 'fee-0': 'notPositive' }],
    [{ days: '10.2.26', fee: '-100' }, { 'fee-0': 'notPositive' }],
    [{ days: '3 dager à 20 000 fra 10.2.26', fee: '19 000' }, { 'fee-0': 'feeDiffers' }],
    [{ days: 'i februar', fee: '20000' }, { 'days-0': 'daysUnclear' }],
    [{ days: '10.2.26, 10.2.26', fee: '20000' }, { 'days-0': 'daysTwice' }],
    [{ fee: '20000' }, { 'days-0': 'daysMissing' }],
    [{ days: '2.3.26', fee: '20000' }, { 'days-0': 'dayInFuture' }],
  ])('%o: %o', (fields, faults) => {
    expect(linesOf(sheet({ works: [work(fields)] }))).toEqual(faults);
  });

  test('a draft may have days to come, and nothing at all', () => {
    const draft = (typed: SheetTyped) => readSheetForm(typed, { today, isHandedIn: false });
    expect(draft(sheet({ works: [work({ days: '2.3.26', fee: '20000' })] }))).toHaveProperty('lines');
    expect(draft(emptySheet())).toEqual({ lines: [], message: undefined });
    expect(handIn(emptySheet())).toEqual({ faults: { 'days-0': 'nothing' } });
  });
});

describe('a journey', () => {
  const fly = { kind: 'travel', on: '10.2.26', what: 'Fly Oslo–Bodø', amount: '2 412,50', vat: '289,50', files: [] };

  test('has a kind, a day, words, an amount and perhaps VAT', () => {
    expect(handIn(sheet({ costs: [fly, emptyCost] }))).toEqual({
      lines: [{ kind: 'travel', on: '2026-02-10', amount: money('2412.50'), vat: money('289.50'), description: 'Fly Oslo–Bodø' }], message: undefined,
    });
  });

  test.each([
    ['kind', '', 'kindMissing'], ['on', '', 'dayMissing'], ['on', 'i går', 'dayUnclear'], ['on', '2.3.26', 'dayInFuture'], ['what', '', 'whatMissing'],
    ['what', 'x'.repeat(201), 'descriptionTooLong'], ['amount', '', 'amountMissing'], ['amount', '1,234', 'amountUnclear'], ['vat', 'x', 'vatUnclear'], ['kind', 'fee', 'kindMissing'],
  ])('without a right %s (%s): %s', (field, text, code) => {
    expect(handIn(sheet({ costs: [{ ...fly, [field]: text }] }))).toEqual({ faults: { [`${field}-0`]: code } });
  });
});

test('what is stored reads back the same, also where a day stands twice', () => {
  const line = (on: string, amount: string, fields: Partial<SheetLine> = {}): SheetLine => ({ kind: 'fee', on: calendarDate(on), amount: money(amount), activity: undefined, description: undefined, ...fields });
  const lines = [
    line('2026-02-10', '20000'), line('2026-02-11', '20000'), line('2026-02-10', '5000', { activity: 'a1', description: 'Foredrag' }), line('2026-02-12', '7000', { activity: 'a1', description: 'Foredrag' }),
    line('2026-02-12', '300', { activity: 'a1', description: 'Foredrag' }),
    { kind: 'accommodation' as const, on: calendarDate('2026-02-10'), amount: money('1200.50'), vat: undefined, description: 'Hotell' },
  ];
  for (const language of languages) {
    const read = handIn(typedFromSheet(lines, 'Hei', language));
    expect('lines' in read && read.lines.map((each) => ({ ...each }))).toEqual(lines.map((each) => ({ ...each })));
    expect(read).toMatchObject({ message: 'Hei' });
  }
});

describe('the files of a row', () => {
  test('are on each of its days and on its journey; another row has its own', () => {
    const typed = sheet({
      works: [{ ...emptyWork, days: '10.–11.2.26', fee: '18 000', files: ['f1', 'f2'] }, { ...emptyWork, days: '12.2.26', fee: '18 000' }],
      costs: [{ ...emptyCost, kind: 'travel', on: '10.2.26', what: 'Fly', amount: '100', files: ['f3'] }],
    });
    const reading = handIn(typed);
    expect('lines' in reading && reading.lines.map(({ files }) => files)).toEqual([['f1', 'f2'], ['f1', 'f2'], undefined, ['f3']]);
  });

  test('make it a row with something in it: what it is for is asked after, and the file is not lost', () => {
    const asked = { faults: { 'kind-0': 'kindMissing', 'on-0': 'dayMissing', 'what-0': 'whatMissing', 'amount-0': 'amountMissing' } };
    expect(handIn(sheet({ costs: [{ ...emptyCost, files: ['f1'] }] }))).toEqual(asked);
    expect(handIn(sheet({ works: [{ ...emptyWork, files: ['f1'] }] }))).toHaveProperty(['faults', 'days-0']);
  });

  test('are no more than anybody has for one', () => {
    const files = Array.from({ length: mostRowFiles + 1 }, (_, at) => `f${at}`);
    const row = { ...emptyCost, kind: 'travel', on: '10.2.26', what: 'Fly', amount: '100' };
    expect(handIn(sheet({ costs: [{ ...row, files }] }))).toEqual({ faults: { 'costFile-0': 'tooManyFiles' } });
    expect(handIn(sheet({ costs: [{ ...row, files: files.slice(1) }] }))).toHaveProperty('lines');
  });
});

/** What a view of files is made from. */
const noFiles = { matter: aMatter(), ownFiles: new Set<string>(), refusedUploads: {} };

describe('the fields', () => {
  test('offer the files a row has ticked, and fold the consultant’s other ones away; what was turned away is told at its own field', () => {
    const matter = aMatter({ files: [aFile('mine'), aFile('other'), aFile('theirs')] });
    const groups = sheetGroups({
      typed: sheet({ costs: [{ ...emptyCost, files: ['mine'] }, emptyCost] }), faults: { 'costFile-0': 'filesGone' }, activities: [], dayCap: undefined,
      matter, ownFiles: new Set(['mine', 'other']), refusedUploads: { 'costUpload-1': '«x.html» er ikke lastet opp' }, language: 'nb',
    });
    const fields = groups.flatMap((group) => group.fields.filter((field) => field.kind === 'files'));
    expect(fields.map(({ name, offered, others }) => [name, offered.map(({ id, isChecked }) => [id, isChecked]), others?.options.map(({ id }) => id)])).toEqual([
      ['workFile-0', [], ['mine', 'other']], ['costFile-0', [['mine', true]], ['other']], ['costFile-1', [], ['mine', 'other']],
    ]);
    expect(fields.map(({ error, upload }) => [error?.slice(0, 6), upload.error])).toEqual([[undefined, undefined], ['En fil', undefined], [undefined, '«x.html» er ikke lastet opp']]);
    expect(fields[1]?.others?.summary).toBe('Velg blant filene du har lastet opp (1)');
    expect(pageForm(groups, { submit: 'Lever' }, 'nb').card.errors?.items.map(({ href }) => href)).toEqual(['#costFile-0', '#costUpload-1']);
  });

  test('have a number where there are several, and the meaning of the day cap once', () => {
    const groups = sheetGroups({ typed: sheet({ works: [emptyWork, emptyWork] }), faults: { 'fee-1': 'feeMissing' }, activities: [], dayCap: money('18000'), ...noFiles, language: 'nb' });
    expect(groups.map(({ legend }) => legend)).toEqual(['Dager du har arbeidet 1', 'Dager du har arbeidet 2', 'Reise eller opphold', 'Til slutt']);
    expect(groups.filter(({ hint }) => hint?.replaceAll('\u00a0', ' ').includes('18 000'))).toHaveLength(1);
    expect(groups.flatMap(({ fields }) => fields).filter(({ error }) => error !== undefined).map(({ name }) => name)).toEqual(['fee-1']);
    expect(new Set(groups.flatMap(({ fields }) => fields.map(({ name }) => name))).size).toBe(8 + costFields.length + 1 + 3);
    expect(mostRows).toBeGreaterThan(10);
  });

  test.each(languages)('have words for every fault in %s', (language) => {
    for (const code of sheetFaultCodes) expect(sheetFaultText(code, language)).toMatch(/^\S.*\.$/s);
    expect(sheetFaultText('daysUnclear', language)).not.toBe('daysUnclear');
  });
});
