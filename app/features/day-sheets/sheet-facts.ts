import type { SheetLine } from '#app/domain/day-sheet.ts';
import { moneyToText, sum } from '#app/domain/money.ts';
import type { TextFacts } from '#app/features/audit/changed-facts.ts';

/** What the audit trail tells of a sheet: its days with their amounts, and the sum, kroner excl. VAT. */
export function sheetFacts(lines: readonly SheetLine[], message?: string): TextFacts {
  const written = lines.map(({ on, amount }) => `${on}: ${moneyToText(amount)}`);
  return {
    days: written.length === 0 ? null : written.join(', '),
    amount: moneyToText(sum(lines.map(({ amount }) => amount))),
    message: message ?? null,
  };
}
