import { describe, expect, test } from 'vitest';
import { findSession } from '#app/features/users/sessions.repository.server.ts';
import { requireUser } from '#app/guard/authorise.server.ts';
import { action, loader } from '#app/routes/sign-in.tsx';
import { action as signOut, loader as followedSignOut } from '#app/routes/sign-out.tsx';
import { openTestDatabase, testDatabases } from '#test/fixtures/databases.ts';
import { administrator, aFrontDoor, answerOf, secretIn, started, type FrontDoor, type Visit } from '#test/fixtures/front-door.ts';

const { email, password } = administrator;

async function aStartedDoor(): Promise<FrontDoor> {
  const door = aFrontDoor(await openTestDatabase('sqlite'));
  await started(door);
  return door;
}

/** Sends the form, and gives the status, where it led, the new session and what the page says. */
async function send(door: FrontDoor, form: Record<string, string>, visit: Visit = {}) {
  const { given, response } = await answerOf(action(door.visit('/sign-in', { ...visit, form })));
  const headers = response?.headers ?? headersOf(given);
  return {
    status: response?.status ?? statusOf(given), location: headers?.get('Location') ?? undefined, secret: secretIn(headers?.get('Set-Cookie')),
    text: JSON.stringify(given ?? {}),
  };
}

const hasInit = (given: unknown): given is { init: ResponseInit | null } => typeof given === 'object' && given !== null && 'init' in given;
const headersOf = (given: unknown) => (hasInit(given) ? new Headers(given.init?.headers) : undefined);
const statusOf = (given: unknown) => (hasInit(given) ? given.init?.status ?? 200 : 200);

const guess = (door: FrontDoor, typed: Partial<typeof administrator> = {}, visit: Visit = {}) => (
  send(door, { email, password: 'helt feil passord', ...typed }, visit)
);

describe('signing in', () => {
  test('begins a session and leads on to where the person was', async () => {
    const door = await aStartedDoor();
    const { status, location, secret } = await send(door, { email, password, to: '/organisations/o1/claims?year=2026' });
    expect({ status, location }).toEqual({ status: 303, location: '/organisations/o1/claims?year=2026' });
    expect(await findSession(door.database, secret ?? '', door.now())).toMatchObject({ name: administrator.name, email });
  });

  test('knows the account however its address is typed', async () => {
    expect((await send(await aStartedDoor(), { email: ' ADA@Sorvik.example ', password })).status).toBe(303);
  });

  test('ends the session the browser had: an id from before is worth nothing after', async () => {
    const door = await aStartedDoor();
    const first = await send(door, { email, password });
    const second = await send(door, { email, password }, { secret: first.secret });
    expect(second.secret).not.toBe(first.secret);
    expect(await findSession(door.database, first.secret ?? '', door.now())).toBeUndefined();
    expect(await findSession(door.database, second.secret ?? '', door.now())).toBeDefined();
  });

  test.each(['https://evil.example', '//evil.example', '/..//evil.example', '/\\evil.example', '/\t/evil.example'])('never leads to %j', async (to) => {
    const door = await aStartedDoor();
    expect((await send(door, { email, password, to })).location).toBe('/');
    expect(JSON.stringify(await loader(door.visit(`/sign-in?to=${encodeURIComponent(to)}`)))).not.toContain('evil');
  });
});

describe('a person who is not let in', () => {
  test('is told the same whether the account or the password is wrong, and what was typed stays but for the password', async () => {
    const door = await aStartedDoor();
    const wrong = await guess(door);
    const unknown = await guess(door, { email: 'ukjent@sorvik.example' });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(wrong.text).toContain('E-posten eller passordet er feil');
    expect(unknown.text.replaceAll('ukjent@sorvik.example', email)).toBe(wrong.text);
    expect(wrong.text).not.toContain('helt feil passord');
    expect(wrong.secret).toBeUndefined();
  });

  test('waits after five tries, also with the right password, and is told how long', async () => {
    const door = await aStartedDoor();
    for (let tries = 0; tries < 5; tries += 1) expect((await guess(door)).text).toContain('er feil');
    expect((await guess(door, { password })).text).toContain('Vent ett minutt');
    door.advance(1);
    expect((await guess(door)).text).toContain('er feil');
    expect((await guess(door, { password })).text).toContain('Vent 2 minutter');
    door.advance(2);
    expect((await guess(door, { password })).status).toBe(303);
    expect((await guess(door)).text).toContain('er feil');
  });

  test('does not shut out the same person elsewhere, nor others there', async () => {
    const door = await aStartedDoor();
    for (let tries = 0; tries < 6; tries += 1) await guess(door, {}, { clientAddress: '203.0.113.66' });
    expect((await guess(door, { password }, { clientAddress: '203.0.113.66' })).status).toBe(422);
    expect((await guess(door, { email: 'en.annen@sorvik.example' }, { clientAddress: '203.0.113.66' })).text).toContain('er feil');
    expect((await guess(door, { password }, { clientAddress: '192.0.2.7' })).status).toBe(303);
  });

  test('is not let in by a closed account', async () => {
    const door = await aStartedDoor();
    await door.database.updateTable('users').set({ disabled_at: door.now().toISOString() }).execute();
    expect((await send(door, { email, password })).status).toBe(422);
  });
});

