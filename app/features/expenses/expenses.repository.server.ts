import type { Kysely, Selectable } from 'kysely';
import type { Database, ExpenseTable } from '#db/schema.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { Expense, Invoice, ServiceDay } from '#app/domain/expense.ts';
import type { Membership } from '#app/domain/membership.ts';
import { fromOre } from '#app/domain/money.ts';

/** An expense as stored; its attachments are ids of the programme's files. */
export interface StoredExpense {
  readonly expense: Expense;
  readonly attachmentIds: readonly string[];
  readonly version: number;
  readonly position: number;
  /** Why it waits for a later claim. */
  readonly parkedReason: string | undefined;
  readonly ledgerAccount: string | undefined;
  readonly createdBy: string;
}

/** The programme's expenses in the order they were entered, without the deleted. Three queries, however many there are. */
export async function listExpenses(db: Kysely<Database>, membership: Membership, programmeId: string): Promise<StoredExpense[]> {
  if (!membership.reaches(programmeId)) return [];
  return readExpenses(db, ofProgramme(db, membership, programmeId).where('expenses.deleted_at', 'is', null));
}

/** Some of them, after a place in their order. */
export async function listExpensePage(
  db: Kysely<Database>, membership: Membership,
  { programmeId, after, limit }: { readonly programmeId: string; readonly after: number; readonly limit: number },
): Promise<StoredExpense[]> {
  if (!membership.reaches(programmeId)) return [];
  return readExpenses(db, ofProgramme(db, membership, programmeId).where('expenses.deleted_at', 'is', null)
    .where('expenses.position', '>', after).orderBy('expenses.position').limit(limit));
}

/** An expense that was deleted, to show it and bring it back. */
export async function findDeletedExpense(
  db: Kysely<Database>, membership: Membership, { programmeId, id }: { programmeId: string; id: string },
): Promise<StoredExpense | undefined> {
  if (!membership.reaches(programmeId)) return undefined;
  const chosen = ofProgramme(db, membership, programmeId).where('expenses.id', '=', id).where('expenses.deleted_at', 'is not', null);
  const found = await readExpenses(db, chosen);
  return found[0];
}

/** Of a consultant: the costs on them and those they entered, and no other's. */
function ofProgramme(db: Kysely<Database>, { organisationId, ownOnly }: Membership, programmeId: string) {
  const all = db.selectFrom('expenses').where('expenses.organisation_id', '=', organisationId).where('expenses.programme_id', '=', programmeId);
  if (ownOnly === undefined) return all;
  const { userId, consultantId } = ownOnly;
  return all.where((row) => row.or([
    row('expenses.created_by', '=', userId), ...(consultantId === undefined ? [] : [row('expenses.consultant_id', '=', consultantId)]),
  ]));
}

/**
 * Days and links are asked for by the expenses' ids: joined, SQLite without statistics reads those of the whole organisation,
 * which in one of 100 000 expenses takes a thousand times as long.
 */
async function readExpenses(db: Kysely<Database>, chosen: ReturnType<typeof ofProgramme>): Promise<StoredExpense[]> {
  const rows = await chosen.selectAll('expenses').orderBy('expenses.position').orderBy('expenses.id').execute();
  const organisationId = rows[0]?.organisation_id ?? '';
  const days = await db.selectFrom('expense_days as day').select(['day.expense_id', 'day.on_day', 'day.amount_ore'])
    .where('day.organisation_id', '=', organisationId).where('day.expense_id', 'in', chosen.select('expenses.id'))
    .orderBy('day.expense_id').orderBy('day.position').execute();
  const links = await db.selectFrom('expense_attachments as link')
    .innerJoin('attachments', (join) => join.onRef('attachments.id', '=', 'link.attachment_id').onRef('attachments.organisation_id', '=', 'link.organisation_id'))
    .where('link.organisation_id', '=', organisationId).where('link.expense_id', 'in', chosen.select('expenses.id'))
    .select(['link.expense_id', 'link.attachment_id', 'attachments.name']).orderBy('link.expense_id').orderBy('link.position').execute();
  const daysOf = Map.groupBy(days, (day) => day.expense_id);
  const linksOf = Map.groupBy(links, (link) => link.expense_id);
  return rows.map((row) => {
    const attachments = linksOf.get(row.id) ?? [];
    const serviceDays = (daysOf.get(row.id) ?? []).map((day) => ({ on: calendarDate(day.on_day), amount: fromOre(day.amount_ore) }));
    return {
      expense: toExpense(row, serviceDays, attachments.map(({ name }) => name)),
      attachmentIds: attachments.map(({ attachment_id }) => attachment_id),
      version: row.version, position: row.position, createdBy: row.created_by,
      parkedReason: row.parked_reason ?? undefined, ledgerAccount: row.ledger_account ?? undefined,
    };
  });
}

function toExpense(row: Selectable<ExpenseTable>, days: readonly ServiceDay[], attachments: readonly string[]): Expense {
  const shared = {
    id: row.id,
    consultant: row.consultant_id ?? undefined,
    activity: row.activity_id ?? undefined,
    invoice: invoiceOf(row),
    paidOn: row.paid_on === null ? undefined : calendarDate(row.paid_on),
    vat: row.vat_ore === null ? undefined : fromOre(row.vat_ore),
    description: row.description ?? undefined,
    creditOf: row.credit_of ?? undefined,
    attachments,
  };
  if (row.kind === 'fee') return { ...shared, kind: 'fee', days };
  const actual = { ...shared, incurredOn: calendarDate(row.incurred_on ?? ''), amount: fromOre(row.amount_ore) };
  return row.kind === 'not_refundable' ? { ...actual, kind: row.kind, reason: row.reason ?? 'other' } : { ...actual, kind: row.kind };
}

function invoiceOf(row: Selectable<ExpenseTable>): Invoice | undefined {
  if (row.invoice_number === null || row.invoice_issued_on === null) return undefined;
  return { number: row.invoice_number, issuedOn: calendarDate(row.invoice_issued_on), supplier: row.invoice_supplier ?? '' };
}
