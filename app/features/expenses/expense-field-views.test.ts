import { describe, expect, test } from 'vitest';
import type { SelectFieldView } from '#app/components/select-field.tsx';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import { expenseKinds, notRefundableReasons } from '#app/domain/expense.ts';
import { languages } from '#app/domain/programme.ts';
import { aMatter } from '#test/fixtures/expense-matter.ts';
import { aFee, anActual } from '#test/fixtures/factories.ts';
import { expenseFieldViews, fieldsInOrder, type ExpenseFieldState } from './expense-field-views.ts';
import { expenseFields, type ExpenseField } from './expense-fields.ts';
import { expenseTyped } from './expense-typed.ts';

const nothing = expenseTyped(() => '');

function viewsOf(fields: Partial<ExpenseFieldState> = {}) {
  return expenseFieldViews({ matter: aMatter(), typed: nothing, faults: {}, expenseId: undefined, language: 'nb', ...fields });
}

function fieldOf(name: ExpenseField, fields: Partial<ExpenseFieldState> = {}): FormFieldView | SelectFieldView | undefined {
  return fieldsInOrder(viewsOf(fields)).find((field) => field.name === name);
}

function valuesOf(name: ExpenseField, fields: Partial<ExpenseFieldState> = {}): readonly string[] {
  const field = fieldOf(name, fields);
  return field !== undefined && 'options' in field ? field.options.map(({ value }) => value) : [];
}

function hintOf(name: ExpenseField): string | undefined {
  const field = fieldOf(name);
  return field !== undefined && 'hint' in field ? field.hint : undefined;
}

describe('every field', () => {
  test('stands once, in the order of the page', () => {
    expect(fieldsInOrder(viewsOf()).map(({ name }) => name)).toEqual([
      'consultant', 'kind', 'reason', 'description', 'days', 'amount', 'activity', 'invoiceNumber', 'invoiceIssuedOn', 'invoiceSupplier',
      'paidOn', 'vat', 'creditOf',
    ]);
  });

  test.each(expenseFields)('%s keeps what was typed, and has its own fault', (name) => {
    const typed = { ...nothing, [name]: ' <b>skrevet</b> ' };
    expect(fieldOf(name, { typed, faults: { [name]: 'Rett dette' } })).toMatchObject({ value: ' <b>skrevet</b> ', error: 'Rett dette' });
    for (const other of expenseFields.filter((field) => field !== name)) {
      expect(fieldOf(other, { typed, faults: { [name]: 'Rett dette' } })).toMatchObject({ value: '', error: undefined });
    }
  });

  test.each(languages)('has a label of its own in %s', (language) => {
    const labels = fieldsInOrder(viewsOf({ language })).map(({ label }) => label);
    expect(new Set(labels).size).toBe(expenseFields.length);
  });
});

describe('the choices', () => {
  test('are the kinds, of which one is told why it is logged at all', () => {
    expect(valuesOf('kind')).toEqual(expenseKinds);
    const kind = fieldOf('kind');
    const hinted = kind !== undefined && 'kind' in kind && kind.kind === 'radios' ? kind.options.filter(({ hint }) => hint !== undefined) : [];
    expect(hinted.map(({ value, hint }) => [value, hint])).toEqual([['not_refundable', 'Føres likevel, så oversikten viser hele kostnaden.']]);
  });

  test('are the reasons, with a way of choosing none', () => {
    expect(valuesOf('reason')).toEqual(notRefundableReasons);
    expect(fieldOf('reason')).toMatchObject({ empty: 'Velg grunn' });
  });

  test.each<[ExpenseField, string]>([['consultant', 'Velg konsulent'], ['activity', 'Ingen samling'], ['creditOf', 'Ikke en kreditnota']])(
    'of %s may be left at none', (name, empty) => {
      expect(fieldOf(name)).toMatchObject({ empty });
    });

  test('of a consultant are those nobody erased, but where the cost stands on one already', () => {
    const matter = aMatter({ expenses: [aFee({ id: 'e1', consultant: 'k2' }), aFee({ id: 'e2', consultant: 'k1' })] });
    const [ola] = matter.programme.consultants;
    const erased = ola && { ...ola, id: 'k2', name: 'Slettet person', company: undefined };
    const both = { ...matter, programme: { ...matter.programme, consultants: [ola, erased].flatMap((one) => one ?? []) }, erasedConsultants: new Set(['k2']) };
    expect(valuesOf('consultant', { matter: both })).toEqual(['k1']);
    expect(valuesOf('consultant', { matter: both, expenseId: 'e2' })).toEqual(['k1']);
    expect(valuesOf('consultant', { matter: both, expenseId: 'e1' })).toEqual(['k1', 'k2']);
  });

  test('are nothing in a programme that has nothing yet', () => {
    const matter = aMatter({ expenses: [] });
    const bare = { ...matter, programme: { ...matter.programme, consultants: [], activities: [] } };
    for (const name of ['consultant', 'activity', 'creditOf'] as const) expect(valuesOf(name, { matter: bare })).toEqual([]);
  });
});

describe('what a credit note may lower', () => {
  const expenses = [aFee({ id: 'e1' }), anActual('travel', '500', { id: 'e2' }), aFee({ id: 'e3', creditOf: 'e1' })];
  const matter = aMatter({ expenses });

  test.each<[string, string | undefined, readonly string[]]>([
    ['for a new expense: every one that is no credit note', undefined, ['e1', 'e2']],
    ['for a stored one: not itself', 'e1', ['e2']],
    ['for a stored credit note: the same as for a new one', 'e3', ['e1', 'e2']],
    ['for an expense that was deleted meanwhile: every one', 'gone', ['e1', 'e2']],
  ])('%s', (_, expenseId, offered) => {
    expect(valuesOf('creditOf', { matter, expenseId })).toEqual(offered);
  });
});

describe('the field of days', () => {
  test.each([
    [1, ''], [1, '10.2.26, 11.2.26'], [2, '10.2.26: 1\n11.2.26: 2'], [12, Array.from({ length: 12 }, (_, day) => `${day + 1}.2.26`).join('\n')],
    [12, Array.from({ length: 300 }, () => '10.2.26').join('\n')],
  ])('is %i lines high, as high as what it holds but no higher than the screen', (rows, days) => {
    expect(fieldOf('days', { typed: { ...nothing, days } })).toMatchObject({ kind: 'area', rows });
  });

  test('has room for a year of days with amounts, and shows how they are written', () => {
    expect(fieldOf('days')).toMatchObject({ maxLength: 20_000 });
    expect(hintOf('days')).toContain('10.–12.2.26');
  });
});

describe('amounts and days of an invoice', () => {
  test.each<ExpenseField>(['amount', 'vat'])('%s is in kroner, in a short field', (name) => {
    expect(fieldOf(name)).toMatchObject({ kind: 'text', unit: 'kr', width: 'short' });
  });

  test.each<ExpenseField>(['invoiceIssuedOn', 'paidOn'])('%s is written, not picked, so that any way of writing it is taken', (name) => {
    expect(fieldOf(name)).toMatchObject({ kind: 'text', inputMode: 'text', maxLength: 40 });
    expect(hintOf(name)).toMatch(/\d\.\d\.2026/);
  });

  test('value-added tax is said never to come back', () => {
    expect(fieldOf('vat')).toMatchObject({ hint: 'Vises, men refunderes aldri.' });
  });
});
