import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '#db/schema.ts';
import type { AccountEvent, AccountEventName, NewAccountEvent } from './account-event.ts';
import { accountEventNames } from './account-event.ts';

/** Tells of something that happened to a person's own account, in the transaction of what it tells of. */
export async function insertAccountEvent(db: Kysely<Database>, { userId, at, event, facts = {} }: NewAccountEvent): Promise<void> {
  await db.insertInto('account_events').values({ user_id: userId, id: randomUUID(), at, event, facts_json: JSON.stringify(facts) }).execute();
}

/** The newest first. */
export async function listAccountEvents(db: Kysely<Database>, userId: string, most: number): Promise<AccountEvent[]> {
  const rows = await db.selectFrom('account_events').select(['id', 'at', 'event', 'facts_json'])
    .where('user_id', '=', userId).orderBy('at', 'desc').orderBy('id').limit(most).execute();
  return rows.flatMap(({ id, at, event, facts_json }) => (
    isKnown(event) ? [{ id, at, event, facts: factsShape.parse(JSON.parse(facts_json)) }] : []
  ));
}

/** Kept for a year. */
export async function deleteAccountEventsBefore(db: Kysely<Database>, instant: string): Promise<void> {
  await db.deleteFrom('account_events').where('at', '<', instant).execute();
}

const factsShape = z.record(z.string(), z.string());

/** A newer version of the product may have written others. */
function isKnown(event: string): event is AccountEventName {
  return accountEventNames.some((name) => name === event);
}
