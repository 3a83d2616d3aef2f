import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readSecondsLeft } from '#app/features/session/session-standing.ts';
import { findSession } from '#app/features/users/sessions.repository.server.ts';
import { action, loader } from '#app/routes/account._index.tsx';
import { action as changePassword } from '#app/routes/account.password.tsx';
import { loader as left } from '#app/routes/session._index.tsx';
import { action as stay } from '#app/routes/session.stay.tsx';
import { loader as people } from '#app/routes/organisations.$organisation.people._index.tsx';
import { action as signIn } from '#app/routes/sign-in.tsx';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { administrator, aFrontDoor, answerOf, answerWith, cookieIn, started, type FrontDoor } from '#test/fixtures/front-door.ts';

const { email, password } = administrator;
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const chosen = 'helt nye ord på rad';

async function aDoor() {
  const door = aFrontDoor(await openTestDatabase('sqlite'));
  const { secret } = await started(door);
  const send = (form: Record<string, string>, to = '/account') => {
    const visit = door.visit(to, { secret, form: { form_key: randomUUID(), ...form } });
    return answerWith(to === '/account' ? action(visit) : changePassword(visit));
  };
  const page = async (path = '/account') => (await loader(door.visit(path, { secret }))).page;
  return { door, secret, send, page };
}

async function signInElsewhere(door: FrontDoor, userAgent?: string): Promise<string> {
  const { headers } = await answerWith(signIn(door.visit('/sign-in', { form: { email, password }, userAgent })));
  return cookieIn(headers, 'sid') ?? expect.fail('Not signed in');
}

const isOpen = async (door: FrontDoor, secret: string) => await findSession(door.database, secret, door.now()) !== undefined;

describe('a person’s own page', () => {
  test('lists where they are signed in, in words, and which of them this is', async () => {
    const { door, page } = await aDoor();
    door.advance(2);
    await signInElsewhere(door, firefox);
    const { sessions, events } = await page();
    expect(sessions.table.rows.map(({ cells }) => cells[0])).toEqual(expect.arrayContaining([
      { text: 'Firefox på Windows' }, { text: 'Ukjent nettleser', detail: 'Denne nettleseren' },
    ]));
    expect(events.table.rows[0]?.cells[0]).toBe('Logget inn fra Firefox på Windows');
    expect(JSON.stringify(sessions)).not.toMatch(/[0-9a-f]{64}/);
  });

  test('ends one session, or all the others', async () => {
    const { door, secret, send, page } = await aDoor();
    const [first, second, third] = [await signInElsewhere(door), await signInElsewhere(door), await signInElsewhere(door)];
    const { table } = (await page()).sessions;
    const one = table.rows.find(({ cells }) => typeof cells[3] === 'object')?.key ?? '';
    expect((await send({ act: 'end', session: one })).headers.get('Location')).toBe('/account?done=ended');
    const open = await Promise.all([first, second, third].map((each) => isOpen(door, each)));
    expect(open.filter(Boolean)).toHaveLength(2);
    await send({ act: 'endOthers' });
    expect([await isOpen(door, first), await isOpen(door, second), await isOpen(door, third), await isOpen(door, secret)]).toEqual([false, false, false, true]);
  });

  test('ends nobody else’s', async () => {
    const { door, send } = await aDoor();
    const other = await signInElsewhere(door);
    const userId = randomUUID();
    await door.database.insertInto('users').values({ id: userId, email: 'ola@x.no', name: 'Ola', created_at: door.now().toISOString() }).execute();
    const { sessionHash } = await findSession(door.database, other, door.now()) ?? expect.fail();
    await door.database.updateTable('sessions').set({ user_id: userId }).where('id_hash', '=', sessionHash).execute();
    await send({ act: 'end', session: sessionHash.slice(0, 16) });
    await send({ act: 'endOthers' });
    expect(await isOpen(door, other)).toBe(true);
  });

  test('keeps name and language, and speaks it from then on; what cannot be is told, and stands as typed', async () => {
    const { send, page } = await aDoor();
    expect((await send({ name: ' Ada  Ås ', language: 'nn' })).headers.get('Location')).toBe('/account?done=saved');
    expect(JSON.stringify((await page()).form)).toContain('"value":"Ada Ås"');
    const { status, body } = await send({ name: '', language: 'sv' });
    expect(status).toBe(422);
    expect(JSON.stringify((await page()).form)).toContain('"value":"Ada Ås"');
    expect(body).toContain('errors');
  });

  test('speaks the language of the account, whatever the browser or a link asks for, also where it says no', async () => {
    const { door, secret } = await aDoor();
    await door.database.updateTable('users').set({ language: 'nn' }).where('email', '=', email).execute();
    const titleAt = async (query: string, cookies?: string) => (await loader(door.visit(`/account${query}`, { secret, cookies }))).page.title;
    expect([await titleAt(''), await titleAt('', 'lang=en'), await titleAt('?lang=en')]).toEqual(['Kontoen din', 'Kontoen din', 'Kontoen din']);
    const params = { organisation: randomUUID() };
    const missing = await answerWith(people(door.visit(`/organisations/${params.organisation}/people`, { secret, params })));
    expect(missing.status).toBe(404);
    expect(missing.body).toContain('Fann ikkje sida');
  });

  test('carries a form out once, and another under its key not at all', async () => {
    const { send } = await aDoor();
    const form_key = randomUUID();
    const statuses = [await send({ name: 'Ada', language: 'nb', form_key }), await send({ name: 'Ada', language: 'nb', form_key }), await send({ name: 'Eva', language: 'nb', form_key })];
    expect(statuses.map(({ status }) => status)).toEqual([303, 303, 422]);
  });
});

