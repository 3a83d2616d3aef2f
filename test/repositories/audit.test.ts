import { sql, type Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Database } from '#db/schema.ts';
import { listAudit } from '#app/features/audit/audit.repository.server.ts';
import { historyOf } from '#app/features/audit/history-of.server.ts';
import { readKeptHeads } from '#app/features/audit/kept-heads.ts';
import { logAuditHeads } from '#app/features/audit/log-audit-heads.server.ts';
import { auditHash, recordAudit } from '#app/features/audit/record-audit.server.ts';
import { verifyAudit } from '#app/features/audit/verify-audit.server.ts';
import { openLog } from '#app/http/log.ts';
import { Membership } from '#app/domain/membership.ts';
import { aClaimGround, as, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { openTestDatabase, testDatabases, wholeOf, type TestDatabase } from '#test/fixtures/databases.ts';

/** A trail of five entries in the first programme and one in the second. */
async function aTrail(open: TestDatabase['open']): Promise<ClaimGround> {
  const ground = await aClaimGround(await open(), 2);
  const { db, worker, programmeId, secondProgrammeId, expenseIds } = ground;
  for (const [index, id] of [...expenseIds, ...expenseIds, ...expenseIds].slice(0, 5).entries()) {
    await as(db, worker, (change) => recordAudit(change, {
      action: 'expense.changed', subject: { kind: 'expense', id }, programmeId, facts: { amount: { from: '1.00', to: `${index}.00` } },
    }));
  }
  await as(db, worker, (change) => recordAudit(change, { action: 'programme.changed', subject: { kind: 'programme', id: secondProgrammeId }, programmeId: secondProgrammeId }));
  return ground;
}

/** What somebody with the keys of the database itself could do. */
async function withoutTriggers(db: Kysely<Database>, kind: TestDatabase['kind'], act: () => Promise<unknown>): Promise<void> {
  const statements = kind === 'sqlite'
    ? ['drop trigger audit_entries_no_update', 'drop trigger audit_entries_no_delete']
    : ['alter table audit_entries disable trigger user'];
  for (const statement of statements) await sql.raw(statement).execute(db);
  await act();
}

const rowsOf = (db: Kysely<Database>) => db.selectFrom('audit_entries').selectAll().orderBy('sequence').execute();

describe.each(testDatabases)('the audit trail on $kind', ({ kind, open }) => {
  test('is whole as the product writes it, from its first entry on', async () => {
    const { db, finance } = await aTrail(open);
    const check = await verifyAudit(db, finance);
    expect(check).toMatchObject({ isWhole: true, entries: 6, since: '2026-11-24T10:00:00.000Z' });
  });

  test('that is empty is whole', async () => {
    const { db, finance } = await aClaimGround(await open(), 1);
    expect(await verifyAudit(db, finance)).toMatchObject({ isWhole: true, entries: 0, since: undefined });
  });

  test('is whole for each organisation by itself', async () => {
    const db = await open();
    const [one, other] = [await aClaimGround(db, 1), await aClaimGround(db, 1)];
    for (const { db: own, worker, programmeId } of [one, other, one]) {
      await as(own, worker, (change) => recordAudit(change, { action: 'programme.changed', subject: { kind: 'programme', id: programmeId } }));
    }
    expect(await verifyAudit(one.db, one.finance)).toMatchObject({ isWhole: true, entries: 2 });
    expect(await verifyAudit(other.db, other.finance)).toMatchObject({ isWhole: true, entries: 1 });
  });

  test('shows an entry that was changed', async () => {
    const { db, finance } = await aTrail(open);
    await withoutTriggers(db, kind, () => db.updateTable('audit_entries').set({ actor_name: 'En annen' }).where('sequence', '=', 3).execute());
    expect(await verifyAudit(db, finance)).toEqual({ isWhole: false, at: 3, fault: 'altered' });
  });

  test('shows an entry that was changed and sealed again', async () => {
    const { db, finance } = await aTrail(open);
    const third = (await rowsOf(db))[2];
    if (third === undefined) throw new Error('There is no third entry');
    const changed = { ...third, actor_name: 'En annen' };
    await withoutTriggers(db, kind, () => db.updateTable('audit_entries').set({ ...changed, hash: auditHash(changed) }).where('sequence', '=', 3).execute());
    expect(await verifyAudit(db, finance)).toEqual({ isWhole: false, at: 4, fault: 'moved' });
  });

  test('shows an entry that was taken away', async () => {
    const { db, finance } = await aTrail(open);
    await withoutTriggers(db, kind, () => db.deleteFrom('audit_entries').where('sequence', '=', 2).execute());
    expect(await verifyAudit(db, finance)).toEqual({ isWhole: false, at: 2, fault: 'missing' });
  });

  test('shows two entries that changed places', async () => {
    const { db, finance } = await aTrail(open);
    await withoutTriggers(db, kind, async () => {
      for (const [from, to] of [[2, 99], [3, 2], [99, 3]] as const) {
        await db.updateTable('audit_entries').set({ sequence: to }).where('sequence', '=', from).execute();
      }
    });
    expect(await verifyAudit(db, finance)).toMatchObject({ isWhole: false, at: 2 });
  });

  test('shows that its end was cut off', async () => {
    const { db, finance } = await aTrail(open);
    await withoutTriggers(db, kind, () => db.deleteFrom('audit_entries').where('sequence', '>', 4).execute());
    expect(await verifyAudit(db, finance)).toEqual({ isWhole: false, at: 4, fault: 'cut' });
  });

  test('written anew from one entry on, head and all, shows against a seal kept elsewhere', async () => {
    const { db, finance } = await aTrail(open);
    const kept = (await rowsOf(db)).map(({ sequence, hash }) => ({ sequence, hash }));
    await withoutTriggers(db, kind, async () => {
      let previous = kept[1]?.hash ?? '';
      for (const row of (await rowsOf(db)).slice(2)) {
        const forged = { ...row, actor_name: 'En annen', previous_hash: previous };
        previous = auditHash(forged);
        await db.updateTable('audit_entries').set({ ...forged, hash: previous }).where('sequence', '=', row.sequence).execute();
      }
      await db.updateTable('organisations').set({ audit_hash: previous }).execute();
    });
    expect(await verifyAudit(db, finance)).toMatchObject({ isWhole: true });
    expect(await verifyAudit(db, finance, kept.slice(5))).toEqual({ isWhole: false, at: 6, fault: 'rewritten' });
  });

  test('cut off, head and all, shows against a seal kept elsewhere', async () => {
    const { db, finance } = await aTrail(open);
    const [last] = (await rowsOf(db)).slice(-1);
    const fourth = (await rowsOf(db))[3];
    await withoutTriggers(db, kind, () => db.deleteFrom('audit_entries').where('sequence', '>', 4).execute());
    await db.updateTable('organisations').set({ audit_sequence: 4, audit_hash: fourth?.hash ?? '' }).execute();
    expect(await verifyAudit(db, finance, [{ sequence: last?.sequence ?? 0, hash: last?.hash ?? '' }])).toEqual({ isWhole: false, at: 6, fault: 'cut' });
  });

  test('has its end written to the log once, and again when it has moved; a cut shows against that', async () => {
    const { db, worker, finance, programmeId } = await aTrail(open);
    const lines: string[] = [];
    const log = openLog('info', { write: (line) => { lines.push(line); } });
    const written = new Map<string, number>();
    const server = wholeOf(db);
    expect([await logAuditHeads(server, log, written), await logAuditHeads(server, log, written)]).toEqual([1, 0]);
    await as(db, worker, (change) => recordAudit(change, { action: 'programme.changed', subject: { kind: 'programme', id: programmeId }, programmeId }));
    expect(await logAuditHeads(server, log, written)).toBe(1);
    const heads = readKeptHeads(lines.join(''));
    expect(heads.map(({ organisationId, sequence }) => [organisationId, sequence])).toEqual([[worker.organisationId, 6], [worker.organisationId, 7]]);
    expect(await verifyAudit(db, finance, heads)).toMatchObject({ isWhole: true, entries: 7 });
    const sixth = (await rowsOf(db))[5];
    await withoutTriggers(db, kind, () => db.deleteFrom('audit_entries').where('sequence', '>', 6).execute());
    await db.updateTable('organisations').set({ audit_sequence: 6, audit_hash: sixth?.hash ?? '' }).execute();
    expect(await verifyAudit(db, finance)).toMatchObject({ isWhole: true });
    expect(await verifyAudit(db, finance, heads)).toMatchObject({ isWhole: false });
  });

  test('is read from the latest backwards, a page at a time, without a gap', async () => {
    const { db, finance } = await aTrail(open);
    const first = await listAudit(db, finance, { limit: 4 });
    const rest = await listAudit(db, finance, { limit: 4, before: first.at(-1)?.sequence });
    expect([...first, ...rest].map(({ sequence }) => sequence)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test('of a programme and of one expense has only what is theirs', async () => {
    const { db, finance, programmeId, expenseIds: [id = ''] } = await aTrail(open);
    expect((await listAudit(db, finance, { programmeId, limit: 10 })).map(({ sequence }) => sequence)).toEqual([5, 4, 3, 2, 1]);
    const ofExpense = await listAudit(db, finance, { programmeId, subject: { kind: 'expense', id }, limit: 10 });
    expect(ofExpense.map(({ sequence }) => sequence)).toEqual([5, 3, 1]);
  });

  test('is never another organisation’s', async () => {
    const { db, programmeId, expenseIds: [id = ''] } = await aTrail(open);
    const { db: theirs, finance: stranger } = await aClaimGround(db, 1);
    for (const place of [db, theirs]) expect(await listAudit(place, stranger, { limit: 10 })).toEqual([]);
    expect(await listAudit(theirs, stranger, { programmeId, subject: { kind: 'expense', id }, limit: 10 })).toEqual([]);
  });

  test('is not for a consultant, not even of their own programme', async () => {
    const { db, worker, programmeId, expenseIds: [id = ''] } = await aTrail(open);
    const consultant = new Membership({ organisationId: worker.organisationId, userId: worker.userId, role: 'consultant', programmeIds: new Set([programmeId]) });
    expect(await historyOf({ database: db, membership: consultant, language: 'nb' }, { programmeId, kind: 'expense', id })).toBeUndefined();
    await expect(listAudit(db, consultant, { limit: 10 })).rejects.toThrow('Not the history');
  });

  test('of an expense reads as sentences', async () => {
    const { db, finance, programmeId, expenseIds: [, id = ''] } = await aTrail(open);
    const history = await historyOf({ database: db, membership: finance, language: 'nb' }, { programmeId, kind: 'expense', id });
    expect(history?.list.items[0]).toMatchObject({
      text: 'Prøve case_worker endret utgiften «Prosessveiledning».', details: ['beløp: fra 1,00 til 3,00'], when: '24.11.2026 kl.\u00a011.00', link: undefined,
    });
  });

  test('cannot be emptied', async () => {
    const { db } = await aTrail(open);
    await expect(db.deleteFrom('audit_entries').execute()).rejects.toThrow('append-only');
    expect(await rowsOf(db)).toHaveLength(6);
  });
});

test('INSERT OR REPLACE does not get past the trail on SQLite', async () => {
  const { db } = await aTrail(() => openTestDatabase('sqlite'));
  const [first] = await rowsOf(db);
  if (first === undefined) throw new Error('There is no entry');
  await expect(db.insertInto('audit_entries').orReplace().values({ ...first, actor_name: 'En annen' }).execute()).rejects.toThrow('append-only');
  expect((await rowsOf(db))[0]).toEqual(first);
});

test('TRUNCATE does not get past the trail on PostgreSQL', async () => {
  const { db } = await aTrail(() => openTestDatabase('postgres'));
  await expect(sql`truncate audit_entries`.execute(db)).rejects.toThrow('append-only');
});
