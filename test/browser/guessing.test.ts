import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#db/connect.ts';
import type { Database } from '#db/schema.ts';
import { openSecretBox } from '#app/features/secrets/secret-box.server.ts';
import { newRecoveryCodes } from '#app/features/users/recovery-codes.server.ts';
import { sealFactor } from '#app/features/users/second-factor.server.ts';
import { newTotpSecret } from '#app/features/users/totp.server.ts';
import { findAccount } from '#app/features/users/users.repository.server.ts';
import { demoPassword } from '#app/features/demo/demo-installation.ts';
import { codeAt } from '#test/fixtures/authenticator.ts';
import { aTrial } from '#test/fixtures/trial.ts';
import { aDemoFolder, type DemoFolder } from './demo-folder.ts';
import { startWebServer, type WebServer } from './web-server.ts';

/** Guesses and thefts against two servers that share an installation (E14 and E15 of the reliability plan, in reduced counts). */

let demo: DemoFolder;
let servers: readonly [WebServer, WebServer];
let database: Kysely<Database>;

beforeAll(async () => {
  demo = await aDemoFolder();
  servers = [await startWebServer(demo.folder), await startWebServer(demo.folder)];
  database = openDatabase({ kind: 'sqlite', file: join(demo.folder, 'ou-refusjon.sqlite') });
});

afterAll(async () => {
  await database.destroy();
  expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0]);
  await rm(demo.folder, { recursive: true, force: true });
});

interface Told {
  readonly status: number;
  readonly location: string | null;
  readonly cookies: readonly string[];
  readonly text: string;
}

const at = (index: number) => servers[index % 2 === 0 ? 0 : 1].address;

