import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Identity } from './identity.ts';

/** The open account an identity belongs to; that of a closed one is as none. */
export async function findIdentityUser(db: Kysely<Database>, { issuer, subject }: Identity): Promise<string | undefined> {
  const row = await db.selectFrom('identities').innerJoin('users', 'users.id', 'identities.user_id').select('users.id')
    .where('identities.issuer', '=', issuer).where('identities.subject', '=', subject).where('users.disabled_at', 'is', null).executeTakeFirst();
  return row?.id;
}

interface Link {
  readonly userId: string;
  readonly at: string;
}

/** Links an identity to an account; false when it is linked already, to whomever. */
export async function insertIdentity(db: Kysely<Database>, { issuer, subject }: Identity, { userId, at }: Link): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db.insertInto('identities').values({ issuer, subject, user_id: userId, created_at: at })
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing()).executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function touchIdentity(db: Kysely<Database>, { issuer, subject }: Identity, at: string): Promise<void> {
  await db.updateTable('identities').set({ last_used_at: at }).where('issuer', '=', issuer).where('subject', '=', subject).execute();
}

const mostListed = 20;

export interface LinkedIdentity extends Identity {
  readonly linkedAt: string;
  readonly lastUsedAt: string | undefined;
}

/** The oldest first; few, since each was linked by hand. */
export async function listIdentities(db: Kysely<Database>, userId: string): Promise<LinkedIdentity[]> {
  const rows = await db.selectFrom('identities').selectAll().where('user_id', '=', userId)
    .orderBy('created_at').orderBy('subject').limit(mostListed).execute();
  return rows.map((row) => ({ issuer: row.issuer, subject: row.subject, linkedAt: row.created_at, lastUsedAt: row.last_used_at ?? undefined }));
}

/**
 * Takes a link away where the person has another way in, a password or another identity; false when not. The account's row is
 * locked first, so that two links are not taken away at once.
 */
export async function deleteIdentity(db: Kysely<Database>, userId: string, { issuer, subject }: Identity): Promise<boolean> {
  const user = await db.updateTable('users').set((row) => ({ name: row.ref('name') })).where('id', '=', userId)
    .returning('password_hash').executeTakeFirstOrThrow();
  const others = (await listIdentities(db, userId)).filter((each) => each.issuer !== issuer || each.subject !== subject);
  if (user.password_hash === null && others.length === 0) return false;
  await db.deleteFrom('identities').where('user_id', '=', userId).where('issuer', '=', issuer).where('subject', '=', subject).execute();
  return true;
}
