import type { AccountingString } from '#app/domain/accounting.ts';
import { readFrozenClaim, type FrozenClaimFacts } from '#app/features/claims/frozen-claim.ts';
import type { ClaimWithPapers, FrozenPapers } from '#app/features/claims/frozen-claims.repository.server.ts';
import { proposedAccount } from '#app/features/finance/proposed-account.ts';
import type { Expense } from '#app/domain/expense.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { safeName } from './archive-names.ts';
import type { FrozenClaimForExport } from './export-data.ts';
import { linesForExport } from './export-lines.ts';
import { frozenFiles } from './frozen-files.ts';

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
  const { assessment, ledger } = readFrozenClaim(papers);
  const { language, pages, files } = frozenFiles(papers);
  const { programme: { facts, organisation, grant }, calculation: { terms, totals } } = assessment;
  return {
    id: claim.id, number: claim.number, version, status: claim.status, language,
    programmeName: facts.name, organisation, grantReference: grant.reference,
    preparedBy: claim.preparedBy, approvedBy: claim.approvedBy,
    preparedOn: dayInNorway(new Date(claim.preparedAt)),
    approvedOn: claim.approvedAt === undefined ? undefined : dayInNorway(new Date(claim.approvedAt)),
    submittedOn: claim.submittedOn, receivedOn: claim.receivedOn,
    percent: terms.percent,
    totals: { ...totals, received: claim.received },
    pdf: { fileName: claimFileName(claim.number, facts.name), pages, sha256: papers.pdfSha256, sizeBytes: papers.pdfBytes },
    json: papers.claimJson,
    files,
    lines: linesForExport(assessment, (expense) => accountingOf(expense, ledger, accounts)),
  };
}

/** `krav-7-LED skole 2026.pdf` */
export function claimFileName(number: number, programmeName: string): string {
  return safeName(`krav-${number}-${programmeName}.pdf`, `krav-${number}.pdf`);
}

function accountingOf(expense: Expense, ledger: FrozenClaimFacts['ledger'], accounts: ExportSource['accounts']): AccountingString {
  const chosen = accounts.has(expense.id) ? accounts.get(expense.id) : ledger.accounts[expense.id];
  return {
    responsibility: ledger.responsibility, function: ledger.function, project: ledger.project, account: chosen ?? proposedAccount(expense),
  };
}