async function post(address: string, form: Readonly<Record<string, string>>, cookie = ''): Promise<Told> {
  const answer = await fetch(address, { method: 'POST', redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin', cookie }, body: new URLSearchParams(form) });
  return { status: answer.status, location: answer.headers.get('location'), cookies: answer.headers.getSetCookie(), text: await answer.text() };
}

const signIn = (index: number, email: string, password: string = demoPassword, cookie = '') => post(`${at(index)}/sign-in`, { email, password, to: '/' }, cookie);
const pairIn = ({ cookies }: Told, name: string) => cookies.find((each) => each.startsWith(`${name}=`))?.split(';')[0] ?? '';
/** True where this cookie opens a person's own page on that server. */
const opens = async (index: number, cookie: string) => (await fetch(`${at(index)}/account`, { redirect: 'manual', headers: { cookie } })).status === 200;

describe('E14: guessing a password at two servers', () => {
  test('many at once: five are tried, the others wait, also the right one', async () => {
    const trial = aTrial('E14, passwords', { reduced: 40, full: 300 });
    const email = 'ada@fjellvik.example';
    const answers = await Promise.all(Array.from({ length: trial.rounds }, (_, index) => signIn(index, email, `gjetning nummer ${index}`)));
    expect(answers.filter(({ text }) => text.includes('passordet er feil'))).toHaveLength(5);
    expect(answers.filter(({ text }) => text.includes('Vent ett minutt'))).toHaveLength(trial.rounds - 5);
    for (const index of [0, 1]) expect((await signIn(index, email)).text).toContain('Vent ett minutt');
    trial.tell(`${trial.rounds} passwords at once at two servers: 5 tried, ${trial.rounds - 5} told to wait, 0 let in`);
  });

  test('takes the same time whether the account is there or not', async () => {
    const took = async (email: string) => {
      const begun = performance.now();
      expect((await signIn(0, email, 'feil passord her')).status).toBe(422);
      return performance.now() - begun;
    };
    const people = ['siri@fjellvik.example', 'odd@fjellvik.example', 'liv@fjellvik.example', 'kim@konsulent.example', 'oda@havdal.example'];
    const known: number[] = [];
    const unknown: number[] = [];
    await took('varm.opp@fjellvik.example');
    for (let round = 0; round < 4; round += 1) {
      for (const email of people) {
        known.push(await took(email));
        unknown.push(await took(`ukjent${email}`));
      }
    }
    // The quickest quarter of each: what the machine does besides only makes a try slower. Without the hash it takes a few milliseconds.
    const [quick, quickUnknown] = [known, unknown].map((times) => times.toSorted((one, other) => one - other)[people.length - 1] ?? NaN);
    const told = `known ${known.map(Math.round).join(' ')}, unknown ${unknown.map(Math.round).join(' ')} ms`;
    expect(Math.max(quick ?? NaN, quickUnknown ?? NaN) / Math.min(quick ?? NaN, quickUnknown ?? NaN), told).toBeLessThan(1.5);
  });
});

describe('E15: a session', () => {
  const email = 'signe@havdal.example';

  test('has a cookie that no script reads and that no other site sends along', async () => {
    const { cookies } = await signIn(0, email);
    expect(cookies.filter((cookie) => cookie.startsWith('sid='))).toEqual([expect.stringMatching(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)]);
  });

  test('opens at both servers, and after signing out at one of them at none', async () => {
    const cookie = pairIn(await signIn(0, email), 'sid');
    expect([await opens(0, cookie), await opens(1, cookie)]).toEqual([true, true]);
    await post(`${at(1)}/sign-out`, {}, cookie);
    expect([await opens(0, cookie), await opens(1, cookie)]).toEqual([false, false]);
  });

  test('planted in somebody’s browser before they sign in is not theirs after', async () => {
    const planted = pairIn(await signIn(0, email), 'sid');
    const own = pairIn(await signIn(1, 'leif@havdal.example', demoPassword, planted), 'sid');
    expect(own).not.toBe(planted);
    expect([await opens(0, planted), await opens(0, own)]).toEqual([false, true]);
  });

  test('is not opened by what stands in the database', async () => {
    await signIn(0, email);
    const rows = await database.selectFrom('sessions').select('id_hash').execute();
    for (const { id_hash } of rows.slice(0, 5)) expect(await opens(0, `sid=${id_hash}`)).toBe(false);
  });

  test('is not opened by a cookie that is nearly its own, nor by one made up', async () => {
    const trial = aTrial('E15', { reduced: 40, full: 4_000 });
    const cookie = pairIn(await signIn(0, email), 'sid');
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    const bent = (): string => {
      const at_ = 4 + Math.floor(trial.random() * 43);
      const other = trial.pick(letters.filter((letter) => letter !== cookie[at_])) ?? '';
      return trial.pick([
        cookie.slice(0, at_) + other + cookie.slice(at_ + 1), cookie.slice(0, at_), `${cookie}${other}`, cookie.toUpperCase(), `__Host-${cookie}`, `step=${cookie.slice(4)}`,
        `sid=${Array.from({ length: 43 }, () => trial.pick(letters)).join('')}`, `sid=; ${cookie.replace('sid', 'SID')}`, `sid=${encodeURIComponent(cookie.slice(4, at_))}%00`,
      ]) ?? '';
    };
    const opened: string[] = [];
    for (let round = 0; round < trial.rounds; round += 1) {
      const other = bent();
      if (await opens(round, other)) opened.push(other);
    }
    expect(opened, `seed ${trial.seed}`).toEqual([]);
    expect(await opens(0, cookie)).toBe(true);
    trial.tell(`${trial.rounds} cookies that are none at two servers: 0 opened a session`);
  });

  test('ends at once with the account', async () => {
    const cookie = pairIn(await signIn(0, email), 'sid');
    expect(await opens(0, cookie)).toBe(true);
    const person = database.updateTable('users').where('email', '=', email);
    await person.set({ disabled_at: new Date().toISOString() }).execute();
    const whileClosed = [await opens(0, cookie), await opens(1, cookie), (await signIn(0, email)).status];
    await person.set({ disabled_at: null }).execute();
    expect(whileClosed).toEqual([false, false, 422]);
  });
});

describe('E14: a second factor at two servers', () => {
  test('is asked for page by page without losing a kept form, though the step has ended', async () => {
    const kept = { 'kept-action': '/organisations/o1', 'kept-0-net': '18 000,-', to: '/', code: '1' };
    const told = await post(`${at(0)}/sign-in/code?resume=yes`, kept, `step=${randomUUID()}`);
    expect([told.status, told.text]).toEqual([422, expect.stringContaining('name="kept-0-net" value="18 000,-"')]);
  });

  const email = 'arne@havdal.example';
  let key: string;
  let codes: readonly string[];

  beforeAll(async () => {
    const userId = (await findAccount(database, email))?.userId ?? '';
    const made = await newRecoveryCodes(userId);
    [key, codes] = [newTotpSecret(), made.codes];
    const now = new Date().toISOString();
    const secretSealed = sealFactor(await openSecretBox(demo.folder), userId, key);
    await database.insertInto('second_factors').values({ user_id: userId, secret_sealed: secretSealed, created_at: now, confirmed_at: now }).execute();
    await database.insertInto('recovery_codes').values(made.hashes.map((code_hash) => ({ user_id: userId, code_hash, created_at: now }))).execute();
  });

  const step = async (index: number) => {
    const told = await signIn(index, email);
    return pairIn(told, 'step') || `${told.status} ${told.location} ${told.text.slice(0, 3000)}`;
  };
  const show = (index: number, code: string, cookie: string) => post(`${at(index)}/sign-in/code`, { code, from: 'app', to: '/' }, cookie);

  test.each([['a recovery code', () => codes[0] ?? ''], ['a code of the app', () => codeAt(key, new Date())]])('twenty at once with %s: exactly one signs in', async (_, code) => {
    await database.deleteFrom('sign_in_tries').execute();
    const steps = await Promise.all(Array.from({ length: 5 }, (_each, index) => step(index)));
    expect(steps.filter((each) => !/^step=[\w-]{43}$/.test(each))).toEqual([]);
    const typed = code();
    const answers = await Promise.all(Array.from({ length: 20 }, (_each, index) => show(index, typed, steps[index % 5] ?? '')));
    expect(answers.filter(({ status }) => status === 303).map(({ location, cookies }) => [location, ...cookies])).toHaveLength(1);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, ...Array.from({ length: 19 }, () => 422)]);
    expect(answers.filter((answer) => pairIn(answer, 'sid') !== '')).toHaveLength(1);
  });

  test('is not guessed: of many codes at once five are tried', async () => {
    const trial = aTrial('E14, codes', { reduced: 60, full: 1_000 });
    await database.deleteFrom('sign_in_tries').execute();
    const steps = await Promise.all(Array.from({ length: 4 }, (_each, index) => step(index)));
    const answers = await Promise.all(Array.from({ length: trial.rounds }, (_each, index) => show(index, String(index).padStart(6, '0'), steps[index % 4] ?? '')));
    expect(answers.filter(({ text }) => text.includes('Koden er ikke riktig'))).toHaveLength(5);
    expect(answers.filter(({ text }) => text.includes('Vent ett minutt'))).toHaveLength(trial.rounds - 5);
    trial.tell(`${trial.rounds} codes at once at two servers: 5 tried, ${trial.rounds - 5} told to wait, 0 let in`);
  });

  test('is not passed by a step that somebody made up, nor by a session of nobody', async () => {
    for (const cookie of [`step=${randomUUID()}`, 'step=', `sid=${randomUUID()}`]) {
      const told = await show(0, codeAt(key, new Date(), 1), cookie);
      expect([told.status, told.location, told.cookies, told.text]).toEqual([422, null, [], expect.stringContaining('Logg inn på nytt')]);
    }
  });
});
