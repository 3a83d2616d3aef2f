import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { aFile, aMatter } from '#test/fixtures/expense-matter.ts';
import { aFee, aNotRefundable } from '#test/fixtures/factories.ts';
import { expenseDifferences } from './expense-difference-view.ts';
import { expenseErrorCodes, expenseErrorText, expenseFields } from './expense-fields.ts';
import { choiceFaultCodes } from './expense-choices.ts';
import { typedFromExpense } from './expense-form.ts';
import { expenseFormView, type ExpenseFormState } from './expense-form-view.ts';
import { expenseLabel } from './expense-labels.ts';
import { expenseTyped } from './expense-typed.ts';
import { parkView } from './park-view.ts';
import { isTextKey } from '#app/i18n/translate.ts';

const nothing = expenseTyped(() => '');

function formOf(fields: Partial<ExpenseFormState> = {}) {
  return expenseFormView({ matter: aMatter(), typed: nothing, chosen: [], faults: {}, existing: undefined, formKey: 'key', language: 'nb', ...fields });
}

const fieldsOf = ({ first, reason, main, more }: ReturnType<typeof formOf>) => [...first, reason, ...main, ...more.fields];

describe('the form of a cost', () => {
  test('has every field once, with a name in every language', () => {
    for (const language of languages) {
      const fields = fieldsOf(formOf({ language }));
      expect(fields.map(({ name }) => name).sort()).toEqual([...expenseFields].sort());
      expect(fields.filter(({ label }) => label === '')).toEqual([]);
    }
  });

  test('asks for who, what, when and how much first; the rest is folded away until it holds something', () => {
    const form = formOf();
    expect([...form.first, ...form.main].map(({ name }) => name)).toEqual(['consultant', 'kind', 'description', 'days', 'amount']);
    expect(form.more.isOpen).toBe(false);
    expect(formOf({ typed: { ...nothing, vat: '5' } }).more.isOpen).toBe(true);
    expect(formOf({ faults: { paidOn: 'Feil' } }).more.isOpen).toBe(true);
    for (const amount of ['-500', '− 500,00']) expect(formOf({ typed: { ...nothing, amount } }).more.isOpen).toBe(true);
  });

  test('tells of each fault at its field, and of all above the buttons in the order of the page', () => {
    const { card } = formOf({ faults: { vat: 'mva', kind: 'type', days: 'dager', chosen: 'filer', upload: 'opplasting' } });
    expect(card.errors?.items).toEqual([
      { href: '#kind', text: 'type' }, { href: '#days', text: 'dager' }, { href: '#files', text: 'filer' }, { href: '#upload', text: 'opplasting' },
      { href: '#vat', text: 'mva' },
    ]);
    expect(formOf().card.errors).toBeUndefined();
  });

  test('is sent to where the expense lives, from the version it was read in', () => {
    expect(formOf().card).toMatchObject({ action: '/organisations/o1/programmes/p1/expenses/new', hidden: { form_key: 'key' }, hasFiles: true });
    expect(formOf({ existing: { id: 'e1', version: 4 } }).card)
      .toMatchObject({ action: '/organisations/o1/programmes/p1/expenses/e1', hidden: { form_key: 'key', expense: 'e1', version: '4' } });
  });

  test('offers the programme’s people and activities, and as credited what is no credit note and not itself', () => {
    const expenses = [aFee({ id: 'e1' }), aFee({ id: 'e2', creditOf: 'e1' }), aNotRefundable('8000', { id: 'e3' })];
    const form = formOf({ matter: aMatter({ expenses }), existing: { id: 'e3', version: 1 } });
    const optionsOf = (name: string) => fieldsOf(form).flatMap((field) => (field.name === name && 'options' in field ? field.options.map(({ text }) => text) : []));
    expect(optionsOf('consultant')).toEqual(['Ola Veileder, prosessveileder']);
    expect(optionsOf('activity')).toEqual(['Fagsamling 1 (10.02.2026–11.02.2026)']);
    expect(optionsOf('creditOf')).toEqual(['Honorar 15\u00a0000,00 · 10.02.2026 · faktura 1001']);
    expect(optionsOf('reason')).toContain('leie av lokale');
  });

  test('every fault has its words', () => {
    expect(expenseErrorCodes.filter((code) => expenseErrorText(code, 'nn') === '')).toEqual([]);
    expect(choiceFaultCodes.filter((code) => !isTextKey(`expense.refused.${code}`))).toEqual([]);
  });
});

