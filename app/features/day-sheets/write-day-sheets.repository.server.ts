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
  await db.deleteFrom('day_sheet_lines').where('organisation_id', '=', organisationId).where('sheet_id', '=', id).execute();
  const rows = lines.map((line, position) => ({
    organisation_id: organisationId, sheet_id: id, position, kind: line.kind, on_day: line.on, amount_ore: toOre(line.amount),
    vat_ore: line.vat === undefined ? null : toOre(line.vat), activity_id: line.activity ?? null,
    description: line.description ?? null, expense_id: null,
  }));
  if (rows.length > 0) await db.insertInto('day_sheet_lines').values(rows).execute();
}

/** Notes which cost the lines at these places of the sheet became. */
export async function setLineExpense(
  db: Kysely<Database>, { organisationId }: Membership,
  { id, positions, expenseId }: { id: string; positions: readonly number[]; expenseId: string },
): Promise<void> {
  await db.updateTable('day_sheet_lines').set({ expense_id: expenseId })
    .where('organisation_id', '=', organisationId).where('sheet_id', '=', id).where('position', 'in', [-1, ...positions]).execute();
}
