import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Refusal } from '#app/domain/refusals.ts';
import { openStoredAttachments } from '#app/features/attachments/stored-attachments.server.ts';
import type { FileStore } from '#app/features/attachments/file-store.server.ts';
import type { OpenFile } from '#app/features/attachments/reading/open-file.ts';
import type { Membership } from '#app/domain/membership.ts';
import { Turnstile } from '#app/features/users/turnstile.ts';
import { programmeFileOf } from '#app/features/programme-file/from-programme.ts';
import type { MadeFile } from '#app/pdf/made-file.ts';
import { earlierAsText, type ClaimCase } from './claim-case.server.ts';
import { makeClaim, type MadeClaim } from './make-claim.server.ts';

/** What a claim's document is made with, besides the claim itself. */
export interface Workshop {
  readonly files: FileStore;
  readonly openFile: OpenFile;
  readonly membership: Membership;
  readonly projectFolder: string;
  readonly today: CalendarDate;
}

/** A claim ready to be approved: everything that will stand, and the seal of what it was made from. */
export interface FrozenClaim {
  readonly contentSha256: string;
  readonly assessment: MadeClaim['assessment'];
  readonly snapshotJson: string;
  readonly claimJson: string;
  readonly pdfSha256: string;
  readonly pdfBytes: number;
}

/** The claim as a document for reading: UTKAST on every page until it is approved. */
export async function draftPdf(found: ClaimCase, workshop: Workshop): Promise<MadeFile> {
  const { pdf } = await makeFrom(found, workshop, true);
  if (pdf === undefined) throw new Error('A draft is always made');
  return pdf;
}

/**
 * Makes the claim's document and keeps its bytes, before anything is written in the database: the file first, then the row.
 * Takes seconds for a large claim, so it happens outside the transaction, which then checks that nothing has changed.
 */
export async function freezeClaim(found: ClaimCase, workshop: Workshop): Promise<FrozenClaim | { readonly refusals: readonly Refusal[] }> {
  const sealed = withAuditHead(found);
  const { pdf, json, assessment } = await makeFrom(sealed, workshop, false);
  if (pdf === undefined) return { refusals: assessment.refusals };
  const pdfSha256 = await workshop.files.put(workshop.membership.organisationId, pdf.pieces);
  return {
    contentSha256: found.contentSha256, assessment, pdfSha256, pdfBytes: pdf.length,
    snapshotJson: JSON.stringify(snapshotOf(sealed, workshop)), claimJson: JSON.stringify(json),
  };
}

/** An attested claim tells where the audit trail had come, so that one cut or rewritten later is found out. */
function withAuditHead(found: ClaimCase): ClaimCase {
  return { ...found, programme: { ...found.programme, auditHead: found.loaded.organisation.auditHead } };
}

/** While a document is made all its files' pages are in memory: more at once would take what the server has. */
const turnstile = new Turnstile(2);

function makeFrom(found: ClaimCase, workshop: Workshop, isDraft: boolean): Promise<MadeClaim> {
  return turnstile.pass(() => makeNow(found, workshop, isDraft));
}

async function makeNow(
  { claim, loaded, programme }: ClaimCase, { files, openFile, membership, projectFolder, today }: Workshop, isDraft: boolean,
): Promise<MadeClaim> {
  const { language } = programme.organisation;
  const archive = loaded.organisation.claimHoldsFiles ? '3a' : '2a';
  const attachments = await openStoredAttachments({
    programme, stored: loaded.attachments, files, openFile, membership, language, keepsOriginals: archive === '3a', proves: !isDraft,
  });
  const elsewhere = [...loaded.claimed].filter(([, other]) => other.claimId !== claim.id).map(([expenseId]) => expenseId);
  return makeClaim({
    programme, attachments, today, language, isDraft, archive, projectFolder,
    earlier: loaded.earlier, circumstances: { expensesClaimedElsewhere: new Set(elsewhere) },
  });
}

/** All a later reader needs to make the same claim again, to the byte. */
function snapshotOf({ loaded, programme }: ClaimCase, { today }: Workshop) {
  const used = new Set([programme.grant.letter, ...programme.expenses.flatMap((expense) => expense.attachments)]);
  return {
    format: 'ou-refusjon/snapshot@1',
    today,
    language: programme.organisation.language,
    programme: programmeFileOf(programme),
    earlier: earlierAsText(programme, loaded.earlier),
    files: loaded.attachments.filter(({ name }) => used.has(name)).map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
    ledger: {
      responsibility: loaded.row.ledger.responsibility ?? loaded.organisation.ledger.responsibility,
      function: loaded.row.ledger.function ?? loaded.organisation.ledger.function,
      project: loaded.row.ledger.project ?? loaded.organisation.ledger.project,
      accounts: Object.fromEntries(loaded.expenses.flatMap(({ expense: { id }, ledgerAccount }) => (
        ledgerAccount === undefined ? [] : [[id, ledgerAccount]]
      ))),
    },
  };
}
