import { DomainError } from '#app/domain/errors.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { filledFacts } from '#app/features/audit/changed-facts.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { restoreAttachments } from '#app/features/attachments/restore-attachments.server.ts';
import type { ClaimOfExpense } from '#app/features/claims/claimed.repository.server.ts';
import { loadProgramme, type LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { expenseAddress } from '#app/features/shell/addresses.ts';
import { attestedClaimOf } from './attested-claim.ts';
import { expenseFacts } from './expense-facts.ts';
import { findDeletedExpense, type StoredExpense } from './expenses.repository.server.ts';
import { setExpenseDeletedAt, updateExpense } from './write-expenses.repository.server.ts';

/** Why an expense could not be deleted or brought back; nothing was changed. */
export type RemoveRefusal
  = | { readonly code: 'in_claim'; readonly claim: ClaimOfExpense }
    /** A credit note lowers it. */
    | { readonly code: 'credited'; readonly creditNoteId: string }
    /** The expense it credits is itself deleted. */
    | { readonly code: 'credit_of_gone'; readonly expenseId: string };

type Outcome = { readonly location: string } | { readonly refused: RemoveRefusal };

interface ExpensePlace {
  readonly programmeId: string;
  readonly id: string;
}

/** Deletes an expense, so that it can be brought back. One that is gone already is left so. */
export async function removeExpense(change: Change, place: ExpensePlace): Promise<Outcome> {
  const { trx, membership } = change;
  const loaded = await loadProgramme(trx, membership, place.programmeId);
  const refused = refusalOfRemoval(loaded, place.id);
  if (refused !== undefined) return { refused };
  const stored = loaded.expenses.find(({ expense }) => expense.id === place.id);
  if (stored === undefined && await findDeletedExpense(trx, membership, place) === undefined) throw notFound(place);
  if (stored !== undefined && await setExpenseDeletedAt(trx, membership, { ...place, deletedAt: change.now })) {
    await tell(change, { ...place, action: 'expense.deleted', stored });
  }
  return { location: `${addressOf(change, place)}?done=deleted` };
}

/** Brings a deleted expense back, with its files. What it pointed at and is gone is left open, as something to fill in. */
export async function restoreExpense(change: Change, place: ExpensePlace): Promise<Outcome> {
  const { trx, membership } = change;
  const stored = await findDeletedExpense(trx, membership, place);
  const loaded = await loadProgramme(trx, membership, place.programmeId);
  if (stored === undefined && !loaded.programme.expenses.some(({ id }) => id === place.id)) throw notFound(place);
  if (stored !== undefined) {
    const { creditOf } = stored.expense;
    if (creditOf !== undefined && !loaded.programme.expenses.some(({ id }) => id === creditOf)) {
      return { refused: { code: 'credit_of_gone', expenseId: creditOf } };
    }
    await setExpenseDeletedAt(trx, membership, { ...place, deletedAt: null });
    await restoreAttachments(change, { programmeId: place.programmeId, ids: stored.attachmentIds });
    await openWhatIsGone(change, loaded, stored);
    await tell(change, { ...place, action: 'expense.restored', stored });
  }
  return { location: `${addressOf(change, place)}?done=restored` };
}

/** Another programme's, or nobody's. */
function notFound({ id }: ExpensePlace): DomainError {
  return new DomainError('not_found', `No expense ${id}`);
}

function refusalOfRemoval(loaded: LoadedProgramme, id: string): RemoveRefusal | undefined {
  const claim = attestedClaimOf(loaded, id);
  if (claim !== undefined) return { code: 'in_claim', claim };
  const creditNote = loaded.programme.expenses.find(({ creditOf }) => creditOf === id);
  return creditNote === undefined ? undefined : { code: 'credited', creditNoteId: creditNote.id };
}

async function openWhatIsGone(change: Change, { programme, id: programmeId }: LoadedProgramme, stored: StoredExpense): Promise<void> {
  const { expense, attachmentIds, version } = stored;
  const consultant = programme.consultants.some(({ id }) => id === expense.consultant) ? expense.consultant : undefined;
  const activity = programme.activities.some(({ id }) => id === expense.activity) ? expense.activity : undefined;
  if (consultant === expense.consultant && activity === expense.activity) return;
  const opened = { ...expense, consultant, activity };
  await updateExpense(change.trx, change.membership, { programmeId, expense: opened, attachmentIds, version: version + 1 });
}

interface Told extends ExpensePlace {
  readonly action: string;
  readonly stored: StoredExpense;
}

async function tell(change: Change, { programmeId, id, action, stored }: Told): Promise<void> {
  const { kind = null, amount = null, description = null } = filledFacts(expenseFacts(stored.expense, []));
  await touchProgramme(change.trx, change.membership, programmeId);
  await recordAudit(change, { action, subject: { kind: 'expense', id }, programmeId, facts: { kind, amount, description } });
}

function addressOf({ membership }: Change, { programmeId, id }: ExpensePlace): string {
  return expenseAddress({ organisationId: membership.organisationId, programmeId, id });
}
