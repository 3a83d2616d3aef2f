import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql, type Insertable, type Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { migrateToLatest } from '#db/migrate.ts';
import type { AuditEntryTable, Database, OrganisationTable, ProgrammeTable } from '#db/schema.ts';
import { fromOre, moneyToText } from '#app/domain/money.ts';
import { projectFolder } from '#app/project-folder.ts';
import { heldTo, openSecondConnection, openTestDatabase, placeOf, testDatabases, withoutWalls } from '#test/fixtures/databases.ts';

/** What every repository builds on, the same on both databases. */

const anInstant = '2026-04-01T08:00:00.000Z';

function anOrganisation(values: Partial<Insertable<OrganisationTable>> = {}): Insertable<OrganisationTable> {
  return {
    id: 'org-a', name: 'Sørvik kommune', organisation_number: null, municipality_number: null, bank_account: null, street: '', postal_code: '',
    city: '', language: 'nb', ledger_responsibility: '', ledger_function: '', ledger_project: '', created_at: anInstant, version: 1,
    audit_sequence: 0, audit_hash: '', last_claim_number: 0, allows_external_attestation: 0, claim_holds_files: 0, ...values,
  };
}

function aProgramme(values: Partial<Insertable<ProgrammeTable>> = {}): Insertable<ProgrammeTable> {
  return {
    organisation_id: 'org-a', id: 'programme-a', name: 'Ledere i hele kommunen', purpose: '', target_group: '', leader_count: 12,
    starts_on: '2026-01-01', ends_on: '2026-12-31', contact_name: '', contact_email: '', grant_is_part_payment: 0, created_at: anInstant,
    created_by: 'user-a', version: 1, ...values,
  };
}

function anEntry(values: Partial<Insertable<AuditEntryTable>> = {}): Insertable<AuditEntryTable> {
  return {
    organisation_id: 'org-a', sequence: 1, at: anInstant, actor_id: null, actor_name: '', action: 'programme.created', subject_kind: 'programme',
    subject_id: 'programme-a', programme_id: null, facts_json: '{}', request_id: '', previous_hash: '', hash: 'h', ...values,
  };
}

const insertOrganisation = (db: Kysely<Database>, values: Partial<Insertable<OrganisationTable>> = {}) =>
  db.insertInto('organisations').values(anOrganisation(values)).execute();
const insertProgramme = (db: Kysely<Database>, values: Partial<Insertable<ProgrammeTable>> = {}) =>
  db.insertInto('programmes').values(aProgramme(values)).execute();
const organisationIds = async (db: Kysely<Database>) => (await db.selectFrom('organisations').select('id').orderBy('id').execute()).map(({ id }) => id);

