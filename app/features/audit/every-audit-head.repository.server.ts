import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { AuditHead } from './audit-entry.ts';

/** Where the trail of an organisation ends; undefined while nothing has happened. */
export interface OrganisationHead {
  readonly organisationId: string;
  readonly name: string;
  readonly head: AuditHead | undefined;
}

const atOnce = 500;

/** The heads of all trails on this server, to be kept elsewhere: by who runs it only. */
export async function* everyAuditHead(db: Kysely<Database>): AsyncGenerator<OrganisationHead> {
  for (let after = ''; ;) {
    const rows = await db.selectFrom('organisations').select(['id', 'name', 'audit_sequence', 'audit_hash'])
      .where('id', '>', after).orderBy('id').limit(atOnce).execute();
    for (const { id, name, audit_sequence: sequence, audit_hash: hash } of rows) {
      after = id;
      yield { organisationId: id, name, head: sequence === 0 ? undefined : { sequence, hash } };
    }
    if (rows.length < atOnce) return;
  }
}
