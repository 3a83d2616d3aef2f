import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Role } from '#app/domain/permissions.ts';

/** Ends a person's access to the organisation from now on; the row tells who did it. */
export async function endMembership(
  db: Kysely<Database>, { organisationId, userId: endedBy }: Membership, ended: { userId: string; at: string },
): Promise<void> {
  await db.updateTable('memberships').set({ ended_at: ended.at, ended_by: endedBy })
    .where('organisation_id', '=', organisationId).where('user_id', '=', ended.userId).where('ended_at', 'is', null).execute();
}

export async function updateRole(
  db: Kysely<Database>, { organisationId }: Membership, changed: { userId: string; role: Role },
): Promise<void> {
  await db.updateTable('memberships').set({ role: changed.role })
    .where('organisation_id', '=', organisationId).where('user_id', '=', changed.userId).where('ended_at', 'is', null).execute();
}

/** Closes one programme to a consultant. */
export async function deleteProgrammeMember(
  db: Kysely<Database>, { organisationId }: Membership, closed: { userId: string; programmeId: string },
): Promise<void> {
  await db.deleteFrom('programme_members').where('organisation_id', '=', organisationId)
    .where('programme_id', '=', closed.programmeId).where('user_id', '=', closed.userId).execute();
}

/** Another last day. */
export async function updateProgrammeEnd(
  db: Kysely<Database>, { organisationId }: Membership, changed: { userId: string; programmeId: string; endsOn: CalendarDate },
): Promise<void> {
  await db.updateTable('programme_members').set({ ends_on: changed.endsOn }).where('organisation_id', '=', organisationId)
    .where('programme_id', '=', changed.programmeId).where('user_id', '=', changed.userId).execute();
}
