import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/connect.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { findMembership } from '#app/features/users/memberships.repository.server.ts';
import { isPassword } from '#app/features/users/passwords.server.ts';
import { findAccount } from '#app/features/users/users.repository.server.ts';
import { aClaimGround, today } from '#test/fixtures/claim-ground.ts';
import { databaseState } from '#test/fixtures/database-state.ts';
import { openTestDatabase, placeOf, withoutWalls } from '#test/fixtures/databases.ts';
import { aFrontDoor, goodPassword, started } from '#test/fixtures/front-door.ts';
import { runOuWith } from '#test/fixtures/run-ou.ts';

/** A data folder with the organisation of the first start in it. */
let environment: Record<string, string>;
let place: { readonly kind: 'sqlite'; readonly file: string };

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ou-user-'));
  environment = { DATA_DIR: folder, DATABASE_URL: '' };
  place = { kind: 'sqlite', file: join(folder, 'ou-refusjon.sqlite') };
  const database = openDatabase(place);
  await migrateToLatest(database);
  await started(aFrontDoor(database));
  await database.destroy();
});

const kari = ['--email', 'Kari@Sorvik.example', '--name', 'Kari Saksbehandler', '--role', 'case_worker'];
const add = (args: readonly string[], input = `${goodPassword}\n`) => runOuWith({ environment, input }, 'user', 'add', ...args);

