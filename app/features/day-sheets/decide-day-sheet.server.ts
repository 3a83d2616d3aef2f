import { randomUUID } from 'node:crypto';
import { expensesOfSheet, sheetAfter } from '#app/domain/day-sheet.ts';
import { listAttachments } from '#app/features/attachments/attachments.repository.server.ts';
import { filledFacts } from '#app/features/audit/changed-facts.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { listProgrammeConsultants } from '#app/features/consultants/consultants.repository.server.ts';
import { insertExpenses } from '#app/features/expenses/write-expenses.repository.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { daySheetAddress } from '#app/features/shell/addresses.ts';
import { findDaySheet } from './day-sheets.repository.server.ts';
import type { StoredDaySheet } from './stored-day-sheet.ts';
import { tellConsultant, type Post } from './sheet-mail.server.ts';
import { sheetFacts } from './sheet-facts.ts';
import { setLineExpense, updateDaySheet } from './write-day-sheets.repository.server.ts';

export const longestReason = 500;

/** Why a sheet could not be decided on; nothing was changed. */
export type DecisionRefusal
  /** Taken back, given up or gone. */
  = | { readonly code: 'gone' }
    /** Decided on by somebody else, or handed in anew, since the page was opened. */
    | { readonly code: 'conflict'; readonly stored: StoredDaySheet }
    | { readonly code: 'consultant_gone' }
    | { readonly code: 'reason_missing' | 'reason_too_long' };

type Outcome = { readonly location: string } | { readonly refused: DecisionRefusal };

interface SheetPlace {
  readonly programmeId: string;
  readonly id: string;
  /** The version that was looked at. */
  readonly version: number;
  readonly post: Post | undefined;
}

/**
 * Takes a sheet into the programme's costs, once: its days of an activity as one fee, each journey and night as a cost of its own,
 * and the files of its lines as their vouchers.
 */
export async function acceptDaySheet(change: Change, place: SheetPlace): Promise<Outcome> {
  const { trx, membership, now } = change;
  const { programmeId, id } = place;
  const found = await findWaiting(change, place, 'accept');
  if ('refused' in found) return found;
  const { consultantId, lines } = found.stored;
  const consultants = await listProgrammeConsultants(trx, membership, programmeId);
  if (!consultants.some(({ consultant }) => consultant.id === consultantId)) return { refused: { code: 'consultant_gone' } };
  const costs = expensesOfSheet(lines, consultantId).map((cost) => ({ ...cost, id: randomUUID() }));
  await insertExpenses(trx, membership, {
    programmeId, createdAt: now,
    expenses: costs.map((cost) => ({ expense: { ...cost.expense, id: cost.id, attachments: [] }, attachmentIds: cost.files })),
  });
  for (const cost of costs) {
    const positions = cost.lines.flatMap((at) => lines[at]?.position ?? []);
    await setLineExpense(trx, membership, { id, positions, expenseId: cost.id });
  }
  await decided(change, place, { status: 'accepted' });
  await touchProgramme(trx, membership, programmeId);
  await recordAudit(change, {
    action: 'day_sheet.accepted', subject: { kind: 'day_sheet', id }, programmeId,
    facts: { ...filledFacts(sheetFacts(lines, { files: await listAttachments(trx, membership, programmeId) })), costs: costs.length },
  });
  await tellConsultant(change, place.post, { sheet: found.stored, reason: undefined });
  return { location: `${daySheetAddress({ organisationId: membership.organisationId, programmeId, id })}?done=accepted` };
}

/** Sends a sheet back to its consultant, with the reason. */
export async function returnDaySheet(change: Change, place: SheetPlace & { readonly reason: string }): Promise<Outcome> {
  const { membership } = change;
  const { programmeId, id } = place;
  const reason = place.reason.trim();
  if (reason === '') return { refused: { code: 'reason_missing' } };
  if (reason.length > longestReason) return { refused: { code: 'reason_too_long' } };
  const found = await findWaiting(change, place, 'return');
  if ('refused' in found) return found;
  await decided(change, place, { status: 'returned', returnedReason: reason });
  await recordAudit(change, { action: 'day_sheet.returned', subject: { kind: 'day_sheet', id }, programmeId, facts: { message: reason } });
  await tellConsultant(change, place.post, { sheet: found.stored, reason });
  return { location: `${daySheetAddress({ organisationId: membership.organisationId, programmeId, id })}?done=returned` };
}

async function findWaiting(
  { trx, membership }: Change, place: SheetPlace, act: 'accept' | 'return',
): Promise<{ readonly stored: StoredDaySheet } | { readonly refused: DecisionRefusal }> {
  const stored = await findDaySheet(trx, membership, place);
  if (stored === undefined) return { refused: { code: 'gone' } };
  const isOpen = sheetAfter(act, stored.status) !== undefined && stored.version === place.version;
  return isOpen ? { stored } : { refused: { code: 'conflict', stored } };
}

async function decided(
  { trx, membership, now }: Change, { id, version }: SheetPlace, outcome: { status: 'accepted' | 'returned'; returnedReason?: string },
): Promise<void> {
  const isWritten = await updateDaySheet(trx, membership, { id, version, ...outcome, decided: { by: membership.userId, at: now } });
  if (!isWritten) throw new Error(`Day sheet ${id} changed under a lock`);
}
