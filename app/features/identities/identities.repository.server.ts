import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Identity, LinkedIdentity } from './identity.ts';

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

/** The oldest first; few, since each was linked by hand. */
export async function listIdentities(db: Kysely<Database>, userId: string): Promise<LinkedIdentity[]> {
  const rows = await db.selectFrom('identities').selectAll().where('user_id', '=', userId)
    .orderBy('created_at').orderBy('subject').limit(mostListed).execute();
  return rows.map(({ issuer, subject, created_at: linkedAt, last_used_at: lastUsedAt }) => (
    { issuer, subject, linkedAt, lastUsedAt: lastUsedAt ?? undefined }));
}

/**
 * Takes a link away where the person has another way in, a password or another identity; false when not. With the person's row
 * locked, so that two links are not taken away at once.
 */
export async function deleteIdentity(trx: Transaction<Database>, userId: string, { issuer, subject }: Identity): Promise<boolean> {
  const { password_hash: passwordHash } = await trx.selectFrom('users').select('password_hash')
    .where('id', '=', userId).executeTakeFirstOrThrow();
  const others = (await listIdentities(trx, userId)).filter((each) => each.issuer !== issuer || each.subject !== subject);
  if (passwordHash === null && others.length === 0) return false;
  await trx.deleteFrom('identities').where('user_id', '=', userId).where('issuer', '=', issuer).where('subject', '=', subject).execute();
  return true;
}
