import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Invoice } from '#app/domain/expense.ts';
import { matchOf } from '#app/domain/invoice-match.ts';
import { moneyToText, type Money } from '#app/domain/money.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { updateExpense } from '#app/features/expenses/write-expenses.repository.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { listSheetOrigins } from './day-sheets.repository.server.ts';
import { takesInvoice } from './match-candidates.ts';

/** Why an invoice could not be tied to its costs; nothing was changed. */
export type MatchRefusal
  = | { readonly code: 'none_chosen' }
    /** A cost was changed, deleted, attested or got an invoice since the page was opened. */
    | { readonly code: 'conflict' }
    | { readonly code: 'file_gone' };

export interface InvoiceToMatch {
  readonly programmeId: string;
  /** The costs it covers, each in the version that was looked at. */
  readonly chosen: readonly { readonly id: string; readonly version: number }[];
  readonly invoice: Invoice;
  /** Its amount excl. VAT, where it was given. */
  readonly net: Money | undefined;
  readonly paidOn: CalendarDate | undefined;
  readonly fileId: string | undefined;
}

/** Ties an invoice to the costs of day sheets it covers: number, day, supplier and file on all of them at once. */
export async function matchInvoice(
  change: Change, match: InvoiceToMatch,
): Promise<{ readonly location: string } | { readonly refused: MatchRefusal }> {
  const { trx, membership } = change;
  const { programmeId, chosen, invoice, net, paidOn, fileId } = match;
  if (chosen.length === 0) return { refused: { code: 'none_chosen' } };
  const loaded = await loadProgramme(trx, membership, programmeId);
  const origins = await listSheetOrigins(trx, membership, programmeId);
  const file = loaded.attachments.find(({ id }) => id === fileId);
  if (fileId !== undefined && file === undefined) return { refused: { code: 'file_gone' } };
  const costs = chosen.flatMap(({ id, version }) => loaded.expenses.filter((stored) => (
    stored.expense.id === id && stored.version === version && origins.has(id) && takesInvoice(stored, loaded)
  )));
  if (costs.length < chosen.length) return { refused: { code: 'conflict' } };
  for (const { expense, attachmentIds, version } of costs) {
    const files = [...new Set([...attachmentIds, ...(file === undefined ? [] : [file.id])])];
    const isWritten = await updateExpense(trx, membership, {
      programmeId, expense: { ...expense, invoice, paidOn: paidOn ?? expense.paidOn }, attachmentIds: files, version,
    });
    if (!isWritten) throw new Error(`Expense ${expense.id} changed under a lock`);
  }
  await touchProgramme(trx, membership, programmeId);
  const { sum, difference } = matchOf(costs.map(({ expense }) => expense), { net });
  await recordAudit(change, {
    action: 'day_sheet.matched', subject: { kind: 'day_sheet', id: origins.get(costs[0]?.expense.id ?? '') ?? '' }, programmeId,
    facts: {
      invoiceNumber: invoice.number, invoiceIssuedOn: invoice.issuedOn, invoiceSupplier: invoice.supplier, costs: costs.length,
      amount: moneyToText(sum), difference: difference === undefined || difference.isZero() ? null : moneyToText(difference),
      file: file?.name ?? null, sha256: file?.sha256 ?? null,
    },
  });
  return { location: `${programmeAddress(membership.organisationId, programmeId, 'day-sheets')}?done=matched` };
}
