import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';

/** What a person did or is in an organisation, as rows: all that is stored of them there but the papers themselves. */
export interface Traces {
  readonly expenses: readonly object[];
  readonly files: readonly object[];
  readonly claims: readonly object[];
  readonly daySheets: readonly object[];
  readonly history: readonly object[];
}

/** More than one person leaves behind; an export that is cut says so by its length. */
const most = 100_000;

/** What a user did in the member's organisation. */
export async function readTracesOfUser(db: Kysely<Database>, { organisationId }: Membership, userId: string): Promise<Traces> {
  const claims = await db.selectFrom('claims').select(['id', 'number', 'status', 'prepared_by', 'prepared_at', 'approved_by', 'approved_at', 'submitted_by', 'submitted_on'])
    .where('organisation_id', '=', organisationId)
    .where((row) => row.or([row('prepared_by', '=', userId), row('approved_by', '=', userId), row('submitted_by', '=', userId)]))
    .orderBy('number').limit(most).execute();
  return {
    expenses: await db.selectFrom('expenses').select(['id', 'programme_id', 'kind', 'created_at']).where('organisation_id', '=', organisationId)
      .where('created_by', '=', userId).orderBy('created_at').limit(most).execute(),
    files: await db.selectFrom('attachments').select(['id', 'programme_id', 'name', 'sha256', 'uploaded_at']).where('organisation_id', '=', organisationId)
      .where('uploaded_by', '=', userId).orderBy('uploaded_at').limit(most).execute(),
    claims: claims.map(({ id, number, status, ...done }) => ({
      id, number, status,
      prepared: done.prepared_by === userId ? done.prepared_at : null,
      attested: done.approved_by === userId ? done.approved_at : null,
      sent: done.submitted_by === userId ? done.submitted_on : null,
    })),
    daySheets: await db.selectFrom('day_sheets').select(['id', 'programme_id', 'status', 'message', 'created_at']).where('organisation_id', '=', organisationId)
      .where('created_by', '=', userId).orderBy('created_at').limit(most).execute(),
    history: await db.selectFrom('audit_entries').select(['sequence', 'at', 'actor_name', 'action', 'subject_kind', 'subject_id'])
      .where('organisation_id', '=', organisationId).where('actor_id', '=', userId).orderBy('sequence').limit(most).execute(),
  };
}

/** What is stored of a consultant: the days and costs they stand on. */
export async function readTracesOfConsultant(db: Kysely<Database>, { organisationId }: Membership, consultantId: string): Promise<object> {
  const expenses = await db.selectFrom('expenses')
    .select(['id', 'programme_id', 'kind', 'amount_ore', 'incurred_on', 'invoice_number', 'invoice_issued_on', 'invoice_supplier', 'description', 'deleted_at'])
    .where('organisation_id', '=', organisationId).where('consultant_id', '=', consultantId).orderBy('created_at').limit(most).execute();
  const days = await db.selectFrom('expense_days')
    .innerJoin('expenses', (join) => join.onRef('expenses.id', '=', 'expense_days.expense_id').onRef('expenses.organisation_id', '=', 'expense_days.organisation_id'))
    .select(['expense_days.expense_id', 'expense_days.on_day', 'expense_days.amount_ore'])
    .where('expense_days.organisation_id', '=', organisationId).where('expenses.consultant_id', '=', consultantId)
    .orderBy('expense_days.on_day').limit(most).execute();
  const sheets = await db.selectFrom('day_sheets').select(['id', 'programme_id', 'status', 'message', 'created_at']).where('organisation_id', '=', organisationId)
    .where('consultant_id', '=', consultantId).orderBy('created_at').limit(most).execute();
  const toNumber = <Row extends { readonly amount_ore: string | number }>(row: Row) => ({ ...row, amount_ore: String(row.amount_ore) });
  const daySheetFiles = await sheetFilesOf(db, organisationId, consultantId);
  return { expenses: expenses.map(toNumber), days: days.map(toNumber), daySheets: sheets, daySheetFiles };
}

/** The files of their day sheets by name, with the line each is for. */
function sheetFilesOf(db: Kysely<Database>, organisationId: string, consultantId: string): Promise<object[]> {
  return db.selectFrom('day_sheet_files as file')
    .innerJoin('day_sheets as sheet', (join) => join.onRef('sheet.id', '=', 'file.sheet_id').onRef('sheet.organisation_id', '=', 'file.organisation_id'))
    .innerJoin('attachments', (join) => join.onRef('attachments.id', '=', 'file.attachment_id').onRef('attachments.organisation_id', '=', 'file.organisation_id'))
    .select(['file.sheet_id', 'file.line_position', 'attachments.name', 'attachments.sha256'])
    .where('file.organisation_id', '=', organisationId).where('sheet.consultant_id', '=', consultantId)
    .orderBy('file.sheet_id').orderBy('file.line_position').orderBy('file.position').limit(most).execute();
}
