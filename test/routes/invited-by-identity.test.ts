import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findIdentityUser, insertIdentity } from '#app/features/identities/identities.repository.server.ts';
import { IdentityProvider } from '#app/features/identities/identity-provider.server.ts';
import { withdrawInvitation } from '#app/features/invitations/withdraw-invitation.server.ts';
import { listInvitations } from '#app/features/invitations/invitations.repository.server.ts';
import { findSession, insertSession } from '#app/features/users/sessions.repository.server.ts';
import { findAccount, findLanguage, insertUser } from '#app/features/users/users.repository.server.ts';
import { loader as invitationPage } from '#app/routes/invitation.$token.tsx';
import { loader as comeBack } from '#app/routes/sign-in_.provider.callback.tsx';
import { action as leave } from '#app/routes/sign-in_.provider._index.tsx';
import { databaseState } from '#test/fixtures/database-state.ts';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { answerWith, cookieIn, type Visit } from '#test/fixtures/front-door.ts';
import { startIdentityProvider, type TestProvider } from '#test/fixtures/identity-provider.ts';
import { aTown } from '#test/fixtures/town.ts';

/** One who is asked in accepts by signing in at another place, against a real provider; and nobody else comes in by that way. */

let provider: TestProvider;

beforeAll(async () => { provider = await startIdentityProvider(); });
afterAll(() => provider.stop());
beforeEach(() => { provider.tamper(undefined); });

async function aTownWithProvider() {
  const { settings } = provider;
  const town = await aTown(() => openTestDatabase('sqlite'), { identityProvider: new IdentityProvider(settings) });
  const { door, database } = town;
  const look = (token: string, { query = '', ...visit }: Visit & { query?: string } = {}) => (
    answerWith(invitationPage(door.visit(`/invitation/${token}${query}`, { params: { token }, ...visit }))));
  /** Presses the button of the invitation's page. */
  const begin = async (token: string, visit: Visit = {}) => {
    const { headers } = await answerWith(leave(door.visit('/sign-in/provider', { form: { invitation: token }, ...visit })));
    return { address: headers.get('Refresh')?.replace('0; url=', '') ?? expect.fail('Nobody is sent away'), cookies: headers.get('Set-Cookie')?.split(';')[0] };
  };
  const arrive = async (answer: URL, visit: Visit) => {
    const { status, headers, body } = await answerWith(comeBack(door.visit(`${answer.pathname}${answer.search}`, visit)));
    const secret = cookieIn(headers, 'sid');
    const session = secret === undefined ? undefined : await findSession(database, secret, door.now());
    return { status, location: headers.get('Location'), who: session?.email, session, body };
  };
  /** All of it: the button, the other place, and back. */
  const acceptThere = async (token: string, person = 'kari-1', visit: Visit = {}) => {
    const { address, cookies } = await begin(token);
    return arrive(await provider.signIn(address, person), { cookies, ...visit });
  };
  const someone = async (email: string, closedAt?: string) => {
    const userId = randomUUID();
    await insertUser(database, { id: userId, email, name: 'Kari N', passwordHash: 'x', createdAt: door.now().toISOString() });
    if (closedAt !== undefined) await database.updateTable('users').set({ disabled_at: closedAt }).where('id', '=', userId).execute();
    return userId;
  };
  const identityOf = (subject: string) => ({ issuer: settings.issuer, subject });
  return { ...town, look, begin, arrive, acceptThere, someone, identityOf };
}

/** What is stored, but for the sign-ins under way, which an answer uses up. */
async function stateOf({ database }: Awaited<ReturnType<typeof aTownWithProvider>>): Promise<string> {
  await database.deleteFrom('identity_requests').execute();
  return databaseState(database);
}

