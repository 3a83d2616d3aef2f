import type { ArchiveKind } from '#app/domain/programme.ts';
import type { Refusal } from '#app/domain/refusals.ts';
import { openStoredAttachments } from '#app/features/attachments/stored-attachments.server.ts';
import { programmeFileOf } from '#app/features/programme-file/from-programme.ts';
import type { LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import type { MadeFile } from '#app/pdf/made-file.ts';
import { earlierAsText, type ClaimCase } from './claim-case.server.ts';
import type { PartName } from './claim-parts.ts';
import { makeClaim, type MadeClaim } from './make-claim.server.ts';
import { textSeal } from './text-seal.ts';
import { inTurn, type Workshop } from './workshop.server.ts';

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
  const { pdf } = await makeFrom(found, workshop, { isDraft: true });
  if (pdf === undefined) throw new Error('A draft is always made');
  return pdf;
}

/** The same in parts. */
export async function draftInParts(found: ClaimCase, workshop: Workshop, parts: Required<Omit<Making, 'isDraft'>>): Promise<MadeClaim> {
  return makeFrom(found, workshop, { ...parts, isDraft: true });
}

/**
 * Makes the claim's document and keeps its bytes, before anything is written in the database: the file first, then the row.
 * Takes seconds for a large claim, so it happens outside the transaction, which then checks that nothing has changed.
 */
export async function freezeClaim(found: ClaimCase, workshop: Workshop): Promise<FrozenClaim | { readonly refusals: readonly Refusal[] }> {
  const sealed = withAuditHead(found);
  const { made, json, assessment } = await makeFrom(sealed, workshop, { isDraft: false });
  if (made === undefined) return { refusals: assessment.refusals };
  const { pdf, description } = made.first;
  const pdfSha256 = await workshop.files.put(workshop.membership.organisationId, pdf.pieces);
  return {
    contentSha256: found.contentSha256, assessment, pdfSha256, pdfBytes: pdf.length,
    snapshotJson: JSON.stringify(snapshotOf(sealed, workshop, textSeal(description))), claimJson: JSON.stringify(json),
  };
}

/** An attested claim tells where the audit trail had come, so that one cut or rewritten later is found out. */
function withAuditHead(found: ClaimCase): ClaimCase {
  return { ...found, programme: { ...found.programme, auditHead: found.loaded.organisation.auditHead } };
}

interface Making {
  readonly isDraft: boolean;
  /** In parts of this size, with pictures as fine as they are. */
  readonly partBytes?: number;
  readonly partName?: PartName;
}

function makeFrom(found: ClaimCase, workshop: Workshop, making: Making): Promise<MadeClaim> {
  return inTurn(workshop, () => makeNow(found, workshop, making));
}

async function makeNow(
  { claim, loaded, programme }: ClaimCase, { files, openFile, membership, projectFolder, today, tell }: Workshop, making: Making,
): Promise<MadeClaim> {
  const { language } = programme.organisation;
  const archive = archiveOf(loaded);
  const attachments = await openStoredAttachments({
    programme, stored: loaded.attachments, files, openFile, membership, language, keepsOriginals: archive === '3a', proves: !making.isDraft,
    tell, mostBytes: making.partBytes === undefined ? undefined : Infinity,
  });
  tell?.({ stage: 'setting', lines: programme.expenses.length });
  const elsewhere = [...loaded.claimed].filter(([, other]) => other.claimId !== claim.id).map(([expenseId]) => expenseId);
  return makeClaim({
    ...making, programme, attachments, today, language, archive, projectFolder,
    earlier: loaded.earlier, circumstances: { expensesClaimedElsewhere: new Set(elsewhere) },
  });
}

/** What claims of the organisation are made as now. */
export function archiveOf({ organisation }: Pick<LoadedProgramme, 'organisation'>): ArchiveKind {
  return organisation.claimHoldsFiles ? '3a' : '2a';
}

/** All a later reader needs to make the same claim again, to the byte, and to see that it says the same. */
function snapshotOf({ loaded, programme }: ClaimCase, { today }: Workshop, textSha256: string) {
  const used = new Set([programme.grant.letter, ...programme.expenses.flatMap((expense) => expense.attachments)]);
  return {
    format: 'ou-refusjon/snapshot@1',
    today,
    language: programme.organisation.language,
    archive: archiveOf(loaded),
    textSha256,
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
