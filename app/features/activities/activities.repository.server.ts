import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Activity } from '#app/domain/programme.ts';

export interface StoredActivity {
  readonly activity: Activity;
  readonly version: number;
}

/** The programme's activities in the order they were added. */
export async function listActivities(db: Kysely<Database>, membership: Membership, programmeId: string): Promise<StoredActivity[]> {
  if (!membership.reaches(programmeId)) return [];
  const rows = await db.selectFrom('activities').selectAll()
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', programmeId)
    .orderBy('position').orderBy('id').execute();
  return rows.map((row) => ({
    version: row.version,
    activity: {
      id: row.id, kind: row.kind, title: row.title, startsOn: calendarDate(row.starts_on), endsOn: calendarDate(row.ends_on),
      place: row.place ?? undefined, participants: row.participants ?? undefined,
    },
  }));
}
