import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { insertUser } from '#app/features/users/users.repository.server.ts';
import { findSession } from '#app/features/users/sessions.repository.server.ts';
import { keptFields } from '#app/features/users/kept-form.ts';
import { action as answerFactor, loader as factorPage } from '#app/routes/account.second-factor.tsx';
import { action as signIn } from '#app/routes/sign-in.tsx';
import { action as answerCode, loader as codePage } from '#app/routes/sign-in_.code.tsx';
import { codeAt } from '#test/fixtures/authenticator.ts';
import { openSecondConnection, openTestDatabase, testDatabases } from '#test/fixtures/databases.ts';
import { administrator, aFrontDoor, answerWith, cookieIn, started, type FrontDoor, type Visit } from '#test/fixtures/front-door.ts';
import { comeToStep, keyOf, setUpFactor } from '#test/fixtures/second-factor.ts';

const { email, password } = administrator;

async function aDoor(kind: 'sqlite' | 'postgres' = 'sqlite') {
  const door = aFrontDoor(await openTestDatabase(kind));
  const { secret, organisationId } = await started(door);
  return { door, secret, organisationId };
}

async function aDoorWithFactor(kind: 'sqlite' | 'postgres' = 'sqlite') {
  const { door, secret, organisationId } = await aDoor(kind);
  return { door, secret, organisationId, ...await setUpFactor(door, secret) };
}

const showCode = (door: FrontDoor, code: string, { step, form = {} }: Visit) => (
  answerWith(answerCode(door.visit('/sign-in/code', { step, form: { code, from: 'app', ...form } })))
);
const isOpen = async (door: FrontDoor, secret: string | undefined) => await findSession(door.database, secret ?? '', door.now()) !== undefined;

