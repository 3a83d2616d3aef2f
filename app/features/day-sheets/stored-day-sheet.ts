import type { DaySheetStatus, SheetLine } from '#app/domain/day-sheet.ts';

/** A line as it is stored, with the cost it became. */
export interface StoredSheetLine extends SheetLine {
  readonly position: number;
  readonly expenseId: string | undefined;
}

export interface StoredDaySheet {
  readonly id: string;
  readonly programmeId: string;
  readonly consultantId: string;
  readonly consultantName: string;
  readonly status: DaySheetStatus;
  readonly version: number;
  readonly message: string | undefined;
  readonly createdBy: string;
  /** ISO UTC. */
  readonly handedInAt: string | undefined;
  readonly returnedReason: string | undefined;
  readonly decidedAt: string | undefined;
  readonly lines: readonly StoredSheetLine[];
}
