import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import type { ClaimOfExpense } from '#app/features/claims/claimed.repository.server.ts';
import { loadProgramme } from '#app/features/programmes/load-programme.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { expenseAddress } from '#app/features/shell/addresses.ts';
import { setParkedReasons } from './parked.repository.server.ts';

export const longestParkedReason = 300;

/** Why an expense could not be set aside; nothing was changed. */
export type ParkRefusal
  = | { readonly code: 'gone' }
    | { readonly code: 'reason_missing' | 'reason_too_long' }
    /** It stands in a claim, attested or not: it is taken out there. */
    | { readonly code: 'in_claim'; readonly claim: ClaimOfExpense };

type Outcome = { readonly location: string } | { readonly refused: ParkRefusal };

interface Parking {
  readonly programmeId: string;
  readonly id: string;
  /** Why it waits for a later claim; undefined when it no longer does. */
  readonly reason: string | undefined;
}

/** Sets an expense aside for a later claim, with the reason; or takes it in again. */
export async function parkExpense(change: Change, { programmeId, id, reason }: Parking): Promise<Outcome> {
  const { trx, membership } = change;
  const loaded = await loadProgramme(trx, membership, programmeId);
  const stored = loaded.expenses.find(({ expense }) => expense.id === id);
  if (stored === undefined) return { refused: { code: 'gone' } };
  if (reason?.trim() === '') return { refused: { code: 'reason_missing' } };
  if ((reason?.trim().length ?? 0) > longestParkedReason) return { refused: { code: 'reason_too_long' } };
  const claim = loaded.claimed.get(id);
  if (claim !== undefined && reason !== undefined) return { refused: { code: 'in_claim', claim } };
  const kept = reason?.trim();
  await setParkedReasons(trx, membership, {
    programmeId, parked: new Map(kept === undefined ? [] : [[id, kept]]), unparked: kept === undefined ? [id] : [],
  });
  await touchProgramme(trx, membership, programmeId);
  await recordAudit(change, {
    action: reason === undefined ? 'expense.unparked' : 'expense.parked', subject: { kind: 'expense', id }, programmeId,
    facts: { reason: { from: stored.parkedReason ?? null, to: kept ?? null } },
  });
  const done = reason === undefined ? 'unparked' : 'parked';
  return { location: `${expenseAddress({ organisationId: membership.organisationId, programmeId, id })}?done=${done}` };
}