describe('the files of the form', () => {
  const files = [aFile('a'), aFile('b'), aFile('c', { uploadedAt: '2026-11-25T10:00:00.000Z' }), aFile('letter')];
  const matter = aMatter({ files, uses: { e1: ['a'] }, grantLetterId: 'letter' });

  test('are first those ticked, in their order, then those nobody has, the latest first; those in use are folded away', () => {
    const { files: shown } = formOf({ matter, chosen: ['b'] });
    expect(shown.offered.map(({ id, isChecked }) => [id, isChecked])).toEqual([['b', true], ['c', false]]);
    expect(shown.others?.summary).toBe('Filer som andre utgifter har (2)');
    expect(shown.others?.options.map(({ id }) => id)).toEqual(['a', 'letter']);
    expect(formOf({ matter: aMatter() }).files).toMatchObject({ offered: [], others: undefined });
  });

  test('of the same invoice stand among the offered, not ticked', () => {
    expect(formOf({ matter, likely: ['a'] }).files.offered.map(({ id, isChecked }) => [id, isChecked])).toEqual([['c', false], ['a', false], ['b', false]]);
  });

  test('tell their pages and size, and can be looked at when they can be read', () => {
    const heic = aFile('x', { name: 'bilde.heic', state: { isReadable: false, cause: 'type_heic' }, bytes: 3_500_000 });
    const [readable, other] = formOf({ matter: aMatter({ files: [aFile('a'), heic] }), chosen: ['a', 'x'] }).files.offered;
    expect(readable).toMatchObject({ detail: '2 sider · 117 kB', href: '/organisations/o1/programmes/p1/files/a?view', open: 'Vis' });
    expect(other).toMatchObject({ detail: 'kan ikke tas med i kravet · 3,3 MB', href: '/organisations/o1/programmes/p1/files/x', open: 'Last ned' });
  });
});

describe('what differs', () => {
  const stored = typedFromExpense(aFee({ id: 'e1' }), 'nb');
  const { programme } = aMatter();

  test('is told field by field, choices by their names, and nothing is told as nothing', () => {
    const typed = { ...stored, consultant: '', kind: 'travel', description: '  Prosessveiledning ' };
    const { rows } = expenseDifferences({ typed, stored, files: { typed: ['a.pdf'], stored: [] } }, programme, 'nb');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['Konsulent', '(tomt)', 'Ola Veileder, prosessveileder'], ['Hva slags utgift', 'Reise', 'Honorar'], ['Vedlegg', 'a.pdf', '(tomt)'],
    ]);
  });

  test('is nothing when both say the same', () => {
    expect(expenseDifferences({ typed: stored, stored, files: { typed: [], stored: [] } }, programme, 'nn').rows).toEqual([]);
  });
});

describe('waiting for a later claim', () => {
  const viewOf = (matter: ReturnType<typeof aMatter>, error?: string) => parkView({ matter, expenseId: 'e1', formKey: 'key', error, language: 'nb' });
  const claimed = new Map([['e1', { claimId: 'c1', number: 7, status: 'draft' as const }]]);

  test('asks for the reason, or tells it and offers to take the cost in again', () => {
    expect(viewOf(aMatter())).toMatchObject({ isOpen: false, form: { reason: { name: 'parked_reason' } }, takeIn: undefined });
    expect(viewOf(aMatter(), 'Skriv hvorfor')).toMatchObject({ isOpen: true, form: { card: { errors: { items: [{ href: '#parked_reason' }] } } } });
    expect(viewOf(aMatter({ parked: { e1: 'Venter på faktura' } })))
      .toMatchObject({ isOpen: true, lead: 'Utgiften venter til et senere krav. Grunn: Venter på faktura', form: undefined, takeIn: { hidden: { act: 'unpark' } } });
  });

  test('is not offered for one in a claim', () => {
    expect(viewOf(aMatter({ claimed }))).toBeUndefined();
  });
});

test('an expense is called by its kind, amount, days and invoice, else by its description', () => {
  expect(expenseLabel(aFee(), 'nb')).toBe('Honorar 15\u00a0000,00 · 10.02.2026 · faktura 1001');
  expect(expenseLabel(aFee({ invoice: undefined }), 'en')).toBe('Fee 15,000.00 · 10\u00a0Feb\u00a02026 · Prosessveiledning');
  expect(expenseLabel(aNotRefundable('8000'), 'nb')).toBe('Ikke refusjonsberettiget 8\u00a0000,00 · 10.02.2026');
});
