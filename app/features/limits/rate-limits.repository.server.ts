import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Limit } from './limits.ts';

const minuteMs = 60_000;
/** Longer than any limit's stretch: what is older counts for nothing. */
const keptMs = 24 * 60 * minuteMs;

/** Something that is counted. */
export interface Taking {
  readonly name: string;
  readonly limit: Limit;
  /** By whom: a person, a token, an address. Only a hash of it is kept. */
  readonly key: string;
  /** How many at once; one unless said. */
  readonly count?: number;
}

/**
 * Counts one more, in the database, so that several servers share the count. Gives 0 when it may be done, else in how many
 * seconds it may be tried again; what is refused is counted too. One statement: those who come at once are all counted.
 */
export async function takeFromLimit(db: Kysely<Database>, { name, limit, key, count = 1 }: Taking, now: Date): Promise<number> {
  const windowMs = limit.minutes * minuteMs;
  const startsMs = Math.floor(now.getTime() / windowMs) * windowMs;
  const keyHash = createHash('sha256').update(JSON.stringify([name, key])).digest('hex');
  const startsAt = new Date(startsMs).toISOString();
  const { taken } = await db.insertInto('rate_limits').values({ key_hash: keyHash, window_starts_at: startsAt, taken: count })
    .onConflict((conflict) => conflict.columns(['key_hash', 'window_starts_at'])
      .doUpdateSet((row) => ({ taken: row('rate_limits.taken', '+', row.ref('excluded.taken')) })))
    .returning('taken').executeTakeFirstOrThrow();
  // The first of a stretch takes the key's earlier ones away, so that a key has one row.
  if (taken === count) await db.deleteFrom('rate_limits').where('key_hash', '=', keyHash).where('window_starts_at', '<', startsAt).execute();
  return taken <= limit.most ? 0 : Math.ceil((startsMs + windowMs - now.getTime()) / 1_000);
}

/** Counts that are over: of those who never came back. */
export async function deleteOldLimits(db: Kysely<Database>, now: Date): Promise<void> {
  await db.deleteFrom('rate_limits').where('window_starts_at', '<', new Date(now.getTime() - keptMs).toISOString()).execute();
}
