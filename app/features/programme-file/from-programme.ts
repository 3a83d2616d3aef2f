import type { Expense } from '#app/domain/expense.ts';
import type { Grant } from '#app/domain/grant.ts';
import { moneyToText, percentToText, type Money } from '#app/domain/money.ts';
import type { Programme } from '#app/domain/programme.ts';
import { programmeFormat } from './programme-schema.ts';

/** A programme file as JSON holds it: amounts as decimal strings. */
export type ProgrammeFileJson = ReturnType<typeof programmeFileOf>;

/**
 * The programme as a programme file, for export and for what an approved claim keeps. What the file must have and the
 * programme lacks is written as empty; only a grant without its last day cannot be written so, and is left without.
 */
export function programmeFileOf({ organisation, contact, facts, grant, consultants, activities, expenses }: Programme) {
  return {
    format: programmeFormat,
    organisation: { ...organisation, address: organisation.address ?? { street: '', postalCode: '', city: '' } },
    contact,
    programme: { ...facts, supplier: facts.supplier ?? { name: '' } },
    grant: grantInFile(grant),
    consultants: consultants.map((consultant) => ({ ...consultant, company: consultant.company ?? '' })),
    activities: activities.map((activity) => ({ ...activity, place: activity.place ?? '', participants: activity.participants ?? 0 })),
    expenses: expenses.map(expenseInFile),
  };
}

function grantInFile({ amount, percent, dayCap, ...rest }: Grant) {
  return { ...rest, amount: text(amount), percent: percent === undefined ? undefined : percentToText(percent), dayCap: text(dayCap) };
}

function expenseInFile(expense: Expense) {
  const { vat, ...rest } = expense;
  const amounts = rest.kind === 'fee'
    ? { days: rest.days.map(({ on, amount }) => ({ on, amount: moneyToText(amount) })) }
    : { amount: moneyToText(rest.amount) };
  return { ...rest, ...amounts, vat: text(vat) };
}

function text(amount: Money | undefined): string | undefined {
  return amount === undefined ? undefined : moneyToText(amount);
}
