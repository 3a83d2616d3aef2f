import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertIdentity } from '#app/features/identities/identities.repository.server.ts';
import { IdentityProvider } from '#app/features/identities/identity-provider.server.ts';
import { loader as comeBack } from '#app/routes/sign-in_.provider.callback.tsx';
import { action as leave } from '#app/routes/sign-in_.provider._index.tsx';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { answerWith, cookieIn } from '#test/fixtures/front-door.ts';
import { startIdentityProvider, type TestProvider, type TokenParts } from '#test/fixtures/identity-provider.ts';
import { aTown } from '#test/fixtures/town.ts';
import { aTrial, type Trial } from '#test/fixtures/trial.ts';

/** Answers of a real provider, each bent in one or more places, let nobody in, neither to an account nor by an invitation; the true one does. */

let provider: TestProvider;

beforeAll(async () => { provider = await startIdentityProvider(); });
afterAll(() => provider.stop());

const secondsNow = () => Math.floor(Date.now() / 1_000);
const claims = (changed: Readonly<Record<string, unknown>>) => (parts: TokenParts): TokenParts => ({ ...parts, claims: { ...parts.claims, ...changed } });

const tokenBends: readonly ((parts: TokenParts) => TokenParts)[] = [
  claims({ nonce: 'n'.repeat(43) }), claims({ nonce: undefined }), claims({ nonce: '' }), claims({ aud: 'another' }), claims({ aud: [] }), claims({ aud: undefined }),
  claims({ aud: ['ou', 'x'], azp: 'x' }), claims({ iss: 'https://evil.example' }), claims({ iss: undefined }), claims({ sub: undefined }), claims({ sub: 7 }),
  claims({ exp: undefined }), claims({ iat: undefined }), claims({ exp: 'soon' }),
  (parts) => claims({ iat: secondsNow() - 7_200, exp: secondsNow() - 3_600 })(parts), (parts) => claims({ nbf: secondsNow() + 86_400 })(parts),
  (parts) => ({ ...parts, isForged: true }), (parts) => ({ ...parts, header: { alg: 'none' } }), (parts) => ({ ...parts, header: { alg: 'HS256' } }),
  (parts) => ({ ...parts, header: { ...parts.header, kid: 'k2' } }), (parts) => ({ ...parts, header: {} }),
];

const without = (answer: URL, name: string) => { answer.searchParams.delete(name); };
const answerBends: readonly ((answer: URL, trial: Trial) => void)[] = [
  (answer) => { without(answer, 'code'); }, (answer) => { without(answer, 'state'); }, (answer) => { answer.searchParams.set('state', 's'.repeat(43)); },
  (answer, trial) => { answer.searchParams.set('code', String(trial.random())); }, (answer) => { answer.searchParams.set('iss', 'https://evil.example'); },
  (answer) => { answer.searchParams.set('error', 'access_denied'); }, (answer) => { answer.searchParams.append('code', 'another'); },
  (answer) => { answer.searchParams.append('state', 'another'); },
];

test('E17: no answer that is bent lets anybody in', async () => {
  const trial = aTrial('E17', { reduced: 30, full: 1_000 });
  const { settings } = provider;
  const { door, database, administrator, invite } = await aTown(() => openTestDatabase('sqlite'), { identityProvider: new IdentityProvider(settings) });
  await insertIdentity(database, { issuer: settings.issuer, subject: 'ada-42' }, { userId: administrator.userId, at: door.now().toISOString() });
  const token = await invite();
  const journey = async (form: Readonly<Record<string, string>>, person: string, bend: (answer: URL, cookies: string) => string | undefined) => {
    const { headers } = await answerWith(leave(door.visit('/sign-in/provider', { form })));
    const own = headers.get('Set-Cookie')?.split(';')[0] ?? expect.fail('Nobody is sent away');
    const answer = await provider.signIn(headers.get('Refresh')?.replace('0; url=', '') ?? '', person);
    const cookies = bend(answer, own);
    return cookieIn((await answerWith(comeBack(door.visit(`${answer.pathname}${answer.search}`, { cookies })))).headers, 'sid');
  };
  const people = async () => (await database.selectFrom('users').select('id').execute()).length + (await database.selectFrom('sessions').select('id_hash').execute()).length;
  const before = await people();
  for (let round = 0; round < trial.rounds; round += 1) {
    // Each bend of a kind comes, whatever the seed; what else is bent, and who it is, is left to it.
    const place = trial.pick(['token', 'answer', 'browser'] as const);
    const first = tokenBends[round % tokenBends.length];
    provider.tamper(place === 'token' ? first : undefined);
    const bend = (answer: URL, cookies: string) => {
      if (place === 'answer') trial.pick(answerBends)?.(answer, trial);
      return place === 'browser' ? trial.pick([undefined, 'browser=', `browser=${'b'.repeat(43)}`, cookies.slice(0, -1)]) : cookies;
    };
    const isInvited = trial.random() < 0.5;
    // The limits are counted by the clock: a quarter of an hour later there is room again.
    if (round % 40 === 39) door.advance(15);
    const fresh = isInvited && door.now().getTime() > Date.parse('2026-11-26') ? await invite({ email: `kari${round}@sorvik.example` }) : token;
    const form: Record<string, string> = isInvited ? { invitation: fresh } : { to: '/' };
    const who = await journey(form, isInvited ? `kari-${round}` : 'ada-42', bend);
    expect(who, `${place}, round ${round}, seed ${trial.seed}`).toBeUndefined();
  }
  expect(await people()).toBe(before);
  provider.tamper(undefined);
  expect(await journey({ to: '/' }, 'ada-42', (_answer, cookies) => cookies)).toMatch(/^[\w-]{43}$/);
  trial.tell(`${trial.rounds} answers bent in their token, their address or their browser: 0 let in, 0 accounts, 0 sessions; the true one lets in`);
});
