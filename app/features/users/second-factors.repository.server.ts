import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';

/** A person's second factor as it is stored. */
export interface SecondFactor {
  readonly secretSealed: string;
  readonly createdAt: string;
  /** Undefined while it is being set up: it does not count yet. */
  readonly confirmedAt: string | undefined;
}

export async function findSecondFactor(db: Kysely<Database>, userId: string): Promise<SecondFactor | undefined> {
  const row = await db.selectFrom('second_factors').select(['secret_sealed', 'created_at', 'confirmed_at'])
    .where('user_id', '=', userId).executeTakeFirst();
  if (row === undefined) return undefined;
  return { secretSealed: row.secret_sealed, createdAt: row.created_at, confirmedAt: row.confirmed_at ?? undefined };
}

/** True when signing in asks for a code. */
export async function hasSecondFactor(db: Kysely<Database>, userId: string): Promise<boolean> {
  return (await findSecondFactor(db, userId))?.confirmedAt !== undefined;
}

/** One being set up, in place of one that was never confirmed. @returns false where one counts already. */
export async function savePendingFactor(
  db: Kysely<Database>, { userId, secretSealed, now }: { readonly userId: string; readonly secretSealed: string; readonly now: string },
): Promise<boolean> {
  const pending = { secret_sealed: secretSealed, created_at: now };
  const { numInsertedOrUpdatedRows } = await db.insertInto('second_factors').values({ user_id: userId, ...pending })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(pending).where('second_factors.confirmed_at', 'is', null))
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

interface ConfirmedFactor {
  readonly userId: string;
  /** Of the pending factor the code was tried with: another may have taken its place. */
  readonly secretSealed: string;
  readonly step: number;
  readonly now: string;
}

/** The pending factor counts from now on. @returns false when it is no longer there to confirm. */
export async function confirmFactor(db: Kysely<Database>, { userId, secretSealed, step, now }: ConfirmedFactor): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('second_factors').set({ confirmed_at: now, last_step: step })
    .where('user_id', '=', userId).where('secret_sealed', '=', secretSealed).where('confirmed_at', 'is', null).executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Uses the code of a time step up. @returns false when it, or a later one, was used before. */
export async function takeStep(db: Kysely<Database>, userId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('second_factors').set({ last_step: step })
    .where('user_id', '=', userId).where('confirmed_at', 'is not', null)
    .where((row) => row.or([row('last_step', 'is', null), row('last_step', '<', step)])).executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Takes the factor and its recovery codes away. @returns false when there was none that counted. */
export async function deleteSecondFactor(db: Kysely<Database>, userId: string): Promise<boolean> {
  const had = await hasSecondFactor(db, userId);
  await db.deleteFrom('second_factors').where('user_id', '=', userId).execute();
  await db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  return had;
}

/** In place of those there were. */
export async function replaceRecoveryCodes(
  db: Kysely<Database>, { userId, hashes, now }: { readonly userId: string; readonly hashes: readonly string[]; readonly now: string },
): Promise<void> {
  await db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  await db.insertInto('recovery_codes').values(hashes.map((code_hash) => ({ user_id: userId, code_hash, created_at: now }))).execute();
}

/** Uses a recovery code up. @returns false for one that is not theirs or was used before. */
export async function takeRecoveryCode(
  db: Kysely<Database>, { userId, codeHash, now }: { readonly userId: string; readonly codeHash: string; readonly now: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('recovery_codes').set({ used_at: now })
    .where('user_id', '=', userId).where('code_hash', '=', codeHash).where('used_at', 'is', null).executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** How many recovery codes a person has left. */
export async function countRecoveryCodes(db: Kysely<Database>, userId: string): Promise<number> {
  const { left } = await db.selectFrom('recovery_codes').select((row) => row.fn.countAll<number | string>().as('left'))
    .where('user_id', '=', userId).where('used_at', 'is', null).executeTakeFirstOrThrow();
  return Number(left);
}
