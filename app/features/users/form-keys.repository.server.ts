import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';

/** A form that was carried out, and where it led. */
export interface FormKey {
  readonly userId: string;
  readonly formKey: string;
  readonly bodyHash: string;
  readonly location: string;
  readonly now: string;
}

export async function findFormKey(
  db: Kysely<Database>, userId: string, formKey: string,
): Promise<{ bodyHash: string; location: string } | undefined> {
  const row = await db.selectFrom('form_keys').select(['body_hash', 'location'])
    .where('user_id', '=', userId).where('form_key', '=', formKey).executeTakeFirst();
  return row === undefined ? undefined : { bodyHash: row.body_hash, location: row.location };
}

export async function insertFormKey(db: Kysely<Database>, key: FormKey): Promise<void> {
  await db.insertInto('form_keys').values({
    user_id: key.userId, form_key: key.formKey, body_hash: key.bodyHash, location: key.location, created_at: key.now,
  }).execute();
}

/** Kept for thirty days. */
export async function deleteFormKeysBefore(db: Kysely<Database>, instant: string): Promise<void> {
  await db.deleteFrom('form_keys').where('created_at', '<', instant).execute();
}
