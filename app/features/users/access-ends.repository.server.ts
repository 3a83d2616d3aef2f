import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { calendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';

/** The last day each programme is open to the member, where there is one. */
export async function listAccessEnds(db: Kysely<Database>, { organisationId, userId }: Membership): Promise<Map<string, CalendarDate>> {
  const rows = await db.selectFrom('programme_members').select(['programme_id', 'ends_on'])
    .where('organisation_id', '=', organisationId).where('user_id', '=', userId).where('ends_on', 'is not', null).execute();
  return new Map(rows.flatMap(({ programme_id, ends_on }) => (ends_on === null ? [] : [[programme_id, calendarDate(ends_on)] as const])));
}
