import type { MatchCandidate } from '#app/domain/invoice-match.ts';
import { attestedClaimOf } from '#app/features/expenses/attested-claim.ts';
import type { LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import type { StoredDaySheet } from './stored-day-sheet.ts';

/** A cost of a day sheet that waits for its invoice, in the version it has. */
export interface WaitingCost extends MatchCandidate {
  readonly version: number;
}

interface Ground {
  readonly loaded: Pick<LoadedProgramme, 'expenses' | 'programme' | 'claimed'>;
  readonly sheets: readonly Pick<StoredDaySheet, 'lines'>[];
}

/** The costs that came by day sheets and have no invoice; what an attested claim holds stays as it is. */
export function matchCandidates({ loaded, sheets }: Ground): WaitingCost[] {
  const fromSheets = new Set(sheets.flatMap(({ lines }) => lines.flatMap(({ expenseId }) => expenseId ?? [])));
  const { consultants, facts } = loaded.programme;
  return loaded.expenses.filter(({ expense }) => (
    fromSheets.has(expense.id) && expense.invoice === undefined && attestedClaimOf(loaded, expense.id) === undefined
  )).map(({ expense, version }) => {
    const consultant = consultants.find(({ id }) => id === expense.consultant);
    const names = [consultant?.name, consultant?.company, facts.supplier?.name].filter((name) => name !== undefined);
    return { expense, version, names };
  });
}
