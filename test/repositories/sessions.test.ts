import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { deleteEndedSessions, deleteSession, deleteSessionsOf, findSession, insertSession, renewSession } from '#app/features/users/sessions.repository.server.ts';
import { deleteTries, deleteTriesBefore, takeTry } from '#app/features/users/sign-in-tries.repository.server.ts';
import { signIn } from '#app/features/users/sign-in.server.ts';
import { findAccount, hasUsers, insertUser, updatePassword } from '#app/features/users/users.repository.server.ts';
import { hashPassword } from '#app/features/users/passwords.server.ts';
import { findMembership, saveMembership } from '#app/features/users/memberships.repository.server.ts';
import { aClaimGround, today } from '#test/fixtures/claim-ground.ts';
import { testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';

/** A session ends: thirty minutes after it was last used, ten hours after it began, and at once when somebody says so. */

const began = Date.parse('2026-11-24T08:00:00.000Z');
const after = ({ hours = 0, minutes = 0, ms = 0 }) => new Date(began + (hours * 60 + minutes) * 60_000 + ms);

async function aPerson(open: TestDatabase['open']) {
  const db = await open();
  const userId = randomUUID();
  await insertUser(db, { id: userId, email: 'Kari@Sorvik.example', name: 'Kari', passwordHash: 'hash', createdAt: after({}).toISOString() });
  const secret = await insertSession(db, userId, after({}));
  const isOpen = async (now: Date, cookie = secret) => await findSession(db, cookie, now) !== undefined;
  return { db, userId, secret, isOpen };
}

describe.each(testDatabases)('a session on $kind', ({ open }) => {
  test('lasts to the last millisecond of thirty minutes without use', async () => {
    const { isOpen } = await aPerson(open);
    expect(await isOpen(after({ minutes: 30, ms: -1 }))).toBe(true);
    const unused = await aPerson(open);
    expect(await unused.isOpen(after({ minutes: 30 }))).toBe(false);
  });

  test('goes on under another id, for as long as it had left; one that has ended does not', async () => {
    const { db, secret, isOpen } = await aPerson(open);
    const { sessionHash, standing } = await findSession(db, secret, after({ minutes: 20 })) ?? expect.fail();
    const renewed = await renewSession(db, sessionHash) ?? expect.fail();
    expect([await isOpen(after({ minutes: 21 })), await isOpen(after({ minutes: 21 }), renewed)]).toEqual([false, true]);
    expect((await findSession(db, renewed, after({ minutes: 22 })))?.standing.endsAt).toBe(standing.endsAt);
    expect(await renewSession(db, sessionHash)).toBeUndefined();
  });

  test('is used by every request, and written down once a minute at most', async () => {
    const { db, isOpen } = await aPerson(open);
    const lastSeen = async () => (await db.selectFrom('sessions').select('last_seen_at').executeTakeFirstOrThrow()).last_seen_at;
    await isOpen(after({ minutes: 1 }));
    expect(await lastSeen()).toBe(after({}).toISOString());
    await isOpen(after({ minutes: 1, ms: 1 }));
    expect(await lastSeen()).toBe(after({ minutes: 1, ms: 1 }).toISOString());
  });

  test('ends ten hours after it began, though it was used all day', async () => {
    const { isOpen } = await aPerson(open);
    for (let minutes = 20; minutes < 600; minutes += 20) expect(await isOpen(after({ minutes }))).toBe(true);
    expect(await isOpen(after({ hours: 10, ms: -1 }))).toBe(true);
    expect(await isOpen(after({ hours: 10 }))).toBe(false);
  });

  test('once ended is not opened again by trying it', async () => {
    const { isOpen } = await aPerson(open);
    expect(await isOpen(after({ minutes: 45 }))).toBe(false);
    expect(await isOpen(after({ minutes: 46 }))).toBe(false);
    expect(await isOpen(after({ minutes: 29 }))).toBe(true);
  });

  test('is known by its whole secret and by nothing else', async () => {
    const { db, secret, isOpen } = await aPerson(open);
    const { id_hash: hash } = await db.selectFrom('sessions').select('id_hash').executeTakeFirstOrThrow();
    for (const guess of ['', hash, secret.slice(1), `${secret}=`, secret.toUpperCase(), `${secret} `, '%', '_'.repeat(43)]) {
      expect(await isOpen(after({}), guess), JSON.stringify(guess)).toBe(false);
    }
  });

  test('is somebody’s: for one who has no account there is none', async () => {
    const { db } = await aPerson(open);
    await expect(insertSession(db, randomUUID(), after({}))).rejects.toThrow(/foreign key/i);
  });

  test('ends with signing out in one browser, and not in another', async () => {
    const { db, userId, isOpen } = await aPerson(open);
    const other = await insertSession(db, userId, after({}));
    const { sessionHash } = await findSession(db, other, after({})) ?? expect.fail();
    await deleteSession(db, sessionHash);
    expect([await isOpen(after({}), other), await isOpen(after({}))]).toEqual([false, true]);
  });

  test('ends everywhere for one person, and for no other', async () => {
    const { db, userId, isOpen } = await aPerson(open);
    const otherId = randomUUID();
    await insertUser(db, { id: otherId, email: 'ola@sorvik.example', name: 'Ola', passwordHash: 'hash', createdAt: after({}).toISOString() });
    const [second, others] = [await insertSession(db, userId, after({})), await insertSession(db, otherId, after({}))];
    await deleteSessionsOf(db, userId);
    expect([await isOpen(after({})), await isOpen(after({}), second), await isOpen(after({}), others)]).toEqual([false, false, true]);
  });

  test('ends with the account, and begins again with it', async () => {
    const { db, isOpen } = await aPerson(open);
    await db.updateTable('users').set({ disabled_at: after({}).toISOString() }).execute();
    expect(await isOpen(after({}))).toBe(false);
    expect(await findAccount(db, 'kari@sorvik.example')).toBeUndefined();
  });

  test('that has ended is cleared away, one that lasts is not', async () => {
    const { db, userId, isOpen } = await aPerson(open);
    const newer = await insertSession(db, userId, after({ minutes: 20 }));
    await deleteEndedSessions(db, after({ minutes: 30 }));
    expect([await isOpen(after({ minutes: 30 }), newer), (await db.selectFrom('sessions').select('id_hash').execute()).length]).toEqual([true, 1]);
  });
});

describe.each(testDatabases)('signing in on $kind', ({ open }) => {
  const place = { email: 'kari@sorvik.example', address: '192.0.2.7' };

  test('is counted by account and address together, however the account is typed', async () => {
    const { db } = await aPerson(open);
    for (let tries = 0; tries < 5; tries += 1) expect(await takeTry(db, { ...place, email: ' KARI@sorvik.EXAMPLE ' }, after({}))).toBe(0);
    expect(await takeTry(db, place, after({}))).toBe(60_000);
    expect(await takeTry(db, { ...place, address: '192.0.2.8' }, after({}))).toBe(0);
    expect(await takeTry(db, { ...place, email: 'ola@sorvik.example' }, after({}))).toBe(0);
    await deleteTries(db, place);
    expect(await takeTry(db, place, after({}))).toBe(0);
  });

  test('of twenty tries at once lets five through', async () => {
    const { db } = await aPerson(open);
    const waits = await Promise.all(Array.from({ length: 20 }, () => takeTry(db, place, after({}))));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
    expect(new Set(waits)).toEqual(new Set([0, 60_000]));
  });

  test('a wait is not made longer by asking in vain', async () => {
    const { db } = await aPerson(open);
    for (let tries = 0; tries < 5; tries += 1) await takeTry(db, place, after({}));
    for (let second = 1; second < 60; second += 10) expect(await takeTry(db, place, after({ ms: second * 1_000 }))).toBe((60 - second) * 1_000);
    expect(await takeTry(db, place, after({ minutes: 1 }))).toBe(0);
  });

  test('forgets tries, and only those, that are a day old', async () => {
    const { db } = await aPerson(open);
    for (let tries = 0; tries < 5; tries += 1) await takeTry(db, place, after({}));
    await deleteTriesBefore(db, after({}).toISOString());
    expect(await takeTry(db, place, after({}))).toBeGreaterThan(0);
    await deleteTriesBefore(db, after({ ms: 1 }).toISOString());
    expect(await takeTry(db, place, after({}))).toBe(0);
  });

  test('with a new password works, with the old one no longer', async () => {
    const { db, userId } = await aPerson(open);
    await updatePassword(db, userId, await hashPassword('nye ord på rekke og rad'));
    const tried = (password: string) => signIn(db, { ...place, password, now: after({}), earlierSessionHash: undefined });
    expect(await tried('hash')).toEqual({ fault: { code: 'wrong' } });
    expect(await tried('nye ord på rekke og rad')).toHaveProperty('secret');
    expect(await tried('Nye ord på rekke og rad')).toEqual({ fault: { code: 'wrong' } });
  });

  test('leaves nobody without an account where there is one, and one account to an address', async () => {
    const { db } = await aPerson(open);
    expect(await hasUsers(db)).toBe(true);
    const twin = { id: randomUUID(), email: ' kari@SORVIK.example', name: 'Kari to', passwordHash: 'x', createdAt: after({}).toISOString() };
    await expect(insertUser(db, twin)).rejects.toThrow(/unique/i);
  });
});

describe.each(testDatabases)('a membership on $kind', ({ open }) => {
  test('ends, and with it everything; begun again it is in the new role', async () => {
    const { db, finance, worker } = await aClaimGround(await open());
    const { organisationId, userId } = finance;
    await db.updateTable('memberships').set({ ended_at: after({}).toISOString() }).where('user_id', '=', userId).execute();
    expect(await findMembership(db, { userId, organisationId }, today)).toBeUndefined();
    await saveMembership(db, { organisationId, userId, role: 'reader', createdAt: after({}).toISOString() });
    expect((await findMembership(db, { userId, organisationId }, today))?.role).toBe('reader');
    expect((await findMembership(db, worker, today))?.role).toBe('case_worker');
    expect(await findMembership(db, { userId, organisationId: randomUUID() }, today)).toBeUndefined();
  });

  test('of a consultant reaches the programmes they were let in to; in another role it reaches all', async () => {
    const ground = await aClaimGround(await open());
    const { db, programmeId, finance: { organisationId, userId } } = ground;
    const programmes = async () => (await findMembership(db, { userId, organisationId }, today))?.onlyProgrammes;
    await saveMembership(db, { organisationId, userId, role: 'consultant', createdAt: after({}).toISOString() });
    expect(await programmes()).toEqual(new Set());
    await db.insertInto('programme_members').values({ organisation_id: organisationId, programme_id: programmeId, user_id: userId, created_at: after({}).toISOString() }).execute();
    expect(await programmes()).toEqual(new Set([programmeId]));
    await saveMembership(db, { organisationId, userId, role: 'finance', createdAt: after({}).toISOString() });
    expect(await programmes()).toBeUndefined();
  });
});

describe.each(testDatabases)('a role on $kind', ({ open }) => {
  test('that becomes another ends the person’s sessions; given anew it does not', async () => {
    const { db, finance: { organisationId, userId } } = await aClaimGround(await open());
    const secret = await insertSession(db, userId, after({}));
    const isOpen = async () => await findSession(db, secret, after({})) !== undefined;
    await saveMembership(db, { organisationId, userId, role: 'finance', createdAt: after({}).toISOString() });
    expect(await isOpen()).toBe(true);
    await saveMembership(db, { organisationId, userId, role: 'administrator', createdAt: after({}).toISOString() });
    expect(await isOpen()).toBe(false);
  });
});

describe.each(testDatabases)('tries on $kind', ({ open }) => {
  test('are counted while others that were right are forgotten: none fails', async () => {
    const { db } = await aPerson(open);
    const place = { secondFactorOf: randomUUID() };
    const rounds = Array.from({ length: 40 }, async (_, index) => (index % 2 === 0 ? takeTry(db, place, after({})) : deleteTries(db, place)));
    const settled = await Promise.allSettled(rounds);
    expect(settled.filter(({ status }) => status === 'rejected')).toEqual([]);
  });
});