describe('signing in with a second factor', () => {
  test('opens nothing by the password alone', async () => {
    const { door } = await aDoorWithFactor();
    const { status, headers } = await answerWith(signIn(door.visit('/sign-in', { form: { email, password, to: '/organisations/o1?a=b' } })));
    expect([status, headers.get('Location')]).toEqual([303, '/sign-in/code?to=%2Forganisations%2Fo1%3Fa%3Db']);
    expect(cookieIn(headers, 'sid')).toBeUndefined();
    expect(headers.get('Set-Cookie')).toMatch(/^step=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
  });

  test('asks for the code in the account’s language, also in a browser that has not been told', async () => {
    const { door } = await aDoorWithFactor();
    const toStep = async () => (await answerWith(signIn(door.visit('/sign-in', { form: { email, password } })))).headers;
    expect(cookieIn(await toStep(), 'account-lang')).toBeUndefined();
    await door.database.updateTable('users').set({ language: 'en' }).execute();
    expect(cookieIn(await toStep(), 'account-lang')).toBe('en');
  });

  test('by the code of the app begins a session that has shown it, and leads on', async () => {
    const { door, key } = await aDoorWithFactor();
    const step = await comeToStep(door);
    const { status, headers } = await showCode(door, codeAt(key, door.now()), { step, form: { to: '/organisations/o1' } });
    expect([status, headers.get('Location'), cookieIn(headers, 'step')]).toEqual([303, '/organisations/o1', '']);
    expect(await findSession(door.database, cookieIn(headers, 'sid') ?? '', door.now())).toMatchObject({ email, secondFactorAt: door.now().toISOString() });
  });

  test.each([['spaces', (code: string) => ` ${code.slice(0, 3)} ${code.slice(3)} `], ['dashes', (code: string) => `${code.slice(0, 3)}-${code.slice(3)}`]])('takes a code pasted with %s', async (_, typed) => {
    const { door, key } = await aDoorWithFactor();
    expect((await showCode(door, typed(codeAt(key, door.now())), { step: await comeToStep(door) })).status).toBe(303);
  });

  test.each([[-2, 422], [-1, 303], [0, 303], [1, 303], [2, 422]])('of a clock %i steps off is answered %i', async (steps, status) => {
    const { door, key } = await aDoorWithFactor();
    expect((await showCode(door, codeAt(key, door.now(), steps), { step: await comeToStep(door) })).status).toBe(status);
  });

  test('takes a code once: neither again, nor one of an earlier step after it', async () => {
    const { door, key } = await aDoorWithFactor();
    const code = codeAt(key, door.now());
    expect((await showCode(door, code, { step: await comeToStep(door) })).status).toBe(303);
    const again = await showCode(door, code, { step: await comeToStep(door) });
    expect([again.status, again.body]).toEqual([422, expect.stringContaining('Koden er brukt allerede')]);
    expect((await showCode(door, codeAt(key, door.now(), -1), { step: await comeToStep(door) })).body).toContain('Koden er brukt allerede');
    expect((await showCode(door, codeAt(key, door.now(), 1), { step: await comeToStep(door) })).status).toBe(303);
  });

  test('takes nobody else’s code', async () => {
    const { door, codes } = await aDoorWithFactor();
    const userId = randomUUID();
    await insertUser(door.database, { id: userId, email: 'ola@sorvik.example', name: 'Ola', passwordHash: 'x', createdAt: door.now().toISOString() });
    const row = await door.database.selectFrom('second_factors').selectAll().executeTakeFirstOrThrow();
    const step = await comeToStep(door);
    await door.database.insertInto('second_factors').values({ ...row, user_id: userId }).execute();
    await door.database.updateTable('sign_in_steps').set({ user_id: userId }).execute();
    expect((await showCode(door, codes[0] ?? '', { step })).status).toBe(422);
    await expect(showCode(door, codeAt(await keyOf(door), door.now()), { step }), 'a copied row does not open').rejects.toThrow();
  });

  test('lasts ten minutes from the password, and leads on once', async () => {
    const { door, key } = await aDoorWithFactor();
    const step = await comeToStep(door);
    door.advance(9);
    expect((await showCode(door, '000000', { step })).body).toContain('Koden er ikke riktig');
    const first = await showCode(door, codeAt(key, door.now()), { step });
    expect(first.status).toBe(303);
    expect((await showCode(door, codeAt(key, door.now(), 1), { step })).body).toContain('Logg inn på nytt');
    const late = await comeToStep(door);
    door.advance(10);
    expect((await showCode(door, codeAt(key, door.now()), { step: late })).body).toContain('Logg inn på nytt');
    const { status, body } = await answerWith(codePage(door.visit('/sign-in/code?to=/a', { step: late })));
    expect([status, body], 'nobody is led away').toEqual([200, expect.stringContaining('Logg inn på nytt')]);
    expect(body).toContain('"to":"/a"');
  });

  test('is of the browser that gave the password: without its cookie, or with its hash, there is no step', async () => {
    const { door, key } = await aDoorWithFactor();
    await comeToStep(door);
    const { id_hash } = await door.database.selectFrom('sign_in_steps').select('id_hash').executeTakeFirstOrThrow();
    for (const step of [undefined, '', id_hash]) expect((await showCode(door, codeAt(key, door.now()), { step })).body).toContain('Logg inn på nytt');
  });

  test('is closed with the account', async () => {
    const { door, key } = await aDoorWithFactor();
    const step = await comeToStep(door);
    await door.database.updateTable('users').set({ disabled_at: door.now().toISOString() }).execute();
    expect((await showCode(door, codeAt(key, door.now()), { step })).status).toBe(422);
  });

  test('waits after five wrong codes, wherever they come from and however often the password is given anew', async () => {
    const { door, key } = await aDoorWithFactor();
    for (let tries = 0; tries < 5; tries += 1) {
      const step = await comeToStep(door);
      const visit = door.visit('/sign-in/code', { step, form: { code: `00000${tries}` }, clientAddress: `192.0.2.${tries}` });
      expect((await answerWith(answerCode(visit))).body).toContain('Koden er ikke riktig');
    }
    expect((await showCode(door, codeAt(key, door.now()), { step: await comeToStep(door) })).body).toContain('Vent ett minutt');
    door.advance(1);
    expect((await showCode(door, codeAt(key, door.now()), { step: await comeToStep(door) })).status).toBe(303);
    const events = await door.database.selectFrom('account_events').select('event').where('event', '=', 'second_factor_wrong').execute();
    expect(events, 'the person can see it').toHaveLength(5);
  });
});

describe('a recovery code', () => {
  test('is one of ten, stands nowhere as it is, and signs in once', async () => {
    const { door, codes } = await aDoorWithFactor();
    expect(codes).toHaveLength(10);
    const stored = JSON.stringify(await door.database.selectFrom('recovery_codes').selectAll().execute());
    expect(codes.filter((code) => stored.includes(code) || stored.includes(code.replaceAll('-', '')))).toEqual([]);
    const [code = ''] = codes;
    expect((await showCode(door, code.toLowerCase().replaceAll('-', ' '), { step: await comeToStep(door), form: { from: 'recovery' } })).status).toBe(303);
    const again = await showCode(door, code, { step: await comeToStep(door), form: { from: 'recovery' } });
    expect([again.status, again.body]).toEqual([422, expect.stringContaining('"label":"Reservekode"')]);
  });

  test('is asked for in a field of its own, where a phone offers letters', async () => {
    const { door } = await aDoorWithFactor();
    const { body, status } = await showCode(door, '', { step: await comeToStep(door), form: { instead: 'recovery', to: '/a' } });
    expect(status).toBe(200);
    expect(body).toContain('"label":"Reservekode"');
    expect(body).toContain('"to":"/a"');
    expect(body).not.toContain('numeric');
  });
});

describe.each(testDatabases)('twenty at once with the same code on $kind', ({ kind }) => {
  test.each(['recovery', 'app'] as const)('of the %s: exactly one signs in', async (from) => {
    const { door, key, codes } = await aDoorWithFactor(kind);
    await door.database.updateTable('sign_in_tries').set({ failures: 0 }).execute();
    // Two connections to SQLite in one process would wait for each other; two processes are tried elsewhere.
    const second = kind === 'sqlite' ? door : aFrontDoor(openSecondConnection(door.database));
    if (second !== door) second.advance(1);
    const steps = await Promise.all(Array.from({ length: 5 }, () => comeToStep(door)));
    const code = from === 'app' ? codeAt(key, door.now()) : codes[3] ?? '';
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => showCode(index % 2 === 0 ? door : second, code, { step: steps[index % 5] })));
    const sessions = answers.flatMap(({ headers }) => cookieIn(headers, 'sid') ?? []);
    expect([sessions.length, await isOpen(door, sessions[0])]).toEqual([1, true]);
  });
});

