import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { insertIdentity } from '#app/features/identities/identities.repository.server.ts';
import { IdentityProvider } from '#app/features/identities/identity-provider.server.ts';
import { keptFields } from '#app/features/users/kept-form.ts';
import { findSession } from '#app/features/users/sessions.repository.server.ts';
import { findAccount } from '#app/features/users/users.repository.server.ts';
import { loader as comeBack } from '#app/routes/sign-in_.provider.callback.tsx';
import { action as leave } from '#app/routes/sign-in_.provider._index.tsx';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { administrator, aFrontDoor, answerOf, secretIn, started, type Visit } from '#test/fixtures/front-door.ts';
import { startIdentityProvider, type TestProvider, type TokenParts } from '#test/fixtures/identity-provider.ts';

/** Signing in at another place, against a real provider: the right answer lets in, and nothing else does. */

let provider: TestProvider;

beforeAll(async () => { provider = await startIdentityProvider(); });
afterAll(() => provider.stop());
beforeEach(() => { provider.tamper(undefined); provider.setDown(false); });

type Form = Readonly<Record<string, string>>;

/** A front door with that provider; Ada's account is linked to `ada-42` there. */
async function aDoorWithProvider() {
  const { settings } = provider;
  const door = aFrontDoor(await openTestDatabase('sqlite'), { identityProvider: new IdentityProvider(settings) });
  await started(door);
  const { userId } = await findAccount(door.database, administrator.email) ?? expect.fail();
  await insertIdentity(door.database, { issuer: settings.issuer, subject: 'ada-42' }, { userId, at: door.now().toISOString() });
  /** Begins at our own page; gives where the browser is sent, and the cookie it got. */
  const begin = async (form: Form = { to: '/calculator' }, visit: Visit = {}) => {
    const { data, init } = await leave(door.visit('/sign-in/provider', { form, ...visit }));
    const headers = new Headers(init?.headers);
    const address = data.page.leave?.link.href ?? expect.fail(JSON.stringify(data.page.signIn?.notice));
    expect(headers.get('Refresh')).toBe(`0; url=${address}`);
    return { address, cookies: (headers.get('Set-Cookie') ?? '').split(';')[0] };
  };
  /** What we answer a browser that comes back. */
  const arrive = async (answer: URL, visit: Visit) => {
    const { given, response } = await answerOf(comeBack(door.visit(`${answer.pathname}${answer.search}`, visit)));
    const secret = secretIn(response?.headers.get('Set-Cookie')) ?? secretIn(setCookieIn(given));
    const user = secret === undefined ? undefined : await findSession(door.database, secret, door.now());
    return { given, location: response?.headers.get('Location'), secret, who: user?.email };
  };
  const sessions = async () => (await door.database.selectFrom('sessions').select('method').where('method', '=', 'oidc').execute()).length;
  return { ...door, begin, arrive, sessions, userId };
}

function setCookieIn(given: unknown): string | undefined {
  if (typeof given !== 'object' || given === null || !('init' in given)) return undefined;
  const { init } = given;
  const headers = typeof init === 'object' && init !== null && 'headers' in init ? init.headers : undefined;
  return typeof headers === 'object' && headers !== null && 'Set-Cookie' in headers ? String(headers['Set-Cookie']) : undefined;
}

/** Why nobody was let in, as the page says. */
const heading = (given: unknown): string | undefined => /"notice":\{[^{}]*"heading":"([^"]*)"/.exec(JSON.stringify(given) ?? '')?.[1];

