import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { Expense } from '#app/domain/expense.ts';
import { money } from '#app/domain/money.ts';
import { languages, type Language } from '#app/domain/programme.ts';
import { changedFacts, filledFacts } from '#app/features/audit/changed-facts.ts';
import { aFile, aMatter } from '#test/fixtures/expense-matter.ts';
import { aDay, aFee, anActual, aNotRefundable, anInvoice } from '#test/fixtures/factories.ts';
import { expenseFacts } from './expense-facts.ts';
import { expenseFactsView } from './expense-facts-view.ts';
import { expenseFields } from './expense-fields.ts';

const space = '\u00a0';
const bare = { consultant: undefined, activity: undefined, invoice: undefined, paidOn: undefined, description: undefined } as const;

describe('what the audit trail tells of an expense', () => {
  test('every field of the form, and the files, and no more', () => {
    for (const expense of [aFee(), anActual('travel', '1'), aNotRefundable('1')]) {
      expect(Object.keys(expenseFacts(expense, [])).sort()).toEqual([...expenseFields, 'attachments'].sort());
    }
  });

  test('amounts are exact, days are written the same in every language, people are told by their ids', () => {
    const fee = aFee({ days: [aDay('2026-02-11', '0.1'), aDay('2026-02-10', '0.2')], vat: money('4500'), creditOf: 'e0' });
    expect(expenseFacts(fee, ['a.pdf', 'b.pdf'])).toEqual({
      kind: 'fee', reason: null, consultant: 'k1', days: '2026-02-11: 0.10, 2026-02-10: 0.20', amount: '0.30', activity: 'a1', vat: '4500.00',
      invoiceNumber: '1001', invoiceIssuedOn: '2026-02-15', invoiceSupplier: 'IMTEC AS', paidOn: '2026-03-01', description: 'Prosessveiledning',
      creditOf: 'e0', attachments: 'a.pdf, b.pdf',
    });
  });

  test.each<[string, Expense, Readonly<Record<string, string>>]>([
    ['a fee', aFee({ ...bare }), { kind: 'fee', days: '2026-02-10: 15000.00', amount: '15000.00' }],
    ['a journey', anActual('travel', '12.5', bare), { kind: 'travel', days: '2026-02-10', amount: '12.50' }],
    ['a cost that is not covered', aNotRefundable('8000'), { kind: 'not_refundable', reason: 'venue', days: '2026-02-10', amount: '8000.00' }],
  ])('%s with nothing more filled in tells nothing more', (_, expense, facts) => {
    expect(filledFacts(expenseFacts(expense, []))).toEqual(facts);
  });

  test('a value-added tax of nothing is told: it was written', () => {
    expect(expenseFacts(aFee({ vat: money('0') }), [])).toMatchObject({ vat: '0.00' });
  });

  test.each<[string, Partial<ReturnType<typeof aFee>>, readonly string[], object]>([
    ['the invoice is taken away', { invoice: undefined }, ['a.pdf'], {
      invoiceNumber: { from: '1001', to: null }, invoiceIssuedOn: { from: '2026-02-15', to: null }, invoiceSupplier: { from: 'IMTEC AS', to: null },
    }],
    ['only the supplier is corrected', { invoice: { ...anInvoice, supplier: 'Nord AS' } }, ['a.pdf'], { invoiceSupplier: { from: 'IMTEC AS', to: 'Nord AS' } }],
    ['a day is moved', { days: [aDay('2026-02-11', '15000')] }, ['a.pdf'], { days: { from: '2026-02-10: 15000.00', to: '2026-02-11: 15000.00' } }],
    ['it is paid later', { paidOn: calendarDate('2026-04-01') }, ['a.pdf'], { paidOn: { from: '2026-03-01', to: '2026-04-01' } }],
    ['the last file is taken off', {}, [], { attachments: { from: 'a.pdf', to: null } }],
    ['an amount is written with more zeros', { days: [aDay('2026-02-10', '15000.00')] }, ['a.pdf'], {}],
  ])('what changed, when %s', (_, fields, files, changed) => {
    const before = aFee({ id: 'e1' });
    expect(changedFacts(expenseFacts(before, ['a.pdf']), expenseFacts({ ...before, ...fields }, files))).toEqual(changed);
  });
});

