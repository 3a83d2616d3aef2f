import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { languages } from '#app/domain/programme.ts';
import { insertIdentity } from '#app/features/identities/identities.repository.server.ts';
import { IdentityProvider } from '#app/features/identities/identity-provider.server.ts';
import { linkIdentity } from '#app/features/identities/link-identity.server.ts';
import { openMail } from '#app/features/outbox/sealed-mail.ts';
import { accountMail, toldAccountEvents } from '#app/features/users/account-mail.ts';
import { requireUser } from '#app/guard/authorise.server.ts';
import { action as erase } from '#app/routes/account.erase.tsx';
import { action as unlink } from '#app/routes/account.identities.tsx';
import { action as changePassword } from '#app/routes/account.password.tsx';
import { action as answerFactor } from '#app/routes/account.second-factor.tsx';
import { databaseState } from '#test/fixtures/database-state.ts';
import { codeAt } from '#test/fixtures/authenticator.ts';
import { openTestDatabase, testDatabases } from '#test/fixtures/databases.ts';
import { administrator, aFrontDoor, answerOf, answerWith, started } from '#test/fixtures/front-door.ts';
import { sealedMails } from '#test/fixtures/sealed-mails.ts';
import { keyOf } from '#test/fixtures/second-factor.ts';
import { testSecretBox } from '#test/fixtures/secret-box.ts';

/** Who did not do it themselves finds out: each change of how one signs in is told by e-mail, in the account's language. */

const { email, password } = administrator;
const identity = { issuer: 'https://login.example', subject: 's-1' };
/** Nobody is sent there. */
const provider = new IdentityProvider({
  name: 'Feide', issuer: 'https://login.example', clientId: 'ou', clientSecret: 'x', secondFactorValues: [],
});

async function aDoorWithMail(kind: 'sqlite' | 'postgres' = 'sqlite') {
  const door = aFrontDoor(await openTestDatabase(kind));
  const { secret } = await started(door);
  await door.database.updateTable('users').set({ language: 'en' }).execute();
  const visit = (path: string, form: Record<string, string>) => {
    const args = door.visit(path, { secret, form: { form_key: randomUUID(), ...form } });
    const services = { ...args.context.services, mail: { secretBox: testSecretBox }, identityProvider: provider };
    return { ...args, context: { ...args.context, services } };
  };
  const factor = (form: Record<string, string>) => answerWith(answerFactor(visit('/account/second-factor', { password, ...form })));
  const code = async () => codeAt(await keyOf(door), door.now());
  return { door, visit, factor, code, mails: () => sealedMails(door.database) };
}

describe.each(testDatabases)('a second factor on $kind', ({ kind }) => {
  test('turned on, given new recovery codes, and turned off is told each time; what was not done is not told', async () => {
    const { door, factor, code, mails } = await aDoorWithMail(kind);
    await factor({ act: 'begin' });
    await factor({ act: 'confirm', code: '000000' });
    expect(await mails()).toEqual([]);
    const key = await keyOf(door);
    const { body } = await factor({ act: 'confirm', code: await code() });
    door.advance(1);
    await factor({ act: '', code: '000000' });
    await factor({ act: '', code: await code() });
    door.advance(1);
    await factor({ act: 'off', code: await code() });
    const sent = await mails();
    expect(sent.map(({ recipient, subject }) => [recipient, subject]).sort()).toEqual([
      [email, 'New recovery codes were made'], [email, 'Two-step sign-in is off'], [email, 'Two-step sign-in is on'],
    ]);
    const codes = body.match(/[A-Z2-9]{4}(?:-[A-Z2-9]{4}){2}/g) ?? [];
    expect(codes.length).toBeGreaterThan(0);
    for (const secret of [key, ...codes]) expect(sent.filter(({ text }) => text.replaceAll(' ', '').includes(secret))).toEqual([]);
    expect(sent.every(({ text }) => text.includes('http://localhost/account'))).toBe(true);
  });
});

