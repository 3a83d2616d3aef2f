import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findIdentityUser, insertIdentity } from '#app/features/identities/identities.repository.server.ts';
import { IdentityProvider } from '#app/features/identities/identity-provider.server.ts';
import { insertSession } from '#app/features/users/sessions.repository.server.ts';
import { findAccount, insertUser } from '#app/features/users/users.repository.server.ts';
import { action, loader } from '#app/routes/account.identities.tsx';
import { loader as account } from '#app/routes/account._index.tsx';
import { loader as comeBack } from '#app/routes/sign-in_.provider.callback.tsx';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { administrator, aFrontDoor, answerOf, answerWith, started } from '#test/fixtures/front-door.ts';
import { startIdentityProvider, type TestProvider } from '#test/fixtures/identity-provider.ts';

/** An account elsewhere is linked by the person who is signed in here, and taken away again by them only. */

let provider: TestProvider;

beforeAll(async () => { provider = await startIdentityProvider(); });
afterAll(() => provider.stop());

async function aPersonWhoLinks() {
  const { settings } = provider;
  const door = aFrontDoor(await openTestDatabase('sqlite'), { identityProvider: new IdentityProvider(settings) });
  const { secret } = await started(door);
  const { userId } = await findAccount(door.database, administrator.email) ?? expect.fail();
  const identity = { issuer: settings.issuer, subject: 'ada-42' };
  const begin = async () => {
    const { data, init } = await action(door.visit('/account/identities', { secret, form: { act: 'link', password: administrator.password } }));
    const cookies = new Headers(init?.headers).get('Set-Cookie')?.split(';')[0];
    return { answer: await provider.signIn(data.journey?.leave?.link.href ?? expect.fail(), 'ada-42'), cookies };
  };
  const arrive = async ({ answer, cookies }: Awaited<ReturnType<typeof begin>>, by: string | undefined) => (
    (await answerOf(comeBack(door.visit(`${answer.pathname}${answer.search}`, { secret: by, cookies })))).response?.headers.get('Location'));
  const unlink = (subject = 'ada-42') => answerOf(action(door.visit('/account/identities', {
    secret, form: { act: 'unlink', issuer: settings.issuer, subject, form_key: randomUUID() },
  })));
  const events = async () => (await door.database.selectFrom('account_events').select('event').where('user_id', '=', userId).execute()).map(({ event }) => event);
  const page = async (query = '') => (await loader(door.visit(`/account/identities${query}`, { secret }))).page;
  const other = async () => {
    const id = randomUUID();
    await insertUser(door.database, { id, email: 'ola@sorvik.example', name: 'Ola', passwordHash: 'x', createdAt: door.now().toISOString() });
    return { id, secret: await insertSession(door.database, id, door.now()) };
  };
  const link = (form: Readonly<Record<string, string>>) => answerWith(action(door.visit('/account/identities', { secret, form: { act: 'link', ...form } })));
  return { ...door, secret, userId, identity, begin, arrive, unlink, events, page, other, link };
}

