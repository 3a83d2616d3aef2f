import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Wait } from './sign-in-fault.ts';
import { nextTry } from './sign-in-throttle.ts';
import { accountName } from './users.repository.server.ts';

/** Who is being tried, and from where. */
export interface SignInPlace {
  readonly email: string;
  /** The client's address; empty when it is not known. */
  readonly address: string;
}

/** The person whose second factor is being tried: wherever from, since who tries it knows the password. */
interface SecondFactorPlace {
  readonly secondFactorOf: string;
}

type TriedPlace = SignInPlace | SecondFactorPlace;

const minuteMs = 60_000;

/** Counts a try; or tells how long it has to wait first. */
export async function waitFault(db: Kysely<Database>, place: TriedPlace, now: Date): Promise<Wait | undefined> {
  const waitMs = await takeTry(db, place, now);
  return waitMs > 0 ? { code: 'wait', minutes: Math.ceil(waitMs / minuteMs) } : undefined;
}

/**
 * Counts a try, unless it has to wait: then gives how long, in milliseconds. The row is locked first, so that tries sent all
 * at once are counted one after another.
 */
export async function takeTry(db: Kysely<Database>, place: TriedPlace, now: Date): Promise<number> {
  const keyHash = keyOf(place);
  return db.transaction().execute(async (trx) => {
    // One statement: between two, one that was right could take the row away.
    const made = await trx.insertInto('sign_in_tries').values({ key_hash: keyHash, failures: 0, last_at: now.toISOString() })
      .onConflict((conflict) => conflict.column('key_hash').doUpdateSet((row) => ({ failures: row.ref('sign_in_tries.failures') })))
      .returning(['failures', 'last_at']).executeTakeFirstOrThrow();
    const next = nextTry({ failures: made.failures, lastMs: Date.parse(made.last_at) }, now.getTime());
    if ('waitMs' in next) return next.waitMs;
    await trx.updateTable('sign_in_tries').set({ failures: next.failures, last_at: now.toISOString() }).where('key_hash', '=', keyHash).execute();
    return 0;
  });
}

/** The last try was right. */
export async function deleteTries(db: Kysely<Database>, place: TriedPlace): Promise<void> {
  await db.deleteFrom('sign_in_tries').where('key_hash', '=', keyOf(place)).execute();
}

export async function deleteTriesBefore(db: Kysely<Database>, instant: string): Promise<void> {
  await db.deleteFrom('sign_in_tries').where('last_at', '<', instant).execute();
}

function keyOf(place: TriedPlace): string {
  const named = 'email' in place ? [accountName(place.email), place.address] : place;
  return createHash('sha256').update(JSON.stringify(named)).digest('hex');
}

/**
 * True for the first transaction that asks. Another that asks meanwhile waits for it to end: the key can be there once only,
 * which no look at an empty table could promise.
 */
export async function takeFirstStart(db: Kysely<Database>, now: Date): Promise<boolean> {
  const result = await db.insertInto('sign_in_tries').values({ key_hash: 'first-start', failures: 0, last_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('key_hash').doNothing()).executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}