describe('one who is asked in and has an account elsewhere', () => {
  test('is shown the button beside the form, and comes in by it: no password, the role of the invitation, signed in where they begin', async () => {
    const { database, organisationId, invite, look, acceptThere, memberOf, identityOf, door } = await aTownWithProvider();
    const token = await invite({ language: 'en' });
    expect((await look(token)).body).toContain('Logg inn med kommunekonto og godta');
    provider.tamper((parts) => ({ ...parts, claims: { ...parts.claims, amr: ['mfa'] } }));
    const { location, who, session } = await acceptThere(token);
    expect([location, who]).toEqual([`/organisations/${organisationId}?done=accepted`, 'kari@sorvik.example']);
    expect(session?.secondFactorAt).toBe(door.now().toISOString());
    const account = await findAccount(database, 'kari@sorvik.example');
    expect(await findLanguage(database, account?.userId ?? ''), 'what the invitation was written in').toBe('en');
    expect([account?.name, account?.passwordHash, (await memberOf('kari@sorvik.example'))?.role]).toEqual(['Kari', undefined, 'case_worker']);
    expect(await findIdentityUser(database, identityOf('kari-1'))).toBe(account?.userId);
    const sessions = await database.selectFrom('sessions').select('method').where('user_id', '=', account?.userId ?? '').execute();
    expect(sessions).toEqual([{ method: 'oidc' }]);
    expect((await look(token)).status, 'the link is used up').toBe(404);
  });

  test('who is a consultant begins in the programme', async () => {
    const { organisationId, programme, invite, acceptThere } = await aTownWithProvider();
    const { id } = await programme('LED skole');
    const token = await invite({ role: 'consultant', email: 'kim@konsulent.example', programmeId: id });
    expect((await acceptThere(token, 'kim-1')).location).toBe(`/organisations/${organisationId}/programmes/${id}?done=accepted`);
  });

  test('and is known here by it already is signed in and led back to the invitation, which asks', async () => {
    const town = await aTownWithProvider();
    const userId = await town.someone('kari@sorvik.example');
    await insertIdentity(town.database, town.identityOf('kari-1'), { userId, at: '2026-01-01T00:00:00.000Z' });
    const token = await town.invite();
    expect(await town.acceptThere(token)).toMatchObject({ location: `/invitation/${token}`, who: 'kari@sorvik.example' });
    expect(await town.memberOf('kari@sorvik.example')).toBeUndefined();
  });

  test('and gives up there is led back to the invitation, which says so and is still good', async () => {
    const { invite, begin, arrive, look, acceptThere } = await aTownWithProvider();
    const token = await invite();
    const { address, cookies } = await begin(token);
    expect((await arrive(await provider.giveUp(address), { cookies })).location).toBe(`/invitation/${token}?fault=cancelled`);
    const { status, body } = await look(token, { query: '?fault=cancelled' });
    expect([status, body]).toEqual([200, expect.stringContaining('Innloggingen ble avbrutt')]);
    expect((await acceptThere(token)).who).toBe('kari@sorvik.example');
  });
});