describe('a form kept over an ended session', () => {
  const kept = { action: '/organisations/o1/programmes/p1/expenses/new', fields: [['net', '18 000,-'], ['code', 'abc']], fileNames: ['f.pdf'] } as const;

  test('travels through the second step, wrong codes and the other field, and is offered to be saved', async () => {
    const { door, key } = await aDoorWithFactor();
    const first = await answerWith(signIn(door.visit('/sign-in?resume=yes', { form: { ...keptFields(kept), email, password } })));
    expect([first.status, first.body]).toEqual([200, expect.stringContaining('"action":"/sign-in/code?resume=yes"')]);
    const step = cookieIn(first.headers, 'step');
    const form = { ...keptFields(kept), to: '/' };
    for (const body of [first.body, (await showCode(door, '1', { step, form })).body, (await showCode(door, '', { step, form: { ...form, instead: 'recovery' } })).body]) {
      expect(body).toContain('"kept-0-net":"18 000,-"');
      expect(body).toContain('tatt vare på');
    }
    const done = await showCode(door, codeAt(key, door.now()), { step, form });
    expect(done.body).toContain(JSON.stringify(kept.fields));
    expect(await isOpen(door, cookieIn(done.headers, 'sid'))).toBe(true);
  });

  test('is not lost when the step took too long, nor to one who signed in meanwhile in another window', async () => {
    const { door } = await aDoorWithFactor();
    const form = { ...keptFields(kept), to: '/' };
    expect((await showCode(door, '1', { form })).body).toContain('"kept-0-net":"18 000,-"');
    const { secret } = await startedAgain(door);
    const { body } = await answerWith(answerCode(door.visit('/sign-in/code', { secret, form })));
    expect(body).toContain(JSON.stringify(kept.fields));
  });
});

async function startedAgain(door: FrontDoor): Promise<{ secret: string }> {
  const key = await keyOf(door);
  const { headers } = await showCode(door, codeAt(key, door.now()), { step: await comeToStep(door) });
  return { secret: cookieIn(headers, 'sid') ?? '' };
}

