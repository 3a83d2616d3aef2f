import type { Kysely } from 'kysely';
import type { SignInMethod } from '#db/schema-people.ts';
import type { Database } from '#db/schema.ts';
import { newSecret, secretHash } from '#app/features/secrets/secret.server.ts';

const stepMinutes = 10;
const minuteMs = 60_000;

/** Somebody whose first factor was right, and who has to show the second. */
export interface SignInStep {
  readonly userId: string;
  readonly email: string;
  readonly method: SignInMethod;
  readonly stepHash: string;
}

/** @returns the secret for the browser's cookie; only its hash is stored. */
export async function insertStep(
  db: Kysely<Database>, { userId, method, now }: { readonly userId: string; readonly method: SignInMethod; readonly now: Date },
): Promise<string> {
  const secret = newSecret();
  await db.insertInto('sign_in_steps').values({
    id_hash: secretHash(secret), user_id: userId, method, created_at: now.toISOString(),
    ends_at: new Date(now.getTime() + stepMinutes * minuteMs).toISOString(),
  }).execute();
  return secret;
}

/** The step a cookie's secret stands for, while it lasts and the account is open. */
export async function findStep(db: Kysely<Database>, secret: string, now: Date): Promise<SignInStep | undefined> {
  const row = await db.selectFrom('sign_in_steps').innerJoin('users', 'users.id', 'sign_in_steps.user_id')
    .select(['users.id', 'users.email', 'sign_in_steps.method', 'sign_in_steps.id_hash'])
    .where('sign_in_steps.id_hash', '=', secretHash(secret)).where('sign_in_steps.ends_at', '>', now.toISOString())
    .where('users.disabled_at', 'is', null).executeTakeFirst();
  return row === undefined ? undefined : { userId: row.id, email: row.email, method: row.method, stepHash: row.id_hash };
}

/** True for the one who takes it away: a step leads on once. */
export async function deleteStep(db: Kysely<Database>, stepHash: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('sign_in_steps').where('id_hash', '=', stepHash).executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function deleteStepsOf(db: Kysely<Database>, userId: string): Promise<void> {
  await db.deleteFrom('sign_in_steps').where('user_id', '=', userId).execute();
}

export async function deleteEndedSteps(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom('sign_in_steps').where('ends_at', '<=', now.toISOString()).execute();
}
