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
    expenses: inText(await db.selectFrom('expenses').select([...costColumns, 'created_at']).where('organisation_id', '=', organisationId)
      .where('created_by', '=', userId).orderBy('created_at').limit(most).execute()),
    files: await db.selectFrom('attachments').select(['id', 'programme_id', 'name', 'sha256', 'uploaded_at']).where('organisation_id', '=', organisationId)
      .where('uploaded_by', '=', userId).orderBy('uploaded_at').limit(most).execute(),
    claims: claims.map(({ id, number, status, ...done }) => ({
      id, number, status,
      prepared: done.prepared_by === userId ? done.prepared_at : null,
      attested: done.approved_by === userId ? done.approved_at : null,
      sent: done.submitted_by === userId ? done.submitted_on : null,
    })),
    daySheets: await sheetsOf(db, organisationId, { created_by: userId }),
    history: await db.selectFrom('audit_entries').select(['sequence', 'at', 'actor_name', 'action', 'subject_kind', 'subject_id'])
      .where('organisation_id', '=', organisationId).where('actor_id', '=', userId).orderBy('sequence').limit(most).execute(),
  };
}

/** What is stored of a consultant: the days and costs they stand on. */
export async function readTracesOfConsultant(db: Kysely<Database>, { organisationId }: Membership, consultantId: string): Promise<object> {
  const expenses = await db.selectFrom('expenses').select([...costColumns, 'deleted_at'])
    .where('organisation_id', '=', organisationId).where('consultant_id', '=', consultantId).orderBy('created_at').limit(most).execute();
  const days = await db.selectFrom('expense_days')
    .innerJoin('expenses', (join) => join.onRef('expenses.id', '=', 'expense_days.expense_id').onRef('expenses.organisation_id', '=', 'expense_days.organisation_id'))
    .select(['expense_days.expense_id', 'expense_days.on_day', 'expense_days.amount_ore'])
    .where('expense_days.organisation_id', '=', organisationId).where('expenses.consultant_id', '=', consultantId)
    .orderBy('expense_days.on_day').limit(most).execute();
  return { expenses: inText(expenses), days: inText(days), daySheets: await sheetsOf(db, organisationId, { consultant_id: consultantId }) };
}

/**
 * What was sent to an address, and what it was asked in to. Of one who is only asked in (`isMember` false) not in which language an
 * e-mail was, nor its subject: an account that is there gets them in its own, which would tell that there is one.
 */
export async function readTracesOfAddress(
  db: Kysely<Database>, { organisationId }: Membership, { email, isMember }: { readonly email: string; readonly isMember: boolean },
): Promise<object> {
  const words = isMember ? ['subject', 'language'] as const : [];
  return {
    invitations: await db.selectFrom('invitations').select(['name', 'email', 'role', 'language', 'created_at', 'expires_at', 'accepted_at', 'withdrawn_at'])
      .where('organisation_id', '=', organisationId).where('email', '=', email).orderBy('created_at').limit(most).execute(),
    mails: await db.selectFrom('outbox_messages').select(['kind', ...words, 'created_at', 'sent_at', 'dead_at'])
      .where('organisation_id', '=', organisationId).where('recipient', '=', email).orderBy('created_at').limit(most).execute(),
  };
}

const costColumns = [
  'id', 'programme_id', 'kind', 'amount_ore', 'vat_ore', 'incurred_on', 'invoice_number', 'invoice_issued_on', 'invoice_supplier', 'description',
] as const;

/** Day sheets with every line of them, and the files of the lines by name. */
async function sheetsOf(
  db: Kysely<Database>, organisationId: string, whose: { readonly created_by: string } | { readonly consultant_id: string },
): Promise<object[]> {
  const [column, id] = 'created_by' in whose ? ['created_by', whose.created_by] as const : ['consultant_id', whose.consultant_id] as const;
  const sheets = await db.selectFrom('day_sheets').select(['id', 'programme_id', 'status', 'message', 'returned_reason', 'created_at', 'handed_in_at', 'decided_at'])
    .where('organisation_id', '=', organisationId).where(column, '=', id).orderBy('created_at').limit(most).execute();
  const lines = await db.selectFrom('day_sheet_lines')
    .innerJoin('day_sheets', (join) => join.onRef('day_sheets.id', '=', 'day_sheet_lines.sheet_id').onRef('day_sheets.organisation_id', '=', 'day_sheet_lines.organisation_id'))
    .select(['day_sheet_lines.sheet_id', 'day_sheet_lines.kind', 'day_sheet_lines.on_day', 'day_sheet_lines.amount_ore', 'day_sheet_lines.vat_ore',
      'day_sheet_lines.activity_id', 'day_sheet_lines.description', 'day_sheet_lines.expense_id'])
    .where('day_sheet_lines.organisation_id', '=', organisationId).where(`day_sheets.${column}`, '=', id)
    .orderBy('day_sheet_lines.position').limit(most).execute();
  const linesOf = Map.groupBy(inText(lines), ({ sheet_id }) => sheet_id);
  const files = await db.selectFrom('day_sheet_files as file')
    .innerJoin('day_sheets', (join) => join.onRef('day_sheets.id', '=', 'file.sheet_id').onRef('day_sheets.organisation_id', '=', 'file.organisation_id'))
    .innerJoin('attachments', (join) => join.onRef('attachments.id', '=', 'file.attachment_id').onRef('attachments.organisation_id', '=', 'file.organisation_id'))
    .select(['file.sheet_id', 'file.line_position', 'attachments.name', 'attachments.sha256'])
    .where('file.organisation_id', '=', organisationId).where(`day_sheets.${column}`, '=', id)
    .orderBy('file.line_position').orderBy('file.position').limit(most).execute();
  const filesOf = Map.groupBy(files, ({ sheet_id }) => sheet_id);
  return sheets.map((sheet) => ({ ...sheet, lines: linesOf.get(sheet.id) ?? [], files: filesOf.get(sheet.id) ?? [] }));
}

/** Amounts in øre as text, whichever database they come from. */
function inText<Row extends { readonly amount_ore: string | number; readonly vat_ore?: string | number | null }>(rows: readonly Row[]) {
  return rows.map((row) => ({ ...row, amount_ore: String(row.amount_ore), vat_ore: row.vat_ore === null ? null : String(row.vat_ore ?? '') }));
}