describe('nobody comes in, and nothing changes', () => {
  test('by an invitation that is wrong, used, withdrawn or too old', async () => {
    const town = await aTownWithProvider();
    const { invite, accept, asAda, database, administrator, door, acceptThere, look } = town;
    const used = await invite({ email: 'a@sorvik.example' });
    await accept(used);
    const withdrawn = await invite({ email: 'b@sorvik.example' });
    const [{ id } = expect.fail()] = await listInvitations(database, administrator);
    await asAda((change) => withdrawInvitation(change, id));
    const old = await invite({ email: 'c@sorvik.example' });
    door.advance(72 * 60);
    const before = await stateOf(town);
    for (const token of [used, withdrawn, old, 'x'.repeat(43), `${old}A`]) {
      const { location, who } = await acceptThere(token);
      expect([location, who]).toEqual([`/invitation/${token}?fault=dead`, undefined]);
      expect((await look(token, { query: '?fault=dead' })).status).toBe(404);
    }
    expect(await stateOf(town)).toBe(before);
  });

  test('by an invitation that was used while they were away', async () => {
    const { invite, begin, accept, arrive, database } = await aTownWithProvider();
    const token = await invite();
    const { address, cookies } = await begin(token);
    const answer = await provider.signIn(address, 'kari-1');
    await accept(token);
    expect(await arrive(answer, { cookies })).toMatchObject({ location: `/invitation/${token}?fault=dead`, who: undefined });
    expect(await database.selectFrom('identities').selectAll().execute()).toEqual([]);
  });

  test('in another browser than the one that began it, or a second time', async () => {
    const town = await aTownWithProvider();
    const token = await town.invite();
    const { address, cookies } = await town.begin(token);
    const answer = await provider.signIn(address, 'kari-1');
    for (const foreign of [undefined, `browser=${'b'.repeat(43)}`]) {
      const { status, who, body } = await town.arrive(answer, { cookies: foreign });
      expect([status, who]).toEqual([400, undefined]);
      expect(body).toContain('Innloggingen må begynne på nytt');
    }
    expect(await town.memberOf('kari@sorvik.example')).toBeUndefined();
    expect((await town.arrive(answer, { cookies })).who).toBe('kari@sorvik.example');
    expect((await town.arrive(answer, { cookies })).who).toBeUndefined();
  });

  test('with an answer that is forged', async () => {
    const town = await aTownWithProvider();
    const token = await town.invite();
    const before = await stateOf(town);
    provider.tamper((parts) => ({ ...parts, isForged: true }));
    expect(await town.acceptThere(token)).toMatchObject({ location: `/invitation/${token}?fault=invalid`, who: undefined });
    expect(await stateOf(town)).toBe(before);
  });

  test('into an account that has the address: it signs in first, and is linked by nobody else', async () => {
    const town = await aTownWithProvider();
    await town.someone('kari@sorvik.example');
    const token = await town.invite();
    const before = await stateOf(town);
    const page = await town.look(token);
    expect(page.body).not.toContain('Logg inn med kommunekonto og godta');
    expect(await town.acceptThere(token)).toMatchObject({ location: `/invitation/${token}?fault=sign_in`, who: undefined });
    expect((await town.look(token, { query: '?fault=sign_in' })).body).toContain('Det finnes en konto for kari@sorvik.example');
    expect(await stateOf(town)).toBe(before);
  });

  test('to an address or by an identity whose account was closed', async () => {
    const town = await aTownWithProvider();
    const [token, other] = [await town.invite(), await town.invite({ email: 'ola@sorvik.example' })];
    const userId = await town.someone('kari@sorvik.example', '2026-01-01T00:00:00.000Z');
    await insertIdentity(town.database, town.identityOf('kari-0'), { userId, at: '2026-01-01T00:00:00.000Z' });
    const before = await stateOf(town);
    expect(await town.acceptThere(token)).toMatchObject({ location: `/invitation/${token}?fault=account_closed`, who: undefined });
    expect((await town.look(token, { query: '?fault=account_closed' })).body).toContain('Kontoen for denne adressen er stengt');
    expect(await town.acceptThere(other, 'kari-0')).toMatchObject({ location: `/invitation/${other}?fault=taken`, who: undefined });
    expect((await town.look(other, { query: '?fault=taken' })).body).toContain('Kontoen er knyttet til en annen');
    expect(await stateOf(town)).toBe(before);
  });

  test('as another than who has signed in here meanwhile', async () => {
    const town = await aTownWithProvider();
    const token = await town.invite();
    const secret = await insertSession(town.database, town.administrator.userId, town.door.now());
    expect(await town.acceptThere(token, 'kari-1', { secret })).toMatchObject({ location: `/invitation/${token}` });
    expect(await town.memberOf('kari@sorvik.example')).toBeUndefined();
  });

  test('off to another site, whatever the token in the form is', async () => {
    const { begin, arrive } = await aTownWithProvider();
    for (const token of ['..//evil.example', '/../..//evil.example', '?to=https://evil.example', '\\..\\..\\\\evil.example', '../sign-out', '#x']) {
      const { address, cookies } = await begin(token);
      const { location } = await arrive(await provider.signIn(address, 'kari-1'), { cookies });
      expect(new URL(location ?? '', 'http://localhost').origin, token).toBe('http://localhost');
    }
  });
});

test('guesses at an invitation by this way are counted with those at its page', async () => {
  const { door, begin } = await aTownWithProvider();
  for (let tries = 0; tries < 100; tries += 1) await begin('x'.repeat(43));
  expect((await answerWith(leave(door.visit('/sign-in/provider', { form: { invitation: 'y' } })))).status).toBe(429);
});
