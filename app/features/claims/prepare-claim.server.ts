import { randomUUID } from 'node:crypto';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import { decideTransition, type TransitionRefusal } from '#app/domain/claim-status.ts';
import type { Refusal } from '#app/domain/refusals.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { setParkedReasons } from '#app/features/expenses/parked.repository.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { loadProgramme, type LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { claimAddress } from '#app/features/shell/addresses.ts';
import { assessCase, loadClaimCase } from './claim-case.server.ts';
import { creditsLeftOut } from './credits-left-out.ts';
import {
  deleteClaim, getClaim, insertClaim, replaceClaimLines, takeClaimNumber, updateClaim, type StoredClaim,
} from './claims.repository.server.ts';

/** Why a claim could not be put together; nothing was changed. */
export type PrepareRefusal
  = | { readonly code: 'no_lines' }
    /** Expenses that stand in another live claim, or are no longer there. */
    | { readonly code: 'not_free'; readonly expenseIds: readonly string[] }
    /** Credit notes, by number, of lines in the claim. */
    | { readonly code: 'credits_left_out'; readonly numbers: readonly number[] }
    | { readonly code: 'conflict'; readonly status: ClaimStatus }
    | { readonly code: 'transition'; readonly refused: TransitionRefusal }
    | { readonly code: 'findings'; readonly refusals: readonly Refusal[] };

type Outcome = { readonly location: string } | { readonly refused: PrepareRefusal };

export interface ChosenLines {
  readonly programmeId: string;
  readonly expenseIds: readonly string[];
  /** Why lines that could be claimed wait for a later claim, by expense. */
  readonly parked: ReadonlyMap<string, string>;
}

/** Begins a claim of these lines, as a draft. */
export async function createClaim(change: Change, lines: ChosenLines): Promise<Outcome> {
  const { trx, membership } = change;
  const refused = await refusalOfLines(change, lines, undefined);
  if (refused !== undefined) return { refused };
  const id = randomUUID();
  const number = await takeClaimNumber(trx, membership);
  await insertClaim(trx, membership, { id, programmeId: lines.programmeId, number, preparedAt: change.now, replaces: undefined });
  await writeLines(change, id, lines);
  await recordAudit(change, {
    action: 'claim.created', subject: { kind: 'claim', id }, programmeId: lines.programmeId,
    facts: { number, lines: lines.expenseIds.length, parked: lines.parked.size },
  });
  return { location: addressOf(change, { programmeId: lines.programmeId, id }, 'created') };
}

/** Chooses a draft's lines anew. */
export async function changeClaimLines(
  change: Change, { id, version, ...lines }: ChosenLines & { id: string; version: number },
): Promise<Outcome> {
  const { trx, membership } = change;
  const claim = await getClaim(trx, membership, { programmeId: lines.programmeId, id });
  if (claim.status !== 'draft') return { refused: { code: 'conflict', status: claim.status } };
  const refused = await refusalOfLines(change, lines, id);
  if (refused !== undefined) return { refused };
  if (!await updateClaim(trx, membership, { id, version, columns: {} })) return { refused: { code: 'conflict', status: claim.status } };
  await writeLines(change, id, lines);
  await recordAudit(change, {
    action: 'claim.lines_changed', subject: { kind: 'claim', id }, programmeId: lines.programmeId,
    facts: { number: claim.number, lines: lines.expenseIds.length, parked: lines.parked.size },
  });
  return { location: addressOf(change, claim, 'lines_changed') };
}

export interface ClaimStep {
  readonly programmeId: string;
  readonly id: string;
  readonly version: number;
}

