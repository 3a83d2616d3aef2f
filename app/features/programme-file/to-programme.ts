import type { Expense } from '#app/domain/expense.ts';
import type { Programme } from '#app/domain/programme.ts';
import { attachmentPath } from './attachment-path.ts';
import { earlierOf } from './earlier-in-file.ts';
import type { ExpenseInFile, ProgrammeFile } from './programme-schema.ts';

/** A well-formed programme file as the domain's programme. Attachment names come in one spelling. */
export function toProgramme(file: ProgrammeFile): Programme {
  return {
    organisation: {
      ...file.organisation,
      organisationNumber: digitsOnly(file.organisation.organisationNumber),
      bankAccount: digitsOnly(file.organisation.bankAccount),
    },
    contact: file.contact,
    facts: file.programme,
    grant: { ...file.grant, letter: file.grant.letter === undefined ? undefined : oneSpelling(file.grant.letter) },
    consultants: file.consultants,
    activities: file.activities,
    expenses: file.expenses.map(toExpense),
    auditHead: file.auditHead,
    earlier: earlierOf(file),
  };
}

/** Numbers are copied with the spaces and points people write in them. */
function digitsOnly(written: string | undefined): string | undefined {
  return written?.replace(/[\s.\u00a0\u202f]/g, '');
}

function toExpense(inFile: ExpenseInFile): Expense {
  return { ...inFile, attachments: [...new Set(inFile.attachments.map(oneSpelling))] };
}

function oneSpelling(name: string): string {
  return attachmentPath(name) ?? name;
}