describe('an account elsewhere', () => {
  test('that is linked or taken away is told by its place; one that is another’s, or the last way in, is not', async () => {
    const { door, visit, mails } = await aDoorWithMail();
    const desk = await requireUser(visit('/account/identities', {}));
    await linkIdentity(desk, identity);
    await linkIdentity(desk, identity);
    expect((await mails()).map(({ subject }) => subject)).toEqual(['A new way to sign in']);
    await answerOf(unlink(visit('/account/identities', { act: 'unlink', ...identity })));
    expect((await mails()).map(({ text }) => text.includes('An account at Feide was'))).toEqual([true, true]);
    await insertIdentity(door.database, identity, { userId: desk.user.userId, at: door.now().toISOString() });
    await door.database.updateTable('users').set({ password_hash: null }).execute();
    await answerOf(unlink(visit('/account/identities', { act: 'unlink', ...identity })));
    expect(await mails()).toHaveLength(2);
  });
});

describe('a password', () => {
  const chosen = { password, newPassword: 'helt nye ord på rad', newPasswordAgain: 'helt nye ord på rad' };
  test.each([[email, [email]], ['ada;kari@sorvik.example', []]])('of %s is changed, and told where an e-mail gets there', async (address, told) => {
    const { door, visit, mails } = await aDoorWithMail();
    await door.database.updateTable('users').set({ email: address }).execute();
    const { status, headers } = await answerWith(changePassword(visit('/account/password', chosen)));
    expect([status, headers.get('Location')]).toEqual([303, '/account?done=password']);
    expect((await mails()).map(({ recipient }) => recipient)).toEqual(told);
  });
});

describe('an account', () => {
  test('that is erased is told by a last e-mail, which alone knows the address', async () => {
    const { door, visit } = await aDoorWithMail();
    await door.database.updateTable('memberships').set({ role: 'reader' }).execute();
    const { status } = await answerWith(erase(visit('/account/erase', { password })));
    expect(status).toBe(303);
    const [row, ...more] = await door.database.selectFrom('outbox_messages').selectAll().where('sent_at', 'is', null).where('dead_at', 'is', null).execute();
    const { id, recipient, subject, body_sealed: bodySealed, organisation_id: organisation } = row ?? expect.fail('Nothing is told');
    expect([more, subject, organisation, recipient.endsWith('@invalid')]).toEqual([[], 'Your account is erased', null, true]);
    const { to, text } = openMail(testSecretBox, { id, bodySealed: bodySealed ?? '' });
    expect([to, text.includes('If it was not you'), text.match(/https?:\S+/g)]).toEqual([email, true, ['http://localhost/privacy?lang=en']]);
    expect(await databaseState(door.database)).not.toContain(email);
  });

  test.each([['with a wrong password', { password: 'feil' }, 'reader'], ['while its organisation needs it', { password }, 'administrator']] as const)(
    '%s is not erased, and nothing is told', async (_, typed, role) => {
      const { door, visit, mails } = await aDoorWithMail();
      await door.database.updateTable('memberships').set({ role }).execute();
      await answerWith(erase(visit('/account/erase', typed)));
      expect(await mails()).toEqual([]);
    });
});

describe.each(languages)('the e-mail, in %s', (language) => {
  test('says what was done, where and when, what to do if it was somebody else, and holds no way in', () => {
    for (const event of toldAccountEvents) {
      const { subject, text, html } = accountMail({ event, provider: 'Feide', now: new Date('2026-11-24T10:00:00.000Z'), origin: 'https://ou.example', language });
      expect(text).toMatch(event.startsWith('identity') ? /Feide/ : /OU-refusjon/);
      expect(`${subject}${text}`).not.toMatch(/[{}]/);
      expect(text).toContain('24');
      expect(html).toContain(`lang="${language}"`);
      expect(text.match(/https?:\S+/g)).toEqual([`https://ou.example/account?lang=${language}`]);
    }
  });
});