describe('ou user add', () => {
  test('takes the password from standard input, gives access, and shows nothing secret', async () => {
    const { status, stdout, stderr } = await add(kari);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe('Kari Saksbehandler har nå tilgang til Sørvik kommune som saksbehandler og kan logge inn med Kari@Sorvik.example.\n');
    const database = openDatabase(place);
    const account = await findAccount(database, 'kari@sorvik.example');
    expect(await isPassword(goodPassword, account?.passwordHash)).toBe(true);
    await database.destroy();
  });

  test.each<[string, readonly string[], string]>([
    ['without what it needs', ['--email', 'k@sorvik.example'], 'Oppgi e-post, navn og rolle'],
    ['with an address that is none', ['--email', 'kari', '--name', 'Kari', '--role', 'reader'], '«kari» er ikke en e-postadresse'],
    ['with a role that is none', ['--email', 'k@sorvik.example', '--name', 'K', '--role', 'boss'], 'case_worker'],
    ['in an organisation that is not here', [...kari, '--organisation', 'Oslo'], 'Her finnes: Sørvik kommune'],
    ['as a consultant without a programme', ['--email', 'k@sorvik.example', '--name', 'K', '--role', 'consultant'], '--programme'],
    ['as a consultant in a programme that is not there', ['--email', 'k@sorvik.example', '--name', 'K', '--role', 'consultant', '--programme', 'X'], '«X»'],
    ['in a programme, as one who reaches all', [...kari, '--programme', 'X'], 'Bare konsulenter'],
    ['until a day, as one who belongs here', [...kari, '--until', '30.06.2027'], 'Bare konsulenter'],
  ])('%s exits 2 and says what to do', async (_, args, words) => {
    const { status, stderr, stdout } = await add(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test.each([['', 'Skriv et passord'], ['hemlig7\n', 'minst 12 tegn'], ['passord123456\n', 'gjettet først'], [`${'lang '.repeat(60)}\n`, 'høyst 200 tegn']])('%j is no password', async (input, words) => {
    const { status, stderr } = await add(['--email', 'ny@sorvik.example', '--name', 'Ny Person', '--role', 'reader'], input);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
    if (input.trim() !== '') expect(stderr).not.toContain(input.trim());
  });

  test('says so where there is no organisation yet', async () => {
    const empty = { DATA_DIR: await mkdtemp(join(tmpdir(), 'ou-empty-')), DATABASE_URL: '' };
    const { status, stderr } = await runOuWith({ environment: empty, input: goodPassword }, 'user', 'add', ...kari, '--language', 'nn');
    expect(status).toBe(2);
    expect(stderr).toContain('Det er ingen organisasjon her enno');
  });
});

describe('ou user add where there are several organisations', () => {
  /** Two municipalities of one name, a programme in each, and nobody but their administrators. */
  async function anInstallation() {
    const folder = await mkdtemp(join(tmpdir(), 'ou-several-'));
    const own = { DATA_DIR: folder, DATABASE_URL: '' };
    const database = openDatabase({ kind: 'sqlite', file: join(folder, 'ou-refusjon.sqlite') });
    onTestFinished(() => database.destroy());
    await migrateToLatest(database);
    const [first, second] = [await aClaimGround(database), await aClaimGround(database)];
    await database.updateTable('organisations').set({ organisation_number: '864969682' }).where('id', '=', second.worker.organisationId).execute();
    const run = (args: readonly string[], input = '') => runOuWith({ environment: own, input }, 'user', 'add', ...args);
    const rolesOf = async (email: string) => {
      const { userId = '' } = await findAccount(database, email) ?? {};
      return Promise.all([first, second].map(async ({ worker }) => (await findMembership(database, { userId, organisationId: worker.organisationId }, today))?.role));
    };
    return { database, first, second, run, rolesOf };
  }

  test('asks which one is meant, and takes its number however it is spaced', async () => {
    const { run, rolesOf } = await anInstallation();
    for (const args of [kari, [...kari, '--organisation', 'Gjøvik kommune']]) {
      const { status, stderr } = await run(args, goodPassword);
      expect([status, stderr]).toEqual([2, expect.stringContaining('Gjøvik kommune')]);
    }
    expect(await rolesOf('kari@sorvik.example')).toEqual([undefined, undefined]);
    expect((await run([...kari, '--organisation', '864 969 682'], goodPassword)).status).toBe(0);
    expect(await rolesOf('kari@sorvik.example')).toEqual([undefined, 'case_worker']);
  });

  test('lets one who has an account in to another with the password they have; none is asked for', async () => {
    const { database, run, rolesOf } = await anInstallation();
    await run([...kari, '--organisation', '864969682'], goodPassword);
    const before = await findAccount(database, 'kari@sorvik.example');
    const again = await run(['--email', 'KARI@sorvik.example', '--name', 'En annen', '--role', 'reader', '--organisation', '940155223']);
    expect([again.status, again.stderr]).toEqual([0, '']);
    expect(await findAccount(database, 'kari@sorvik.example')).toEqual(before);
    expect(await rolesOf('kari@sorvik.example')).toEqual(['reader', 'case_worker']);
  });

  test('changes no role and gives no access twice: it says what is so', async () => {
    const { run, rolesOf } = await anInstallation();
    const here = ['--organisation', '864969682'];
    await run([...kari, ...here], goodPassword);
    const asFinance = kari.map((word) => (word === 'case_worker' ? 'finance' : word));
    for (const args of [[...kari, ...here], [...asFinance, ...here]]) {
      const { status, stdout, stderr } = await run(args, goodPassword);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toContain('Kari@Sorvik.example');
    }
    expect(await rolesOf('kari@sorvik.example')).toEqual([undefined, 'case_worker']);
  });

  test('lets a consultant in to one programme of the one organisation', async () => {
    const { database, second, run } = await anInstallation();
    await database.updateTable('programmes').set({ name: 'LED barnehage' }).where('id', '=', second.programmeId).execute();
    const kim = ['--email', 'kim@imtec.example', '--name', 'Kim', '--role', 'consultant', '--organisation', '864969682'];
    const into = [...kim, '--programme', 'LED barnehage'];
    for (const [until, words] of [[[], '--until'], [['--until', 'snart'], '«snart» er ikke en dag'], [['--until', '1.1.2020'], '«1.1.2020», er forbi']] as const) {
      const { status, stderr } = await run([...into, ...until], goodPassword);
      expect([status, stderr]).toEqual([2, expect.stringContaining(words)]);
    }
    expect((await run([...into, '--until', '30.06.2099'], goodPassword)).status).toBe(0);
    expect(await database.selectFrom('programme_members').select(['programme_id', 'ends_on']).execute())
      .toEqual([{ programme_id: second.programmeId, ends_on: '2099-06-30' }]);
    const { userId = '' } = await findAccount(database, 'kim@imtec.example') ?? {};
    const { onlyProgrammes } = await findMembership(database, { userId, organisationId: second.worker.organisationId }, today) ?? {};
    expect(onlyProgrammes).toEqual(new Set([second.programmeId]));
    const trail = await database.selectFrom('audit_entries').select(['action', 'organisation_id']).execute();
    expect(trail).toEqual([{ action: 'person.added', organisation_id: second.worker.organisationId }]);
  });

  test('makes no second account of one that is closed: it says so', async () => {
    const { database, run } = await anInstallation();
    await run([...kari, '--organisation', '864969682'], goodPassword);
    await database.updateTable('users').set({ disabled_at: '2026-11-24T10:00:00.000Z' }).where('name', '=', 'Kari Saksbehandler').execute();
    const { status, stderr } = await run([...kari, '--organisation', '940155223'], goodPassword);
    expect(status).toBe(2);
    expect(stderr).toContain('Kari@Sorvik.example');
    expect(stderr).not.toMatch(/UNIQUE|^\s+at /m);
  });
});

describe('ou user password', () => {
  const renew = (email: string, input = 'helt andre ord på rad\n') => runOuWith({ environment, input }, 'user', 'password', '--email', email);

  test('changes the password and signs the person out everywhere', async () => {
    expect(await renew('ADA@sorvik.example')).toMatchObject({ status: 0, stderr: '' });
    const database = openDatabase(place);
    expect(await isPassword('helt andre ord på rad', (await findAccount(database, 'ada@sorvik.example'))?.passwordHash)).toBe(true);
    expect(await database.selectFrom('sessions').select('user_id').execute()).toEqual([]);
    await database.destroy();
  });

  test.each([['ingen@sorvik.example', undefined, 'Det er ingen åpen konto'], ['ada@sorvik.example', 'passord123456\n', 'gjettet først']])('%s %j is refused', async (email, input, words) => {
    const { status, stderr } = await renew(email, input);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('ou migrate', () => {
  test('brings a new database to its newest form, and a second time does nothing', async () => {
    const fresh = { DATA_DIR: join(await mkdtemp(join(tmpdir(), 'ou-new-')), 'deep', 'data'), DATABASE_URL: '' };
    expect((await runOuWith({ environment: fresh }, 'migrate')).stdout).toMatch(/^Databasen er oppdatert: .*workplace/);
    expect((await runOuWith({ environment: fresh }, 'migrate', '--language', 'en')).stdout).toBe('The database was up to date already.\n');
  });

  test('on PostgreSQL, where all is done, finds nothing to do and changes nothing', async () => {
    const database = await openTestDatabase('postgres');
    await aClaimGround(database);
    const before = await databaseState(withoutWalls(database));
    const place = placeOf(database);
    const own = { DATA_DIR: await mkdtemp(join(tmpdir(), 'ou-files-')), DATABASE_URL: place.kind === 'postgres' ? place.url : '' };
    expect(await runOuWith({ environment: own }, 'migrate')).toEqual({ status: 0, stdout: 'Databasen var oppdatert fra før.\n', stderr: '' });
    expect(await databaseState(withoutWalls(database))).toBe(before);
  });

  test('tells a wrong variable in a line', async () => {
    const { status, stderr } = await runOuWith({ environment: { DATABASE_URL: 'mysql://x' } }, 'migrate');
    expect(status).toBe(2);
    expect(stderr).toContain('DATABASE_URL');
  });
});
