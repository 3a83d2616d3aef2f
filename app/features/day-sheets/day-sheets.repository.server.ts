import type { Kysely, Selectable } from 'kysely';
import type { Database, DaySheetLineTable, DaySheetTable } from '#db/schema.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { DaySheetStatus } from '#app/domain/day-sheet.ts';
import type { Membership } from '#app/domain/membership.ts';
import { fromOre } from '#app/domain/money.ts';
import type { StoredDaySheet, StoredSheetLine } from './stored-day-sheet.ts';

const mostSheets = 1_000;

/** Which day sheets; all that is undefined does not narrow. */
export interface SheetChoice {
  readonly programmeId?: string;
  readonly consultantIds?: readonly string[];
  readonly status?: DaySheetStatus;
}

/** The day sheets open to the member, the latest first: a consultant's own; others those that were handed in. At most 1 000. */
export async function listDaySheets(
  db: Kysely<Database>, membership: Membership, { programmeId, consultantIds, status }: SheetChoice,
): Promise<StoredDaySheet[]> {
  let chosen = open(db, membership);
  if (programmeId !== undefined) chosen = chosen.where('sheet.programme_id', '=', programmeId);
  if (consultantIds !== undefined) chosen = chosen.where('sheet.consultant_id', 'in', ['', ...consultantIds]);
  if (status !== undefined) chosen = chosen.where('sheet.status', '=', status);
  return readSheets(db, membership, chosen);
}

export async function findDaySheet(
  db: Kysely<Database>, membership: Membership, { programmeId, id }: { programmeId: string; id: string },
): Promise<StoredDaySheet | undefined> {
  const chosen = open(db, membership).where('sheet.programme_id', '=', programmeId).where('sheet.id', '=', id);
  return (await readSheets(db, membership, chosen))[0];
}

/** The sheet each cost came from, by the cost's id. */
export async function listSheetOrigins(db: Kysely<Database>, membership: Membership, programmeId: string): Promise<Map<string, string>> {
  const rows = await open(db, membership).where('sheet.programme_id', '=', programmeId)
    .innerJoin('day_sheet_lines as line', (join) => join.onRef('line.sheet_id', '=', 'sheet.id').onRef('line.organisation_id', '=', 'sheet.organisation_id'))
    .where('line.expense_id', 'is not', null).select(['line.expense_id', 'sheet.id']).execute();
  return new Map(rows.map(({ expense_id, id }) => [expense_id ?? '', id]));
}

/** The files that stand in sheets nobody has accepted yet, each with the status of such a sheet; handed in before others. */
export async function listFilesInSheets(
  db: Kysely<Database>, membership: Membership, programmeId: string,
): Promise<Map<string, 'draft' | 'returned' | 'handed_in'>> {
  const { organisationId } = membership;
  if (!membership.reaches(programmeId)) return new Map();
  const rows = await db.selectFrom('day_sheet_files as file')
    .innerJoin('day_sheets as sheet', (join) => join.onRef('sheet.id', '=', 'file.sheet_id').onRef('sheet.organisation_id', '=', 'file.organisation_id'))
    .where('file.organisation_id', '=', organisationId).where('sheet.programme_id', '=', programmeId)
    .select(['file.attachment_id', 'sheet.status']).execute();
  const of = (wanted: 'draft' | 'returned' | 'handed_in') => rows.filter(({ status }) => status === wanted).map((row) => [row.attachment_id, wanted] as const);
  return new Map([...of('draft'), ...of('returned'), ...of('handed_in')]);
}

/** What the municipality never sees: what has not been handed in, or was given up. */
const unseen: readonly DaySheetStatus[] = ['draft', 'withdrawn'];

function open(db: Kysely<Database>, { organisationId, onlyProgrammes, ownOnly }: Membership) {
  let query = db.selectFrom('day_sheets as sheet').where('sheet.organisation_id', '=', organisationId);
  if (onlyProgrammes !== undefined) query = query.where('sheet.programme_id', 'in', ['', ...onlyProgrammes]);
  return ownOnly === undefined
    ? query.where('sheet.status', 'not in', unseen)
    : query.where('sheet.consultant_id', '=', ownOnly.consultantId ?? '').where('sheet.status', '!=', 'withdrawn');
}

async function readSheets(
  db: Kysely<Database>, { organisationId }: Membership, chosen: ReturnType<typeof open>,
): Promise<StoredDaySheet[]> {
  const rows = await chosen.innerJoin('consultants', (join) => join.onRef('consultants.id', '=', 'sheet.consultant_id')
    .onRef('consultants.organisation_id', '=', 'sheet.organisation_id'))
    .selectAll('sheet').select('consultants.name as consultant_name')
    .orderBy('sheet.created_at', 'desc').orderBy('sheet.id').limit(mostSheets).execute();
  const lines = await db.selectFrom('day_sheet_lines').selectAll().where('organisation_id', '=', organisationId)
    .where('sheet_id', 'in', ['', ...rows.map(({ id }) => id)]).orderBy('sheet_id').orderBy('position').execute();
  const files = await db.selectFrom('day_sheet_files').selectAll().where('organisation_id', '=', organisationId)
    .where('sheet_id', 'in', ['', ...rows.map(({ id }) => id)]).orderBy('sheet_id').orderBy('line_position').orderBy('position').execute();
  const filesOf = Map.groupBy(files, (file) => placeOf(file.sheet_id, file.line_position));
  const linesOf = Map.groupBy(lines, ({ sheet_id }) => sheet_id);
  return rows.map((row) => fromRow(row, (linesOf.get(row.id) ?? []).map((line) => (
    lineOf(line, (filesOf.get(placeOf(row.id, line.position)) ?? []).map(({ attachment_id }) => attachment_id))
  ))));
}

function placeOf(sheetId: string, position: number): string {
  return `${sheetId} ${position}`;
}

function fromRow(row: Selectable<DaySheetTable> & { consultant_name: string }, lines: readonly StoredSheetLine[]): StoredDaySheet {
  return {
    id: row.id, programmeId: row.programme_id, consultantId: row.consultant_id, consultantName: row.consultant_name,
    status: row.status, version: row.version, message: row.message ?? undefined, createdBy: row.created_by,
    handedInAt: row.handed_in_at ?? undefined, returnedReason: row.returned_reason ?? undefined,
    decidedAt: row.decided_at ?? undefined, lines,
  };
}

function lineOf(row: Selectable<DaySheetLineTable>, files: readonly string[]): StoredSheetLine {
  return {
    position: row.position, kind: row.kind, on: calendarDate(row.on_day), amount: fromOre(row.amount_ore),
    vat: row.vat_ore === null ? undefined : fromOre(row.vat_ore), activity: row.activity_id ?? undefined,
    description: row.description ?? undefined, expenseId: row.expense_id ?? undefined, files,
  };
}