describe('changing the password', () => {
  const form = { password, newPassword: chosen, newPasswordAgain: chosen };

  test('asks for the one there is, ends every other session, and keeps this one', async () => {
    const { door, secret, send } = await aDoor();
    const other = await signInElsewhere(door);
    expect((await send({ ...form, password: 'feil passord her' }, '/account/password')).body).toContain('Passordet er ikke riktig');
    expect((await send(form, '/account/password')).headers.get('Location')).toBe('/account?done=password');
    expect([await isOpen(door, other), await isOpen(door, secret)]).toEqual([false, true]);
    expect((await answerWith(signIn(door.visit('/sign-in', { form: { email, password } })))).status).toBe(422);
  });

  test('sent twice leads to the same page, though the password is another by then', async () => {
    const { send } = await aDoor();
    const form_key = randomUUID();
    for (let times = 0; times < 2; times += 1) expect((await send({ ...form, form_key }, '/account/password')).status).toBe(303);
  });

  test.each([
    [{ newPassword: 'tre ord her', newPasswordAgain: 'tre ord her' }, 'for kort'], [{ newPasswordAgain: 'noe helt annet her' }, 'ikke like'],
    [{ newPassword: 'Ada Administrator 1', newPasswordAgain: 'Ada Administrator 1' }, 'navnet'],
  ])('refuses %j', async (typed, words) => {
    const { status, body } = await (await aDoor()).send({ ...form, ...typed }, '/account/password');
    expect([status, body]).toEqual([422, expect.stringContaining(words)]);
    for (const secret of [password, typed.newPasswordAgain]) expect(body).not.toContain(secret);
  });

  test('waits after five wrong tries: one at a desk left open guesses no faster than elsewhere', async () => {
    const { send } = await aDoor();
    for (let tries = 0; tries < 5; tries += 1) await send({ ...form, password: `gjetning nummer ${tries}` }, '/account/password');
    expect((await send(form, '/account/password')).body).toContain('Vent ett minutt');
  });

  test('stores no password in the key of its form, not even as part of a hash', async () => {
    const { send } = await aDoor();
    const form_key = randomUUID();
    await send({ ...form, form_key }, '/account/password');
    const other = await send({ form_key, password: chosen, newPassword: 'andre nye ord her', newPasswordAgain: 'andre nye ord her' }, '/account/password');
    expect(other.headers.get('Location'), 'to the key it is the same form').toBe('/account?done=password');
  });
});

describe('how long a session lasts yet', () => {
  const ask = async (door: FrontDoor, secret?: string) => {
    const { given } = await answerOf(left(door.visit('/session', { secret })));
    return given instanceof Response ? readSecondsLeft(await given.json()) : undefined;
  };

  test('is told without using it', async () => {
    const { door, secret } = await aDoor();
    door.advance(20);
    for (let times = 0; times < 3; times += 1) expect(await ask(door, secret)).toEqual({ idle: 600, total: 34_800 });
    door.advance(10);
    expect(await ask(door, secret)).toEqual({ idle: 0, total: 0 });
  });

  test('is thirty minutes again for one who stays, and nothing for one who comes too late or never was', async () => {
    const { door, secret } = await aDoor();
    door.advance(29);
    expect((await answerWith(stay(door.visit('/session/stay', { secret, form: { a: '' } })))).headers.get('Location')).toBe('/session');
    expect(await ask(door, secret)).toEqual({ idle: 1_800, total: 34_260 });
    door.advance(30);
    expect((await answerWith(stay(door.visit('/session/stay', { secret, form: { a: '' } })))).status).toBe(303);
    expect([await ask(door, secret), await ask(door)]).toEqual([{ idle: 0, total: 0 }, { idle: 0, total: 0 }]);
  });
});
