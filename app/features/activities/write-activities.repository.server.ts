import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { DomainError } from '#app/domain/errors.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Activity } from '#app/domain/programme.ts';

interface NewActivities {
  readonly programmeId: string;
  readonly activities: readonly Activity[];
}

/** Few enough for the parameters one statement may have. */
const rowsAtOnce = 500;

/** Adds activities after those that are there, in the order given. */
export async function insertActivities(
  db: Kysely<Database>, membership: Membership, { programmeId, activities }: NewActivities,
): Promise<void> {
  if (!membership.reaches(programmeId)) throw new DomainError('not_found', `No programme ${programmeId}`);
  const { organisationId } = membership;
  const { last } = await db.selectFrom('activities').select((row) => row.fn.max('position').as('last'))
    .where('organisation_id', '=', organisationId).where('programme_id', '=', programmeId).executeTakeFirstOrThrow();
  const rows = activities.map((activity, index) => ({
    organisation_id: organisationId, programme_id: programmeId, id: activity.id, ...toColumns(activity),
    position: Number(last ?? 0) + 1 + index, version: 1,
  }));
  for (let from = 0; from < rows.length; from += rowsAtOnce) await db.insertInto('activities').values(rows.slice(from, from + rowsAtOnce)).execute();
}

interface ChangedActivity {
  readonly programmeId: string;
  readonly activity: Activity;
  readonly version: number;
}

/** Writes the activity when nobody else has since; false when somebody has. */
export async function updateActivity(
  db: Kysely<Database>, membership: Membership, { programmeId, activity, version }: ChangedActivity,
): Promise<boolean> {
  if (!membership.reaches(programmeId)) return false;
  const result = await db.updateTable('activities').set({ ...toColumns(activity), version: version + 1 })
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', programmeId)
    .where('id', '=', activity.id).where('version', '=', version).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Takes an activity away. Deleted costs that were entered on it forget it; others may not be there. */
export async function deleteActivity(
  db: Kysely<Database>, membership: Membership, { programmeId, id }: { programmeId: string; id: string },
): Promise<void> {
  if (!membership.reaches(programmeId)) return;
  const { organisationId } = membership;
  await db.updateTable('expenses').set({ activity_id: null }).where('organisation_id', '=', organisationId).where('programme_id', '=', programmeId)
    .where('activity_id', '=', id).where('deleted_at', 'is not', null).execute();
  await db.updateTable('day_sheet_lines').set({ activity_id: null }).where('organisation_id', '=', organisationId).where('activity_id', '=', id).execute();
  await db.deleteFrom('activities').where('organisation_id', '=', organisationId).where('programme_id', '=', programmeId).where('id', '=', id).execute();
}

function toColumns({ kind, title, startsOn, endsOn, place, participants }: Activity) {
  return { kind, title, starts_on: startsOn, ends_on: endsOn, place: place ?? null, participants: participants ?? null };
}
