import { describe, expect, test } from 'vitest';
import { purposeOf } from '#app/features/outbox/sealed-mail.ts';
import { findSession } from '#app/features/users/sessions.repository.server.ts';
import { findAccount } from '#app/features/users/users.repository.server.ts';
import { action as askForLink, loader as forgottenPage } from '#app/routes/password.forgotten.tsx';
import { action as setPassword, loader as newPasswordPage } from '#app/routes/password.new.tsx';
import { action as signIn } from '#app/routes/sign-in.tsx';
import { openTestDatabase, testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';
import { administrator, aFrontDoor, answerWith, cookieIn, started, type FrontDoor, type Visit } from '#test/fixtures/front-door.ts';
import { testSecretBox } from '#test/fixtures/secret-box.ts';
import { setUpFactor } from '#test/fixtures/second-factor.ts';

const { email, password } = administrator;
const chosen = 'helt nye ord på rad';

async function aDoor(open: TestDatabase['open'] = () => openTestDatabase('sqlite')) {
  const door = aFrontDoor(await open());
  const { secret } = await started(door);
  /** The server of these tests sends e-mail. */
  const visit = (path: string, with_: Visit = {}) => {
    const args = door.visit(path, with_);
    return { ...args, context: { ...args.context, services: { ...args.context.services, mail: { secretBox: testSecretBox } } } };
  };
  const ask = (typed: string = email, with_: Visit = {}) => answerWith(askForLink(visit('/password/forgotten', { ...with_, form: { email: typed } })));
  const set = (code: string, form: Record<string, string> = { newPassword: chosen, newPasswordAgain: chosen }) => (
    answerWith(setPassword(visit('/password/new', { form: { code, ...form } })))
  );
  return { door, secret, visit, ask, set };
}

/** What was queued, opened: kind, recipient and text. */
async function mailsOf({ database }: FrontDoor) {
  const rows = await database.selectFrom('outbox_messages').selectAll().orderBy('created_at').execute();
  return rows.map(({ id, kind, recipient, body_sealed }) => ({ kind, recipient, text: testSecretBox.open(body_sealed ?? '', purposeOf(id)) }));
}

async function codeIn(door: FrontDoor): Promise<string> {
  const mails = await mailsOf(door);
  return /password\/new\?code=([\w-]{43})/.exec(mails.findLast(({ kind }) => kind === 'password_reset')?.text ?? '')?.[1] ?? expect.fail('No link was sent');
}

const signInWith = (door: FrontDoor, typed: string) => answerWith(signIn(door.visit('/sign-in', { form: { email, password: typed } })));

describe('one who has forgotten the password', () => {
  test('is told the same whether there is an account or not, and only the account’s own address gets a link', async () => {
    const { door, ask } = await aDoor();
    const known = await ask(' ADA@sorvik.example ');
    const unknown = await ask('ukjent@sorvik.example');
    expect([known.status, known.headers.get('Location'), known.body]).toEqual([303, '/password/forgotten?done=sent', '']);
    expect([unknown.status, unknown.headers.get('Location'), unknown.body]).toEqual([303, '/password/forgotten?done=sent', '']);
    expect((await mailsOf(door)).map(({ kind, recipient }) => [kind, recipient])).toEqual([['password_reset', email]]);
  });

  test('is answered after the same time: it is set by a clock, not by what is done', async () => {
    const { ask } = await aDoor();
    let places = 0;
    const took = async (typed: string) => {
      const begun = performance.now();
      await ask(typed, { clientAddress: `192.0.2.${places += 1}` });
      return performance.now() - begun;
    };
    await took('varm.opp@sorvik.example');
    const known = [];
    const unknown = [];
    for (let round = 0; round < 3; round += 1) {
      known.push(await took(email));
      unknown.push(await took(`ukjent${round}@sorvik.example`));
    }
    expect(Math.min(...known, ...unknown)).toBeGreaterThan(395);
    expect(Math.abs(Math.min(...known) - Math.min(...unknown))).toBeLessThan(40);
  });

  test('gets a link that is kept as a hash only, and is good once', async () => {
    const { door, ask, set, visit } = await aDoor();
    await ask();
    const code = await codeIn(door);
    expect(JSON.stringify(await door.database.selectFrom('password_resets').selectAll().execute())).not.toContain(code);
    expect((await answerWith(newPasswordPage(visit(`/password/new?code=${code}`)))).body).toContain(email);
    expect((await set(code)).headers.get('Location')).toBe('/sign-in?done=password');
    expect((await set(code, { newPassword: 'enda et annet ord', newPasswordAgain: 'enda et annet ord' })).body).toContain('gjelder ikke lenger');
    expect([(await signInWith(door, password)).status, (await signInWith(door, chosen)).status]).toEqual([422, 303]);
  });

  test('has half an hour', async () => {
    const { door, ask, set } = await aDoor();
    await ask();
    door.advance(29);
    expect((await set(await codeIn(door), { newPassword: 'kort', newPasswordAgain: 'kort' })).body).toContain('for kort');
    door.advance(1);
    expect((await set(await codeIn(door))).body).toContain('gjelder ikke lenger');
    expect((await signInWith(door, password)).status).toBe(303);
  });

  test('who asks again gets another link, and the one before is dead', async () => {
    const { door, ask, set } = await aDoor();
    await ask();
    const first = await codeIn(door);
    door.advance(1);
    await ask();
    expect((await set(first)).body).toContain('gjelder ikke lenger');
    expect((await set(await codeIn(door))).status).toBe(303);
  });

  test('is signed out everywhere, told by e-mail, and keeps the second factor', async () => {
    const { door, secret, ask, set } = await aDoor();
    await setUpFactor(door, secret);
    await ask();
    expect((await set(await codeIn(door))).status).toBe(303);
    expect(await findSession(door.database, secret, door.now())).toBeUndefined();
    expect((await mailsOf(door)).map(({ kind }) => kind).toSorted()).toEqual(['password_changed', 'password_reset']);
    expect((await signInWith(door, chosen)).headers.get('Location')).toMatch(/^\/sign-in\/code/);
  });

  test('waits where it was asked for too often, for the account or from the place', async () => {
    const { door, ask } = await aDoor();
    for (let tries = 0; tries < 5; tries += 1) expect((await ask(email, { clientAddress: `192.0.2.${tries}` })).status).toBe(303);
    const forAccount = await ask(' ADA@sorvik.example', { clientAddress: '192.0.2.99' });
    expect([forAccount.status, forAccount.headers.get('Retry-After')]).toEqual([429, '3600']);
    expect(await mailsOf(door)).toHaveLength(5);
    for (let tries = 0; tries < 5; tries += 1) await ask(`noen${tries}@sorvik.example`, { clientAddress: '2001:db8::1' });
    expect((await ask('en.annen@sorvik.example', { clientAddress: '2001:db8::2' })).status, 'a network is one place').toBe(429);
    expect((await ask('en.annen@sorvik.example', { clientAddress: '203.0.113.1' })).status).toBe(303);
    door.advance(60);
    expect((await ask(email, { clientAddress: '192.0.2.99' })).status).toBe(303);
    expect(await mailsOf(door)).toHaveLength(6);
  });

  test('is made to wait the same whether there is such an account or not', async () => {
    const { ask } = await aDoor();
    const waits = async (typed: string, network: string) => {
      for (let tries = 0; tries < 5; tries += 1) await ask(typed, { clientAddress: `${network}.${tries}` });
      const { status, headers, body } = await ask(typed, { clientAddress: `${network}.9` });
      return { status, wait: headers.get('Retry-After'), body };
    };
    expect(await waits('ukjent@sorvik.example', '198.51.100')).toEqual(await waits(email, '203.0.113'));
  });

  test('with a closed account, or none of a password, gets nothing', async () => {
    const { door, ask } = await aDoor();
    await door.database.updateTable('users').set({ password_hash: null }).execute();
    await ask();
    await door.database.updateTable('users').set({ password_hash: 'x', disabled_at: door.now().toISOString() }).execute();
    await ask();
    expect(await mailsOf(door)).toEqual([]);
  });

  test('has what was typed back when it is no address', async () => {
    const { ask } = await aDoor();
    for (const typed of ['', 'ada', 'ada@x.no, ola@x.no', 'ada@x.no\r\nBcc: y@z.no']) {
      const { status, body } = await ask(typed);
      expect([status, body]).toEqual([422, expect.stringContaining('krøllalfa')]);
    }
  });

  test('is told whom to ask where no e-mail is sent, and has nothing to fill in', async () => {
    const door = aFrontDoor(await openTestDatabase('sqlite'));
    await started(door);
    const { body } = await answerWith(Promise.resolve(forgottenPage(door.visit('/password/forgotten'))));
    expect(body).toContain('ou user password');
    expect(body).not.toContain('"form":{');
    expect((await answerWith(askForLink(door.visit('/password/forgotten', { form: { email } })))).status).toBe(303);
    expect(await door.database.selectFrom('password_resets').selectAll().execute()).toEqual([]);
  });

  test.each(['', 'x', '_'.repeat(43)])('is shown no form by the link %j, nor by the hash of one', async (code) => {
    const { door, ask, visit, set } = await aDoor();
    await ask();
    const { token_hash } = await door.database.selectFrom('password_resets').select('token_hash').executeTakeFirstOrThrow();
    for (const wrong of [code, token_hash]) {
      expect((await answerWith(newPasswordPage(visit(`/password/new?code=${wrong}`)))).body).toContain('gjelder ikke lenger');
      expect((await set(wrong)).body).toContain('gjelder ikke lenger');
    }
  });
});

describe.each(testDatabases)('ten who use one link at once on $kind', ({ open }) => {
  test('set one password', async () => {
    const { door, ask, set } = await aDoor(open);
    await ask();
    const code = await codeIn(door);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => {
      const word = `nummer ${index} med flere ord`;
      return set(code, { newPassword: word, newPasswordAgain: word });
    }));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect((await findAccount(door.database, email))?.passwordHash).toBeDefined();
    expect(cookieIn((answers.find(({ status }) => status === 303))?.headers, 'sid'), 'nobody is signed in by it').toBeUndefined();
  });
});
