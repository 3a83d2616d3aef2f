import type { AccountingString } from '#app/domain/accounting.ts';
import type { Expense, ServiceDay } from '#app/domain/expense.ts';
import type { CalculatedLine } from '#app/domain/refund.ts';
import type { Assessment } from '#app/features/claims/assess-claim.ts';
import type { LineForExport } from './export-data.ts';

export type AccountingOf = (expense: Expense) => AccountingString;

/** The lines of an assessed claim, in its order, with the names of what they point to. */
export function linesForExport(assessment: Assessment, accountingOf: AccountingOf): LineForExport[] {
  const { programme, calculation, voucherList } = assessment;
  const consultants = new Map(programme.consultants.map((consultant) => [consultant.id, consultant]));
  const activities = new Map(programme.activities.map((activity) => [activity.id, activity]));
  return calculation.lines.map((line, index) => ({
    ...figuresOf(line),
    position: index + 1,
    voucherNumbers: voucherList.numbersOf(line.expense),
    consultant: consultants.get(line.expense.consultant ?? ''),
    activityTitle: activities.get(line.expense.activity ?? '')?.title,
    accounting: accountingOf(line.expense),
  }));
}

function figuresOf({ expense, net, basis, refund }: CalculatedLine) {
  const { id, kind, description, vat, invoice, paidOn, attachments } = expense;
  const reason = expense.kind === 'not_refundable' ? expense.reason : undefined;
  return {
    expenseId: id, kind, reason, description, days: daysWithAmounts(expense), net, vat, basis, refund, invoice, paidOn, attachments,
  };
}

function daysWithAmounts(expense: Expense): readonly ServiceDay[] {
  return expense.kind === 'fee' ? expense.days : [{ on: expense.incurredOn, amount: expense.amount }];
}
