import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { aMatter } from '#test/fixtures/expense-matter.ts';
import { aFee } from '#test/fixtures/factories.ts';
import { expenseDifferences, type BothVersions } from './expense-difference-view.ts';
import { expenseFields, type ExpenseField, type ExpenseTyped } from './expense-fields.ts';
import { typedFromExpense } from './expense-form.ts';
import { expenseTyped } from './expense-typed.ts';

const { programme } = aMatter();
const stored = typedFromExpense(aFee({ id: 'e9' }), 'nb');
const noFiles = { typed: [], stored: [] };

function tableOf(changes: Partial<ExpenseTyped>, files: BothVersions['files'] = noFiles) {
  return expenseDifferences({ typed: { ...stored, ...changes }, stored, files }, programme, 'nb');
}

const cellsOf = (changes: Partial<ExpenseTyped>, files?: BothVersions['files']) => tableOf(changes, files).rows.map(({ cells }) => cells.slice(1));

describe('what was typed beside what is stored', () => {
  test.each<[ExpenseField, string, string, string]>([
    ['consultant', 'k9', 'k9', 'Ola Veileder, prosessveileder'],
    ['kind', 'accommodation', 'Opphold', 'Honorar'],
    ['reason', 'venue', 'leie av lokale', '(tomt)'],
    ['days', '11.2.26', '11.2.26', '10.02.2026'],
    ['amount', '1', '1', '15\u00a0000,00'],
    ['activity', '', '(tomt)', 'Fagsamling 1 (10.02.2026–11.02.2026)'],
    ['vat', '25', '25', '(tomt)'],
    ['invoiceNumber', '1002', '1002', '1001'],
    ['invoiceIssuedOn', '', '(tomt)', '15.02.2026'],
    ['invoiceSupplier', 'Nord AS', 'Nord AS', 'IMTEC AS'],
    ['paidOn', '2.3.26', '2.3.26', '01.03.2026'],
    ['description', '', '(tomt)', 'Prosessveiledning'],
    ['creditOf', 'e1', 'Honorar 15\u00a0000,00 · 10.02.2026 · faktura 1001', '(tomt)'],
  ])('%s', (field, text, typed, now) => {
    expect(cellsOf({ [field]: text })).toEqual([[typed, now]]);
    expect(tableOf({ [field]: text }).rows[0]?.key).toBe(field);
  });

  test('comes in the order of the fields, the files last', () => {
    const everything = expenseDifferences({ typed: expenseTyped((field) => `ny ${field}`), stored, files: { typed: ['a'], stored: [] } }, programme, 'nb');
    expect(everything.rows.map(({ key }) => key)).toEqual([...expenseFields, 'files']);
  });

  test.each<[string, Partial<ExpenseTyped>]>([
    ['spaces around it', { description: '  Prosessveiledning\n' }],
    ['an ordinary space where a firm one is stored', { amount: '15 000,00' }],
    ['line ends of another system', { days: '10.02.2026\r\n' }],
  ])('is no difference when it is only %s', (_, changes) => {
    expect(cellsOf(changes)).toEqual([]);
  });

  test('tells of capital letters and signs, which are differences', () => {
    expect(cellsOf({ description: 'prosessveiledning' })).toEqual([['prosessveiledning', 'Prosessveiledning']]);
    expect(cellsOf({ amount: '15.000,00' })).toEqual([['15.000,00', '15\u00a0000,00']]);
  });
});

describe('the files of both', () => {
  test.each<[string, readonly string[], readonly string[], readonly (readonly string[])[]]>([
    ['one more', ['a.pdf', 'b.pdf'], ['a.pdf'], [['a.pdf, b.pdf', 'a.pdf']]],
    ['none any longer', [], ['a.pdf'], [['(tomt)', 'a.pdf']]],
    ['the same', ['a.pdf', 'b.pdf'], ['a.pdf', 'b.pdf'], []],
    ['another order, which is the order in the claim', ['b.pdf', 'a.pdf'], ['a.pdf', 'b.pdf'], [['b.pdf, a.pdf', 'a.pdf, b.pdf']]],
  ])('%s', (_, typed, now, cells) => {
    expect(cellsOf({}, { typed, stored: now })).toEqual(cells);
  });
});

test.each(languages)('the table has a caption and three headings of its own in %s', (language) => {
  const { caption, columns } = expenseDifferences({ typed: stored, stored, files: noFiles }, programme, language);
  const words = [caption, ...columns.map(({ heading }) => heading)];
  expect(new Set(words).size).toBe(4);
  for (const word of words) expect(word).not.toBe('');
});
