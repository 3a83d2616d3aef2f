import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';

/** The person who signs in as a consultant of the organisation; undefined while nobody does. */
export async function findConsultantUser(
  db: Kysely<Database>, { organisationId }: Membership, consultantId: string,
): Promise<string | undefined> {
  const row = await db.selectFrom('consultants').select('user_id')
    .where('organisation_id', '=', organisationId).where('id', '=', consultantId).executeTakeFirst();
  return row?.user_id ?? undefined;
}

/** The consultant a person is in the organisation; undefined while they are none. */
export async function findConsultantOf(db: Kysely<Database>, { organisationId, userId }: Membership): Promise<string | undefined> {
  const row = await db.selectFrom('consultants').select('id')
    .where('organisation_id', '=', organisationId).where('user_id', '=', userId).executeTakeFirst();
  return row?.id;
}

/** The consultants nobody signs in as, by name; nobody becomes one who was erased. At most 5 000. */
export async function listFreeConsultants(
  db: Kysely<Database>, { organisationId }: Membership,
): Promise<{ id: string; name: string; company: string | undefined }[]> {
  const rows = await db.selectFrom('consultants').select(['id', 'name', 'company']).where('organisation_id', '=', organisationId)
    .where('user_id', 'is', null).where('erased_at', 'is', null).orderBy('name').orderBy('id').limit(5_000).execute();
  return rows.map(({ id, name, company }) => ({ id, name, company: company ?? undefined }));
}

/** The member signs in as this consultant from now on; false when somebody else does, or the consultant was erased. */
export async function tieConsultant(db: Kysely<Database>, { organisationId, userId }: Membership, consultantId: string): Promise<boolean> {
  const result = await db.updateTable('consultants').set({ user_id: userId })
    .where('organisation_id', '=', organisationId).where('id', '=', consultantId).where('user_id', 'is', null)
    .where('erased_at', 'is', null).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