test.each(testDatabases)('of forty guesses at once five are tried, on $kind', async ({ open }) => {
  const door = aFrontDoor(await open());
  await started(door);
  const guesses = await Promise.all(Array.from({ length: 40 }, (_, index) => guess(door, { password: `gjetning nummer ${index}` })));
  expect(guesses.filter(({ text }) => text.includes('er feil'))).toHaveLength(5);
  expect(guesses.filter(({ text }) => text.includes('Vent ett minutt'))).toHaveLength(35);
}, 60_000);

describe('the page', () => {
  test('leads to the first start while nobody has an account', async () => {
    const door = aFrontDoor(await openTestDatabase('sqlite'));
    const { response } = await answerOf(loader(door.visit('/sign-in')));
    expect(response?.headers.get('Location')).toBe('/first-start');
  });

  test('is passed by one who has signed in', async () => {
    const door = await aStartedDoor();
    const { secret } = await send(door, { email, password });
    const { response } = await answerOf(loader(door.visit('/sign-in?to=/organisations/o1', { secret })));
    expect(response?.headers.get('Location')).toBe('/organisations/o1');
  });

  test('shows the way to a new password, and to the calculator', async () => {
    expect(await loader((await aStartedDoor()).visit('/sign-in'))).toMatchObject({ page: { more: [{ link: { href: '/password/forgotten' } }, { link: { href: '/calculator' } }] } });
  });
});

describe('signing out', () => {
  test('empties the cookie without taking it away, so that what was typed in another window is not taken for a stranger’s', async () => {
    const door = await aStartedDoor();
    const { secret } = await send(door, { email, password });
    const { response } = await answerOf(signOut(door.visit('/sign-out', { secret, form: {} })));
    expect(response?.headers.get('Set-Cookie')).not.toMatch(/Max-Age|Expires/i);
  });

  test('deletes the session, ends the cookie and says so', async () => {
    const door = await aStartedDoor();
    const { secret } = await send(door, { email, password });
    const { response } = await answerOf(signOut(door.visit('/sign-out', { secret, form: {} })));
    expect(secretIn(response?.headers.get('Set-Cookie'))).toBe('');
    expect(await findSession(door.database, secret ?? '', door.now())).toBeUndefined();
    const location = response?.headers.get('Location') ?? '';
    expect(await loader(door.visit(location))).toMatchObject({ page: { notice: { text: 'Du er logget ut.', isDone: true } } });
  });

  test('loses nothing typed in another window: its form is kept in the way in', async () => {
    const door = await aStartedDoor();
    const { secret } = await send(door, { email, password });
    const { response } = await answerOf(signOut(door.visit('/sign-out', { secret, form: {} })));
    expect(response?.headers.get('Set-Cookie')).not.toMatch(/max-age|expires/i);
    const left = secretIn(response?.headers.get('Set-Cookie'));
    const { response: kept } = await answerOf(requireUser(door.visit('/organisations/o1', { secret: left, form: { description: 'Fly' } })));
    expect([kept?.status, await kept?.text()]).toEqual([401, expect.stringContaining('"kept-0-description":"Fly"')]);
  });

  test('happens by a form only, and is no fault without a session', async () => {
    const door = await aStartedDoor();
    const { secret } = await send(door, { email, password });
    await answerOf(followedSignOut(door.visit('/sign-out', { secret })));
    expect(await findSession(door.database, secret ?? '', door.now())).toBeDefined();
    expect((await answerOf(signOut(door.visit('/sign-out', { form: {} })))).response?.status).toBe(303);
  });
});
