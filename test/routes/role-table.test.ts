import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#app/domain/permissions.ts';
import { databaseState } from '#test/fixtures/database-state.ts';
import { takeTestDatabase } from '#test/fixtures/databases.ts';
import { organisationRoutes, type DoorName, type EveryRoute, type Params } from '#test/fixtures/every-route.ts';
import { accessIn, fillWorkplace, peopleOf, type TestWorkplace } from '#test/fixtures/workplace.ts';

/**
 * Who is let in by which door, written out: the people of README.md § 5 at every address of an organisation. It is not worked
 * out from the permissions, so that a door that asks for the wrong one is found. The consultant knocks at their own programme.
 */

/** A administrator, C case worker, F finance, K consultant, R reader; `-` where there is no such door. */
const table: readonly (readonly [route: string, reads: string, sends: string])[] = [
  ['_index', /*                                  */ 'ACF R', '-'],
  ['accounting', /*                              */ 'A F  ', 'A F  '],
  ['api-keys', /*                                */ 'A    ', 'A    '],
  ['claims._index', /*                           */ 'ACF R', '-'],
  ['claims.export', /*                           */ 'ACF R', '-'],
  ['history', /*                                 */ 'ACF R', '-'],
  ['mail', /*                                    */ 'A    ', 'A    '],
  ['people._index', /*                           */ 'A    ', '-'],
  ['people.$person._index', /*                   */ 'A    ', 'A    '],
  ['people.$person.end', /*                      */ 'A    ', 'A    '],
  ['people.invitations.$invitation', /*          */ 'A    ', 'A    '],
  ['people.invite', /*                           */ 'A    ', 'A    '],
  ['personal-data._index', /*                    */ 'A    ', 'A    '],
  ['personal-data.$person', /*                   */ 'A    ', '-'],
  ['programmes.import', /*                       */ ' C   ', ' C   '],
  ['programmes.new', /*                          */ ' C   ', ' C   '],
  // As `programmes.$programme.progress`, of what belongs to no programme yet.
  ['progress._index', /*                         */ ' C   ', '-'],
  ['progress.status', /*                         */ ' C   ', '-'],
  ['settings', /*                                */ 'ACF R', 'A    '],
  ['programmes.$programme._index', /*            */ 'ACFKR', '-'],
  ['programmes.$programme.accounting', /*        */ 'ACF R', 'A F  '],
  ['programmes.$programme.activities', /*        */ 'ACFKR', ' C   '],
  ['programmes.$programme.claims._index', /*     */ 'ACF R', '-'],
  ['programmes.$programme.claims.new', /*        */ ' C   ', ' C   '],
  ['programmes.$programme.claims.preview', /*    */ ' C   ', '-'],
  ['programmes.$programme.claims.$claim._index', /* */ 'ACF R', ' CF  '],
  ['programmes.$programme.claims.$claim.attest', /* */ '  F  ', '  F  '],
  ['programmes.$programme.claims.$claim.lines', /*  */ ' C   ', ' C   '],
  ['programmes.$programme.claims.$claim.parts', /*  */ 'ACF R', '-'],
  ['programmes.$programme.claims.$claim.pdf', /*    */ 'ACF R', '-'],
  ['programmes.$programme.claims.$claim.programme-file', /* */ 'ACF R', '-'],
  ['programmes.$programme.consultants', /*       */ 'ACFKR', ' C   '],
  ['programmes.$programme.day-sheets._index', /* */ 'ACFKR', '-'],
  ['programmes.$programme.day-sheets.match', /*  */ ' C   ', ' C   '],
  ['programmes.$programme.day-sheets.new', /*    */ '   K ', '   K '],
  ['programmes.$programme.day-sheets.preview', /* */ ' C   ', '-'],
  ['programmes.$programme.day-sheets.$sheet._index', /* */ 'ACFKR', '   K '],
  ['programmes.$programme.day-sheets.$sheet.decide', /* */ ' C   ', ' C   '],
  ['programmes.$programme.edit', /*              */ 'ACFKR', ' C   '],
  ['programmes.$programme.expenses.$expense._index', /* */ 'ACFKR', ' C   '],
  ['programmes.$programme.expenses.$expense.remove', /* */ 'ACFKR', ' C   '],
  ['programmes.$programme.expenses.new', /*      */ ' C   ', ' C   '],
  ['programmes.$programme.expenses.preview', /*  */ 'ACF R', '-'],
  ['programmes.$programme.export', /*            */ 'ACFKR', '-'],
  ['programmes.$programme.files.$file._index', /* */ 'ACFKR', '-'],
  ['programmes.$programme.files.$file.thumbnail', /* */ 'ACFKR', '-'],
  ['programmes.$programme.files._index', /*      */ 'ACFKR', ' C K '],
  ['programmes.$programme.grant', /*             */ 'ACFKR', ' C   '],
  ['programmes.$programme.history', /*           */ 'ACF R', '-'],
  ['programmes.$programme.ledger', /*            */ 'ACF R', 'A F  '],
  // Of a work of one's own only: test/routes/long-work.test.ts.
  ['programmes.$programme.progress._index', /*   */ 'ACFKR', '-'],
  ['programmes.$programme.progress.status', /*   */ 'ACFKR', '-'],
];

