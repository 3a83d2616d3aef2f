import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Log } from '#app/http/log.ts';
import { everyAuditHead } from './every-audit-head.repository.server.ts';

/** What the log calls the head of an organisation's trail. */
export const headEvent = 'audit_head';

/**
 * Writes to the log where each trail ends, where that has moved since it was last written: a trail whose last entries are cut away
 * is whole by itself, and shows only against a head kept elsewhere. @returns how many were written.
 */
export async function logAuditHeads(db: Kysely<Database>, log: Pick<Log, 'info'>, written: Map<string, number>): Promise<number> {
  let count = 0;
  for await (const { organisationId, head } of everyAuditHead(db)) {
    if (head === undefined || written.get(organisationId) === head.sequence) continue;
    written.set(organisationId, head.sequence);
    log.info(headEvent, { organisation: organisationId, sequence: head.sequence, hash: head.hash });
    count += 1;
  }
  return count;
}
