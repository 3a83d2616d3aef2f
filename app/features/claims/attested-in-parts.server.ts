import { moneyToText, sum } from '#app/domain/money.ts';
import type { ArchiveKind } from '#app/domain/programme.ts';
import { openWithinSize } from '#app/features/attachments/open-within-size.server.ts';
import type { OpenedAttachments } from '#app/features/attachments/opened-attachment.ts';
import type { Assessment } from './assess-claim.ts';
import { claimDocument } from './claim-document.ts';
import type { PdfFacts } from './claim-json.ts';
import type { PartName } from './claim-parts.ts';
import type { ApprovedClaim } from './claims.repository.server.ts';
import { readFrozenClaim, type FrozenClaimFacts, type FrozenFile } from './frozen-claim.ts';
import { frozenJsonInParts } from './frozen-json.ts';
import { makeInParts } from './make-parts.server.ts';
import type { MadePdfs } from './make-pdfs.server.ts';
import { textSeal } from './text-seal.ts';
import { inTurn, type Workshop } from './workshop.server.ts';

export interface AttestedParts {
  /** Of one part, the very PDF that was attested. */
  readonly parts: readonly ClaimPart[];
  readonly json: object;
  /** False when the words around the figures have been mended since it was attested. */
  readonly saysTheSame: boolean;
}

interface Asked {
  readonly partBytes: number;
  readonly partName: PartName;
  /** What it was made as, for claims that were attested before that was kept. */
  readonly archive: ArchiveKind;
}

/**
 * An attested claim in parts, from what approval froze: its figures, its explanation, its files. Nothing is worked out anew but where
 * each file is. Refused by name when a file is gone, or is not the one the claim was attested with.
 */
export async function attestedInParts(
  approved: ApprovedClaim, workshop: Workshop, asked: Asked,
): Promise<AttestedParts | { readonly harmed: readonly string[] }> {
  const frozen = readFrozenClaim(approved);
  requireTies(frozen.assessment);
  return inTurn(workshop, async () => {
    const harmed = await harmedOf(frozen.files, workshop);
    if (harmed.length > 0) return { harmed };
    const archive = frozen.archive ?? asked.archive;
    const attachments = await openFrozen(frozen, workshop, archive);
    const changed = openedOtherwise(frozen.assessment, attachments);
    return changed.length > 0 ? { harmed: changed } : make(frozen, { ...asked, archive, attachments, approved, workshop });
  });
}

/** The days of a line, which explain it, have to give what was frozen of it: parts never say another thing than what was attested. */
function requireTies({ calculation: { lines } }: Assessment): void {
  const untied = lines.find(({ expense, days, basis }) => expense.kind === 'fee' && !sum(days.map((day) => day.basis)).eq(basis));
  if (untied !== undefined) throw new Error(`The days of line ${untied.expense.id} do not give ${moneyToText(untied.basis)}`);
}

/** The names of files that are gone, or not what their SHA-256 says. */
async function harmedOf(files: readonly FrozenFile[], { files: store, membership: { organisationId } }: Workshop): Promise<string[]> {
  const harmed: string[] = [];
  for (const { name, sha256 } of files) {
    const isWhole = await store.get(organisationId, sha256).then(() => true, () => false);
    if (!isWhole) harmed.push(name);
  }
  return harmed;
}

function openFrozen({ files, language }: FrozenClaimFacts, workshop: Workshop, archive: ArchiveKind): Promise<OpenedAttachments> {
  const { files: store, openFile, membership: { organisationId }, tell } = workshop;
  const named = files.map(({ name, sha256 }) => ({ name, sha256, read: () => store.get(organisationId, sha256) }));
  return openWithinSize(named, { openFile, language, organisationId, keepsOriginals: archive === '3a', mostBytes: Infinity, tell });
}

/** The names of files that can't be read any more, or have another number of pages than they were attested with. */
function openedOtherwise({ attachments }: Assessment, opened: OpenedAttachments): string[] {
  return [...opened].filter(([name, { state }]) => {
    const attested = attachments.get(name);
    return !state.isReadable || (attested?.isReadable === true && attested.pages !== state.pages);
  }).map(([name]) => name);
}

interface Making extends Asked {
  readonly attachments: OpenedAttachments;
  readonly approved: ApprovedClaim;
  readonly workshop: Workshop;
}

async function make(frozen: FrozenClaimFacts, { attachments, approved, workshop, ...asked }: Making): Promise<AttestedParts> {
  const { language, explanation } = frozen;
  const assessment = { ...frozen.assessment, attachments: new Map([...attachments].map(([name, { state }]) => [name, state])) };
  const filePages = new Map([...attachments].map(([name, { voucher }]) => [name, voucher?.pages ?? []]));
  const described = { assessment, language, isDraft: false, filePages, explanation };
  const saysTheSame = frozen.textSha256 === undefined || frozen.textSha256 === textSeal(claimDocument(described));
  workshop.tell?.({ stage: 'setting', lines: assessment.programme.expenses.length });
  const made = await makeInParts(described, {
    ...asked, assessment, attachments, language, projectFolder: workshop.projectFolder,
    dataOf: (pdf: PdfFacts) => frozenJsonInParts(approved.claimJson, pdf),
  });
  const parts = partsOf(made);
  if (parts.length > 1) return { parts, json: frozenJsonInParts(approved.claimJson, made.facts), saysTheSame };
  const bytes = await workshop.files.get(workshop.membership.organisationId, approved.pdfSha256);
  return { parts: parts.map((part) => ({ ...part, pieces: [bytes] })), json: parsed(approved.claimJson), saysTheSame: true };
}

/** A PDF of several, with the files that are in it. */
export interface ClaimPart {
  readonly pieces: readonly Buffer[];
  readonly pages: number;
  readonly files: readonly { readonly name: string; readonly fileName: string }[];
}

export function partsOf({ first, later }: MadePdfs): ClaimPart[] {
  return [first, ...later].map(({ pdf: { pieces }, pages, description }) => ({ pieces, pages, files: description.appendices }));
}

function parsed(json: string): object {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? value : {};
}