describe.each(testDatabases)('on $kind', ({ kind, open }) => {
  test('a fresh database has every migration and no rows', async () => {
    const db = await open();
    expect(await migrateToLatest(db)).toEqual([]);
    expect(await organisationIds(db)).toEqual([]);
  });

  test('each test has a database of its own', async () => {
    const [one, other] = await Promise.all([open(), open()]);
    await insertOrganisation(one);
    expect(await organisationIds(other)).toEqual([]);
  });

  test('a second connection sees what the first has committed', async () => {
    const first = await open();
    const second = openSecondConnection(first);
    await insertOrganisation(first);
    expect(await organisationIds(second)).toEqual(['org-a']);
  });

  test('another process reaches the same database', async () => {
    const db = await open();
    await insertOrganisation(db, { name: 'Før' });
    const program = `
      const { openDatabase } = await import('#db/connect.ts');
      const db = openDatabase(JSON.parse(process.env.PLACE));
      await db.updateTable('organisations').set({ name: 'Etter' }).execute();
      await db.destroy();`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      cwd: projectFolder, env: { ...process.env, PLACE: JSON.stringify(placeOf(db)) }, stdio: ['ignore', 'ignore', 'inherit'],
    });
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await db.selectFrom('organisations').select('name').executeTakeFirst()).toEqual({ name: 'Etter' });
  });

  test.each(['0', '1', '-1', '1800000', '9007199254740991', '-9007199254740991'])('%s øre come back as they went in', async (ore) => {
    const db = heldTo(await open(), 'org-a');
    await insertOrganisation(db);
    await insertProgramme(db, { grant_amount_ore: BigInt(ore) });
    const found = await db.selectFrom('programmes').select('grant_amount_ore').executeTakeFirstOrThrow();
    expect(moneyToText(fromOre(found.grant_amount_ore ?? 'missing'))).toBe(moneyToText(fromOre(ore)));
  });

  test('the sum of øre made by the database is exact', async () => {
    const db = heldTo(await open(), 'org-a');
    await insertOrganisation(db);
    await insertProgramme(db, { grant_amount_ore: 9_007_199_254_740_990n });
    await insertProgramme(db, { id: 'programme-b', grant_amount_ore: 1n });
    const { total } = await db.selectFrom('programmes').select((all) => all.fn.sum('grant_amount_ore').as('total')).executeTakeFirstOrThrow();
    expect(moneyToText(fromOre(total))).toBe(moneyToText(fromOre(9_007_199_254_740_991n)));
  });

  test('a transaction that fails leaves nothing behind', async () => {
    const db = heldTo(await open(), 'org-a');
    const work = db.transaction().execute(async (trx) => {
      await insertOrganisation(trx);
      await insertProgramme(trx);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await organisationIds(db)).toEqual([]);
  });

  test('what a transaction has not committed is seen by nobody else', async () => {
    const db = await open();
    const other = openSecondConnection(db);
    await db.transaction().execute(async (trx) => {
      await insertOrganisation(trx);
      expect(await organisationIds(other)).toEqual([]);
    });
    expect(await organisationIds(other)).toEqual(['org-a']);
  });

  test('the same key twice is refused', async () => {
    const db = await open();
    await insertOrganisation(db);
    await expect(insertOrganisation(db)).rejects.toMatchObject({ code: kind === 'sqlite' ? 'SQLITE_CONSTRAINT_PRIMARYKEY' : '23505' });
  });

  test('a row of an organisation that is not there is refused', async () => {
    const db = withoutWalls(await open());
    await insertOrganisation(db);
    await expect(insertProgramme(db, { organisation_id: 'org-b' })).rejects.toThrow(/foreign key/i);
  });

  test('a row cannot point at a row of another organisation', async () => {
    const db = withoutWalls(await open());
    await insertOrganisation(db);
    await insertOrganisation(db, { id: 'org-b' });
    await insertProgramme(db);
    const activity = {
      id: 'activity-a', programme_id: 'programme-a', kind: 'gathering', title: '', starts_on: '2026-02-01', ends_on: '2026-02-01', place: null,
      participants: null, position: 1, version: 1,
    } as const;
    await expect(db.insertInto('activities').values({ ...activity, organisation_id: 'org-b' }).execute()).rejects.toThrow(/foreign key/i);
    await db.insertInto('activities').values({ ...activity, organisation_id: 'org-a' }).execute();
  });

  test('a number column takes no text', async () => {
    const db = await open();
    await insertOrganisation(db);
    await expect(sql`update organisations set version = 'seven'`.execute(db)).rejects.toThrow(/cannot store TEXT|invalid input syntax/);
  });

  test('æøå and every other letter come back as they went in', async () => {
    const db = await open();
    const name = 'Sør-Ærlandet Ålmenning · Kárášjohka · 🏔 «\u00a0»';
    await insertOrganisation(db, { name });
    expect(await db.selectFrom('organisations').select('name').where('name', '=', name).executeTakeFirst()).toEqual({ name });
  });

  test('the audit trail can be added to and nothing else', async () => {
    const db = heldTo(await open(), 'org-a');
    await insertOrganisation(db);
    await db.insertInto('audit_entries').values(anEntry()).execute();
    await db.insertInto('audit_entries').values(anEntry({ sequence: 2 })).execute();
    await expect(db.updateTable('audit_entries').set({ action: 'x' }).execute()).rejects.toThrow('append-only');
    await expect(db.deleteFrom('audit_entries').execute()).rejects.toThrow('append-only');
  });

  test('of fifty conditional updates at once from two sides exactly one wins', async () => {
    const first = await open();
    const sides = [first, openSecondConnection(first)];
    await insertOrganisation(first);
    const changed = await Promise.all(Array.from({ length: 50 }, async (_, index) => {
      const result = await sides[index % 2]?.updateTable('organisations').set({ version: 2, name: `Nr. ${index}` })
        .where('id', '=', 'org-a').where('version', '=', 1).executeTakeFirst();
      return Number(result?.numUpdatedRows);
    }));
    expect(changed.filter((rows) => rows === 1)).toHaveLength(1);
  });

  test('read-then-write transactions from two sides all count', async () => {
    const first = await open();
    const second = openSecondConnection(first);
    await insertOrganisation(first);
    const addOne = (db: Kysely<Database>) => db.transaction().execute(async (trx) => {
      // A write first: the lock every change of an organisation takes, on both databases.
      await trx.updateTable('organisations').set((row) => ({ audit_sequence: row('audit_sequence', '+', 1) })).where('id', '=', 'org-a').execute();
      const { version } = await trx.selectFrom('organisations').select('version').executeTakeFirstOrThrow();
      await trx.updateTable('organisations').set({ version: version + 1 }).execute();
    });
    for (let round = 0; round < 10; round += 1) await Promise.all([addOne(first), addOne(first), addOne(first)]);
    await Promise.all(Array.from({ length: 10 }, () => addOne(second)));
    expect(await first.selectFrom('organisations').select(['version', 'audit_sequence']).executeTakeFirst()).toEqual({ version: 41, audit_sequence: 40 });
  });
});

describe('only on sqlite', () => {
  test('REPLACE does not get past the audit trail', async () => {
    const db = await openTestDatabase('sqlite');
    await insertOrganisation(db);
    await db.insertInto('audit_entries').values(anEntry()).execute();
    await expect(db.replaceInto('audit_entries').values(anEntry({ action: 'x' })).execute()).rejects.toThrow('append-only');
  });

  test('every table is STRICT', async () => {
    const db = await openTestDatabase('sqlite');
    const { rows } = await sql<{ name: string }>`select name from pragma_table_list
      where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite%' and name not like 'kysely%'`.execute(db);
    expect(rows).toEqual([]);
  });
});

describe('only on postgres', () => {
  test('Norwegian order is there to sort by', async () => {
    const db = await openTestDatabase('postgres');
    const { rows } = await sql<{ letter: string }>`select letter from (values ('å'), ('z'), ('ø'), ('a'), ('æ')) as letters (letter)
      order by letter collate "nb-NO-x-icu"`.execute(db);
    expect(rows.map(({ letter }) => letter).join('')).toBe('azæøå');
  });
});
