import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { listInvitations } from '#app/features/invitations/invitations.repository.server.ts';
import { eraseOwnAccount } from '#app/features/personal-data/erase-account.server.ts';
import { erasePerson } from '#app/features/personal-data/erase-person.server.ts';
import { signInWith } from '#app/features/users/complete-first-factor.server.ts';
import { endAccess } from '#app/features/users/end-access.server.ts';
import { hashPassword } from '#app/features/users/passwords.server.ts';
import { findAccount } from '#app/features/users/users.repository.server.ts';
import * as eraseRoute from '#app/routes/account.erase.tsx';
import { testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';
import { answerOf, goodPassword } from '#test/fixtures/front-door.ts';
import { testSecretBox } from '#test/fixtures/secret-box.ts';
import { aTown } from '#test/fixtures/town.ts';

/** Erased is erased: no way in is left, neither one that was there nor one that was on its way. */

const email = 'kari@sorvik.example';

async function aTownWithKari(open: TestDatabase['open']) {
  const town = await aTown(open);
  const first = await town.programme('LED skole');
  const asked = { role: 'consultant', accessEndsOn: calendarDate('2027-07-31') } as const;
  const done = await town.accept(await town.invite({ ...asked, programmeId: first.id }));
  if ('refused' in done) throw new Error(done.refused);
  const { userId } = done;
  /** Asks her in to one programme more. */
  const inviteAgain = async (name: string) => town.inviteByMail({ ...asked, programmeId: (await town.programme(name)).id });
  const erase = () => town.database.transaction().execute((trx) => eraseOwnAccount(trx, {
    userId, erasedName: 'Slettet person', now: town.door.now().toISOString(), requestId: 'request-9',
  }));
  const access = () => town.database.selectFrom('memberships').select('user_id').where('user_id', '=', userId).where('ended_at', 'is', null).execute();
  return { town, userId, inviteAgain, erase, access };
}

describe.each(testDatabases)('an account erased on $kind', ({ open }) => {
  test('takes its pending invitations along: they are withdrawn, and nobody comes in by their links', async () => {
    const { town, userId, inviteAgain, erase, access } = await aTownWithKari(open);
    const token = await inviteAgain('Rektor');
    expect(await listInvitations(town.database, town.administrator)).toHaveLength(1);
    expect(await erase()).toBeUndefined();
    expect(await listInvitations(town.database, town.administrator)).toEqual([]);
    const rows = await town.database.selectFrom('invitations').select(['email', 'name', 'accepted_at', 'withdrawn_at']).orderBy('created_at').execute();
    expect(rows.map((row) => [row.email, row.name])).toEqual(rows.map(() => [`erased-${userId}@invalid`, 'Slettet person']));
    expect(rows.filter((row) => (row.accepted_at === null) === (row.withdrawn_at === null))).toEqual([]);
    expect(await town.accept(token)).toEqual({ refused: 'dead' });
    expect(await town.accept(token, { userId })).toEqual({ refused: 'dead' });
    expect(await access()).toEqual([]);
  });

  test('sends nothing any more: an e-mail on its way is dropped, unread', async () => {
    const { town, userId, inviteAgain, erase } = await aTownWithKari(open);
    await inviteAgain('Rektor');
    await erase();
    const messages = await town.database.selectFrom('outbox_messages').select(['recipient', 'dead_at', 'last_fault', 'body_sealed', 'sent_at']).execute();
    expect(messages).toEqual([
      { recipient: `erased-${userId}@invalid`, dead_at: town.door.now().toISOString(), last_fault: 'not_needed', body_sealed: null, sent_at: null },
    ]);
  });

  test('leaves everybody else’s invitations and e-mails alone', async () => {
    const { town, erase } = await aTownWithKari(open);
    await town.invite({ email: 'ola@sorvik.example', name: 'Ola' }, { secretBox: testSecretBox });
    await erase();
    expect((await listInvitations(town.database, town.administrator)).map(({ email: to }) => to)).toEqual(['ola@sorvik.example']);
    expect((await town.database.selectFrom('outbox_messages').select('dead_at').executeTakeFirstOrThrow()).dead_at).toBeNull();
  });

  test('makes the address free: whoever is asked in by it later comes in as somebody new', async () => {
    const { town, userId, erase } = await aTownWithKari(open);
    await erase();
    const done = await town.accept(await town.invite());
    expect('userId' in done && done.userId !== userId).toBe(true);
    expect((await town.memberOf(email))?.role).toBe('case_worker');
  });

  test('while an invitation is accepted in another window leaves no access behind, whichever comes first', async () => {
    const { town, userId, erase, access, inviteAgain } = await aTownWithKari(open);
    await town.asAda((change) => endAccess(change, { userId }));
    const token = await inviteAgain('Rektor');
    const [erased] = await Promise.allSettled([erase(), town.accept(token, { userId })]);
    expect(erased).toEqual({ status: 'fulfilled', value: undefined });
    expect(await access()).toEqual([]);
    expect(await listInvitations(town.database, town.administrator)).toEqual([]);
  });

  test('that a lock holds up sees the access given meanwhile, and ends that too', async () => {
    const { town, userId, erase, access, inviteAgain } = await aTownWithKari(open);
    await town.asAda((change) => endAccess(change, { userId }));
    await inviteAgain('Rektor');
    const { promise: free, resolve: letGo } = Promise.withResolvers<undefined>();
    const { promise: locked, resolve: isLocked } = Promise.withResolvers<undefined>();
    const givingAccess = town.asAda(async ({ trx }) => {
      isLocked(undefined);
      await free;
      await trx.updateTable('memberships').set({ ended_at: null, ended_by: null }).where('user_id', '=', userId).execute();
    });
    await locked;
    const erasing = erase();
    // Long enough to come to the lock.
    await wait(200);
    letGo(undefined);
    await Promise.all([givingAccess, erasing]);
    expect(await access()).toEqual([]);
  });

  test('and a person an organisation erases at the same moment never wait for each other', async () => {
    const { town, userId, inviteAgain } = await aTownWithKari(open);
    await town.database.updateTable('users').set({ password_hash: await hashPassword(goodPassword) }).where('id', '=', userId).execute();
    await town.asAda((change) => endAccess(change, { userId }));
    await inviteAgain('Rektor');
    // What ran out keeps nobody on record, and is withdrawn with the account.
    town.door.advance(72 * 60 + 1);
    const secret = await town.door.database.transaction().execute((trx) => (
      signInWith(trx, { userId, method: 'password', device: undefined, now: town.door.now(), earlierSessionHash: undefined }, undefined)));
    const { promise: free, resolve: letGo } = Promise.withResolvers<undefined>();
    const { promise: locked, resolve: isLocked } = Promise.withResolvers<undefined>();
    const erasedByTown = town.asAda(async (change) => {
      isLocked(undefined);
      await free;
      return erasePerson(change, { id: userId, erasedName: 'Slettet person', today: town.today() });
    });
    await locked;
    const erasingMyself = answerOf(eraseRoute.action(town.door.visit('/account/erase', { secret, form: { form_key: randomUUID(), password: goodPassword } })));
    // Long enough to come to the lock.
    await wait(500);
    letGo(undefined);
    const [theirs, mine] = await Promise.allSettled([erasedByTown, erasingMyself]);
    expect(theirs).toEqual({ status: 'fulfilled', value: undefined });
    // The account was gone when it was its own person's turn; that is done all the same.
    expect(mine.status).toBe('fulfilled');
    expect(await findAccount(town.database, email)).toBeUndefined();
  });
});
