import { parseAccountingPart } from '#app/domain/accounting.ts';

/** One line's account as the form sent it. */
export interface AccountChange {
  readonly expenseId: string;
  /** What stood there when the form was made; null where the proposal stood. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface LedgerReading {
  readonly changes: readonly AccountChange[];
  /** As typed, by expense. */
  readonly typed: ReadonlyMap<string, string>;
  /** The expenses whose account cannot be one. */
  readonly unclear: ReadonlySet<string>;
}

const prefix = 'account-';
export const accountField = (expenseId: string) => `${prefix}${expenseId}`;
export const beforeField = (expenseId: string) => `before-${expenseId}`;

/** Reads the accounts of a form. An empty field leaves the proposal standing. */
export function readLedgerForm(fields: readonly (readonly [name: string, value: string])[]): LedgerReading {
  const all = new Map(fields);
  const typed = new Map(fields.flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])));
  const read = [...typed].map(([expenseId, text]) => ({
    expenseId, before: all.get(beforeField(expenseId)) || null, after: text.trim() === '' ? null : parseAccountingPart(text),
  }));
  return {
    typed,
    unclear: new Set(read.filter(({ after }) => after === undefined).map(({ expenseId }) => expenseId)),
    changes: read.flatMap(({ expenseId, before, after }) => (after === undefined ? [] : [{ expenseId, before, after }])),
  };
}
