import type { AccountingString } from '#app/domain/accounting.ts';
import type { ClaimWithPapers, FrozenPapers } from '#app/features/claims/frozen-claims.repository.server.ts';
import { proposedAccount } from '#app/features/finance/proposed-account.ts';
import type { Expense } from '#app/domain/expense.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { safeName } from './archive-names.ts';
import type { FileForExport, FrozenClaimForExport } from './export-data.ts';
import { linesForExport } from './export-lines.ts';
import { readFrozen, type FrozenContent, type FrozenLedger } from './read-frozen.ts';

export interface ExportSource {
  readonly claim: ClaimWithPapers;
  readonly papers: FrozenPapers;
  /** 1, or one more than the claim it replaces. */
  readonly version: number;
  /** The accounts finance has chosen, by expense; null where the proposal stands. An expense that is gone is absent. */
  readonly accounts: ReadonlyMap<string, string | null>;
}

/**
 * An approved claim for the ledger: figures, names and files as they were frozen, nothing calculated. Only the account is read as
 * it stands now: where a cost is posted is finance's own note beside the claim, and may be mended after approval.
 */
export function claimForExport({ claim, papers, version, accounts }: ExportSource): FrozenClaimForExport {
  const frozen = readFrozen(papers);
  const { language, programme, ledger } = frozen.snapshot;
  const { totals, pdf } = frozen.claim;
  return {
    id: claim.id, number: claim.number, version, status: claim.status, language,
    programmeName: programme.programme.name, organisation: programme.organisation, grantReference: programme.grant.reference,
    preparedBy: claim.preparedBy, approvedBy: claim.approvedBy,
    approvedOn: claim.approvedAt === undefined ? undefined : dayInNorway(new Date(claim.approvedAt)),
    submittedOn: claim.submittedOn, receivedOn: claim.receivedOn,
    percent: totals.percent ?? undefined,
    totals: { ...totals, received: claim.received },
    pdf: {
      fileName: claimFileName(claim.number, programme.programme.name), pages: pdf.pages, sha256: papers.pdfSha256,
      sizeBytes: papers.pdfBytes,
    },
    json: papers.claimJson,
    files: filesOf(frozen),
    lines: linesForExport(frozenLines(frozen), (expense) => accountingOf(expense, ledger, accounts)),
  };
}

/** `krav-7-LED skole 2026.pdf` */
export function claimFileName(number: number, programmeName: string): string {
  return safeName(`krav-${number}-${programmeName}.pdf`, `krav-${number}.pdf`);
}

/** The files in the order of their voucher numbers; the grant letter, which has none, first. */
function filesOf({ snapshot, claim }: FrozenContent): FileForExport[] {
  const numbers = new Map(claim.attachments.map(({ file, voucher }) => [file, voucher]));
  return snapshot.files.map(({ name, sha256, bytes }) => ({ voucher: numbers.get(name), name, sha256, sizeBytes: bytes }))
    .sort((a, b) => (a.voucher ?? 0) - (b.voucher ?? 0));
}

function frozenLines({ snapshot: { programme }, claim }: FrozenContent) {
  const expenses = new Map(programme.expenses.map((expense) => [expense.id, expense]));
  const vouchers = new Map(claim.lines.map((line) => [line.expense, line.vouchers]));
  const lines = claim.lines.map(({ expense: id, net, basis, refund }) => {
    const expense = expenses.get(id);
    if (expense === undefined) throw new Error(`The claim has a line of ${id}, which its snapshot lacks`);
    return { expense, net, basis, refund };
  });
  return { programme, calculation: { lines }, voucherList: { numbersOf: ({ id }: Expense) => vouchers.get(id) ?? [] } };
}

function accountingOf(expense: Expense, ledger: FrozenLedger, accounts: ExportSource['accounts']): AccountingString {
  const chosen = accounts.has(expense.id) ? accounts.get(expense.id) : ledger.accounts[expense.id];
  return {
    responsibility: ledger.responsibility, function: ledger.function, project: ledger.project, account: chosen ?? proposedAccount(expense),
  };
}
