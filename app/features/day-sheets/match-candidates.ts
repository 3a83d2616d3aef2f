import type { MatchCandidate } from '#app/domain/invoice-match.ts';
import { attestedClaimOf } from '#app/features/expenses/attested-claim.ts';
import type { StoredExpense } from '#app/features/expenses/expenses.repository.server.ts';
import type { LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import type { StoredDaySheet } from './stored-day-sheet.ts';

/** A cost of a day sheet that waits for its invoice, in the version it has. */
export interface WaitingCost extends MatchCandidate {
  readonly version: number;
  /** Ids of the files it has. */
  readonly files: readonly string[];
}

interface Ground {
  readonly loaded: Pick<LoadedProgramme, 'expenses' | 'programme' | 'claimed'>;
  readonly sheets: readonly Pick<StoredDaySheet, 'lines'>[];
}

/** True of a cost that has no invoice yet; what an attested claim holds stays as it is. */
export function takesInvoice({ expense }: Pick<StoredExpense, 'expense'>, loaded: Ground['loaded']): boolean {
  return expense.invoice === undefined && attestedClaimOf(loaded, expense.id) === undefined;
}

/** The costs that came by day sheets and wait for their invoice. */
export function matchCandidates({ loaded, sheets }: Ground): WaitingCost[] {
  const fromSheets = new Set(sheets.flatMap(({ lines }) => lines.flatMap(({ expenseId }) => expenseId ?? [])));
  const { consultants, facts } = loaded.programme;
  const waiting = loaded.expenses.filter((stored) => fromSheets.has(stored.expense.id) && takesInvoice(stored, loaded));
  return waiting.map(({ expense, version, attachmentIds: files }) => {
    const consultant = consultants.find(({ id }) => id === expense.consultant);
    const names = [consultant?.name, consultant?.company, facts.supplier?.name].filter((name) => name !== undefined);
    return { expense, version, names, files };
  });
}
