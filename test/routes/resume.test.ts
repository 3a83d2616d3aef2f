import { describe, expect, test } from 'vitest';
import { keptFields } from '#app/features/users/kept-form.ts';
import { strangerRoom } from '#app/guard/body-rooms.server.ts';
import { organisationAction } from '#app/guard/guarded.server.ts';
import { action as signIn } from '#app/routes/sign-in.tsx';
import { openTestDatabase } from '#test/fixtures/databases.ts';
import { administrator, aFrontDoor, answerOf, secretIn, started, type Visit } from '#test/fixtures/front-door.ts';

/** A form like any other of the workplace. */
const save = organisationAction('organisation.edit', (_desk, form) => Promise.resolve({ saved: form.everyText(), files: form.fileNames() }));
const typed = { form_key: 'k1', net: '18 000,-', description: 'Veiledning\nto dager' };
const withFile = { ...typed, file: new File(['%PDF'], 'faktura.pdf', { type: 'application/pdf' }) };

async function aDoorWithASession() {
  const door = aFrontDoor(await openTestDatabase('sqlite'));
  const { organisationId, secret } = await started(door);
  const path = `/organisations/${organisationId}/programmes/p1/expenses/new?copy=e1`;
  /** What the form's own action is called with. */
  const post = (visit: Visit) => door.visit(path, { ...visit, params: { organisation: organisationId } });
  return { door, secret, path, post, kept: { action: path, fields: Object.entries(typed), fileNames: ['faktura.pdf'] } };
}

