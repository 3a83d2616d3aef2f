import type { SheetLine } from '#app/domain/day-sheet.ts';
import { moneyToText, sum } from '#app/domain/money.ts';
import type { TextFacts } from '#app/features/audit/changed-facts.ts';

interface Told {
  readonly message?: string | undefined;
  /** The programme's, by which the sheet's are named: the trail is read when they may be gone. */
  readonly files?: readonly { readonly id: string; readonly name: string }[];
}

/** What the audit trail tells of a sheet: its days with their amounts, the sum, kroner excl. VAT, and its files. */
export function sheetFacts(lines: readonly SheetLine[], { message, files = [] }: Told = {}): TextFacts {
  const names = filesOfLines(lines, files).map(({ name }) => name);
  const written = lines.map(({ on, amount }) => `${on}: ${moneyToText(amount)}`);
  return {
    days: written.length === 0 ? null : written.join(', '),
    amount: moneyToText(sum(lines.map(({ amount }) => amount))),
    message: message ?? null,
    files: names.length === 0 ? null : names.join(', '),
  };
}

/** The files that stand at the lines, each once, in the lines' order. */
export function filesOfLines<File extends { readonly id: string }>(lines: readonly SheetLine[], files: readonly File[]): File[] {
  const ids = [...new Set(lines.flatMap((line) => line.files ?? []))];
  return ids.flatMap((id) => files.filter((file) => file.id === id));
}
