import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';

/** Somebody who was let in to a programme as a consultant. */
export interface InvitedPerson {
  readonly userId: string;
  readonly name: string;
}

const mostInvited = 500;

/** Those who are let in to the programme as consultants, by name. At most 500. */
export async function listInvitedPeople(db: Kysely<Database>, membership: Membership, programmeId: string): Promise<InvitedPerson[]> {
  if (!membership.reaches(programmeId)) return [];
  const rows = await db.selectFrom('programme_members as link').innerJoin('users', 'users.id', 'link.user_id')
    .innerJoin('memberships', (join) => join.onRef('memberships.user_id', '=', 'link.user_id').onRef('memberships.organisation_id', '=', 'link.organisation_id'))
    .select(['users.id', 'users.name']).where('link.organisation_id', '=', membership.organisationId).where('link.programme_id', '=', programmeId)
    .where('memberships.role', '=', 'consultant').where('memberships.ended_at', 'is', null)
    .orderBy('users.name').orderBy('users.id').limit(mostInvited).execute();
  return rows.map(({ id, name }) => ({ userId: id, name }));
}

/**
 * Those who may be said to be the consultant: who is let in to the programme, and who signs in as them now, whichever programmes they
 * are let in to: a form that left that one out would untie them unseen.
 */
export async function listPeopleFor(
  db: Kysely<Database>, membership: Membership, { programmeId, consultantId }: { programmeId: string; consultantId: string },
): Promise<InvitedPerson[]> {
  if (!membership.reaches(programmeId)) return [];
  const invited = await listInvitedPeople(db, membership, programmeId);
  const tied = await db.selectFrom('consultants').innerJoin('users', 'users.id', 'consultants.user_id').select(['users.id', 'users.name'])
    .where('consultants.organisation_id', '=', membership.organisationId).where('consultants.id', '=', consultantId).executeTakeFirst();
  if (tied === undefined || invited.some(({ userId }) => userId === tied.id)) return invited;
  return [...invited, { userId: tied.id, name: tied.name }];
}

/** The person signs in as this consultant from now on, or nobody does; false when they are another consultant already. */
export async function updateConsultantPerson(
  db: Kysely<Database>, { organisationId }: Membership, { id, userId }: { id: string; userId: string | undefined },
): Promise<boolean> {
  if (userId !== undefined) {
    const other = await db.selectFrom('consultants').select('id')
      .where('organisation_id', '=', organisationId).where('user_id', '=', userId).where('id', '!=', id).executeTakeFirst();
    if (other !== undefined) return false;
  }
  await db.updateTable('consultants').set({ user_id: userId ?? null })
    .where('organisation_id', '=', organisationId).where('id', '=', id).where('erased_at', 'is', null).execute();
  return true;
}