const marks = { A: 'administrator', C: 'case_worker', F: 'finance', K: 'consultant', R: 'reader' } satisfies Record<string, Role>;
const rolesIn = (cell: string) => Object.entries(marks).filter(([mark]) => cell.includes(mark)).map(([, role]) => role);
const nameOf = ({ name }: EveryRoute) => name.replace('organisations.$organisation.', '');

let place: TestWorkplace;
let folder: string;
let close: () => Promise<void>;
let own: Params;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ou-roles-'));
  const taken = await takeTestDatabase('sqlite');
  const { database } = taken;
  close = taken.close;
  place = await fillWorkplace(database, folder);
  const claim = await place.havdal.claim('approved');
  const of = (name: 'expenses' | 'attachments' | 'day_sheets') => database.selectFrom(name).select('id').where('programme_id', '=', claim.programmeId).limit(1).executeTakeFirstOrThrow();
  // The consultant's own: of others' costs and files there is nothing for them.
  const kim = (await place.havdal.member('kim@konsulent.example')).userId;
  await database.updateTable('expenses').set({ created_by: kim }).where('id', '=', (await of('expenses')).id).execute();
  await database.updateTable('attachments').set({ uploaded_by: kim }).where('id', '=', (await of('attachments')).id).execute();
  own = { organisation: place.havdal.id, programme: claim.programmeId, claim: claim.id, expense: (await of('expenses')).id, file: (await of('attachments')).id, sheet: (await of('day_sheets')).id, ...await accessIn(database, place.havdal.id) };
});

afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

/** What a door answers someone of this role; a form comes without its key, so that nobody's is carried out. */
async function answerTo(role: Role, route: EveryRoute, door: DoorName): Promise<number> {
  const { [door]: open } = await route.doors();
  const email = peopleOf('havdal').find((person) => person.role === role)?.email ?? '';
  const browser = await place.as(email);
  const path = route.path(own);
  const query = nameOf(route) === 'claims.export' ? `?as=csv&claim=${own['claim'] ?? ''}` : '';
  const args = door === 'loader' ? browser.get(`${path}${query}`, own) : browser.post(path, own, { form_key: '', intent: 'withdraw', withdrawReason: 'fordi', version: '3' });
  try {
    const given: unknown = await open?.(args);
    return given instanceof Response ? given.status : 200;
  } catch (error) {
    if (error instanceof Response) return error.status;
    throw error;
  }
}

/** Who is let in: everybody who is told neither that they may not (403) nor that there is nothing (404). */
async function letIn(route: EveryRoute, door: DoorName): Promise<Role[]> {
  const roles = Object.values(marks);
  const statuses = await Promise.all(roles.map((role) => answerTo(role, route, door)));
  const unexpected = statuses.filter((status) => ![200, 302, 303, 400, 403, 404, 409, 422].includes(status));
  expect(unexpected, `${nameOf(route)} ${statuses.join(' ')}`).toEqual([]);
  return roles.filter((_, index) => ![403, 404].includes(statuses[index] ?? 0));
}

test('the table has every route of an organisation, with the doors it has', async () => {
  const doors = await Promise.all(organisationRoutes.map(async (route) => [nameOf(route), Object.keys(await route.doors()).sort().join(' ')]));
  expect(table.map(([name, , sends]) => [name, sends === '-' ? 'loader' : 'action loader']).sort()).toEqual(doors.sort());
});

const cases = table.map(([name, reads, sends]) => ({ name, reads: rolesIn(reads), sends: rolesIn(sends), takesForms: sends !== '-' }));
const routeOf = (name: string) => organisationRoutes.find((route) => nameOf(route) === name) ?? expect.fail(`There is no ${name}`);

describe('an address is seen by those it is for', () => {
  test.each(cases)('$name: $reads', async ({ name, reads }) => {
    expect(await letIn(routeOf(name), 'loader')).toEqual(reads);
  });
});

describe('a form is taken from those who may send it, and changes nothing by itself', () => {
  test.each(cases.filter(({ takesForms }) => takesForms))('$name: $sends', async ({ name, sends }) => {
    const before = await databaseState(place.db);
    expect(await letIn(routeOf(name), 'action')).toEqual(sends);
    expect(await databaseState(place.db)).toBe(before);
  });
});

test('a reader is let in to look and never to change anything; a consultant never to what is the organisation’s own', () => {
  expect(cases.filter(({ sends }) => sends.includes('reader'))).toEqual([]);
  const ofOrganisation = cases.filter(({ name }) => !name.startsWith('programmes.$programme'));
  expect(ofOrganisation.filter(({ reads, sends }) => [...reads, ...sends].includes('consultant'))).toEqual([]);
});
