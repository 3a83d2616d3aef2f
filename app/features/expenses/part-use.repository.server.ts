import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';

export type PartOfProgramme
  = | { readonly programmeId: string; readonly consultantId: string }
    | { readonly programmeId: string; readonly activityId: string };

/** True when a cost of the programme stands on the consultant or the activity; deleted costs do not count. */
export async function isPartUsed(db: Kysely<Database>, membership: Membership, part: PartOfProgramme): Promise<boolean> {
  const costs = db.selectFrom('expenses').select('id')
    .where('organisation_id', '=', membership.organisationId).where('programme_id', '=', part.programmeId).where('deleted_at', 'is', null);
  const ofPart = 'consultantId' in part ? costs.where('consultant_id', '=', part.consultantId) : costs.where('activity_id', '=', part.activityId);
  return await ofPart.limit(1).executeTakeFirst() !== undefined;
}

/** Lets go of an activity that is about to be removed: deleted costs may still name it. */
export async function forgetActivity(db: Kysely<Database>, membership: Membership, activityId: string): Promise<void> {
  await db.updateTable('expenses').set({ activity_id: null })
    .where('organisation_id', '=', membership.organisationId).where('activity_id', '=', activityId).where('deleted_at', 'is not', null).execute();
}
