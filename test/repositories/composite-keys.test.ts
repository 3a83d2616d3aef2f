import { sql, type Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Database } from '#db/schema.ts';
import { openTestDatabase, testDatabases } from '#test/fixtures/databases.ts';
import { organisationTables } from '#test/fixtures/organisation-tables.ts';

/** No row can point across organisations: read from the schema itself, so that a new table is looked at from the day it is there. */

interface Key {
  readonly table: string;
  readonly columns: readonly string[];
}
interface ForeignKey extends Key {
  readonly target: string;
  readonly targetColumns: readonly string[];
}

async function ownedTables(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables();
  return tables.filter(({ columns }) => columns.some(({ name }) => name === 'organisation_id')).map(({ name }) => name);
}

interface KeyRow { readonly table: string; readonly columns: string }
interface ForeignKeyRow extends KeyRow { readonly target: string; readonly targets: string }

const primaryOnSqlite = sql<KeyRow>`select t.name as "table", group_concat(c.name, ',' order by c.pk) as columns
  from pragma_table_list t, pragma_table_info(t.name) c where t.schema = 'main' and c.pk > 0 group by t.name`;
const foreignOnSqlite = sql<ForeignKeyRow>`select t.name as "table", group_concat(f."from", ',' order by f.seq) as columns, f."table" as target,
  group_concat(f."to", ',' order by f.seq) as targets
  from pragma_table_list t, pragma_foreign_key_list(t.name) f where t.schema = 'main' group by t.name, f.id`;
const namesOf = (side: 'conkey' | 'confkey', table: 'conrelid' | 'confrelid') => sql`(select string_agg(a.attname, ',' order by k.position)
  from unnest(k0.${sql.ref(side)}) with ordinality k (number, position) join pg_attribute a on a.attrelid = k0.${sql.ref(table)} and a.attnum = k.number)`;
const primaryOnPostgres = sql<KeyRow>`select conrelid::regclass::text as "table", ${namesOf('conkey', 'conrelid')} as columns
  from pg_constraint k0 where contype = 'p' and connamespace = 'public'::regnamespace`;
const foreignOnPostgres = sql<ForeignKeyRow>`select conrelid::regclass::text as "table", ${namesOf('conkey', 'conrelid')} as columns,
  confrelid::regclass::text as target, ${namesOf('confkey', 'confrelid')} as targets
  from pg_constraint k0 where contype = 'f' and connamespace = 'public'::regnamespace`;

async function primaryKeys(db: Kysely<Database>, kind: string): Promise<Key[]> {
  const { rows } = await (kind === 'sqlite' ? primaryOnSqlite : primaryOnPostgres).execute(db);
  return rows.map(({ table, columns }) => ({ table, columns: columns.split(',') }));
}

async function foreignKeys(db: Kysely<Database>, kind: string): Promise<ForeignKey[]> {
  const { rows } = await (kind === 'sqlite' ? foreignOnSqlite : foreignOnPostgres).execute(db);
  return rows.map(({ table, columns, target, targets }) => ({ table, columns: columns.split(','), target, targetColumns: targets.split(',') }));
}

/** Found by their own id alone: the outbox is worked off over all organisations. */
const keyedByThemselves = ['outbox_messages'];

describe.each(testDatabases)('the keys on $kind', ({ kind, open }) => {
  test('the tables of organisations are those that are known as such', async () => {
    expect(['organisations', ...await ownedTables(await open())].sort()).toEqual([...organisationTables].sort());
  });

  test('every primary key of an organisation’s table begins with it', async () => {
    const db = await open();
    const owned = await ownedTables(db);
    const keys = (await primaryKeys(db, kind)).filter(({ table }) => owned.includes(table) && !keyedByThemselves.includes(table));
    expect(keys).toHaveLength(owned.length - keyedByThemselves.length);
    expect(keys.filter(({ columns }) => columns[0] !== 'organisation_id')).toEqual([]);
  });

  test('every foreign key to an organisation’s table begins with it, on both sides', async () => {
    const db = await open();
    const owned = await ownedTables(db);
    const between = (await foreignKeys(db, kind)).filter(({ target }) => owned.includes(target));
    expect(between.length).toBeGreaterThan(25);
    expect(between.filter(({ columns, targetColumns }) => columns[0] !== 'organisation_id' || targetColumns[0] !== 'organisation_id')).toEqual([]);
  });

  test.each([
    ['programmes', 'grant_letter_id', 'attachments'], ['claims', 'replaces_claim_id', 'claims'], ['claim_days', 'consultant_id', 'consultants'],
    ['consultants', 'user_id', 'memberships'], ['expenses', 'credit_of', 'expenses'], ['day_sheet_lines', 'expense_id', 'expenses'],
    ['day_sheet_files', 'attachment_id', 'attachments'],
  ])('%s.%s names a row of %s in the same organisation', async (table, column, target) => {
    const keys = await foreignKeys(await open(), kind);
    expect(keys.filter((key) => key.table === table && key.columns.includes(column))).toMatchObject([{ columns: ['organisation_id', column], target }]);
  });
});

test('every organisation’s table on PostgreSQL has its wall, for the owner too', async () => {
  const db = await openTestDatabase('postgres');
  const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
    join pg_policy p on p.polrelid = c.oid and p.polname = 'organisation_wall' and p.polcmd = '*' and p.polpermissive and p.polwithcheck is not null
    where c.relrowsecurity and c.relforcerowsecurity`.execute(db);
  expect(rows.map(({ name }) => name).sort()).toEqual([...organisationTables].sort());
});
