import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { CellView } from '#app/components/table-cell.tsx';
import type { Role } from '#app/domain/permissions.ts';
import { addPerson, type NewPerson } from '#app/features/users/add-person.server.ts';
import { findMembership, listMembers } from '#app/features/users/memberships.repository.server.ts';
import { insertProgramme } from '#app/features/programmes/programmes.repository.server.ts';
import { findAccount } from '#app/features/users/users.repository.server.ts';
import { loader } from '#app/routes/organisations.$organisation.people._index.tsx';
import { heldTo, openTestDatabase, testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';
import { aFrontDoor, answerOf, started } from '#test/fixtures/front-door.ts';
import { aProgramme } from '#test/fixtures/factories.ts';
import { today } from '#test/fixtures/claim-ground.ts';

async function aTown(open: TestDatabase['open'] = () => openTestDatabase('sqlite')) {
  const front = aFrontDoor(await open());
  const { organisationId, secret } = await started(front);
  const door = { ...front, database: heldTo(front.database, organisationId) };
  door.advance(1);
  const add = (changes: Partial<NewPerson> & { role: Role }) => door.database.transaction().execute((trx) => addPerson(trx, {
    email: 'kari@sorvik.example', name: 'Kari Saksbehandler', organisationId, programme: undefined, passwordHash: 'hash', actorName: 'Kommandolinjen',
    now: door.now().toISOString(), requestId: 'request-2', ...changes,
  }));
  const memberOf = async (email: string) => findMembership(
    door.database, { userId: (await findAccount(door.database, email))?.userId ?? '', organisationId }, today,
  );
  const administrator = await memberOf('ada@sorvik.example') ?? expect.fail();
  const { facts, contact, grant } = aProgramme();
  const programme = async (name: string) => {
    const id = randomUUID();
    await insertProgramme(door.database, administrator, {
      id, facts: { ...facts, name }, contact, grant, grantLetterId: undefined, termsReason: undefined, createdAt: door.now().toISOString(),
      ledger: { responsibility: undefined, function: undefined, project: undefined },
    });
    return { id, name };
  };
  return { door, organisationId, secret, add, memberOf, administrator, programme };
}

describe.each(testDatabases)('a person added on $kind', ({ open }) => {
  test('has the role from then on, and it is told in the audit trail', async () => {
    const { door, add, memberOf, administrator } = await aTown(open);
    expect(await add({ role: 'case_worker' })).toEqual({ isNewAccount: true });
    expect((await memberOf('kari@sorvik.example'))?.role).toBe('case_worker');
    expect((await listMembers(door.database, administrator)).map(({ name, role }) => [name, role])).toEqual([
      ['Ada Administrator', 'administrator'], ['Kari Saksbehandler', 'case_worker'],
    ]);
    expect(await door.database.selectFrom('audit_entries').select(['action', 'actor_name']).where('sequence', '=', 2).execute())
      .toEqual([{ action: 'person.added', actor_name: 'Kommandolinjen' }]);
  });

  test('as a consultant reaches the programmes opened one after another, and no other', async () => {
    const { add, memberOf, programme } = await aTown(open);
    const [first, second, third] = [await programme('LED skole'), await programme('LED barnehage'), await programme('Rektor')];
    expect(await add({ role: 'consultant', programme: first })).toEqual({ isNewAccount: true });
    expect(await add({ role: 'consultant', programme: second, passwordHash: undefined })).toEqual({ isNewAccount: false });
    const consultant = await memberOf('kari@sorvik.example');
    expect([first, second, third].map(({ id }) => consultant?.reaches(id))).toEqual([true, true, false]);
  });

  test('twice, or in another role, changes nothing', async () => {
    const { door, add, programme } = await aTown(open);
    const first = await programme('LED skole');
    await add({ role: 'consultant', programme: first });
    const before = await door.database.selectFrom('audit_entries').select('hash').execute();
    expect(await add({ role: 'consultant', programme: first })).toEqual({ refused: 'has_access' });
    expect(await add({ role: 'finance' })).toEqual({ refused: 'has_other_role' });
    expect(await add({ role: 'finance', email: 'ny@sorvik.example', passwordHash: undefined })).toEqual({ refused: 'no_password' });
    expect(await door.database.selectFrom('audit_entries').select('hash').execute()).toEqual(before);
  });

  test('who left is let in again by being added', async () => {
    const { door, add, memberOf } = await aTown(open);
    await add({ role: 'case_worker' });
    await door.database.updateTable('memberships').set({ ended_at: door.now().toISOString() }).where('role', '=', 'case_worker').execute();
    expect(await memberOf('kari@sorvik.example')).toBeUndefined();
    expect(await add({ role: 'finance', passwordHash: undefined })).toEqual({ isNewAccount: false });
    expect((await memberOf('kari@sorvik.example'))?.role).toBe('finance');
  });
});

describe.each(testDatabases)('a consultant who left, on $kind', ({ open }) => {
  test('and is let in again reaches the programme they are let in to now, and none from before', async () => {
    const { door, add, memberOf, programme } = await aTown(open);
    const [before, now] = [await programme('LED skole'), await programme('LED barnehage')];
    await add({ role: 'consultant', programme: before });
    await door.database.updateTable('memberships').set({ ended_at: door.now().toISOString() }).where('role', '=', 'consultant').execute();
    expect(await add({ role: 'consultant', programme: now, passwordHash: undefined })).toEqual({ isNewAccount: false });
    expect((await memberOf('kari@sorvik.example'))?.onlyProgrammes).toEqual(new Set([now.id]));
    expect(await add({ role: 'consultant', programme: before, passwordHash: undefined })).toEqual({ isNewAccount: false });
    expect((await memberOf('kari@sorvik.example'))?.onlyProgrammes).toEqual(new Set([before.id, now.id]));
  });
});

describe('the page of people', () => {
  test('lists each by name, role in plain words and the programmes a consultant reaches', async () => {
    const { door, organisationId, secret, add, programme } = await aTown();
    await add({ role: 'case_worker' });
    await add({ role: 'consultant', name: 'Åse Konsulent', email: 'aase@imtec.example', programme: await programme('LED skole') });
    const { page } = await loader(door.visit(`/organisations/${organisationId}/people`, { secret, params: { organisation: organisationId } }));
    const words = (cell: CellView | undefined) => (typeof cell === 'object' ? [cell.text, cell.detail] : [cell]);
    expect(page.table.rows.map(({ cells }) => cells.flatMap(words))).toEqual([
      ['Ada Administrator', 'ada@sorvik.example', 'Administrator', 'Alle', '24.11.2026', '24.11.2026'],
      ['Kari Saksbehandler', 'kari@sorvik.example', 'Saksbehandler', 'Alle', '24.11.2026', 'Ikke brukt ennå'],
      ['Åse Konsulent', 'aase@imtec.example', 'Konsulent', 'LED skole', '24.11.2026', 'Ikke brukt ennå'],
    ]);
    expect(page.invited).toMatchObject({ table: undefined, none: 'Ingen invitasjoner venter på svar.' });
    expect(page.roles.items).toHaveLength(5);
  });

  test('leaves out those who left and those whose account is closed', async () => {
    const { door, add, administrator } = await aTown();
    await add({ role: 'case_worker' });
    await add({ role: 'reader', email: 'rita@sorvik.example', name: 'Rita' });
    await door.database.updateTable('memberships').set({ ended_at: door.now().toISOString() }).where('role', '=', 'case_worker').execute();
    await door.database.updateTable('users').set({ disabled_at: door.now().toISOString() }).where('name', '=', 'Rita').execute();
    expect((await listMembers(door.database, administrator)).map(({ name }) => name)).toEqual(['Ada Administrator']);
  });

  test('is for the administrator', async () => {
    const { door, organisationId, secret } = await aTown();
    await door.database.updateTable('memberships').set({ role: 'reader' }).execute();
    const { response } = await answerOf(loader(door.visit('/', { secret, params: { organisation: organisationId } })));
    expect(response?.status).toBe(403);
  });
});
