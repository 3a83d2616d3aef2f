import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { newSecret, secretHash } from '#app/features/secrets/secret.server.ts';
import { resetMinutes } from './reset-limits.ts';

const minuteMs = 60_000;

/** @returns the secret for the link in the e-mail; only its hash is stored. Links sent before are worth nothing from now on. */
export async function insertReset(db: Kysely<Database>, userId: string, now: Date): Promise<string> {
  const secret = newSecret();
  await deleteResetsOf(db, userId);
  await db.insertInto('password_resets').values({
    token_hash: secretHash(secret), user_id: userId, created_at: now.toISOString(),
    expires_at: new Date(now.getTime() + resetMinutes * minuteMs).toISOString(),
  }).execute();
  return secret;
}

/** Whose password a link may set, while it lasts and the account is open. */
export interface ResetOwner {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

export async function findReset(db: Kysely<Database>, secret: string, now: Date): Promise<ResetOwner | undefined> {
  const row = await db.selectFrom('password_resets').innerJoin('users', 'users.id', 'password_resets.user_id')
    .select(['users.id', 'users.email', 'users.name'])
    .where('token_hash', '=', secretHash(secret)).where('used_at', 'is', null).where('expires_at', '>', now.toISOString())
    .where('users.disabled_at', 'is', null).executeTakeFirst();
  return row === undefined ? undefined : { userId: row.id, email: row.email, name: row.name };
}

/** Uses a link up. @returns false when it has ended or another was first. */
export async function takeReset(db: Kysely<Database>, secret: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('password_resets').set({ used_at: now.toISOString() })
    .where('token_hash', '=', secretHash(secret)).where('used_at', 'is', null).where('expires_at', '>', now.toISOString()).executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The password was set in another way: what was sent before opens nothing more. */
export async function deleteResetsOf(db: Kysely<Database>, userId: string): Promise<void> {
  await db.deleteFrom('password_resets').where('user_id', '=', userId).execute();
}