describe('setting it up', () => {
  const send = (door: FrontDoor, secret: string, form: Record<string, string>) => (
    answerWith(answerFactor(door.visit('/account/second-factor', { secret, form: { form_key: randomUUID(), ...form } })))
  );
  const page = async (door: FrontDoor, secret: string) => (await answerWith(factorPage(door.visit('/account/second-factor', { secret })))).body;

  test('asks for the password, and counts only when a code was shown', async () => {
    const { door, secret } = await aDoor();
    expect((await send(door, secret, { act: 'begin', password: 'feil passord her' })).status).toBe(422);
    const { status, body } = await send(door, secret, { act: 'begin', password });
    expect([status, body]).toEqual([200, expect.stringContaining('otpauth://totp/OU-refusjon:ada%40sorvik.example')]);
    expect((await answerWith(signIn(door.visit('/sign-in', { form: { email, password } })))).headers.get('Location')).toBe('/');
  });

  test('shows the key in the one answer to the password: to who comes to the desk later, by no way', async () => {
    const { door, secret } = await aDoor();
    const form = { act: 'begin', password, form_key: randomUUID() };
    await send(door, secret, form);
    const key = await keyOf(door);
    const again = await send(door, secret, form);
    expect([again.status, again.headers.get('Location')]).toEqual([303, '/account/second-factor']);
    const wrong = await send(door, secret, { act: 'confirm', code: '000000' });
    expect([wrong.status, wrong.body]).toEqual([422, expect.stringContaining('Nøkkelen vises bare én gang')]);
    for (const shown of [await page(door, secret), again.body, wrong.body]) {
      expect(shown).not.toContain('otpauth://');
      expect(shown.replaceAll(' ', '')).not.toContain(key);
    }
    expect(await page(door, secret)).toContain('"name":"password"');
    expect((await send(door, secret, { act: 'confirm', code: codeAt(key, door.now()) })).body).toMatch(/[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/);
    expect((await send(door, secret, { act: 'begin', password })).headers.get('Location'), 'one that is on stays').toBe('/account/second-factor');
    expect(await keyOf(door)).toBe(key);
  });

  test('is given up after half an hour', async () => {
    const { door, secret } = await aDoor();
    await send(door, secret, { act: 'begin', password });
    door.advance(29);
    await page(door, secret);
    door.advance(2);
    expect((await send(door, secret, { act: 'confirm', code: codeAt(await keyOf(door), door.now()) })).status).toBe(303);
    expect((await door.database.selectFrom('second_factors').select('confirmed_at').executeTakeFirstOrThrow()).confirmed_at).toBeNull();
  });

  test('shows the codes in that one answer, and never again', async () => {
    const { door, secret, codes } = await aDoorWithFactor();
    const shown = await page(door, secret);
    expect(codes.filter((code) => shown.includes(code))).toEqual([]);
    expect(shown).toContain('10 reservekoder igjen');
  });

  test('ends the sessions that were begun without it, but for its own, which has now shown it', async () => {
    const { door, secret } = await aDoor();
    const other = cookieIn((await answerWith(signIn(door.visit('/sign-in', { form: { email, password } })))).headers, 'sid');
    await setUpFactor(door, secret);
    expect([await isOpen(door, other), await isOpen(door, secret)]).toEqual([false, true]);
    expect((await findSession(door.database, secret, door.now()))?.secondFactorAt).toBeDefined();
  });

  test('is turned off, and codes are made anew, by password and code together only', async () => {
    const { door, secret, key, codes } = await aDoorWithFactor();
    for (const form of [{ act: 'off', password }, { act: 'off', code: codeAt(key, door.now()) }, { password }, { code: codeAt(key, door.now()), password: 'feil passord' }]) {
      expect((await send(door, secret, form)).status).toBe(422);
    }
    const { body } = await send(door, secret, { password, code: codeAt(key, door.now()) });
    const newCode = /[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(body)?.[0] ?? '';
    expect((await showCode(door, codes[1] ?? '', { step: await comeToStep(door) })).status, 'the old ones no longer count').toBe(422);
    expect((await showCode(door, newCode, { step: await comeToStep(door) })).status).toBe(303);
    door.advance(1);
    expect((await send(door, secret, { act: 'off', password, code: codeAt(key, door.now()) })).headers.get('Location')).toBe('/account?done=factorOff');
    expect((await answerWith(signIn(door.visit('/sign-in', { form: { email, password } })))).headers.get('Location')).toBe('/');
    expect(await door.database.selectFrom('recovery_codes').selectAll().execute()).toEqual([]);
  });

  test.each([['off', '/account?done=factorOff', 'second_factor_off'], ['', '/account/second-factor', 'recovery_codes_renewed']])(
    'is done once by a form sent twice (%s): the second leads to what came of it, and is no wrong code', async (act, place, event) => {
      const { door, secret, key } = await aDoorWithFactor();
      const form = { act, password, code: codeAt(key, door.now()), form_key: randomUUID() };
      const answers = await Promise.all([send(door, secret, form), send(door, secret, form)]);
      answers.push(await send(door, secret, form));
      expect(answers.map(({ status }) => status).sort()).toEqual(act === 'off' ? [303, 303, 303] : [200, 303, 303]);
      expect(new Set(answers.flatMap(({ headers }) => headers.get('Location') ?? []))).toEqual(new Set([place]));
      const events = await door.database.selectFrom('account_events').select('event').execute();
      expect(events.filter((told) => [event, 'second_factor_wrong'].includes(told.event))).toEqual([{ event }]);
    });

  test('leads only to pages of this site afterwards', async () => {
    const { door, secret } = await aDoor();
    const visit = (to: string) => answerWith(factorPage(door.visit(`/account/second-factor?to=${encodeURIComponent(to)}`, { secret })));
    expect((await visit('https://evil.example')).body).not.toContain('evil');
    expect((await visit('/organisations/o1')).body).toContain('/account/second-factor?to=%2Forganisations%2Fo1');
  });
});
