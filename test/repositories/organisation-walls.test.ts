import { sql, type Kysely } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bypassesWalls, openDatabase } from '#db/connect.ts';
import { grantToService } from '#db/grants.ts';
import { inOrganisation, onPool } from '#db/in-organisation.ts';
import { migrateToLatest } from '#db/migrate.ts';
import type { Database } from '#db/schema.ts';
import { databaseState } from '#test/fixtures/database-state.ts';
import { openTestDatabase, placeOf, takeTestDatabase, withoutWalls } from '#test/fixtures/databases.ts';
import { organisationColumn, organisationTables, type OrganisationTable } from '#test/fixtures/organisation-tables.ts';
import { aFullOrganisation } from '#test/fixtures/two-organisations.ts';

/** Walls between organisations on PostgreSQL: whatever a statement asks for, it gets the rows of the organisation that was named. */

let database: Kysely<Database>;
let close: () => Promise<void>;
let sorvik: string;
let nordvik: string;
const everything = () => withoutWalls(database);

beforeAll(async () => {
  ({ database, close } = await takeTestDatabase('postgres'));
}, 60_000);
afterAll(async () => { await close(); });

/** Filled by the first test that asks: the makers of grounds are for tests. */
async function filled(): Promise<void> {
  sorvik ??= await aFullOrganisation(database);
  nordvik ??= await aFullOrganisation(database);
}

const own = (table: OrganisationTable) => sql.ref(organisationColumn(table));
const ownersIn = async (db: Kysely<Database>, table: OrganisationTable) => (
  await sql<{ owner: string }>`select distinct ${own(table)} as owner from ${sql.table(table)}`.execute(db)
).rows.map(({ owner }) => owner);

/** How many rows a statement changed; zero where it was refused. Nothing of it stays. */
async function changedBy(db: Kysely<Database>, statement: ReturnType<typeof sql>): Promise<bigint> {
  let changed = 0n;
  await db.transaction().execute(async (trx) => {
    changed = (await statement.execute(trx)).numAffectedRows ?? 0n;
    throw new Error('taken back');
  }).catch(() => undefined);
  return changed;
}

const rowOf = (table: OrganisationTable, organisationId: string) => sql`select * from ${sql.table(table)} where ${own(table)} = ${organisationId} limit 1`;

