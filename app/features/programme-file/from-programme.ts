import type { z } from 'zod';
import type { Expense } from '#app/domain/expense.ts';
import type { Grant } from '#app/domain/grant.ts';
import { moneyToText, percentToText } from '#app/domain/money.ts';
import type { Organisation, Programme } from '#app/domain/programme.ts';
import { earlierInFile, earlierTexts } from './earlier-in-file.ts';
import { programmeFormat, type programmeSchema } from './programme-schema.ts';

type Written = z.input<typeof programmeSchema>;

/** A programme file as it is written. The day the grant expires is missing when nobody has filled it in; read, the file asks for it. */
export type ProgrammeFileJson = Omit<Written, 'grant'> & { grant: Omit<Written['grant'], 'expiresOn'> & { expiresOn?: string | undefined } };

/**
 * The programme as a programme file, `ou-refusjon/programme@1`: read again it is the same programme. Texts the file wants and
 * nobody has filled in are empty, as they are on a claim.
 */
export function programmeFileOf(programme: Programme): ProgrammeFileJson {
  const { contact, facts, consultants, activities, expenses, earlier } = programme;
  return {
    format: programmeFormat,
    organisation: organisationInFile(programme.organisation),
    contact: { name: contact.name, email: contact.email, phone: contact.phone },
    programme: {
      name: facts.name, purpose: facts.purpose, targetGroup: facts.targetGroup, leaderCount: facts.leaderCount,
      startsOn: facts.startsOn, endsOn: facts.endsOn,
      supplier: { name: facts.supplier?.name ?? '', organisationNumber: facts.supplier?.organisationNumber },
    },
    grant: grantInFile(programme.grant),
    consultants: consultants.map(({ id, name, role, company }) => ({ id, name, role, company: company ?? '' })),
    activities: activities.map(({ id, kind, title, startsOn, endsOn, place, participants }) => ({
      id, kind, title, startsOn, endsOn, place: place ?? '', participants: participants ?? 0,
    })),
    expenses: expenses.map(expenseInFile),
    earlier: earlier === undefined ? undefined : earlierInFile(earlierTexts(earlier)),
    auditHead: programme.auditHead === undefined ? undefined : { sequence: programme.auditHead.sequence, hash: programme.auditHead.hash },
  };
}

function organisationInFile(organisation: Organisation): Written['organisation'] {
  const { name, organisationNumber, municipalityNumber, bankAccount, address, language } = organisation;
  const { street, postalCode, city } = address ?? { street: '', postalCode: '', city: '' };
  return { name, organisationNumber, municipalityNumber, bankAccount, address: { street, postalCode, city }, language };
}

function grantInFile(
  { reference, appliedOn, letterOn, amount, percent, dayCap, expiresOn, letter, partPayment }: Grant,
): ProgrammeFileJson['grant'] {
  return {
    reference, appliedOn, letterOn,
    amount: amount === undefined ? undefined : moneyToText(amount),
    percent: percent === undefined ? undefined : percentToText(percent),
    dayCap: dayCap === undefined ? undefined : moneyToText(dayCap),
    expiresOn, letter, partPayment,
  };
}

function expenseInFile(expense: Expense): Written['expenses'][number] {
  const { id, consultant, activity, invoice, paidOn, vat, description, creditOf, creditOfInvoice, attachments } = expense;
  const shared = {
    id, consultant, activity,
    invoice: invoice === undefined ? undefined : { number: invoice.number, issuedOn: invoice.issuedOn, supplier: invoice.supplier },
    paidOn, vat: vat === undefined ? undefined : moneyToText(vat), description, creditOf, creditOfInvoice,
    attachments: [...attachments],
  };
  if (expense.kind === 'fee') return { kind: 'fee', ...shared, days: expense.days.map(({ on, amount }) => ({ on, amount: moneyToText(amount) })) };
  const actual = { ...shared, incurredOn: expense.incurredOn, amount: moneyToText(expense.amount) };
  return expense.kind === 'not_refundable' ? { kind: expense.kind, reason: expense.reason, ...actual } : { kind: expense.kind, ...actual };
}
