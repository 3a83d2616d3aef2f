import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { StoredDaySheet } from '#app/features/day-sheets/stored-day-sheet.ts';
import type { LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';
import type { Completeness } from './completeness.ts';
import type { OwnStanding } from './consultant-standing.ts';

/** A programme as a consultant comes to it: what is theirs, and what the application lacks. */
export interface ConsultantProgramme {
  /** Only their own costs and files. */
  readonly loaded: LoadedProgramme;
  readonly sheets: readonly StoredDaySheet[];
  readonly standing: OwnStanding;
  readonly completeness: Completeness;
  /** The last day it is open to them. */
  readonly accessEndsOn: CalendarDate | undefined;
}

/** A municipality that let a consultant in. */
export interface ConsultantPlace {
  readonly membership: Membership;
  readonly organisationName: string;
  readonly programmes: readonly ConsultantProgramme[];
}