/** Puts back in what was taken: a row of that organisation, by one who may do it there. */
async function insertCopy(db: Kysely<Database>, table: OrganisationTable, organisationId: string): Promise<void> {
  const { rows: [row] } = await sql<Record<string, unknown>>`${rowOf(table, organisationId)}`.execute(everything());
  const columns = Object.keys(row ?? {});
  const values = sql.join(columns.map((column) => sql`${row?.[column]}`));
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}) values (${values})`.execute(db);
}

const refusal = /row-level security/;
const openUntilNamed: readonly OrganisationTable[] = ['organisations', 'memberships', 'programme_members', 'invitations', 'api_tokens', 'outbox_messages'];

describe.each(organisationTables)('%s', (table) => {
  test('has rows of both organisations to try with', async () => {
    await filled();
    expect((await ownersIn(everything(), table)).sort()).toEqual([sorvik, nordvik].sort());
  });

  test('shows the named organisation’s rows only', async () => {
    for (const named of [sorvik, nordvik]) expect(await ownersIn(inOrganisation(database, named), table)).toEqual([named]);
  });

  test('lets nothing of another organisation be changed, taken away, put in or given away', async () => {
    const before = await databaseState(everything());
    const held = inOrganisation(database, sorvik);
    const other = sql`${own(table)} = ${nordvik}`;
    expect(await changedBy(held, sql`update ${sql.table(table)} set ${own(table)} = ${own(table)} where ${other}`)).toBe(0n);
    expect(await changedBy(held, sql`delete from ${sql.table(table)} where ${other}`)).toBe(0n);
    expect(await changedBy(held, sql`update ${sql.table(table)} set ${own(table)} = ${nordvik}`)).toBe(0n);
    await expect(insertCopy(held, table, nordvik)).rejects.toThrow(refusal);
    expect(await databaseState(everything())).toBe(before);
  });

  test('shows and takes nothing at all while no organisation is named, but what tells which it is', async () => {
    if (openUntilNamed.includes(table)) return expect(await ownersIn(database, table)).toHaveLength(2);
    expect(await ownersIn(database, table)).toEqual([]);
    expect(await changedBy(database, sql`update ${sql.table(table)} set ${own(table)} = ${own(table)}`)).toBe(0n);
    expect(await changedBy(database, sql`delete from ${sql.table(table)}`)).toBe(0n);
    await expect(insertCopy(database, table, sorvik)).rejects.toThrow(refusal);
  });
});

describe('the setting', () => {
  /** A pool of one connection: whoever comes next gets what the one before left. */
  const onePool = (options: pg.PoolConfig = {}) => {
    const place = placeOf(database);
    const pool = new pg.Pool({ connectionString: place.kind === 'postgres' ? place.url : '', max: 1, pipeline: true, ...options });
    pool.on('error', () => undefined);
    const db = onPool(pool);
    onTestFinished(() => db.destroy());
    return db;
  };
  const named = async (db: Kysely<Database>) => (
    await sql<{ named: string | null }>`select current_setting('ou.organisation', true) as named`.execute(db)).rows[0]?.named ?? '';
  const isClosed = async (db: Kysely<Database>) => {
    expect(await named(db)).toBe('');
    expect(await ownersIn(db, 'expenses')).toEqual([]);
  };

  test('holds for one statement and is gone with it', async () => {
    await filled();
    const db = onePool();
    expect(await named(inOrganisation(db, sorvik))).toBe(sorvik);
    await isClosed(db);
  });

  test('holds for a whole transaction and is gone when it ends, either way', async () => {
    const db = onePool();
    await inOrganisation(db, sorvik).transaction().execute(async (trx) => {
      expect(await named(trx)).toBe(sorvik);
      expect(await ownersIn(trx, 'expenses')).toEqual([sorvik]);
    });
    await isClosed(db);
    await inOrganisation(db, nordvik).transaction().execute(async (trx) => {
      expect(await named(trx)).toBe(nordvik);
      throw new Error('changed my mind');
    }).catch(() => undefined);
    await isClosed(db);
  });

  test('is gone after a statement that failed, in a transaction and alone', async () => {
    const db = onePool();
    const held = inOrganisation(db, sorvik);
    await expect(sql`select 1 / 0`.execute(held)).rejects.toThrow('division by zero');
    await isClosed(db);
    const failed = held.transaction().execute(async (trx) => {
      await sql`select 1 / 0`.execute(trx).catch(() => undefined);
    });
    await expect(failed).rejects.toThrow();
    await isClosed(db);
  });

  test('is gone after a statement that took too long, whoever stops it', async () => {
    for (const options of [{ statement_timeout: 50 }, { query_timeout: 50 }]) {
      const db = onePool(options);
      await expect(sql`select pg_sleep(1)`.execute(inOrganisation(db, sorvik))).rejects.toThrow(/timeout|terminated/i);
      await isClosed(db);
    }
  });

  test('is gone after the connection was', async () => {
    const db = onePool();
    await expect(sql`select pg_terminate_backend(pg_backend_pid())`.execute(inOrganisation(db, sorvik))).rejects.toThrow();
    await isClosed(db);
  });

  test('is never mixed up where many ask at once on few connections', async () => {
    const db = onePool({ max: 3 });
    const asked = Array.from({ length: 120 }, (_, index) => (index % 2 === 0 ? sorvik : nordvik));
    const told = await Promise.all(asked.map((organisationId, index) => (index % 3 === 0
      ? inOrganisation(db, organisationId).transaction().execute((trx) => ownersIn(trx, 'expenses'))
      : ownersIn(inOrganisation(db, organisationId), 'expenses'))));
    expect(told).toEqual(asked.map((organisationId) => [organisationId]));
  });

  test('takes any text as a text', async () => {
    const odd = 'x\'; reset ou.organisation; select \'\\';
    expect(await named(inOrganisation(onePool(), odd))).toBe(odd);
  });

  test('leaves no connection open when the database is closed that nobody asked but by way of it', async () => {
    const place = placeOf(database);
    const pool = new pg.Pool({ connectionString: place.kind === 'postgres' ? place.url : '' });
    const db = onPool(pool);
    await inOrganisation(db, 'org-a').selectFrom('programmes').select('id').execute();
    await db.destroy();
    expect([pool.ended, pool.totalCount]).toEqual([true, 0]);
  });

  test('cannot be turned to another organisation, nor put on a transaction under way', async () => {
    const held = inOrganisation(database, sorvik);
    expect(inOrganisation(held, sorvik)).toBe(held);
    expect(() => inOrganisation(held, nordvik)).toThrow('held to another organisation');
    await held.transaction().execute((trx) => {
      expect(() => inOrganisation(trx, sorvik)).toThrow('transaction');
      return Promise.resolve();
    });
  });
});

describe('the role that runs the service', () => {
  test('is held by the walls although it owns the tables; a superuser is not, and is known', async () => {
    expect(await bypassesWalls(database, placeOf(database))).toBe(false);
    const place = placeOf(database);
    const superuser = { kind: 'postgres' as const, url: place.administratorUrl ?? '' };
    expect(await bypassesWalls(everything(), superuser)).toBe(true);
  });

  test('may be another than the owner: then the audit trail is append-only by grant, and walls and triggers are out of its reach', async () => {
    await filled();
    const service = await aServiceRole();
    expect(await migrateToLatest(service)).toEqual([]);
    const held = inOrganisation(service, sorvik);
    expect(await ownersIn(held, 'audit_entries')).toEqual([sorvik]);
    for (const statement of [
      sql`update audit_entries set actor_name = 'x'`, sql`delete from audit_entries`, sql`truncate audit_entries`, sql`delete from kysely_migration`,
    ]) await expect(statement.execute(held)).rejects.toThrow('permission denied');
    for (const statement of [
      sql`alter table audit_entries disable trigger user`, sql`drop trigger audit_entries_append_only on audit_entries`,
      sql`alter table expenses disable row level security`, sql`drop policy organisation_wall on expenses`,
    ]) await expect(statement.execute(held)).rejects.toThrow('must be owner');
    const renamed = await held.updateTable('programmes').set({ name: 'Nytt navn' }).where('organisation_id', '=', sorvik).executeTakeFirst();
    expect(renamed.numUpdatedRows).toBe(2n);
  });

  async function aServiceRole(): Promise<Kysely<Database>> {
    const place = placeOf(database);
    const url = new URL(place.kind === 'postgres' ? place.url : '');
    const role = `${url.username}_service`;
    await sql`create role ${sql.id(role)} login password 'service'`.execute(everything());
    await grantToService(database, role);
    const service = openDatabase({ kind: 'postgres', url: Object.assign(new URL(url), { username: role, password: 'service' }).href });
    onTestFinished(async () => {
      await service.destroy();
      await sql`drop owned by ${sql.id(role)}`.execute(everything());
      await sql`drop role ${sql.id(role)}`.execute(everything());
    });
    return service;
  }
});

test('SQLite has no such walls, and its database is given as it is', async () => {
  const db = await openTestDatabase('sqlite');
  expect(inOrganisation(db, 'o1')).toBe(db);
  expect(await bypassesWalls(db, placeOf(db))).toBe(false);
});
