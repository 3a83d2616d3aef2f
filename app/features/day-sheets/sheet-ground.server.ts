import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { SheetLine } from '#app/domain/day-sheet.ts';
import { sheetConcerns, type SheetConcern } from '#app/domain/day-sheet.ts';
import { loadProgramme, type LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import { programmeFrame, type ProgrammeFrameView } from '#app/features/programmes/programme-frame-view.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { listDaySheets } from './day-sheets.repository.server.ts';
import type { StoredDaySheet } from './stored-day-sheet.ts';

/** A programme with the day sheets that are open to whoever stands at the desk. */
export interface SheetGround {
  readonly loaded: LoadedProgramme;
  /** Of this programme. */
  readonly sheets: readonly StoredDaySheet[];
  /** Of its consultants, in every programme that is open: a day counts once in the whole organisation. */
  readonly consultantsSheets: readonly StoredDaySheet[];
}

export async function loadSheetGround({ database, membership, programmeId }: ProgrammeDesk): Promise<SheetGround> {
  const loaded = await loadProgramme(database, membership, programmeId);
  const consultantIds = loaded.programme.consultants.map(({ id }) => id);
  return {
    loaded, sheets: await listDaySheets(database, membership, { programmeId }),
    consultantsSheets: await listDaySheets(database, membership, { consultantIds }),
  };
}

interface Looked {
  readonly lines: readonly SheetLine[];
  readonly consultantId: string | undefined;
  /** The sheet they stand in, when it is stored. */
  readonly sheetId: string | undefined;
  readonly today: CalendarDate;
}

/** What is to be looked at in the days of a sheet, beside the consultant's other sheets and costs. */
export function concernsOf(
  { loaded, sheets, consultantsSheets }: SheetGround, { lines, consultantId, sheetId, today }: Looked,
): SheetConcern[] {
  const { facts: { startsOn, endsOn }, activities, expenses } = loaded.programme;
  const own = new Set(sheets.find(({ id }) => id === sheetId)?.lines.flatMap(({ expenseId }) => expenseId ?? []));
  const inCosts = expenses.flatMap((expense) => (
    expense.kind === 'fee' && expense.consultant === consultantId && !own.has(expense.id) ? expense.days.map(({ on }) => on) : []
  ));
  const inSheets = consultantsSheets.filter((sheet) => sheet.consultantId === consultantId && sheet.id !== sheetId)
    .flatMap((sheet) => sheet.lines.filter(({ kind }) => kind === 'fee').map(({ on }) => on));
  return sheetConcerns(lines, { today, startsOn, endsOn, activities, otherDays: new Set([...inCosts, ...inSheets]) });
}

/** What stands above a page of day sheets. */
export function sheetFrame(
  { membership, programmeId, language }: ProgrammeDesk, { programme }: LoadedProgramme, title?: string,
): ProgrammeFrameView {
  return programmeFrame({
    organisationId: membership.organisationId, organisationName: programme.organisation.name, programmeId,
    programmeName: programme.facts.name, current: 'daySheets', title, language, may: (permission) => membership.may(permission, programmeId),
  });
}