describe('a stored expense to read', () => {
  const files = [aFile('a'), aFile('b'), aFile('x', { name: 'bilde.heic', state: { isReadable: false, cause: 'type_heic' }, bytes: 3_500_000 })];

  function factsOf(expense: Expense, { uses = [], language = 'nb' }: { uses?: string[]; language?: Language } = {}) {
    const matter = aMatter({ expenses: [expense], files, uses: { [expense.id]: uses } });
    return matter.expenses.flatMap((line) => expenseFactsView(matter, line, language));
  }

  test('tells what is filled in, in the order of the form', () => {
    expect(factsOf(aFee({ id: 'e1', vat: money('3750') })).map(({ label, value }) => [label, value])).toEqual([
      ['Konsulent', 'Ola Veileder, prosessveileder'], ['Hva slags utgift', 'Honorar'], ['Dag eller dager', '10.02.2026'],
      ['Beløp uten merverdiavgift', `15${space}000,00`], ['Samling', 'Fagsamling 1 (10.02.2026–11.02.2026)'], ['Merverdiavgift', `3${space}750,00`],
      ['Fakturanummer', '1001'], ['Fakturadato', '15.02.2026'], ['Leverandør', 'IMTEC AS'], ['Betalt', '01.03.2026'],
      ['Kort beskrivelse', 'Prosessveiledning'],
    ]);
  });

  test('says nothing of what is not filled in', () => {
    expect(factsOf(anActual('travel', '500', { id: 'e1', ...bare })).map(({ label }) => label))
      .toEqual(['Hva slags utgift', 'Dag eller dager', 'Beløp uten merverdiavgift']);
  });

  test('gives the reason in words', () => {
    expect(factsOf(aNotRefundable('8000', { reason: 'exam' }))).toContainEqual({ label: 'Hvorfor dekkes den ikke?', value: 'eksamen' });
  });

  test('names a day’s own amount where the days do not share evenly', () => {
    const [days] = factsOf(aFee({ ...bare, days: [aDay('2026-02-10', '1'), aDay('2026-02-11', '2')] })).filter(({ label }) => label === 'Dag eller dager');
    expect(days?.value).toBe('10.02.2026: 1,00\n11.02.2026: 2,00');
  });

  test('has its own files, numbered, with what each is and where it lies', () => {
    const shown = factsOf(aNotRefundable('1', { id: 'e1' }), { uses: ['a', 'x'] }).slice(-2);
    expect(shown).toEqual([
      { label: 'Vedlegg 1', value: 'a.pdf', detail: '2 sider · 117 kB', href: '/organisations/o1/programmes/p1/files/a' },
      { label: 'Vedlegg 2', value: 'bilde.heic', detail: 'kan ikke tas med i kravet · 3,3 MB', href: '/organisations/o1/programmes/p1/files/x' },
    ]);
  });

  test('has its files in the order of the expense, as the form has them', () => {
    const names = factsOf(aNotRefundable('1'), { uses: ['b', 'x', 'a'] }).flatMap(({ value, href }) => (href === undefined ? [] : [value]));
    expect(names).toEqual(['b.pdf', 'bilde.heic', 'a.pdf']);
  });

  test('leaves out a file that is gone', () => {
    expect(factsOf(aNotRefundable('1'), { uses: ['gone'] }).filter(({ href }) => href !== undefined)).toEqual([]);
  });

  test.each(languages)('has a name for everything in %s', (language) => {
    for (const fact of factsOf(aFee({ vat: money('1'), creditOf: 'e9' }), { uses: ['a'], language })) expect(fact.label).toMatch(/^\p{Lu}/u);
  });
});
