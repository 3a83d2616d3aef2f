import type { AccountingString } from '#app/domain/accounting.ts';
import type { Expense, ServiceDay } from '#app/domain/expense.ts';
import type { Activity, Consultant } from '#app/domain/programme.ts';
import type { CalculatedLine } from '#app/domain/refund.ts';
import type { VoucherList } from '#app/features/claims/vouchers.ts';
import type { LineForExport } from './export-data.ts';

export type AccountingOf = (expense: Expense) => AccountingString;

type LineFigures = Pick<CalculatedLine, 'expense' | 'net' | 'basis' | 'refund'>;

/** What is needed of a claim, whether it was assessed just now or frozen long ago. */
export interface LinesOfClaim {
  readonly programme: {
    readonly consultants: readonly Pick<Consultant, 'id' | 'name' | 'role'>[];
    readonly activities: readonly Pick<Activity, 'id' | 'title'>[];
  };
  readonly calculation: { readonly lines: readonly LineFigures[] };
  readonly voucherList: Pick<VoucherList, 'numbersOf'>;
}

/** The lines of a claim, in its order, with the names of what they point to. */
export function linesForExport({ programme, calculation, voucherList }: LinesOfClaim, accountingOf: AccountingOf): LineForExport[] {
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

function figuresOf({ expense, net, basis, refund }: LineFigures) {
  const { id, kind, description, vat, invoice, paidOn, attachments } = expense;
  const reason = expense.kind === 'not_refundable' ? expense.reason : undefined;
  return {
    expenseId: id, kind, reason, description, days: daysWithAmounts(expense), net, vat, basis, refund, invoice, paidOn, attachments,
  };
}

function daysWithAmounts(expense: Expense): readonly ServiceDay[] {
  return expense.kind === 'fee' ? expense.days : [{ on: expense.incurredOn, amount: expense.amount }];
}
