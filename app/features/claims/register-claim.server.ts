import { randomUUID } from 'node:crypto';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { decideTransition, type ClaimAction } from '#app/domain/claim-status.ts';
import { moneyToText, toOre, type Money } from '#app/domain/money.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit, type AuditFacts } from '#app/features/audit/record-audit.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import {
  freeClaim, getClaim, insertClaim, listClaimExpenseIds, replaceClaimLines, takeClaimNumber, updateClaim,
  type ClaimColumns, type StoredClaim,
} from './claims.repository.server.ts';
import { addressOf, asked, refusalOf, type ClaimStep, type PrepareRefusal } from './prepare-claim.server.ts';

type Outcome = { readonly location: string } | { readonly refused: PrepareRefusal };

/** Notes that the claim was sent to KS, and on which day. */
export async function submitClaim(change: Change, step: ClaimStep & { submittedOn: CalendarDate }): Promise<Outcome> {
  const { submittedOn } = step;
  return register(change, step, { action: 'submit', done: 'submitted', columns: { submitted_on: submittedOn, submitted_by: change.membership.userId }, facts: { submittedOn } });
}

export interface Settlement extends ClaimStep {
  readonly receivedOn: CalendarDate;
  readonly received: Money;
  /** Why KS paid another amount than claimed; needed when it did. */
  readonly reason: string;
}

/** Notes what came from KS, and why it differs from what was claimed. */
export async function settleClaim(change: Change, { receivedOn, received, reason, ...step }: Settlement): Promise<Outcome> {
  const columns = { received_on: receivedOn, received_ore: toOre(received), difference_reason: reason.trim() || null };
  const facts = { receivedOn, received: moneyToText(received), ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
  return register(change, step, { action: 'settle', done: 'settled', columns, facts, reason, isDifferent: (claim) => claim.approved?.refund.eq(received) !== true });
}

/** Takes a claim back; its expenses are free again. */
export async function withdrawClaim(change: Change, { reason, ...step }: ClaimStep & { reason: string }): Promise<Outcome> {
  const outcome = await register(change, step, { action: 'withdraw', done: 'withdrawn', columns: { withdrawn_reason: reason.trim() }, facts: { reason: reason.trim() }, reason });
  if ('refused' in outcome) return outcome;
  await freeClaim(change.trx, change.membership, step.id);
  await touchProgramme(change.trx, change.membership, step.programmeId);
  return outcome;
}

/** Begins a new version of a claim: the old one is replaced, its lines stand in the new draft. */
export async function replaceClaim(change: Change, { reason, ...step }: ClaimStep & { reason: string }): Promise<Outcome> {
  const { trx, membership, now } = change;
  const replaced = await register(change, step, { action: 'replace', done: 'replaced', columns: {}, facts: { reason: reason.trim() }, reason });
  if ('refused' in replaced) return replaced;
  await freeClaim(trx, membership, step.id);
  const id = randomUUID();
  const number = await takeClaimNumber(trx, membership);
  const replaces = { claimId: step.id, reason: reason.trim() };
  await insertClaim(trx, membership, { id, programmeId: step.programmeId, number, preparedAt: now, replaces });
  await replaceClaimLines(trx, membership, { id, expenseIds: await listClaimExpenseIds(trx, membership, step.id) });
  await touchProgramme(trx, membership, step.programmeId);
  return { location: addressOf(change, { programmeId: step.programmeId, id }, 'replacing') };
}

interface Registration {
  readonly action: ClaimAction;
  readonly done: string;
  readonly columns: ClaimColumns;
  readonly facts: AuditFacts;
  readonly reason?: string;
  readonly isDifferent?: (claim: StoredClaim) => boolean;
}

async function register(
  change: Change, step: ClaimStep, { action, done, columns, facts, reason, isDifferent }: Registration,
): Promise<Outcome> {
  const { trx, membership } = change;
  const claim = await getClaim(trx, membership, step);
  const decision = decideTransition({ ...asked(change, claim), action, reason, isAmountDifferent: isDifferent?.(claim) ?? false });
  if ('refused' in decision) return { refused: refusalOf(decision.refused, claim) };
  const isFirst = await updateClaim(trx, membership, { ...step, columns: { ...columns, status: decision.status } });
  if (!isFirst) return { refused: { code: 'conflict', status: claim.status } };
  await recordAudit(change, {
    action: `claim.${done}`, subject: { kind: 'claim', id: claim.id },
    programmeId: claim.programmeId, facts: { number: claim.number, ...facts },
  });
  return { location: addressOf(change, claim, done) };
}