/** Sends a draft to attestation, with a seal of what it is made of. Refused while the rules refuse the claim. */
export async function sendToReview(change: Change, step: ClaimStep & { today: CalendarDate }): Promise<Outcome> {
  const { trx, membership } = change;
  const found = await loadClaimCase(trx, membership, step);
  const { claim } = found;
  const decision = decideTransition({ ...asked(change, claim), action: 'send_to_review' });
  if ('refused' in decision) return { refused: refusalOf(decision.refused, claim) };
  const leftOut = refusalOfCredits(found.loaded, found.programme.expenses.map(({ id }) => id), claim.id);
  if (leftOut !== undefined) return { refused: leftOut };
  const { refusals } = assessCase(found, step.today);
  if (refusals.length > 0) return { refused: { code: 'findings', refusals } };
  const columns = { status: decision.status, content_sha256: found.contentSha256, returned_reason: null };
  if (!await updateClaim(trx, membership, { ...step, columns })) return { refused: { code: 'conflict', status: claim.status } };
  await recordAudit(change, {
    action: 'claim.sent_to_review', subject: { kind: 'claim', id: claim.id },
    programmeId: claim.programmeId, facts: { number: claim.number },
  });
  return { location: addressOf(change, claim, 'sent_to_review') };
}

/** Throws a draft away; its expenses are free. */
export async function discardClaim(change: Change, step: ClaimStep): Promise<Outcome> {
  const { trx, membership } = change;
  const claim = await getClaim(trx, membership, step);
  if (claim.status !== 'draft' || claim.version !== step.version) return { refused: { code: 'conflict', status: claim.status } };
  await deleteClaim(trx, membership, claim.id);
  await touchProgramme(trx, membership, claim.programmeId);
  await recordAudit(change, {
    action: 'claim.discarded', subject: { kind: 'claim', id: claim.id },
    programmeId: claim.programmeId, facts: { number: claim.number },
  });
  return { location: `${claimAddress({ organisationId: membership.organisationId, programmeId: claim.programmeId, id: 'new' })}?done=discarded` };
}

/** What the state machine is told of who asks. */
export function asked({ membership }: Change, claim: StoredClaim) {
  return { status: claim.status, actor: { id: membership.userId, role: membership.role }, preparers: claim.preparers };
}

/** A step that is too late is a conflict: somebody else was first. */
export function refusalOf(refused: TransitionRefusal, claim: StoredClaim): PrepareRefusal {
  return refused === 'wrong_status' ? { code: 'conflict', status: claim.status } : { code: 'transition', refused };
}

/** The claim's page, telling what was done. */
export function addressOf({ membership }: Change, claim: { programmeId: string; id: string }, done: string): string {
  return `${claimAddress({ organisationId: membership.organisationId, programmeId: claim.programmeId, id: claim.id })}?done=${done}`;
}

async function refusalOfLines(
  { trx, membership }: Change, lines: ChosenLines, claimId: string | undefined,
): Promise<PrepareRefusal | undefined> {
  if (lines.expenseIds.length === 0) return { code: 'no_lines' };
  const loaded = await loadProgramme(trx, membership, lines.programmeId);
  const known = new Set(loaded.programme.expenses.map(({ id }) => id));
  const notFree = lines.expenseIds.filter((id) => {
    const other = loaded.claimed.get(id);
    return !known.has(id) || (other !== undefined && other.claimId !== claimId);
  });
  if (notFree.length > 0) return { code: 'not_free', expenseIds: notFree };
  return refusalOfCredits(loaded, lines.expenseIds, claimId);
}

/** Lines this draft had until now are free to be chosen or left. */
function refusalOfCredits(loaded: LoadedProgramme, expenseIds: readonly string[], claimId: string | undefined): PrepareRefusal | undefined {
  const claimed = new Map([...loaded.claimed].filter(([, claim]) => claim.claimId !== claimId));
  const numbers = creditsLeftOut({ programme: loaded.programme, claimed }, new Set(expenseIds));
  return numbers.length > 0 ? { code: 'credits_left_out', numbers } : undefined;
}

/** Lines of the claim are no longer parked; those left out are, with their reason. */
async function writeLines(change: Change, id: string, { programmeId, expenseIds, parked }: ChosenLines): Promise<void> {
  const { trx, membership } = change;
  await replaceClaimLines(trx, membership, { id, expenseIds: [...new Set(expenseIds)] });
  await setParkedReasons(trx, membership, { programmeId, parked, unparked: expenseIds });
  await touchProgramme(trx, membership, programmeId);
}