describe('an account elsewhere', () => {
  test('is linked by who is signed in, and told in their account', async () => {
    const { database, secret, userId, identity, begin, arrive, events, page, visit } = await aPersonWhoLinks();
    expect((await page()).table).toBeUndefined();
    expect(await arrive(await begin(), secret)).toBe('/account/identities?done=linked');
    expect(await findIdentityUser(database, identity)).toBe(userId);
    expect(await events()).toContain('identity_linked');
    expect((await page('?done=linked')).notices).toMatchObject([{ text: 'Kontoen er knyttet til deg.' }]);
    expect((await page()).table?.rows).toHaveLength(1);
    expect(JSON.stringify((await account(visit('/account', { secret }))).page)).toContain('Én konto er knyttet til');
  });

  test('is not linked without the person’s own password: nobody is sent away, and nothing is under way', async () => {
    const { database, link } = await aPersonWhoLinks();
    for (const form of [{}, { password: '' }, { password: 'ikke passordet her' }]) {
      const { status, headers, body } = await link(form);
      expect([status, headers.get('Refresh')]).toEqual([422, null]);
      expect(body).toContain('Passordet er ikke riktig');
    }
    expect(await database.selectFrom('identity_requests').selectAll().execute()).toEqual([]);
  });

  test('has guesses at that password counted with those at the door', async () => {
    const { link } = await aPersonWhoLinks();
    for (let tries = 0; tries < 5; tries += 1) await link({ password: 'ikke passordet her' });
    expect((await link({ password: administrator.password })).body).toContain('Vent ett minutt');
  });

  test('is linked by a press where there is no password to ask for', async () => {
    const { database, userId, identity, page, link } = await aPersonWhoLinks();
    expect((await page()).fields).toHaveLength(1);
    await insertIdentity(database, { ...identity, subject: 'ada-41' }, { userId, at: '2026-11-24T00:00:00.000Z' });
    await database.updateTable('users').set({ password_hash: null }).where('id', '=', userId).execute();
    expect((await page()).fields).toEqual([]);
    expect((await link({})).headers.get('Refresh')).toContain(identity.issuer);
  });

  test('is not linked when somebody else, or nobody, is signed in on the way back', async () => {
    const { database, identity, begin, arrive, other, page } = await aPersonWhoLinks();
    expect(await arrive(await begin(), (await other()).secret)).toBe('/account/identities?fault=other_person');
    expect(await arrive(await begin(), undefined)).toBe('/account/identities?fault=other_person');
    expect(await findIdentityUser(database, identity)).toBeUndefined();
    expect((await page('?fault=other_person')).notices).toMatchObject([{ heading: 'Kontoen ble ikke knyttet til' }]);
  });

  test('that another has stays theirs; one’s own is linked once', async () => {
    const { database, now, secret, identity, begin, arrive, other, events } = await aPersonWhoLinks();
    const { id } = await other();
    await insertIdentity(database, identity, { userId: id, at: now().toISOString() });
    expect(await arrive(await begin(), secret)).toBe('/account/identities?fault=taken');
    expect(await findIdentityUser(database, identity)).toBe(id);
    await database.deleteFrom('identities').execute();
    expect(await arrive(await begin(), secret)).toBe('/account/identities?done=linked');
    expect(await arrive(await begin(), secret)).toBe('/account/identities?done=linked');
    expect((await events()).filter((event) => event === 'identity_linked')).toHaveLength(1);
  });

  test('is taken away by its own person only', async () => {
    const { database, now, identity, unlink, other, events, secret, begin, arrive } = await aPersonWhoLinks();
    const { id } = await other();
    await insertIdentity(database, { ...identity, subject: 'ola-7' }, { userId: id, at: now().toISOString() });
    await arrive(await begin(), secret);
    for (const subject of ['ola-7', 'ada-42']) expect((await unlink(subject)).response?.headers.get('Location')).toBe('/account/identities?done=unlinked');
    expect(await findIdentityUser(database, { ...identity, subject: 'ola-7' })).toBe(id);
    expect(await findIdentityUser(database, identity)).toBeUndefined();
    expect(await events()).toContain('identity_unlinked');
  });

  test('stays when it is the only way in', async () => {
    const { database, now, userId, identity, unlink } = await aPersonWhoLinks();
    await insertIdentity(database, identity, { userId, at: now().toISOString() });
    await database.updateTable('users').set({ password_hash: null }).where('id', '=', userId).execute();
    expect(JSON.stringify((await unlink()).given)).toContain('Dette er den eneste måten du kan logge inn på');
    expect(await findIdentityUser(database, identity)).toBe(userId);
    await insertIdentity(database, { ...identity, subject: 'ada-43' }, { userId, at: now().toISOString() });
    expect((await unlink()).response?.status).toBe(303);
    expect(await findIdentityUser(database, identity)).toBeUndefined();
  });
});