describe('one who signs in where their account is linked', () => {
  test('is let in and led to where they were, by a browser that is sent away with state, nonce and the hash of a verifier', async () => {
    const { begin, arrive, sessions } = await aDoorWithProvider();
    const { address, cookies } = await begin();
    const asked = new URL(address).searchParams;
    expect([asked.get('response_type'), asked.get('code_challenge_method'), asked.get('scope')]).toEqual(['code', 'S256', 'openid']);
    expect([asked.get('state'), asked.get('nonce'), asked.get('code_challenge')].map((secret) => secret?.length)).toEqual([43, 43, 43]);
    expect(await arrive(await provider.signIn(address, 'ada-42'), { cookies })).toMatchObject({ location: '/calculator', who: administrator.email });
    expect(await sessions()).toBe(1);
  });

  test('has a form that was kept offered again, and it lies sealed on the way', async () => {
    const { database, begin, arrive } = await aDoorWithProvider();
    const kept = { action: '/organisations/o1/settings', fields: [['net', '18 000,-'], ['description', 'Veiledning']], fileNames: ['faktura.pdf'] } as const;
    const { address, cookies } = await begin({ to: '/', ...keptFields(kept) });
    expect(JSON.stringify(await database.selectFrom('identity_requests').selectAll().execute())).not.toMatch(/18 000|Veiledning|settings/);
    const { given, who } = await arrive(await provider.signIn(address, 'ada-42'), { cookies });
    expect(who).toBe(administrator.email);
    expect(given).toMatchObject({ data: { page: { resume: { action: kept.action, fields: kept.fields, files: { names: ['faktura.pdf'] } } } } });
  });

  test.each([[{ amr: ['pwd', 'mfa'] }, true], [{ acr: 'mfa' }, true], [{ acr: 'urn:pwd', amr: ['pwd'] }, false], [{}, false]])(
    'with %j has shown a second factor: %s', async (claims, hasShown) => {
      const { begin, arrive, database, now } = await aDoorWithProvider();
      provider.tamper((parts) => ({ ...parts, claims: { ...parts.claims, ...claims } }));
      const { address, cookies } = await begin();
      const { secret = '' } = await arrive(await provider.signIn(address, 'ada-42'), { cookies });
      expect((await findSession(database, secret, now()))?.secondFactorAt).toBe(hasShown ? now().toISOString() : undefined);
    });

  test('in two windows at once comes back in both', async () => {
    const { begin, arrive } = await aDoorWithProvider();
    const first = await begin();
    const second = await begin({ to: '/' }, { cookies: first.cookies });
    expect(second.cookies).toBe(first.cookies);
    for (const { address, cookies } of [second, first]) {
      expect((await arrive(await provider.signIn(address, 'ada-42'), { cookies })).who).toBe(administrator.email);
    }
  });

  test('is led to no other site, whatever the form said', async () => {
    const { begin, arrive } = await aDoorWithProvider();
    for (const to of ['https://evil.example', '//evil.example', '/..//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const { address, cookies } = await begin({ to });
      expect((await arrive(await provider.signIn(address, 'ada-42'), { cookies })).location, to).toBe('/');
    }
  });
});

describe('an answer that does not let in', () => {
  /** Nobody is signed in by it; the page says why. */
  const isTurnedAway = async (change: (parts: TokenParts) => TokenParts, words: string) => {
    const { begin, arrive, sessions } = await aDoorWithProvider();
    provider.tamper(change);
    const { address, cookies } = await begin();
    const { who, given } = await arrive(await provider.signIn(address, 'ada-42'), { cookies });
    expect([who, heading(given), await sessions()]).toEqual([undefined, words, 0]);
  };
  const invalid = 'Svaret fra kommunekonto holder ikke';
  const stale = 'Innloggingen må begynne på nytt';
  const nowS = Math.floor(Date.now() / 1_000);

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['another nonce', { nonce: 'n'.repeat(43) }], ['no nonce', { nonce: undefined }],
    ['another audience', { aud: 'another' }], ['several audiences for another party', { aud: ['ou', 'x'], azp: 'x' }],
    ['another issuer', { iss: 'https://evil.example' }], ['no subject', { sub: undefined }], ['no end', { exp: undefined }],
  ])('has %s', async (_name, claims) => {
    await isTurnedAway((parts) => ({ ...parts, claims: { ...parts.claims, ...claims } }), invalid);
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['has ended', { iat: nowS - 7_200, exp: nowS - 3_600 }], ['is of tomorrow', { iat: nowS, nbf: nowS + 86_400 }],
  ])('%s: the clocks are blamed', async (_name, claims) => {
    await isTurnedAway((parts) => ({ ...parts, claims: { ...parts.claims, ...claims } }), 'Klokkene går ikke likt');
  });

  test.each<[string, Partial<TokenParts>]>([
    ['is signed by nobody', { header: { alg: 'none' } }], ['is signed by another', { isForged: true }],
    ['is signed with our own secret', { header: { alg: 'HS256' } }], ['names a key nobody has', { header: { alg: 'RS256', kid: 'k2' } }],
  ])('%s', async (_name, parts) => {
    await isTurnedAway((own) => ({ ...own, ...parts }), invalid);
  });

  test('comes a second time', async () => {
    const { begin, arrive, sessions } = await aDoorWithProvider();
    const { address, cookies } = await begin();
    const answer = await provider.signIn(address, 'ada-42');
    await arrive(answer, { cookies });
    const { who, given } = await arrive(answer, { cookies });
    expect([who, heading(given), await sessions()]).toEqual([undefined, stale, 1]);
  });

  test.each([['none', undefined], ['an empty one', 'browser='], ['another’s', `browser=${'b'.repeat(43)}`]])('comes to another browser, with %s of its cookie, and is not used up by it', async (_name, foreign) => {
    const { begin, arrive } = await aDoorWithProvider();
    const { address, cookies } = await begin();
    const answer = await provider.signIn(address, 'ada-42');
    const { who, given } = await arrive(answer, { cookies: foreign });
    expect([who, heading(given)]).toEqual([undefined, stale]);
    expect((await arrive(answer, { cookies })).who).toBe(administrator.email);
  });

  test.each([['another state', 's'.repeat(43)], ['an empty state', ''], ['no state', undefined]])('has %s', async (_name, state) => {
    const { begin, arrive, sessions } = await aDoorWithProvider();
    const { address, cookies } = await begin();
    const answer = await provider.signIn(address, 'ada-42');
    if (state === undefined) answer.searchParams.delete('state');
    else answer.searchParams.set('state', state);
    expect(heading((await arrive(answer, { cookies })).given)).toBe(stale);
    expect(await sessions()).toBe(0);
  });

  test('comes when its ten minutes are over', async () => {
    const { begin, arrive, advance } = await aDoorWithProvider();
    const { address, cookies } = await begin();
    const answer = await provider.signIn(address, 'ada-42');
    advance(10);
    expect(heading((await arrive(answer, { cookies })).given)).toBe(stale);
  });

  test('brings the code of another request: the verifier does not fit', async () => {
    const { begin, arrive, sessions } = await aDoorWithProvider();
    const [own, stolen] = [await begin(), await begin()];
    const answer = await provider.signIn(own.address, 'mallory');
    answer.searchParams.set('code', (await provider.signIn(stolen.address, 'ada-42')).searchParams.get('code') ?? '');
    const { who, given } = await arrive(answer, { cookies: own.cookies });
    expect([who, heading(given), await sessions()]).toEqual([undefined, invalid, 0]);
  });

  test('says that it is from another provider', async () => {
    const { begin, arrive } = await aDoorWithProvider();
    const { address, cookies } = await begin();
    const answer = await provider.signIn(address, 'ada-42');
    expect(answer.searchParams.get('iss')).toBe(provider.settings.issuer);
    answer.searchParams.set('iss', 'https://evil.example');
    expect(heading((await arrive(answer, { cookies })).given)).toBe(invalid);
  });

  test.each([[{ code: 'made-up' }, invalid], [{ code: undefined }, invalid], [{ code: undefined, error: 'server_error' }, 'kommunekonto slapp deg ikke inn']])('has %j', async (changed, words) => {
    const { begin, arrive } = await aDoorWithProvider();
    const { address, cookies } = await begin();
    const answer = await provider.signIn(address, 'ada-42');
    for (const [name, value] of Object.entries(changed)) {
      if (value === undefined) answer.searchParams.delete(name);
      else answer.searchParams.set(name, value);
    }
    expect(heading((await arrive(answer, { cookies })).given)).toBe(words);
  });
});

