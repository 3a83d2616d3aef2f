import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { saveMembership } from '#app/features/users/memberships.repository.server.ts';
import { insertSession } from '#app/features/users/sessions.repository.server.ts';
import { findLanguage } from '#app/features/users/users.repository.server.ts';
import { loader as root } from '#app/root.tsx';
import { loader as account } from '#app/routes/account._index.tsx';
import { action as choose, loader as followed } from '#app/routes/language.tsx';
import { loader as people } from '#app/routes/organisations.$organisation.people._index.tsx';
import { loader as signIn } from '#app/routes/sign-in.tsx';
import { answerOf, answerWith, type Visit } from '#test/fixtures/front-door.ts';
import { aTown } from '#test/fixtures/town.ts';

/** Every page in the language of who reads it; what they chose themselves is kept with their account. */

type Town = Awaited<ReturnType<typeof aTown>>;

const accountTitles = { nb: 'Kontoen din', nn: 'Kontoen din', en: 'Your account' } as const;
const speak = (town: Town, language: 'nb' | 'nn' | 'en') => town.database.updateTable('organisations').set({ language }).where('id', '=', town.organisationId).execute();
const languageAt = async ({ door, secret }: Town, path = '/account', visit: Visit = {}) => (
  (await root(door.visit(path, { secret, ...visit }))).shell.language);

describe('the page of one who is signed in', () => {
  test('is in what their account says, whatever a link, the browser or their organisation says', async () => {
    const town = await aTown();
    await speak(town, 'nn');
    await town.database.updateTable('users').set({ language: 'en' }).where('id', '=', town.administrator.userId).execute();
    expect(await languageAt(town, '/?lang=nb', { cookies: 'lang=nn', acceptLanguage: 'nn' })).toBe('en');
    expect((await account(town.door.visit('/account?lang=nb', { secret: town.secret }))).page.title).toBe(accountTitles.en);
  });

  test('who never chose is in the organisation’s, until they ask this browser for another', async () => {
    const town = await aTown();
    await speak(town, 'nn');
    expect(await languageAt(town, '/account', { acceptLanguage: 'en' })).toBe('nn');
    expect(await languageAt(town, '/account?lang=en')).toBe('en');
    expect(await languageAt(town, '/account', { cookies: 'lang=en' })).toBe('en');
  });

  test('who works for two is in that of the one whose page it is; elsewhere in what the browser is set to', async () => {
    const town = await aTown();
    const other = randomUUID();
    const row = await town.door.database.selectFrom('organisations').selectAll().executeTakeFirstOrThrow();
    await town.door.database.insertInto('organisations').values({ ...row, id: other, name: 'Havdal kommune', language: 'nn' }).execute();
    await saveMembership(town.door.database, { organisationId: other, userId: town.administrator.userId, role: 'reader', createdAt: town.door.now().toISOString() });
    const at = (organisation: string) => languageAt(town, `/organisations/${organisation}`, { params: { organisation }, acceptLanguage: 'en' });
    expect([await at(other), await at(town.organisationId), await at(randomUUID()), await languageAt(town, '/')]).toEqual(['nn', 'nb', 'en', 'nb']);
  });

  test('is told in it also what cannot be', async () => {
    const town = await aTown();
    await speak(town, 'nn');
    const params = { organisation: town.organisationId };
    await town.database.updateTable('memberships').set({ role: 'reader' }).execute();
    const { status, body } = await answerWith(people(town.door.visit('/people', { secret: town.secret, params, acceptLanguage: 'en' })));
    expect([status, body]).toEqual([403, expect.stringContaining('Rolla di')]);
  });
});

describe('the page of a visitor', () => {
  test('is in what the browser is set to, until they ask for another', async () => {
    const { door } = await aTown();
    const titleFor = async (visit: Visit, query = '') => JSON.stringify(await signIn(door.visit(`/sign-in${query}`, visit)));
    expect(await titleFor({ acceptLanguage: 'en-GB,en;q=0.9' })).toContain('Sign in');
    expect(await titleFor({ acceptLanguage: 'en-GB,en;q=0.9' }, '?lang=nb')).toContain('Logg inn');
    expect(await titleFor({})).toContain('Logg inn');
  });
});

describe('a language chosen in the head of a page', () => {
  const sent = async (town: Town, form: Record<string, string>, secret: string | undefined = town.secret) => (
    answerWith(choose(town.door.visit('/language', { secret, form }))));

  test('is kept with the account and in the browser, and leads back to the page', async () => {
    const town = await aTown();
    const { status, headers } = await sent(town, { lang: 'en', to: '/account?done=saved' });
    expect([status, headers.get('Location'), headers.get('Set-Cookie')]).toEqual([303, '/account?done=saved', expect.stringMatching(/^account-lang=en; Path=\//)]);
    expect(await findLanguage(town.database, town.administrator.userId)).toBe('en');
    expect(await languageAt(town)).toBe('en');
  });

  test('is the person’s own: nobody else’s, and no stranger’s', async () => {
    const town = await aTown();
    const kari = await town.accept(await town.invite());
    const userId = 'userId' in kari ? kari.userId : '';
    await sent(town, { lang: 'en', to: '/' });
    const before = await findLanguage(town.database, userId);
    await sent(town, { lang: 'nn', to: '/' }, 'no-session');
    expect([await findLanguage(town.database, userId), await findLanguage(town.database, town.administrator.userId)]).toEqual([before, 'en']);
    await sent(town, { lang: 'nn', to: '/' }, await insertSession(town.database, userId, town.door.now()));
    expect(await findLanguage(town.database, userId)).toBe('nn');
  });

  test.each(['https://evil.example/', '//evil.example', '/..//evil.example', ''])('leads nowhere but here: «%s»', async (to) => {
    expect((await sent(await aTown(), { lang: 'nn', to })).headers.get('Location')).toBe('/');
  });

  test('that we do not have, and a link that was only followed, change nothing', async () => {
    const town = await aTown();
    expect((await sent(town, { lang: 'sv', to: '/' })).status).toBe(400);
    const { response } = await answerOf(followed(town.door.visit('/language?lang=en', { secret: town.secret })));
    expect(response?.headers.get('Location')).toBe('/');
    expect(await findLanguage(town.database, town.administrator.userId)).toBeUndefined();
  });
});
