import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';

/** True when anyone can sign in; a server without is on its first start. */
export async function hasUsers(db: Kysely<Database>): Promise<boolean> {
  return await db.selectFrom('users').select('id').limit(1).executeTakeFirst() !== undefined;
}
