import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { minus } from '#app/domain/money.ts';
import { formatAmount, formatDay } from '#app/i18n/format.ts';
import { claimColumns } from './claim-columns.ts';
import { amount, day, list, text, whole, type ExportCell, type ExportColumn, type ExportWords } from './export-cells.ts';
import type { ClaimForExport, LineForExport } from './export-data.ts';

/** One line, with the claim it stands in. */
export interface ClaimLine {
  readonly claim: ClaimForExport;
  readonly line: LineForExport;
}

type LineColumn = ExportColumn<ClaimLine>;

const ofClaim = claimColumns.map((column): LineColumn => ({ ...column, cell: ({ claim }, words) => column.cell(claim, words) }));

const what: readonly LineColumn[] = [
  { heading: 'finance.export.column.line', widthCharacters: 8, cell: ({ line }) => whole(line.position) },
  { heading: 'finance.export.column.vouchers', widthCharacters: 14, cell: ({ line }) => list(line.voucherNumbers) },
  { heading: 'finance.export.column.kind', widthCharacters: 22, cell: ({ line }, { t }) => text(t(`kind.${line.kind}`)) },
  { heading: 'finance.export.column.reason', widthCharacters: 26, cell: ({ line: { reason } }, { t }) => text(reason && t(`reason.${reason}`)) },
  { heading: 'finance.export.column.description', widthCharacters: 36, cell: ({ line }) => text(line.description) },
  { heading: 'finance.export.column.consultant', widthCharacters: 24, cell: ({ line }) => text(line.consultant?.name) },
  {
    heading: 'finance.export.column.role', widthCharacters: 18,
    cell: ({ line: { consultant } }, { t }) => text(consultant && t(`role.${consultant.role}`)),
  },
  { heading: 'finance.export.column.activity', widthCharacters: 24, cell: ({ line }) => text(line.activityTitle) },
  { heading: 'finance.export.column.firstDay', widthCharacters: 12, cell: ({ line }) => day(daysInOrder(line)[0]) },
  { heading: 'finance.export.column.lastDay', widthCharacters: 12, cell: ({ line }) => day(daysInOrder(line).at(-1)) },
  { heading: 'finance.export.column.days', widthCharacters: 36, cell: ({ line }, words) => severalDays(line, words) },
  { heading: 'finance.export.column.invoiceNumber', widthCharacters: 16, cell: ({ line }) => text(line.invoice?.number) },
  { heading: 'finance.export.column.invoiceIssuedOn', widthCharacters: 12, cell: ({ line }) => day(line.invoice?.issuedOn) },
  { heading: 'finance.export.column.supplier', widthCharacters: 24, cell: ({ line }) => text(line.invoice?.supplier) },
  { heading: 'finance.export.column.paidOn', widthCharacters: 12, cell: ({ line }) => day(line.paidOn) },
];

const figures: readonly LineColumn[] = [
  { heading: 'finance.export.column.net', widthCharacters: 18, cell: ({ line }) => amount(line.net) },
  { heading: 'finance.export.column.vat', widthCharacters: 13, cell: ({ line }) => amount(line.vat) },
  { heading: 'finance.export.column.basis', widthCharacters: 15, cell: ({ line }) => amount(line.basis) },
  { heading: 'finance.export.column.refund', widthCharacters: 15, cell: ({ line }) => amount(line.refund) },
  { heading: 'finance.export.column.ownShare', widthCharacters: 15, cell: ({ line }) => amount(minus(line.net, line.refund)) },
];

const ledger: readonly LineColumn[] = [
  { heading: 'finance.export.column.responsibility', widthCharacters: 12, cell: ({ line }) => text(line.accounting.responsibility) },
  { heading: 'finance.export.column.account', widthCharacters: 10, cell: ({ line }) => text(line.accounting.account) },
  { heading: 'finance.export.column.function', widthCharacters: 10, cell: ({ line }) => text(line.accounting.function) },
  { heading: 'finance.export.column.project', widthCharacters: 12, cell: ({ line }) => text(line.accounting.project) },
];

const evidence: readonly LineColumn[] = [
  { heading: 'finance.export.column.attachments', widthCharacters: 36, cell: ({ line }) => list(line.attachments) },
  { heading: 'finance.export.column.expenseId', widthCharacters: 38, cell: ({ line }) => text(line.expenseId) },
];

/** A claim's line for the ledger. A claim's own totals are left out: repeated on each line they would be summed many times. */
export const lineColumns: readonly LineColumn[] = [...ofClaim, ...what, ...figures, ...ledger, ...evidence];

export function linesOf(claims: readonly ClaimForExport[]): ClaimLine[] {
  return claims.flatMap((claim) => claim.lines.map((line) => ({ claim, line })));
}

function daysInOrder({ days }: LineForExport): CalendarDate[] {
  return days.map(({ on }) => on).sort();
}

/** Each day with its amount; one day says no more than the columns beside it. */
function severalDays({ days }: LineForExport, { language }: ExportWords): ExportCell {
  if (days.length < 2) return text(undefined);
  return list(days.map((each) => `${formatDay(each.on, language)}: ${formatAmount(each.amount, language)}`));
}
