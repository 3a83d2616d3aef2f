import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';

/**
 * The names of people of the organisation by their ids, also of those who have left; undefined of one the organisation has erased,
 * whatever another still calls them.
 */
export async function findNames(
  db: Kysely<Database>, membership: Membership, userIds: readonly string[],
): Promise<ReadonlyMap<string, string | undefined>> {
  if (userIds.length === 0) return new Map();
  const rows = await db.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.user_id').select(['users.id', 'users.name', 'memberships.erased_at'])
    .where('memberships.organisation_id', '=', membership.organisationId).where('users.id', 'in', [...new Set(userIds)]).execute();
  return new Map(rows.map(({ id, name, erased_at }) => [id, erased_at === null ? name : undefined]));
}
