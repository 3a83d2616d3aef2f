import { sql, type Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connect.ts';
import type { Database } from '#db/schema.ts';
import { listWorkplaces, findOrganisations } from '#app/features/users/memberships.repository.server.ts';
import { openTestDatabase, placeOf } from '#test/fixtures/databases.ts';
import { isOrganisationTable, organisationTables } from '#test/fixtures/organisation-tables.ts';
import { aStatementGuard, exceptions } from '#test/fixtures/statement-guard.ts';
import { unheldIn } from '#test/fixtures/unheld-tables.ts';

/** The guard that looks at every statement of the suite: what has to be caught is caught, and what is right is let through. */

type Make = (db: Kysely<Database>) => { toOperationNode: () => Parameters<typeof unheldIn>[0] };
const faultsOf = async (make: Make) => unheldIn(make(await openTestDatabase('sqlite')).toOperationNode(), isOrganisationTable);
const own = 'o1';

const wrong: readonly (readonly [name: string, make: Make])[] = [
  ['a table without a condition', (db) => db.selectFrom('expenses').selectAll()],
  ['a row by its own id only', (db) => db.selectFrom('expenses').selectAll().where('id', '=', 'e1')],
  ['the organisation as one of two choices', (db) => db.selectFrom('expenses').selectAll().where((row) => row.or([row('organisation_id', '=', own), row('id', '=', 'e1')]))],
  ['the organisation out of a list', (db) => db.selectFrom('expenses').selectAll().where('organisation_id', 'in', ['o1', 'o2'])],
  ['every other organisation', (db) => db.selectFrom('expenses').selectAll().where('organisation_id', '!=', own)],
  ['a join by id alone', (db) => db.selectFrom('claims').innerJoin('claim_lines', 'claim_lines.claim_id', 'claims.id').selectAll().where('claims.organisation_id', '=', own)],
  ['the left side of an outer join, held by the join only', (db) => db.selectFrom('claims').selectAll('claims')
    .leftJoin('claim_lines', (join) => join.onRef('claim_lines.organisation_id', '=', 'claims.organisation_id').on('claims.organisation_id', '=', own))],
  ['a subquery', (db) => db.selectFrom('claims').selectAll().where('organisation_id', '=', own)
    .where((row) => row.exists(db.selectFrom('claim_lines').select('claim_id').where('claim_id', '=', 'c1')))],
  ['a table in an expression with a name', (db) => db.with('all_claims', (within) => within.selectFrom('claims').select('id')).selectFrom('all_claims').selectAll()],
  ['the second part of a union', (db) => db.selectFrom('claims').select('id').where('organisation_id', '=', own).union(db.selectFrom('claims').select('id'))],
  ['the organisations themselves', (db) => db.selectFrom('organisations').selectAll().where('name', '=', 'Sørvik')],
  ['the same table twice, held once', (db) => db.selectFrom('expenses as one').innerJoin('expenses as other', 'other.id', 'one.credit_of').select('one.id').where('one.organisation_id', '=', own)],
  ['a change', (db) => db.updateTable('claims').set({ status: 'draft' }).where('id', '=', 'c1')],
  ['a row given away', (db) => db.updateTable('claims').set({ organisation_id: 'o2' }).where('organisation_id', '=', own)],
  ['a deletion', (db) => db.deleteFrom('expense_days').where('expense_id', '=', 'e1')],
  ['a conflict over all organisations', (db) => db.insertInto('memberships').values({ organisation_id: own, user_id: 'u', role: 'reader', created_at: '' })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ role: 'finance' }))],
  ['raw SQL', () => sql`select * from expenses where id = ${'e1'}`],
  ['raw SQL with the table as a value', () => sql`delete from ${sql.table('claim_days')} where claim_id = ${'c1'}`],
];

const right: readonly (readonly [name: string, make: Make])[] = [
  ['a table held', (db) => db.selectFrom('expenses').selectAll().where('organisation_id', '=', own).where('id', '=', 'e1')],
  ['the organisation itself', (db) => db.selectFrom('organisations').selectAll().where('id', '=', own)],
  ['one held by way of another', (db) => db.selectFrom('claims').selectAll('claims').where('claims.organisation_id', '=', own)
    .innerJoin('claim_lines', (join) => join.onRef('claim_lines.organisation_id', '=', 'claims.organisation_id').onRef('claim_lines.claim_id', '=', 'claims.id'))],
  ['the right side of an outer join', (db) => db.selectFrom('claims').selectAll('claims').where('claims.organisation_id', '=', own)
    .leftJoin('claim_lines', (join) => join.onRef('claim_lines.organisation_id', '=', 'claims.organisation_id'))],
  ['a subquery tied to what is held outside', (db) => db.selectFrom('claims').selectAll().where('claims.organisation_id', '=', own)
    .where((row) => row.exists(row.selectFrom('claim_lines').select('claim_id').whereRef('claim_lines.organisation_id', '=', 'claims.organisation_id')))],
  ['people', (db) => db.selectFrom('users').selectAll().where('email', '=', 'x')],
  ['a row with its organisation', (db) => db.insertInto('memberships').values({ organisation_id: own, user_id: 'u', role: 'reader', created_at: '' })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'user_id']).doNothing())],
  ['raw SQL that compares the column', () => sql`select * from expenses where organisation_id = ${own}`],
];

describe('the guard of statements', () => {
  test.each(wrong)('catches %s', async (_name, make) => { expect(await faultsOf(make)).not.toEqual([]); });
  test.each(right)('lets through %s', async (_name, make) => { expect(await faultsOf(make)).toEqual([]); });

  test.each(organisationTables)('knows %s', async (table) => {
    expect(await faultsOf((db) => db.selectFrom(table).selectAll())).toEqual([`${table} in select`]);
  });

  test('names the statement and the place, and remembers it where its error went unheard', async () => {
    const guard = aStatementGuard([]);
    const db = openDatabase(placeOf(await openTestDatabase('sqlite')), { plugins: [guard.plugin] });
    await findOrganisations(db, undefined).catch(() => undefined);
    expect(guard.faults).toEqual([expect.stringMatching(
      /^Not held to one organisation: organisations in select \(.*findOrganisations, app\/features\/users\/memberships\.repository\.server\.ts:\d+\)$/)]);
    await db.destroy();
  });

  test('leaves a test’s own statements to the test', async () => {
    expect(await (await openTestDatabase('sqlite')).selectFrom('expenses').selectAll().execute()).toEqual([]);
  });

  test('lets the exceptions run, each with its reason', async () => {
    const db = await openTestDatabase('sqlite');
    expect([await listWorkplaces(db, 'nobody'), await findOrganisations(db, undefined)]).toEqual([[], []]);
    expect(exceptions.filter(({ why }) => why.length < 20)).toEqual([]);
  });
});
