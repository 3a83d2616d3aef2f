import type { Kysely } from 'kysely';
import type { AuditEntryTable, Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { AuditCheck, AuditFault, AuditHead } from './audit-entry.ts';
import { getAuditHead, listAuditRows } from './audit.repository.server.ts';
import { auditHash } from './record-audit.server.ts';

const entriesAtOnce = 1_000;

/**
 * Reckons every seal of the trail anew. Whoever can write in the database could seal a trail of their own making, with its head:
 * that shows only against `known` seals, kept outside of it, such as on paper. Entries written while it reads are left for next time.
 */
export async function verifyAudit(db: Kysely<Database>, membership: Membership, known: readonly AuditHead[] = []): Promise<AuditCheck> {
  const head = await getAuditHead(db, membership);
  const remembered = new Map(known.map(({ sequence, hash }) => [sequence, hash]));
  let last: AuditHead = { sequence: 0, hash: '' };
  let since: string | undefined;
  for (;;) {
    const rows = await listAuditRows(db, membership, { after: last.sequence, upTo: head.sequence, limit: entriesAtOnce });
    for (const row of rows) {
      const fault = faultOf(row, last, remembered);
      if (fault !== undefined) return { isWhole: false, ...fault };
      since ??= row.at;
      last = { sequence: row.sequence, hash: row.hash };
    }
    if (rows.length < entriesAtOnce) break;
  }
  if (last.sequence !== head.sequence || last.hash !== head.hash) return { isWhole: false, at: last.sequence, fault: 'cut' };
  const lost = known.find(({ sequence }) => sequence > last.sequence);
  return lost === undefined ? { isWhole: true, entries: last.sequence, since, head } : { isWhole: false, at: lost.sequence, fault: 'cut' };
}

function faultOf(
  row: AuditEntryTable, before: AuditHead, known: ReadonlyMap<number, string>,
): { at: number; fault: AuditFault } | undefined {
  const at = before.sequence + 1;
  if (row.sequence !== at) return { at, fault: 'missing' };
  if (row.hash !== auditHash(row)) return { at, fault: 'altered' };
  if (row.previous_hash !== before.hash) return { at, fault: 'moved' };
  const kept = known.get(at);
  return kept !== undefined && kept !== row.hash ? { at, fault: 'rewritten' } : undefined;
}
