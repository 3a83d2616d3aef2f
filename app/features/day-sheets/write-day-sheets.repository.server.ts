import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { DaySheetStatus, SheetLine } from '#app/domain/day-sheet.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Membership } from '#app/domain/membership.ts';
import { toOre } from '#app/domain/money.ts';

export interface NewDaySheet {
  readonly id: string;
  readonly programmeId: string;
  readonly consultantId: string;
  readonly createdAt: string;
}

/** Begins a draft; its lines come after it. */
export async function insertDaySheet(db: Kysely<Database>, membership: Membership, sheet: NewDaySheet): Promise<void> {
  if (!membership.reaches(sheet.programmeId)) throw new DomainError('not_found', `No programme ${sheet.programmeId}`);
  await db.insertInto('day_sheets').values({
    organisation_id: membership.organisationId, id: sheet.id, programme_id: sheet.programmeId, consultant_id: sheet.consultantId,
    status: 'draft', version: 1, created_by: membership.userId, created_at: sheet.createdAt,
    message: null, handed_in_at: null, returned_reason: null, decided_by: null, decided_at: null,
  }).execute();
}

export interface DaySheetChange {
  readonly id: string;
  /** The version it is changed from. */
  readonly version: number;
  readonly status: DaySheetStatus;
  readonly message?: string | null;
  readonly handedInAt?: string | null;
  readonly returnedReason?: string | null;
  readonly decided?: { readonly by: string; readonly at: string } | null;
}

/** Writes the sheet when nobody else has changed it since; false when somebody has. What is left out stays. */
export async function updateDaySheet(db: Kysely<Database>, membership: Membership, change: DaySheetChange): Promise<boolean> {
  const { id, version, status, message, handedInAt, returnedReason, decided } = change;
  const own = db.updateTable('day_sheets').where('organisation_id', '=', membership.organisationId).where('id', '=', id);
  const open = membership.ownOnly === undefined ? own : own.where('consultant_id', '=', membership.consultantId ?? '');
  const result = await open.where('version', '=', version).set({
    status, version: version + 1,
    ...(message === undefined ? {} : { message }),
    ...(handedInAt === undefined ? {} : { handed_in_at: handedInAt }),
    ...(returnedReason === undefined ? {} : { returned_reason: returnedReason }),
    ...(decided === undefined ? {} : { decided_by: decided?.by ?? null, decided_at: decided?.at ?? null }),
  }).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Puts these lines in the place of the sheet's. The sheet was found to be the member's before. */
export async function replaceSheetLines(
  db: Kysely<Database>, { organisationId }: Membership, { id, lines }: { id: string; lines: readonly SheetLine[] },
): Promise<void> {
  await db.deleteFrom('day_sheet_files').where('organisation_id', '=', organisationId).where('sheet_id', '=', id).execute();
  await db.deleteFrom('day_sheet_lines').where('organisation_id', '=', organisationId).where('sheet_id', '=', id).execute();
  const rows = lines.map((line, position) => ({
    organisation_id: organisationId, sheet_id: id, position, kind: line.kind, on_day: line.on, amount_ore: toOre(line.amount),
    vat_ore: line.vat === undefined ? null : toOre(line.vat), activity_id: line.activity ?? null,
    description: line.description ?? null, expense_id: null,
  }));
  if (rows.length > 0) await db.insertInto('day_sheet_lines').values(rows).execute();
  const files = lines.flatMap((line, at) => (line.files ?? []).map((file, position) => ({
    organisation_id: organisationId, sheet_id: id, line_position: at, attachment_id: file, position,
  })));
  // A day of the row has each of the row's files: SQLite takes so many values in a statement.
  for (let from = 0; from < files.length; from += rowsAtOnce) {
    await db.insertInto('day_sheet_files').values(files.slice(from, from + rowsAtOnce)).execute();
  }
}

const rowsAtOnce = 500;

/** Puts one file in another's place in every sheet that has it; one that waits for an answer has to be looked at anew. */
export async function replaceFileInSheets(
  db: Kysely<Database>, { organisationId }: Membership, { from, to }: { from: string; to: string },
): Promise<void> {
  const links = db.selectFrom('day_sheet_files').where('organisation_id', '=', organisationId).where('attachment_id', '=', from);
  await db.updateTable('day_sheets').set((row) => ({ version: row('version', '+', 1) })).where('organisation_id', '=', organisationId)
    .where('status', '=', 'handed_in').where('id', 'in', links.select('sheet_id')).execute();
  const old = await links.selectAll().execute();
  const known = await db.selectFrom('day_sheet_files').select(['sheet_id', 'line_position']).where('organisation_id', '=', organisationId)
    .where('attachment_id', '=', to).execute();
  await db.deleteFrom('day_sheet_files').where('organisation_id', '=', organisationId).where('attachment_id', '=', from).execute();
  const isKnown = ({ sheet_id, line_position }: (typeof known)[number]) => (
    known.some((each) => each.sheet_id === sheet_id && each.line_position === line_position)
  );
  for (const link of old.filter((each) => !isKnown(each))) await db.insertInto('day_sheet_files').values({ ...link, attachment_id: to }).execute();
}

/** Notes which cost the lines at these places of the sheet became. */
export async function setLineExpense(
  db: Kysely<Database>, { organisationId }: Membership,
  { id, positions, expenseId }: { id: string; positions: readonly number[]; expenseId: string },
): Promise<void> {
  await db.updateTable('day_sheet_lines').set({ expense_id: expenseId })
    .where('organisation_id', '=', organisationId).where('sheet_id', '=', id).where('position', 'in', [-1, ...positions]).execute();
}
