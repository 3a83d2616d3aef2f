import type { AttachmentState } from '#app/domain/circumstances.ts';
import type { Expense } from '#app/domain/expense.ts';

/** A file that documents costs. */
export interface Voucher {
  readonly number: number;
  readonly file: string;
  readonly state: AttachmentState;
  /** Position of the first expense that uses it. */
  readonly firstExpense: number;
}

export interface VoucherList {
  readonly vouchers: readonly Voucher[];
  /** The voucher numbers of an expense, in the order of its attachments. */
  readonly numbersOf: (expense: Expense) => readonly number[];
}

/** Numbers the files in order of first use; a file has one number however many lines it serves. Source: README.md § Making a claim. */
export function numberVouchers(expenses: readonly Expense[], states: ReadonlyMap<string, AttachmentState>): VoucherList {
  const byFile = new Map<string, Voucher>();
  for (const [index, expense] of expenses.entries()) {
    for (const file of expense.attachments) {
      if (byFile.has(file)) continue;
      const state = states.get(file) ?? { isReadable: false, cause: 'not_found' };
      byFile.set(file, { number: byFile.size + 1, file, state, firstExpense: index });
    }
  }
  return {
    vouchers: [...byFile.values()],
    numbersOf: (expense) => expense.attachments.flatMap((file) => byFile.get(file)?.number ?? []),
  };
}
