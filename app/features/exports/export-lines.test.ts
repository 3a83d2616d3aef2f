import { describe, expect, test } from 'vitest';
import { anAssessment, aRichProgramme } from '#test/fixtures/assessments.ts';
import { accountingOf } from '#test/fixtures/exports.ts';
import { aDay, aFee, anActual, aNotRefundable, aProgramme } from '#test/fixtures/factories.ts';
import { moneyToText } from '#app/domain/money.ts';
import { linesForExport } from './export-lines.ts';

const linesOf = (programme = aRichProgramme()) => linesForExport(anAssessment(programme), accountingOf);

describe('the lines of a claim', () => {
  test('are all its costs, in its order, counted from 1', () => {
    expect(linesOf().map(({ position, expenseId }) => `${position} ${expenseId}`)).toEqual(
      ['1 e1', '2 e2', '3 e3', '4 e4', '5 e5', '6 e6', '7 e7', '8 e8'],
    );
  });

  test('name the consultant, the role and the activity', () => {
    const [first, second] = linesOf();
    expect(first).toMatchObject({ consultant: { name: 'Áile Njárga', role: 'process_supervisor' }, activityTitle: 'Fagsamling 1' });
    expect(second).toMatchObject({ consultant: { name: 'Torgeir Ås', role: 'lecturer' } });
  });

  test('say nothing of a consultant or an activity they do not have', () => {
    const [line] = linesOf(aProgramme({ expenses: [anActual('travel', '100', { consultant: undefined, activity: undefined })] }));
    expect([line?.consultant, line?.activityTitle]).toEqual([undefined, undefined]);
  });

  test('carry the voucher numbers of the claim and the files by name', () => {
    expect(linesOf().map(({ voucherNumbers }) => voucherNumbers)).toEqual([[1], [1], [2], [3, 1], [4], [5], [6], [7, 6]]);
    expect(linesOf()[3]?.attachments).toEqual(['billett.pdf', 'faktura-1001.pdf']);
  });

  test('have their days with amounts; what is no fee has its one day with all of it', () => {
    const programme = aProgramme({ expenses: [aFee({ days: [aDay('2026-02-11', '100'), aDay('2026-02-10', '200')] }), anActual('travel', '99.50')] });
    const days = linesOf(programme).map((line) => line.days.map(({ on, amount }) => `${on} ${moneyToText(amount)}`));
    expect(days).toEqual([['2026-02-11 100.00', '2026-02-10 200.00'], ['2026-02-10 99.50']]);
  });

  test('say why a cost is not refundable, and no other cost has such a reason', () => {
    const lines = linesOf(aProgramme({ expenses: [aFee(), aNotRefundable('8000', { reason: 'venue' })] }));
    expect(lines.map(({ reason }) => reason)).toEqual([undefined, 'venue']);
  });

  test('are posted by their kind', () => {
    expect(linesOf().map(({ accounting }) => accounting.account)).toEqual(['272', '272', '272', '170', '272', '272', '170', undefined]);
  });
});
