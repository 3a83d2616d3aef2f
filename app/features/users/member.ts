import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Role } from '#app/domain/permissions.ts';

/** A person with access to the organisation. */
export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Since when. ISO UTC. */
  readonly createdAt: string;
  /** ISO UTC, within the hour; undefined when it never was. */
  readonly lastUsedAt: string | undefined;
  /** What a consultant was let in to, by name; empty for others, who reach all. */
  readonly programmes: readonly MemberProgramme[];
}

export interface MemberProgramme {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | undefined;
  /** The last day it is open; undefined for as long as they are a member. */
  readonly endsOn: CalendarDate | undefined;
}

/** True when nothing is open to a consultant any more once this programme is closed: with it, all of their access ends. */
export function isLastOpenProgramme({ programmes }: Pick<Member, 'programmes'>, programmeId: string | undefined, today: CalendarDate): boolean {
  return programmes.every(({ id, endsOn }) => id === programmeId || (endsOn !== undefined && endsOn < today));
}
