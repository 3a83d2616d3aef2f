import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { expenseKinds, notRefundableReasons, type Expense } from '#app/domain/expense.ts';
import { languages, type Language } from '#app/domain/programme.ts';
import { aDay, aFee, anActual, aNotRefundable, anInvoice, aProgramme } from '#test/fixtures/factories.ts';
import { expenseFields, type ExpenseField } from './expense-fields.ts';
import { activityLabel, consultantLabel, expenseLabel, typedText } from './expense-labels.ts';

const space = '\u00a0';

describe('the line an expense is told by', () => {
  test.each<[string, Expense, Language, string]>([
    ['a fee of one day', aFee(), 'nb', `Honorar 15${space}000,00 · 10.02.2026 · faktura 1001`],
    ['the same in nynorsk', aFee(), 'nn', `Honorar 15${space}000,00 · 10.02.2026 · faktura 1001`],
    ['the same in English', aFee(), 'en', `Fee 15,000.00 · 10${space}Feb${space}2026 · invoice 1001`],
    ['a journey', anActual('travel', '2412.5'), 'nb', `Reise 2${space}412,50 · 10.02.2026 · faktura 1001`],
    ['a night', anActual('accommodation', '999'), 'nb', 'Opphold 999,00 · 10.02.2026 · faktura 1001'],
    ['a credit note', anActual('travel', '-500', { creditOf: 'e1' }), 'nb', 'Reise \u2212500,00 · 10.02.2026 · faktura 1001'],
    ['what has no invoice', anActual('travel', '500', { invoice: undefined }), 'nb', 'Reise 500,00 · 10.02.2026 · Fly Oslo–Bodø'],
    ['what has neither invoice nor words', aNotRefundable('8000'), 'nb', `Ikke refusjonsberettiget 8${space}000,00 · 10.02.2026`],
    ['a fee whose days are not known', aFee({ days: [] }), 'nb', 'Honorar 0,00 · faktura 1001'],
  ])('%s', (_, expense, language, label) => {
    expect(expenseLabel(expense, language)).toBe(label);
  });

  test('runs from the first day to the last, however they were written, and has the sum of them all', () => {
    const fee = aFee({ days: [aDay('2026-03-02', '0.1'), aDay('2026-02-10', '0.2'), aDay('2026-02-28', '1000')] });
    expect(expenseLabel(fee, 'nb')).toBe(`Honorar 1${space}000,30 · 10.02.2026–02.03.2026 · faktura 1001`);
    expect(fee.days.map(({ on }) => on)).toEqual(['2026-03-02', '2026-02-10', '2026-02-28']);
  });

  test('prefers the invoice to the description, since a number tells lines of two invoices apart', () => {
    const other = aFee({ invoice: { ...anInvoice, number: 'A-7 / 2026' } });
    expect(expenseLabel(other, 'nb')).toMatch(/ · faktura A-7 \/ 2026$/);
    expect(expenseLabel(other, 'nb')).not.toContain('Prosessveiledning');
  });
});

describe('a choice has its name', () => {
  const consultant = { id: 'k2', name: 'Siri Kurs', role: 'course_leader', company: 'IMTEC AS' } as const;
  const day = calendarDate('2026-02-10');
  const activity = { id: 'a2', kind: 'gathering', title: 'Samling', startsOn: day, endsOn: day, place: 'Bodø', participants: 3 } as const;

  test.each([['nb', 'Siri Kurs, kursleder'], ['en', 'Siri Kurs, course leader']] as const)('a consultant with the role, in %s', (language, label) => {
    expect(consultantLabel(consultant, language)).toBe(label);
  });

  test('an activity with its one day, or its first and last', () => {
    expect(activityLabel(activity, 'nb')).toBe('Samling (10.02.2026)');
    expect(activityLabel({ ...activity, endsOn: calendarDate('2026-02-12') }, 'nn')).toBe('Samling (10.02.2026–12.02.2026)');
    expect(activityLabel({ ...activity, endsOn: calendarDate('2026-02-12') }, 'en')).toBe(`Samling (10${space}Feb${space}2026–12${space}Feb${space}2026)`);
  });
});

describe('what a field holds, as a person reads it', () => {
  const programme = aProgramme({ expenses: [aFee({ id: 'e1' })] });
  const read = (field: ExpenseField, text: string, language: Language = 'nb') => typedText({ field, text, programme, language });

  test.each<[ExpenseField, string, string]>([
    ['consultant', 'k1', 'Ola Veileder, prosessveileder'],
    ['activity', 'a1', 'Fagsamling 1 (10.02.2026–11.02.2026)'],
    ['creditOf', 'e1', `Honorar 15${space}000,00 · 10.02.2026 · faktura 1001`],
    ['kind', 'accommodation', 'Opphold'],
    ['reason', 'participants_board', 'deltakernes kost og losji'],
  ])('%s %j is read as its name', (field, text, words) => {
    expect(read(field, text)).toBe(words);
  });

  test.each<[ExpenseField, string]>([
    ['consultant', 'k9'], ['activity', 'k1'], ['creditOf', 'a1'], ['kind', 'gave'], ['reason', 'fordi'], ['kind', ''], ['consultant', ''],
  ])('%s %j, which is no choice, stays as it was typed', (field, text) => {
    expect(read(field, text)).toBe(text);
  });

  test('a word that happens to be a code or an id is left alone in a field for text', () => {
    const texts: ExpenseField[] = ['days', 'amount', 'vat', 'invoiceNumber', 'invoiceIssuedOn', 'invoiceSupplier', 'paidOn', 'description'];
    for (const field of texts) for (const text of ['k1', 'a1', 'e1', 'fee', 'venue', 'constructor']) expect(read(field, text)).toBe(text);
  });

  test('a key that every object has is no code', () => {
    for (const field of expenseFields) expect(read(field, 'constructor')).toBe('constructor');
  });

  test.each(languages)('every kind and reason has its words in %s', (language) => {
    for (const kind of expenseKinds) expect(read('kind', kind, language)).not.toBe(kind);
    for (const reason of notRefundableReasons) expect(read('reason', reason, language)).not.toContain('_');
  });
});
