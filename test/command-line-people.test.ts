import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connect.ts';
import { migrateToLatest } from '#db/migrate.ts';
import { isPassword } from '#app/features/users/passwords.server.ts';
import { findAccount } from '#app/features/users/users.repository.server.ts';
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

  test('tells a wrong variable in a line', async () => {
    const { status, stderr } = await runOuWith({ environment: { DATABASE_URL: 'mysql://x' } }, 'migrate');
    expect(status).toBe(2);
    expect(stderr).toContain('DATABASE_URL');
  });
});
