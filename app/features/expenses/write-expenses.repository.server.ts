import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { DomainError } from '#app/domain/errors.ts';
import { netOf, type Expense } from '#app/domain/expense.ts';
import type { Membership } from '#app/domain/membership.ts';
import { toOre } from '#app/domain/money.ts';

/** An expense as it is written; its files are ids, in order, and `attachments` of the expense is not looked at. */
export interface WrittenExpense {
  readonly expense: Expense;
  readonly attachmentIds: readonly string[];
}

export interface NewExpenses {
  readonly programmeId: string;
  readonly createdAt: string;
  readonly expenses: readonly WrittenExpense[];
}

/** Few enough for the parameters one statement may have. */
const rowsAtOnce = 200;

/** Adds expenses at the end of the programme, in the order given. */
export async function insertExpenses(db: Kysely<Database>, membership: Membership, added: NewExpenses): Promise<void> {
  const { programmeId, createdAt, expenses } = added;
  requireOrganisation(membership);
  const position = await nextPosition(db, membership, programmeId);
  const rows = expenses.map(({ expense }, index) => ({
    organisation_id: membership.organisationId, programme_id: programmeId, id: expense.id, ...toColumns(expense),
    position: position + index, version: 1, created_by: membership.userId, created_at: createdAt,
  }));
  // A credit note points at an expense, which has to be there first.
  const ordered = rows.toSorted((a, b) => Number(a.credit_of !== null) - Number(b.credit_of !== null));
  for (const some of batches(ordered)) await db.insertInto('expenses').values(some).execute();
  await insertParts(db, membership, expenses);
}

export interface ChangedExpense extends WrittenExpense {
  readonly programmeId: string;
  readonly version: number;
}

/** Writes the expense when nobody else has changed or deleted it since; false when somebody has. */
export async function updateExpense(db: Kysely<Database>, membership: Membership, changed: ChangedExpense): Promise<boolean> {
  const { programmeId, expense, version } = changed;
  requireOrganisation(membership);
  if (!membership.reaches(programmeId)) return false;
  const result = await db.updateTable('expenses').set({ ...toColumns(expense), version: version + 1 })
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', programmeId).where('id', '=', expense.id)
    .where('deleted_at', 'is', null).where('version', '=', version).executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  for (const table of ['expense_days', 'expense_attachments'] as const) {
    await db.deleteFrom(table).where('organisation_id', '=', membership.organisationId).where('expense_id', '=', expense.id).execute();
  }
  await insertParts(db, membership, [changed]);
  return true;
}

/** Marks the expense as deleted, or brings it back when `deletedAt` is null. False when it is so already. */
export async function setExpenseDeletedAt(
  db: Kysely<Database>, membership: Membership, expense: { programmeId: string; id: string; deletedAt: string | null },
): Promise<boolean> {
  const { programmeId, id, deletedAt } = expense;
  requireOrganisation(membership);
  if (!membership.reaches(programmeId)) return false;
  const result = await db.updateTable('expenses').set((row) => ({ deleted_at: deletedAt, version: row('version', '+', 1) }))
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', programmeId).where('id', '=', id)
    .where('deleted_at', deletedAt === null ? 'is not' : 'is', null).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** A cost is the organisation's to write: what a consultant hands in is none before it is accepted. */
function requireOrganisation({ ownOnly }: Membership): void {
  if (ownOnly !== undefined) throw new DomainError('not_permitted', 'A consultant writes no costs');
}

/** Puts one file in another's place on every expense that has it. */
export async function replaceAttachmentOnExpenses(
  db: Kysely<Database>, { organisationId }: Membership, { from, to }: { from: string; to: string },
): Promise<void> {
  const links = (id: string) => db.selectFrom('expense_attachments').select('expense_id').where('organisation_id', '=', organisationId).where('attachment_id', '=', id);
  await db.updateTable('expenses').set((row) => ({ version: row('version', '+', 1) }))
    .where('organisation_id', '=', organisationId).where('id', 'in', links(from)).execute();
  // An expense that has both keeps the one.
  const both = (await links(from).where('expense_id', 'in', links(to)).execute()).map(({ expense_id }) => expense_id);
  for (const id of both) {
    await db.deleteFrom('expense_attachments').where('organisation_id', '=', organisationId).where('attachment_id', '=', from).where('expense_id', '=', id).execute();
  }
  await db.updateTable('expense_attachments').set({ attachment_id: to })
    .where('organisation_id', '=', organisationId).where('attachment_id', '=', from).execute();
}

async function nextPosition(db: Kysely<Database>, membership: Membership, programmeId: string): Promise<number> {
  if (!membership.reaches(programmeId)) throw new DomainError('not_found', `No programme ${programmeId}`);
  const { last } = await db.selectFrom('expenses').select((row) => row.fn.max('position').as('last'))
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', programmeId).executeTakeFirstOrThrow();
  return Number(last ?? 0) + 1;
}

async function insertParts(db: Kysely<Database>, { organisationId }: Membership, expenses: readonly WrittenExpense[]): Promise<void> {
  const days = expenses.flatMap(({ expense }) => (expense.kind === 'fee' ? expense.days : []).map(({ on, amount }, position) => ({
    organisation_id: organisationId, expense_id: expense.id, position, on_day: on, amount_ore: toOre(amount),
  })));
  const links = expenses.flatMap(({ expense, attachmentIds }) => attachmentIds.map((id, position) => ({
    organisation_id: organisationId, expense_id: expense.id, attachment_id: id, position,
  })));
  for (const some of batches(days)) await db.insertInto('expense_days').values(some).execute();
  for (const some of batches(links)) await db.insertInto('expense_attachments').values(some).execute();
}

function batches<Row>(rows: readonly Row[]): Row[][] {
  const starts = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, index) => index * rowsAtOnce);
  return starts.map((start) => rows.slice(start, start + rowsAtOnce));
}

function toColumns(expense: Expense) {
  return {
    kind: expense.kind,
    reason: expense.kind === 'not_refundable' ? expense.reason : null,
    consultant_id: expense.consultant ?? null,
    activity_id: expense.activity ?? null,
    incurred_on: expense.kind === 'fee' ? null : expense.incurredOn,
    amount_ore: toOre(netOf(expense)),
    vat_ore: expense.vat === undefined ? null : toOre(expense.vat),
    invoice_number: expense.invoice?.number ?? null,
    invoice_issued_on: expense.invoice?.issuedOn ?? null,
    invoice_supplier: expense.invoice?.supplier ?? null,
    paid_on: expense.paidOn ?? null,
    description: expense.description ?? null,
    credit_of: expense.creditOf ?? null,
  };
}