async function keptBy(answering: Promise<unknown>): Promise<Record<string, string>> {
  const { response } = await answerOf(answering);
  expect(response?.status).toBe(401);
  const body: unknown = await response?.json();
  expect(body).toMatchObject({ signIn: { form: { action: '/sign-in?resume=yes', hasFiles: true } } });
  return Object.fromEntries([...JSON.stringify(body).matchAll(/"(to|kept-[^"]*)":"((?:[^"\\]|\\.)*)"/g)]
    .map(([, name = '', value = '']): [string, string] => [name, String(JSON.parse(`"${value}"`))]));
}

describe('a form sent after the session ran out', () => {
  test('is kept in the sign-in page, and after the password offered to be saved where it was going', async () => {
    const { door, secret, path, post, kept } = await aDoorWithASession();
    door.advance(31);
    const hidden = await keptBy(save(post({ secret, form: withFile })));
    expect(hidden).toEqual({ to: '/', ...keptFields(kept) });

    const given = await signIn(door.visit('/sign-in?resume=yes', { form: { ...hidden, email: administrator.email, password: administrator.password } }));
    expect(given.data.resume).toMatchObject({ title: 'Du er logget inn igjen', action: path, fields: kept.fields, files: { names: ['faktura.pdf'] } });

    const again = secretIn(new Headers(given.init?.headers).get('Set-Cookie'));
    expect(await save(post({ secret: again, form: Object.fromEntries(given.data.resume?.fields ?? []) })))
      .toEqual({ saved: Object.entries(typed), files: [] });
  });

  test('of one who never had a session is not even read: they are shown the way in', async () => {
    const { post } = await aDoorWithASession();
    const visit = post({ form: typed });
    const { response } = await answerOf(save(visit));
    expect([response?.status, visit.request.bodyUsed]).toEqual([302, false]);
  });

  test('waits, when it is large, for the others whose session may be made up; who is signed in does not', async () => {
    const { secret, post, kept } = await aDoorWithASession();
    const large = (visit: ReturnType<typeof post>) => {
      const headers = new Headers(visit.request.headers);
      headers.set('Content-Length', String(30 * 1024 * 1024));
      return { ...visit, request: new Request(visit.request, { headers }) };
    };
    const { promise: isRead, resolve: finish } = Promise.withResolvers<undefined>();
    const before = strangerRoom.pass(30 * 1024 * 1024, () => isRead);
    const theirs = large(post({ secret: 'made-up', form: withFile }));
    const hidden = keptBy(save(theirs));
    expect(await save(large(post({ secret, form: withFile })))).toEqual({ saved: kept.fields, files: kept.fileNames });
    expect(theirs.request.bodyUsed).toBe(false);
    finish(undefined);
    await before;
    expect(await hidden).toMatchObject(keptFields(kept));
  });

  test('is still kept after a wrong password', async () => {
    const { door, post } = await aDoorWithASession();
    const hidden = await keptBy(save(post({ secret: 'ended', form: withFile })));
    const given = await signIn(door.visit('/sign-in?resume=yes', { form: { ...hidden, email: administrator.email, password: 'feil passord her' } }));
    expect(given.init?.status).toBe(422);
    expect(given.data.page?.form?.hidden).toEqual(hidden);
  });

  test('needs no password of one who signed in meanwhile in another window', async () => {
    const { door, secret, post } = await aDoorWithASession();
    const hidden = await keptBy(save(post({ secret: 'ended', form: typed })));
    const given = await signIn(door.visit('/sign-in?resume=yes', { secret, form: hidden }));
    expect(given.data.resume?.fields).toEqual(Object.entries(typed));
  });

  test('is carried out only for one who still may: signing in as another opens nothing', async () => {
    const { door, post } = await aDoorWithASession();
    const hidden = await keptBy(save(post({ secret: 'ended', form: typed })));
    await door.database.updateTable('memberships').set({ role: 'reader' }).execute();
    const given = await signIn(door.visit('/sign-in?resume=yes', { form: { ...hidden, email: administrator.email, password: administrator.password } }));
    const secret = secretIn(new Headers(given.init?.headers).get('Set-Cookie'));
    const { response } = await answerOf(save(post({ secret, form: Object.fromEntries(given.data.resume?.fields ?? []) })));
    expect(response?.status).toBe(403);
  });

  test('is never sent to another site', async () => {
    const { door, kept } = await aDoorWithASession();
    for (const action of ['https://evil.example/', '//evil.example', '/..//evil.example', '/\\evil.example']) {
      const form = { ...keptFields({ ...kept, action }), email: administrator.email, password: administrator.password };
      const { response } = await answerOf(signIn(door.visit('/sign-in?resume=yes', { form })));
      expect(response?.headers.get('Location')).toBe('/');
    }
  });
});

describe('a session', () => {
  const look = organisationAction('organisation.read', ({ user }) => Promise.resolve(user.name));
  type Ground = Pick<Awaited<ReturnType<typeof aDoorWithASession>>, 'post'>;
  const isOpen = async ({ post }: Ground, secret: string) => {
    const { given, response } = await answerOf(look(post({ secret, form: {} })));
    expect([administrator.name, 401]).toContain(given ?? response?.status);
    return response === undefined;
  };

  test('lasts while it is used, and ends after thirty minutes without', async () => {
    const { door, secret, post } = await aDoorWithASession();
    for (let round = 0; round < 5; round += 1) {
      door.advance(29);
      expect(await isOpen({ post }, secret)).toBe(true);
    }
    door.advance(30);
    expect(await isOpen({ post }, secret)).toBe(false);
  });

  test('ends after ten hours, however it is used', async () => {
    const { door, secret, post } = await aDoorWithASession();
    for (let minutes = 20; minutes < 600; minutes += 20) {
      door.advance(20);
      expect(await isOpen({ post }, secret)).toBe(true);
    }
    door.advance(20);
    expect(await isOpen({ post }, secret)).toBe(false);
  });

  test('is known by its secret only, which is stored nowhere', async () => {
    const { door, secret, post } = await aDoorWithASession();
    const rows = await door.database.selectFrom('sessions').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(await isOpen({ post }, rows[0]?.id_hash ?? '')).toBe(false);
    expect(await isOpen({ post }, `${secret.slice(0, -1)}_`)).toBe(false);
  });
});
