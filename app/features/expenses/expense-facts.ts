import { netOf, type Expense } from '#app/domain/expense.ts';
import { moneyToText } from '#app/domain/money.ts';
import type { TextFacts } from '#app/features/audit/changed-facts.ts';

/** What the audit trail tells of an expense; people and activities by their ids. `attachments` are the names of its files. */
export function expenseFacts(expense: Expense, attachments: readonly string[]): TextFacts {
  return {
    kind: expense.kind,
    reason: expense.kind === 'not_refundable' ? expense.reason : null,
    consultant: expense.consultant ?? null,
    days: daysText(expense),
    amount: moneyToText(netOf(expense)),
    activity: expense.activity ?? null,
    vat: expense.vat === undefined ? null : moneyToText(expense.vat),
    invoiceNumber: expense.invoice?.number ?? null,
    invoiceIssuedOn: expense.invoice?.issuedOn ?? null,
    invoiceSupplier: expense.invoice?.supplier ?? null,
    paidOn: expense.paidOn ?? null,
    description: expense.description ?? null,
    creditOf: expense.creditOf ?? null,
    attachments: attachments.length === 0 ? null : attachments.join(', '),
  };
}

function daysText(expense: Expense): string {
  return expense.kind === 'fee' ? expense.days.map(({ on, amount }) => `${on}: ${moneyToText(amount)}`).join(', ') : expense.incurredOn;
}
