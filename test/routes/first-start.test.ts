import { describe, expect, test } from 'vitest';
import { findSession } from '#app/features/users/sessions.repository.server.ts';
import { startOrganisation } from '#app/features/users/start-organisation.server.ts';
import { action, loader } from '#app/routes/first-start.tsx';
import { openTestDatabase, testDatabases, withoutWalls } from '#test/fixtures/databases.ts';
import { administrator, aFrontDoor, answerOf, secretIn, setupCode, started, type FrontDoor } from '#test/fixtures/front-door.ts';

const filledIn = {
  code: setupCode, organisation: '3407', organisationName: '', name: administrator.name, email: administrator.email,
  password: administrator.password, passwordAgain: administrator.password,
};

async function send(door: FrontDoor, changes: Partial<typeof filledIn> = {}) {
  const { given, response } = await answerOf(action(door.visit('/first-start', { form: { ...filledIn, ...changes } })));
  return { status: response?.status ?? 422, headers: response?.headers, text: JSON.stringify(given ?? {}) };
}

const organisationsOf = ({ database }: FrontDoor) => database.selectFrom('organisations').selectAll().execute();
const aNewDoor = async () => aFrontDoor(await openTestDatabase('sqlite'));

describe.each(testDatabases)('the first start on $kind', ({ open }) => {
  test('makes the organisation from the register, its administrator and a session, and goes on to the settings', async () => {
    const door = aFrontDoor(await open());
    const { status, headers } = await send(door);
    const [organisation, another] = await organisationsOf(door);
    expect({ status, location: headers?.get('Location') }).toEqual({ status: 303, location: `/organisations/${organisation?.id}/settings` });
    expect(another).toBeUndefined();
    expect(organisation).toMatchObject({ name: 'Gjøvik kommune', municipality_number: '3407', organisation_number: '940155223', language: 'nb' });
    const user = await findSession(door.database, secretIn(headers?.get('Set-Cookie')) ?? '', door.now());
    expect(user).toMatchObject({ name: administrator.name, email: administrator.email });
    expect(await door.database.selectFrom('memberships').select(['user_id', 'role']).execute())
      .toEqual([{ user_id: user?.userId, role: 'administrator' }]);
    expect(await withoutWalls(door.database).selectFrom('audit_entries').select(['action', 'actor_name', 'sequence', 'request_id']).execute())
      .toEqual([{ action: 'organisation.created', actor_name: administrator.name, sequence: 1, request_id: 'request-1' }]);
  });

  test('happens once, though ten begin at the same moment', async () => {
    const door = aFrontDoor(await open());
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => send(door, { email: `person${index}@sorvik.example` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 9 }, () => 404)]);
    expect(await organisationsOf(door)).toHaveLength(1);
    expect(await door.database.selectFrom('users').select('id').execute()).toHaveLength(1);
  });
});

describe('what is filled in', () => {
  test.each([
    ['1120', 'Klepp kommune', 'nn'], ['971045698', 'Rogaland fylkeskommune', 'nb'], ['1580', 'Haram kommune', 'nn'],
  ])('%s is %s, which writes %s', async (organisation, name, language) => {
    const door = await aNewDoor();
    await send(door, { organisation });
    expect(await organisationsOf(door)).toMatchObject([{ name, language }]);
  });

  test('an organisation outside the register has the name that is typed', async () => {
    const door = await aNewDoor();
    await send(door, { organisation: 'other', organisationName: ' Sørvik IKS ' });
    expect(await organisationsOf(door)).toMatchObject([{ name: 'Sørvik IKS', organisation_number: null }]);
  });
});

describe('what cannot be used is told, and nothing is made', () => {
  test.each<[string, Partial<typeof filledIn>, string]>([
    ['a code that is wrong', { code: 'ABCD-EFGH-JKLX' }, 'Koden er ikke riktig'],
    ['no code', { code: ' ' }, 'Skriv koden'],
    ['no organisation', { organisation: '' }, 'Velg kommunen'],
    ['an organisation that is none', { organisation: '9999' }, 'Velg kommunen'],
    ['Oslo, which has its own fund', { organisation: '0301' }, 'Oslo kommune har sitt eget OU-fond'],
    ['another organisation without a name', { organisation: 'other' }, 'Skriv navnet på organisasjonen'],
    ['no name', { name: '' }, 'Skriv navnet ditt'],
    ['no e-mail', { email: '' }, 'Skriv e-postadressen din'],
    ['an e-mail that is none', { email: 'ada(at)sorvik' }, 'krøllalfa'],
    ['no password', { password: '', passwordAgain: '' }, 'Skriv et passord'],
    ['a short password', { password: 'kort', passwordAgain: 'kort' }, 'minst 12 tegn'],
    ['a password longer than is kept', { password: 'ord og '.repeat(30), passwordAgain: 'ord og '.repeat(30) }, 'høyst 200 tegn'],
    ['a common password', { password: 'Passord123456', passwordAgain: 'Passord123456' }, 'gjettet først'],
    ['a pattern', { password: 'qwertyuiop12', passwordAgain: 'qwertyuiop12' }, 'mønster'],
    ['a password about the organisation', { password: 'gjøvik er en by', passwordAgain: 'gjøvik er en by' }, 'handler om deg'],
    ['two different passwords', { passwordAgain: 'fire ord som ikke rimte' }, 'ikke like'],
  ])('%s', async (_, changes, words) => {
    const door = await aNewDoor();
    const { status, text } = await send(door, changes);
    expect(status).toBe(422);
    expect(text).toContain(words);
    expect(text).toContain('For å gå videre');
    expect(text).not.toContain(administrator.password);
    expect(await organisationsOf(door)).toEqual([]);
    // The right form afterwards goes through: no try at the code was lost but for a wrong one.
    expect((await send(door)).status).toBe(303);
  });

  test('the code gives up after twenty wrong tries', async () => {
    const door = await aNewDoor();
    for (let tries = 0; tries < 20; tries += 1) expect((await send(door, { code: 'feil' })).text).toContain('Koden er ikke riktig');
    expect((await send(door)).text).toContain('Koden er ikke riktig');
  });

  test('the code is known however it is typed', async () => {
    expect((await send(await aNewDoor(), { code: ' abcd efgh-jklm ' })).status).toBe(303);
  });
});

describe('when there are people', () => {
  test('the page does not exist, and no form makes anything', async () => {
    const door = await aNewDoor();
    await started(door);
    expect((await answerOf(loader(door.visit('/first-start')))).response?.status).toBe(404);
    expect((await send(door)).status).toBe(404);
    expect(await organisationsOf(door)).toHaveLength(1);
  });

  test('nothing can begin again after the first mark is forgotten', async () => {
    const door = await aNewDoor();
    await started(door);
    await door.database.deleteFrom('sign_in_tries').execute();
    const organisation = { name: 'En annen', municipalityNumber: undefined, organisationNumber: undefined, language: undefined };
    const firstStart = { organisation, name: 'B', email: 'b@sorvik.example', password: administrator.password };
    expect(await startOrganisation(door.database, { firstStart, language: 'nb', now: door.now(), requestId: '' })).toBeUndefined();
    expect(await organisationsOf(door)).toHaveLength(1);
  });
});
