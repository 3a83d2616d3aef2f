import type { Expense } from '#app/domain/expense.ts';
import type { StoredDaySheet } from './stored-day-sheet.ts';

/** The days of sheets as if they were costs already: what stands in one need not be entered again. */
export function feesInSheets(sheets: readonly Pick<StoredDaySheet, 'id' | 'lines'>[]): Expense[] {
  return sheets.map(({ id, lines }) => ({
    id, kind: 'fee', attachments: [], days: lines.filter(({ kind }) => kind === 'fee').map(({ on, amount }) => ({ on, amount })),
  }));
}
