import { randomUUID } from 'node:crypto';
import type { Expense } from '#app/domain/expense.ts';
import { changedFacts, filledFacts } from '#app/features/audit/changed-facts.ts';
import type { Change } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import type { ClaimOfExpense } from '#app/features/claims/claimed.repository.server.ts';
import { loadProgramme, type LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { touchProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { expenseAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { attestedClaimOf } from './attested-claim.ts';
import { expenseChoiceFaults, type ChoiceFaults } from './expense-choices.ts';
import { expenseFacts } from './expense-facts.ts';
import type { ExpenseInput } from './expense-fields.ts';
import type { StoredExpense } from './expenses.repository.server.ts';
import { insertExpenses, updateExpense } from './write-expenses.repository.server.ts';

/** Why an expense could not be saved; nothing was changed. */
export type SaveRefusal
  = | { readonly code: 'choices'; readonly faults: ChoiceFaults }
    /** Its claim has been attested: the cost is evidence now. */
    | { readonly code: 'in_claim'; readonly claim: ClaimOfExpense }
    /** Somebody else saved it meanwhile. */
    | { readonly code: 'conflict'; readonly stored: StoredExpense }
    /** Somebody else deleted it meanwhile. */
    | { readonly code: 'gone' };

type Outcome = { readonly location: string } | { readonly refused: SaveRefusal };

export interface ExpenseToSave {
  readonly programmeId: string;
  /** The expense to change and the version it was changed from; undefined for a new one. */
  readonly existing: { readonly id: string; readonly version: number } | undefined;
  readonly expense: ExpenseInput;
  readonly attachmentIds: readonly string[];
  /** True to go on with the next expense of the same invoice. */
  readonly isOneMore: boolean;
}

/** Logs a cost, or changes one. */
export async function saveExpense(change: Change, saved: ExpenseToSave): Promise<Outcome> {
  const { trx, membership } = change;
  const { programmeId, existing } = saved;
  const loaded = await loadProgramme(trx, membership, programmeId);
  const expense: Expense = { ...saved.expense, id: existing?.id ?? randomUUID(), attachments: [] };
  const attachmentIds = [...new Set(saved.attachmentIds)];
  const refused = existing === undefined ? undefined : refusalOfChange(loaded, existing);
  if (refused !== undefined) return { refused };
  const faults = expenseChoiceFaults(loaded, expense, attachmentIds);
  if (Object.keys(faults).length > 0) return { refused: { code: 'choices', faults } };
  await write(change, loaded, { ...saved, expense, attachmentIds });
  await touchProgramme(trx, membership, programmeId);
  return { location: locationAfter(change, { ...saved, id: expense.id }) };
}

function refusalOfChange(loaded: LoadedProgramme, { id, version }: { id: string; version: number }): SaveRefusal | undefined {
  const stored = loaded.expenses.find(({ expense }) => expense.id === id);
  if (stored === undefined) return { code: 'gone' };
  const claim = attestedClaimOf(loaded, id);
  if (claim !== undefined) return { code: 'in_claim', claim };
  return stored.version === version ? undefined : { code: 'conflict', stored };
}

async function write(change: Change, loaded: LoadedProgramme, saved: ExpenseToSave & { expense: Expense }): Promise<void> {
  const { trx, membership } = change;
  const { programmeId, existing, expense, attachmentIds } = saved;
  const facts = factsOf(loaded, expense, attachmentIds);
  const subject = { kind: 'expense', id: expense.id } as const;
  if (existing === undefined) {
    await insertExpenses(trx, membership, { programmeId, createdAt: change.now, expenses: [{ expense, attachmentIds }] });
    await recordAudit(change, { action: 'expense.created', subject, programmeId, facts: filledFacts(facts) });
    return;
  }
  const before = loaded.expenses.find((stored) => stored.expense.id === expense.id);
  const isWritten = await updateExpense(trx, membership, { programmeId, expense, attachmentIds, version: existing.version });
  if (!isWritten || before === undefined) throw new Error(`Expense ${expense.id} changed under a lock`);
  const changed = changedFacts(factsOf(loaded, before.expense, before.attachmentIds), facts);
  await recordAudit(change, { action: 'expense.changed', subject, programmeId, facts: changed });
}

/** People, activities and files by the names they had then: the trail is read when they may be gone. */
function factsOf({ programme, attachments }: LoadedProgramme, expense: Expense, attachmentIds: readonly string[]) {
  const names = attachmentIds.flatMap((id) => attachments.filter((file) => file.id === id).map(({ name }) => name));
  return {
    ...expenseFacts(expense, names),
    consultant: programme.consultants.find(({ id }) => id === expense.consultant)?.name ?? null,
    activity: programme.activities.find(({ id }) => id === expense.activity)?.title ?? null,
  };
}

function locationAfter({ membership }: Change, { programmeId, id, existing, isOneMore }: ExpenseToSave & { id: string }): string {
  const { organisationId } = membership;
  if (isOneMore) return `${programmeAddress(organisationId, programmeId, 'expenses/new')}?after=${id}`;
  return `${expenseAddress({ organisationId, programmeId, id })}?done=${existing === undefined ? 'created' : 'changed'}`;
}
