import { describe, expect, test } from 'vitest';
import type { Expense } from '#app/domain/expense.ts';
import { aFee, anActual, aProgramme } from '#test/fixtures/factories.ts';
import { expenseChoiceFaults, mostAttachments } from './expense-choices.ts';

const invoiced = aFee({ id: 'e1' });
const credit = aFee({ id: 'e2', creditOf: 'e1' });
const files = Array.from({ length: mostAttachments + 1 }, (_, index) => ({ id: `f${index}` }));

function faultsOf(expense: Expense, { expenses = [invoiced], attachmentIds = [] }: { expenses?: Expense[]; attachmentIds?: string[] } = {}) {
  return expenseChoiceFaults({ programme: aProgramme({ expenses }), attachments: files }, expense, attachmentIds);
}

describe('what an expense points at', () => {
  test('may be anything of its own programme, or nothing', () => {
    expect(faultsOf(aFee(), { attachmentIds: ['f0', 'f1'] })).toEqual({});
    expect(faultsOf(aFee({ consultant: undefined, activity: undefined }))).toEqual({});
    expect(faultsOf(aFee({ creditOf: 'e1' }))).toEqual({});
  });

  test.each([
    ['a consultant of elsewhere', aFee({ consultant: 'k9' }), { consultant: 'choiceGone' }],
    ['an activity of elsewhere', aFee({ activity: 'a9' }), { activity: 'choiceGone' }],
    ['an expense of elsewhere', aFee({ creditOf: 'e9' }), { creditOf: 'choiceGone' }],
    ['itself', aFee({ id: 'e1', creditOf: 'e1' }), { creditOf: 'creditOwn' }],
    ['an expense of another kind', anActual('travel', '-1', { creditOf: 'e1' }), { creditOf: 'creditOtherKind' }],
  ])('is not %s', (_, expense, faults) => {
    expect(faultsOf(expense)).toEqual(faults);
  });

  test('is no consultant who was erased, but where it stood on them already', () => {
    const choices = { programme: aProgramme({ expenses: [invoiced] }), erasedConsultants: new Set(['k1']), attachments: files };
    expect(expenseChoiceFaults(choices, aFee({ id: 'e5' }), [])).toEqual({ consultant: 'choiceGone' });
    expect(expenseChoiceFaults(choices, invoiced, [])).toEqual({});
    expect(expenseChoiceFaults(choices, aFee({ id: 'e5', consultant: undefined }), [])).toEqual({});
  });

  test('is never a credit note, nor may what is credited become one', () => {
    const expenses = [invoiced, credit, aFee({ id: 'e3' })];
    expect(faultsOf(aFee({ creditOf: 'e2' }), { expenses })).toEqual({ creditOf: 'creditOfCredit' });
    expect(faultsOf(aFee({ id: 'e1', creditOf: 'e3' }), { expenses })).toEqual({ creditOf: 'creditOfCredit' });
  });

  test('holds the kind of what is credited', () => {
    expect(faultsOf(anActual('travel', '1', { id: 'e1' }), { expenses: [invoiced, credit] })).toEqual({ kind: 'creditedKind' });
  });

  test('are files of the programme, and not too many', () => {
    expect(faultsOf(aFee(), { attachmentIds: ['f0', 'gone'] })).toEqual({ files: 'filesGone' });
    expect(faultsOf(aFee(), { attachmentIds: files.map(({ id }) => id) })).toEqual({ files: 'filesTooMany' });
    expect(faultsOf(aFee(), { attachmentIds: files.slice(1).map(({ id }) => id) })).toEqual({});
  });
});
