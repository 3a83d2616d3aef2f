import type { Expense } from '#app/domain/expense.ts';
import { netOf } from '#app/domain/expense.ts';
import { moneyToText, percentToText, type Money } from '#app/domain/money.ts';
import type { Activity, Consultant } from '#app/domain/programme.ts';
import type { StoredExpense } from '#app/features/expenses/expenses.repository.server.ts';
import type { ProgrammeRow } from '#app/features/programmes/programmes.repository.server.ts';
import type { ExpenseResource, ProgrammeDetail, ProgrammeResource } from './api-resources.ts';

/** A programme as machines read it. */
export function programmeOf({ id, facts, grant, version }: ProgrammeRow): ProgrammeResource {
  const { name, purpose, targetGroup, leaderCount, startsOn, endsOn, supplier } = facts;
  return {
    id, name, purpose, targetGroup, leaderCount, startsOn, endsOn,
    supplier: supplier === undefined ? null : { name: supplier.name, organisationNumber: supplier.organisationNumber ?? null },
    grant: {
      reference: grant.reference ?? null,
      appliedOn: grant.appliedOn ?? null, letterOn: grant.letterOn ?? null, expiresOn: grant.expiresOn ?? null,
      amount: amountOf(grant.amount), percent: grant.percent === undefined ? null : percentToText(grant.percent),
      dayCap: amountOf(grant.dayCap),
      partPayment: grant.partPayment === true,
    },
    version,
  };
}

export function programmeDetailOf(
  row: ProgrammeRow, { consultants, activities }: { readonly consultants: readonly Consultant[]; readonly activities: readonly Activity[] },
): ProgrammeDetail {
  return {
    ...programmeOf(row),
    consultants: consultants.map(({ id, name, role, company }) => ({ id, name, role, company: company ?? null })),
    activities: activities.map(({ id, kind, title, startsOn, endsOn, place, participants }) => ({
      id, kind, title, startsOn, endsOn, place: place ?? null, participants: participants ?? null,
    })),
  };
}

/** A cost as machines read it. */
export function expenseOf({ expense, version, ledgerAccount, parkedReason }: StoredExpense, programmeId: string): ExpenseResource {
  const { id, kind, consultant, activity, vat, invoice, paidOn, description, creditOf, attachments } = expense;
  return {
    id, programmeId, kind, reason: expense.kind === 'not_refundable' ? expense.reason : null,
    consultantId: consultant ?? null, activityId: activity ?? null,
    days: daysOfFee(expense), incurredOn: expense.kind === 'fee' ? null : expense.incurredOn, net: moneyToText(netOf(expense)), vat: amountOf(vat),
    invoice: invoice === undefined ? null : { number: invoice.number, issuedOn: invoice.issuedOn, supplier: invoice.supplier },
    paidOn: paidOn ?? null, description: description ?? null, creditOf: creditOf ?? null, attachments: [...attachments],
    ledgerAccount: ledgerAccount ?? null, parkedReason: parkedReason ?? null, version,
  };
}

function daysOfFee(expense: Expense): ExpenseResource['days'] {
  return expense.kind === 'fee' ? expense.days.map(({ on, amount }) => ({ on, amount: moneyToText(amount) })) : [];
}

function amountOf(amount: Money | undefined): string | null {
  return amount === undefined ? null : moneyToText(amount);
}
