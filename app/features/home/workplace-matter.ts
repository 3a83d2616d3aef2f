import type { Membership } from '#app/domain/membership.ts';
import type { Organisation } from '#app/domain/programme.ts';
import type { StoredDaySheet } from '#app/features/day-sheets/stored-day-sheet.ts';
import type { ProgrammeStanding } from './programme-standing.ts';

/** An organisation as one of its people comes to it. */
export interface WorkplaceMatter {
  readonly membership: Membership;
  readonly organisation: Organisation;
  /** The latest to end first. */
  readonly programmes: readonly ProgrammeStanding[];
  /** Day sheets that wait for an answer. */
  readonly sheets?: readonly StoredDaySheet[] | undefined;
}
