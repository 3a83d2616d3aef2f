import { sql, type Kysely, type Selectable } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { AuditEntryTable, Database } from '#db/schema.ts';
import { auditHash, recordAudit } from '#app/features/audit/record-audit.server.ts';
import { verifyAudit } from '#app/features/audit/verify-audit.server.ts';
import { aClaimGround, as } from '#test/fixtures/claim-ground.ts';
import { testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';
import { aTrial, type Trial } from '#test/fixtures/trial.ts';

/** Somebody who owns the database itself takes the triggers away and edits, deletes, swaps, cuts or rewrites the audit trail. */

type Row = Selectable<AuditEntryTable>;
const entries = 12;
const texts = ['at', 'actor_name', 'action', 'subject_kind', 'subject_id', 'facts_json', 'request_id', 'previous_hash', 'hash'] as const;

/** Each gives the trail as it becomes; a head that is told goes into the organisation's row too. */
const acts: Readonly<Record<string, (rows: readonly Row[], trial: Trial) => { rows: readonly Row[]; head?: Row | undefined }>> = {
  edit: (rows, trial) => {
    const [at, field] = [trial.pick(rows)?.sequence, trial.pick(texts) ?? 'at'];
    return { rows: rows.map((row) => (row.sequence === at ? { ...row, [field]: `${row[field]}x` } : row)) };
  },
  'edit and seal again': (rows, trial) => {
    const at = trial.pick(rows.slice(0, -1))?.sequence;
    const changed = (row: Row) => ({ ...row, actor_name: 'En annen' });
    return { rows: rows.map((row) => (row.sequence === at ? { ...changed(row), hash: auditHash(changed(row)) } : row)) };
  },
  delete: (rows, trial) => {
    const gone = trial.pick(rows)?.sequence;
    return { rows: rows.filter(({ sequence }) => sequence !== gone) };
  },
  'delete and number anew': (rows, trial) => {
    const gone = trial.pick(rows.slice(0, -1))?.sequence;
    return { rows: rows.filter(({ sequence }) => sequence !== gone).map((row, index) => ({ ...row, sequence: index + 1 })) };
  },
  swap: (rows, trial) => {
    const first = 1 + Math.floor(trial.random() * (rows.length - 1));
    const swapped = new Map([[first, first + 1], [first + 1, first]]);
    return { rows: rows.map((row) => ({ ...row, sequence: swapped.get(row.sequence) ?? row.sequence })) };
  },
  cut: (rows, trial) => ({ rows: rows.slice(0, Math.floor(trial.random() * rows.length)) }),
  'cut with its head': (rows, trial) => {
    const left = rows.slice(0, 1 + Math.floor(trial.random() * (rows.length - 1)));
    return { rows: left, head: left.at(-1) };
  },
  'rewrite with its head': (rows, trial) => {
    const from = Math.floor(trial.random() * rows.length);
    const rewritten: Row[] = [];
    for (const [index, row] of rows.entries()) {
      const forged = index < from ? row : { ...row, actor_name: 'En annen', previous_hash: rewritten.at(-1)?.hash ?? '' };
      rewritten.push({ ...forged, hash: auditHash(forged) });
    }
    return { rows: rewritten, head: rewritten.at(-1) };
  },
};
/** Whoever writes the head too leaves a whole trail behind: that shows against a seal kept elsewhere and against nothing else. */
const needsKept = ['cut with its head', 'rewrite with its head'];

async function dropTriggers(db: Kysely<Database>, kind: TestDatabase['kind']): Promise<void> {
  const statements = kind === 'sqlite'
    ? ['drop trigger audit_entries_no_update', 'drop trigger audit_entries_no_delete']
    : ['alter table audit_entries disable trigger user'];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

describe.each(testDatabases)('E12 on $kind', ({ kind, open }) => {
  test('whatever is done to the trail is found', async () => {
    const trial = aTrial(`E12 on ${kind}`, { reduced: 3, full: 100 });
    const { db, worker, programmeId } = await aClaimGround(await open(), 1);
    for (let index = 0; index < entries; index += 1) {
      await as(db, worker, (change) => recordAudit(change, { action: 'programme.changed', subject: { kind: 'programme', id: programmeId }, facts: { index } }));
    }
    const whole = await db.selectFrom('audit_entries').selectAll().orderBy('sequence').execute();
    const last = whole.at(-1);
    if (last === undefined) throw new Error('There is no entry');
    await dropTriggers(db, kind);
    const store = async (rows: readonly Row[], head: Row) => {
      await db.deleteFrom('audit_entries').execute();
      if (rows.length > 0) await db.insertInto('audit_entries').values([...rows]).execute();
      await db.updateTable('organisations').set({ audit_sequence: head.sequence, audit_hash: head.hash }).execute();
    };
    let found = 0;
    for (const [name, act] of Object.entries(acts)) {
      for (let round = 0; round < trial.rounds; round += 1) {
        const made = act(whole, trial);
        await store(made.rows, made.head ?? last);
        const isUnseen = (await verifyAudit(db, worker)).isWhole;
        expect(isUnseen, `${name}, without a seal kept elsewhere, seed ${trial.seed}`).toBe(needsKept.includes(name));
        expect((await verifyAudit(db, worker, [last])).isWhole, `${name}, against a seal kept elsewhere, seed ${trial.seed}`).toBe(false);
        found += 1;
      }
    }
    await store(whole, last);
    expect(await verifyAudit(db, worker, [last])).toMatchObject({ isWhole: true, entries });
    trial.tell(`${found} of ${found} found, of them ${needsKept.length * trial.rounds} only against a seal kept elsewhere`);
  });
});