describe('one who is not let in is told what now, and keeps what was typed', () => {
  const kept = { action: '/organisations/o1/settings', fields: [['net', '18 000,-']], fileNames: [] } as const;

  test('when they gave up', async () => {
    const { begin, arrive } = await aDoorWithProvider();
    const { address, cookies } = await begin({ to: '/', ...keptFields(kept) });
    const { given } = await arrive(await provider.giveUp(address), { cookies });
    expect(heading(given)).toBe('Innloggingen ble avbrutt');
    expect(given).toMatchObject({ data: { page: { signIn: { form: { hidden: keptFields(kept) }, provider: { hidden: keptFields(kept) } } } }, init: { status: 403 } });
  });

  test('when nobody here is linked to their account, also with an e-mail address that somebody here has', async () => {
    const { begin, arrive, sessions } = await aDoorWithProvider();
    provider.tamper((parts) => ({ ...parts, claims: { ...parts.claims, email: administrator.email, email_verified: true } }));
    const { address, cookies } = await begin();
    const { given } = await arrive(await provider.signIn(address, administrator.email), { cookies });
    expect([heading(given), await sessions()]).toEqual(['Du er ikke kjent her ennå', 0]);
  });

  test('when their account here was closed', async () => {
    const { database, begin, arrive, userId } = await aDoorWithProvider();
    await database.updateTable('users').set({ disabled_at: '2026-11-24T00:00:00.000Z' }).where('id', '=', userId).execute();
    const { address, cookies } = await begin();
    expect(heading((await arrive(await provider.signIn(address, 'ada-42'), { cookies })).given)).toBe('Du er ikke kjent her ennå');
  });

  test('when nobody answers at the provider’s address', async () => {
    const down = await startIdentityProvider();
    await down.stop();
    const door = aFrontDoor(await openTestDatabase('sqlite'), { identityProvider: new IdentityProvider(down.settings) });
    const { data, init } = await leave(door.visit('/sign-in/provider', { form: { to: '/', ...keptFields(kept) } }));
    expect([heading(data), init?.status]).toEqual(['Får ikke kontakt med kommunekonto', 502]);
    expect(data.page.signIn?.form?.hidden).toMatchObject(keptFields(kept));
  });

  test('when the provider is down, on the way out or back; once it is up it is asked again', async () => {
    const { begin, arrive, visit } = await aDoorWithProvider();
    provider.setDown(true);
    const { data } = await leave(visit('/sign-in/provider', { form: { to: '/' } }));
    expect(heading(data)).toBe('Får ikke kontakt med kommunekonto');
    provider.setDown(false);
    const { address, cookies } = await begin();
    const answer = await provider.signIn(address, 'ada-42');
    provider.setDown(true);
    expect(heading((await arrive(answer, { cookies })).given)).toBe('Får ikke kontakt med kommunekonto');
  });
});

test('where no other place is set up there is no way to it', async () => {
  const door = aFrontDoor(await openTestDatabase('sqlite'));
  expect((await answerOf(leave(door.visit('/sign-in/provider', { form: { to: '/' } })))).response?.status).toBe(404);
  expect((await answerOf(comeBack(door.visit('/sign-in/provider/callback?code=a&state=b')))).response?.status).toBe(404);
});
