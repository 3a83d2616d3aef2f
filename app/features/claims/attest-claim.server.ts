import type { Change } from '#app/features/audit/change.server.ts';
import { decideTransition } from '#app/domain/claim-status.ts';
import type { FeeExpense } from '#app/domain/expense.ts';
import { dayKey } from '#app/domain/day-cap.ts';
import { plus, moneyToText, toOre, zero, type Money } from '#app/domain/money.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { loadClaimCase } from './claim-case.server.ts';
import { getClaim, insertClaimDays, updateClaim, type StoredClaim, type UsedDay } from './claims.repository.server.ts';
import type { FrozenClaim } from './freeze-claim.server.ts';
import { addressOf, asked, refusalOf, type ClaimStep, type PrepareRefusal } from './prepare-claim.server.ts';

export type AttestRefusal = PrepareRefusal | { readonly code: 'claim_changed' };

type Outcome = { readonly location: string } | { readonly refused: AttestRefusal };

export interface Approval extends ClaimStep {
  /** Made just before; holds only if nothing has changed since. */
  readonly frozen: FrozenClaim;
  /** Who attested outside the product and when, where the organisation allows it. */
  readonly externalAttestation: string | undefined;
}

/**
 * Approves what was sent to attestation, and freezes it: data, calculation, files and the document's own bytes. Refused when
 * anything the claim is made of has changed since it was sent, also what other claims have used in the meantime.
 */
export async function approveClaim(change: Change, approval: Approval): Promise<Outcome> {
  const { trx, membership, now } = change;
  const { claim, contentSha256, programme } = await loadClaimCase(trx, membership, approval);
  const { frozen } = approval;
  const { allowsExternalAttestation } = await getOrganisation(trx, membership);
  const external = allowsExternalAttestation ? approval.externalAttestation?.trim() || undefined : undefined;
  const decision = decideTransition({ ...asked(change, claim), action: 'approve', hasExternalAttestation: external !== undefined });
  if ('refused' in decision) return { refused: refusalOf(decision.refused, claim) };
  if (contentSha256 !== claim.contentSha256 || contentSha256 !== frozen.contentSha256) return { refused: { code: 'claim_changed' } };
  const { totals } = frozen.assessment.calculation;
  const isFirst = await updateClaim(trx, membership, {
    ...approval,
    columns: {
      status: decision.status, approved_by: membership.userId, approved_at: now, external_attestation: external ?? null,
      cost_ore: toOre(totals.cost), eligible_ore: toOre(totals.eligible), basis_ore: toOre(totals.basis), refund_ore: toOre(totals.refund),
      snapshot_json: frozen.snapshotJson, claim_json: frozen.claimJson, pdf_sha256: frozen.pdfSha256, pdf_bytes: frozen.pdfBytes,
    },
  });
  if (!isFirst) return { refused: { code: 'conflict', status: claim.status } };
  const fees = programme.expenses.filter((expense) => expense.kind === 'fee');
  await insertClaimDays(trx, membership, { claimId: claim.id, days: usedDays(fees) });
  await recordAudit(change, {
    action: 'claim.approved', subject: { kind: 'claim', id: claim.id }, programmeId: claim.programmeId,
    facts: {
      number: claim.number, refund: moneyToText(totals.refund), pdf: frozen.pdfSha256, ...(external === undefined ? {} : { external }),
    },
  });
  return { location: addressOf(change, claim, 'approved') };
}

/** The fees of each consultant and day, added up. */
function usedDays(fees: readonly FeeExpense[]): UsedDay[] {
  const used = new Map<string, { consultantId: string; on: CalendarDate; amount: Money }>();
  for (const { consultant, days } of fees) {
    if (consultant === undefined) continue;
    for (const { on, amount } of days) {
      const key = dayKey(consultant, on);
      used.set(key, { consultantId: consultant, on, amount: plus(used.get(key)?.amount ?? zero, amount) });
    }
  }
  return [...used.values()].map(({ consultantId, on, amount }) => ({ consultantId, on, ore: toOre(amount) }));
}

/** Gives a claim back to the one who prepared it, with a reason. */
export async function returnClaim(change: Change, step: ClaimStep & { reason: string }): Promise<Outcome> {
  const { trx, membership } = change;
  const claim: StoredClaim = await getClaim(trx, membership, step);
  const decision = decideTransition({ ...asked(change, claim), action: 'return', reason: step.reason });
  if ('refused' in decision) return { refused: refusalOf(decision.refused, claim) };
  const reason = step.reason.trim();
  const columns = { status: decision.status, returned_reason: reason, content_sha256: null };
  if (!await updateClaim(trx, membership, { ...step, columns })) return { refused: { code: 'conflict', status: claim.status } };
  await recordAudit(change, {
    action: 'claim.returned', subject: { kind: 'claim', id: claim.id },
    programmeId: claim.programmeId, facts: { number: claim.number, reason },
  });
  return { location: addressOf(change, claim, 'returned') };
}
