import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';

/** How much an organisation's files take on the disk, also those put aside, which prove what was: each content once. */
export async function sumKeptBytes(db: Kysely<Database>, { organisationId }: Membership): Promise<number> {
  const files = await db.selectFrom((from) => from.selectFrom('attachments').select(['sha256', 'bytes']).distinct()
    .where('organisation_id', '=', organisationId).as('kept')).select((row) => row.fn.sum('kept.bytes').as('bytes')).executeTakeFirst();
  const claims = await db.selectFrom('claims').select((row) => row.fn.sum('pdf_bytes').as('bytes'))
    .where('organisation_id', '=', organisationId).executeTakeFirst();
  // No row at all is null, and PostgreSQL gives sums as text.
  return Number(files?.bytes ?? 0) + Number(claims?.bytes ?? 0);
}
