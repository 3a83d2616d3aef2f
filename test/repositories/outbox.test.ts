import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mailText } from '#app/features/outbox/mail-view.ts';
import type { NewMessage } from '#app/features/outbox/outbox-message.ts';
import { dropMessagesAbout, listMessages, reviveMessage, takeDueMessages } from '#app/features/outbox/outbox.repository.server.ts';
import { queueMessage } from '#app/features/outbox/queue-message.server.ts';
import { delayAfterTryMs, mostTries } from '#app/features/outbox/retry-delays.ts';
import { openSmtp } from '#app/features/outbox/smtp.server.ts';
import { sendDue, startOutbox, type OutboxGround } from '#app/features/outbox/start-outbox.server.ts';
import { findMembership } from '#app/features/users/memberships.repository.server.ts';
import { SecretBox } from '#app/features/secrets/secret-box.server.ts';
import { openSecondConnection, testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';
import { aFrontDoor, started } from '#test/fixtures/front-door.ts';
import { aMailServer, type MailServer } from '#test/fixtures/mail-server.ts';
import { testSecretBox } from '#test/fixtures/secret-box.ts';
import { dayInNorway } from '#app/i18n/format.ts';

/** What is queued is sent, at least once, or given up in sight of the organisation; what it says is forgotten when it is sent. */

const mail = mailText({
  language: 'nb', subject: 'Tilgang hos Sørvik kommune', heading: 'Hei', paragraphs: ['Kari <Ås> & co. inviterer deg.'],
  link: { href: 'https://ou.sorvik.example/invitation/hemmelig', text: 'Se invitasjonen' }, closing: ['Du kan se bort fra den.'],
});

async function anOutbox(open: TestDatabase['open'], server?: MailServer) {
  const door = aFrontDoor(await open());
  const { database, now } = door;
  const { organisationId } = await started(door);
  const { user_id: userId } = await database.selectFrom('memberships').select('user_id').executeTakeFirstOrThrow();
  const administrator = await findMembership(database, { userId, organisationId }, dayInNorway(now())) ?? expect.fail();
  const ground: OutboxGround = {
    database, secretBox: testSecretBox, clock: now,
    send: openSmtp({ server: { host: '127.0.0.1', port: server?.port ?? 1, isSecure: false, signIn: undefined }, from: { name: 'OU-refusjon', address: 'ou@sorvik.example' } }, 1_000),
  };
  const queue = (changes: Partial<NewMessage> = {}) => database.transaction().execute((trx) => queueMessage(trx, { secretBox: testSecretBox }, {
    kind: 'invitation', organisationId, aboutId: undefined, recipient: 'kari@sorvik.example', language: 'nb', mail, now: now().toISOString(),
    expiresAt: undefined, ...changes,
  }));
  const row = () => database.selectFrom('outbox_messages').selectAll().executeTakeFirstOrThrow();
  const listed = () => listMessages(database, administrator, { limit: 50, now: now().toISOString() });
  return { door, database, administrator, ground, queue, row, listed, round: () => sendDue(ground) };
}

describe.each(testDatabases)('an e-mail queued on $kind', ({ open }) => {
  test('is sealed until it is sent, comes as it was written, and is then forgotten', async () => {
    const server = await aMailServer();
    const { queue, round, row } = await anOutbox(open, server);
    const id = await queue();
    expect(JSON.stringify(await row())).not.toContain('hemmelig');
    expect(await round()).toBe(1);
    expect(server.taken.map(({ to, from, subject }) => [to, from, subject])).toEqual([[['kari@sorvik.example'], 'ou@sorvik.example', 'Tilgang hos Sørvik kommune']]);
    expect(server.taken[0]?.text).toContain('https://ou.sorvik.example/invitation/hemmelig');
    expect(server.taken[0]?.raw).toContain(`Message-ID: <${id}@sorvik.example>`);
    expect(await row()).toMatchObject({ body_sealed: null, tries: 1, last_fault: null, dead_at: null });
    expect(await round()).toBe(0);
  });

  test('whose recipient is not to be stored is sent to them all the same, and then nobody knows whose it was', async () => {
    const server = await aMailServer();
    const { queue, round, row } = await anOutbox(open, server);
    await queue({ organisationId: undefined, storedAs: 'erased-x@invalid' });
    expect(JSON.stringify(await row())).not.toContain('kari@');
    expect(await round()).toBe(1);
    expect(server.taken.map(({ to }) => to)).toEqual([['kari@sorvik.example']]);
    expect(await row()).toMatchObject({ recipient: 'erased-x@invalid', body_sealed: null, dead_at: null });
  });

  test.each([['an organisation’s may be sent again, and is kept', false], ['a person’s own is forgotten', true]])(
    'is given up after its last try: %s', async (_, isOwn) => {
      const { queue, round, row, door } = await anOutbox(open);
      await queue(isOwn ? { organisationId: undefined, storedAs: 'erased-x@invalid' } : {});
      for (let tries = 0; tries < mostTries; tries += 1) {
        expect(await round()).toBe(1);
        door.advance(delayAfterTryMs(tries + 1) / 60_000);
      }
      const { dead_at: deadAt, body_sealed: body } = await row();
      expect([deadAt !== null, body === null]).toEqual([true, isOwn]);
    });

  test('that a sender left in its last try is given up in the same way', async () => {
    const { database, queue, door } = await anOutbox(open);
    const [ours, own] = [await queue(), await queue({ organisationId: undefined })];
    await database.updateTable('outbox_messages').set({ tries: mostTries }).execute();
    expect(await takeDueMessages(database, door.now(), 5)).toEqual([]);
    const rows = await database.selectFrom('outbox_messages').select(['id', 'last_fault', 'body_sealed']).execute();
    expect(new Map(rows.map((each) => [each.id, [each.last_fault, each.body_sealed === null]]))).toEqual(
      new Map([[ours, ['interrupted', false]], [own, ['interrupted', true]]]));
  });

  test('is not sent when the change it tells of came to nothing', async () => {
    const { database, queue, listed } = await anOutbox(open);
    await expect(database.transaction().execute(async (trx) => {
      await queueMessage(trx, { secretBox: testSecretBox }, {
        kind: 'invitation', organisationId: undefined, aboutId: undefined, recipient: 'kari@sorvik.example', language: 'nb', mail,
        now: '2026-11-24T10:00:00.000Z', expiresAt: undefined,
      });
      throw new Error('the change failed');
    })).rejects.toThrow('the change failed');
    expect(await listed()).toEqual([]);
    await queue();
    expect(await listed()).toHaveLength(1);
  });

  test('is taken by one of ten senders that look at once', async () => {
    const { database, queue, door } = await anOutbox(open);
    await Promise.all([queue(), queue(), queue()]);
    const second = openSecondConnection(database);
    const taken = await Promise.all(Array.from({ length: 10 }, (_, index) => takeDueMessages(index % 2 === 0 ? database : second, door.now(), 5)));
    expect(taken.flat()).toHaveLength(3);
    expect(new Set(taken.flat().map(({ id }) => id)).size).toBe(3);
  });

  test.each([
    ['refuses', 'recipient 550'], ['hangs', 'no_answer'], ['dies after DATA', 'broken_off'],
  ] as const)('to a server that %s is tried again, and told in a code without its words', async (behaviour, fault) => {
    const server = await aMailServer();
    const { queue, round, row, door } = await anOutbox(open, server);
    await queue();
    server.behaves = behaviour;
    await round();
    expect(await row()).toMatchObject({ sent_at: null, dead_at: null, tries: 1, last_fault: fault });
    server.behaves = 'takes';
    expect(await round()).toBe(0);
    door.advance(1);
    expect(await round()).toBe(1);
    expect(await row()).toMatchObject({ sent_at: door.now().toISOString(), tries: 2, last_fault: null, body_sealed: null });
    expect(server.taken).toHaveLength(behaviour === 'dies after DATA' ? 2 : 1);
  });

  test('is given up after ten tries, more than half a day after the first, and begun anew when asked', async () => {
    const { queue, round, row, door, database, administrator, listed } = await anOutbox(open);
    const id = await queue();
    const began = door.now().getTime();
    let tries = 0;
    for (let minute = 0; minute < 3_000 && (await row()).dead_at === null; minute += 1) {
      tries += await round();
      door.advance(Math.max(1, Math.ceil((Date.parse((await row()).next_try_at) - door.now().getTime()) / 60_000)));
    }
    expect(tries).toBe(10);
    expect(await row()).toMatchObject({ last_fault: 'unreachable', sent_at: null, tries: 10 });
    expect(Date.parse((await row()).dead_at ?? '') - began).toBeGreaterThan(12 * 3_600_000);
    expect(await round()).toBe(0);
    expect((await listed())[0]).toMatchObject({ canBeSentAgain: true });
    expect(await reviveMessage(database, administrator, { id, now: door.now().toISOString() })).toBe(true);
    expect(await reviveMessage(database, administrator, { id, now: door.now().toISOString() })).toBe(false);
    expect(await row()).toMatchObject({ tries: 0, dead_at: null });
    expect(await round()).toBe(1);
  });

  test('that a server took and did not finish with is sent by another; in the midst of the last try it is given up', async () => {
    const server = await aMailServer();
    const { queue, row, door, database, round } = await anOutbox(open, server);
    await queue();
    expect(await takeDueMessages(database, door.now(), 5)).toHaveLength(1);
    door.advance(1);
    expect(await round()).toBe(1);
    expect(server.taken).toHaveLength(1);
    await database.deleteFrom('outbox_messages').execute();
    await queue();
    await database.updateTable('outbox_messages').set({ tries: 9 }).execute();
    await takeDueMessages(database, door.now(), 5);
    door.advance(481);
    expect(await round()).toBe(0);
    expect(await row()).toMatchObject({ tries: 10, last_fault: 'interrupted' });
  });

  test('is not sent when its link is dead by then, or when it is not needed any more', async () => {
    const server = await aMailServer();
    const { queue, row, round, door, database, administrator, listed } = await anOutbox(open, server);
    await queue({ expiresAt: door.now().toISOString() });
    await round();
    expect(await row()).toMatchObject({ last_fault: 'too_late', body_sealed: null });
    await database.deleteFrom('outbox_messages').execute();
    const aboutId = randomUUID();
    await queue({ aboutId });
    await dropMessagesAbout(database, administrator, { aboutId, now: door.now().toISOString() });
    await round();
    expect(await row()).toMatchObject({ last_fault: 'not_needed', body_sealed: null });
    expect((await listed()).map(({ canBeSentAgain }) => canBeSentAgain)).toEqual([false]);
    expect(server.taken).toEqual([]);
  });

  test('sealed with another key, or moved to another row, is told and never sent', async () => {
    const server = await aMailServer();
    const { queue, row, ground, database, door } = await anOutbox(open, server);
    await queue();
    await sendDue({ ...ground, secretBox: new SecretBox(Buffer.alloc(32, 8)) });
    expect(await row()).toMatchObject({ last_fault: 'unreadable', sent_at: null });
    await database.updateTable('outbox_messages').set({ id: randomUUID() }).execute();
    door.advance(1);
    await sendDue(ground);
    expect(await row()).toMatchObject({ last_fault: 'unreadable', sent_at: null });
    expect(server.taken).toEqual([]);
  });
});

describe('the running sender', () => {
  const [{ open } = expect.fail()] = testDatabases;

  test('sends while a server is away and comes back on the same port, each at least once', async () => {
    const first = await aMailServer();
    const { queue, ground, database, door } = await anOutbox(open, first);
    await first.stop();
    const outbox = startOutbox({ ...ground, clock: () => { door.advance(1); return door.now(); } }, 5);
    await Promise.all(Array.from({ length: 12 }, () => queue()));
    await expect.poll(async () => database.selectFrom('outbox_messages').select('id').where('last_fault', '=', 'unreachable').execute()).not.toEqual([]);
    const second = await aMailServer({ port: first.port });
    await expect.poll(async () => database.selectFrom('outbox_messages').select('id').where('sent_at', 'is', null).execute(), { timeout: 5_000 }).toEqual([]);
    await outbox.stop();
    expect(second.taken.length).toBeGreaterThanOrEqual(12);
    expect(new Set(second.taken.map(({ raw }) => /Message-ID: (\S+)/.exec(raw)?.[1])).size).toBe(12);
  });

  test('is stopped while a mail is under way: that one is finished, and no other begun', async () => {
    const { queue, ground, database } = await anOutbox(open);
    await queue();
    let arrived: () => void = () => undefined;
    const underWay = new Promise<void>((resolve) => { arrived = resolve; });
    const outbox = startOutbox({ ...ground, send: async () => {
      arrived();
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    } }, 5);
    await underWay;
    await queue();
    await outbox.stop();
    expect((await database.selectFrom('outbox_messages').select('sent_at').execute()).filter(({ sent_at }) => sent_at !== null)).toHaveLength(1);
  });
});

test.each(['kari@sorvik.example, ola@x.example', 'kari@sorvik.example\r\nBcc: ola@x.example', 'Kari <kari@sorvik.example>', '"a b"@x.example', 'kari'])('%j is no recipient', async (recipient) => {
  const { queue, listed } = await anOutbox(testDatabases[0]?.open ?? expect.fail());
  await expect(queue({ recipient })).rejects.toThrow('no address');
  await expect(queue({ mail: { ...mail, subject: 'Hei\r\nBcc: ola@x.example' } })).rejects.toThrow('one line');
  expect(await listed()).toEqual([]);
});

test.each([['in the clear', '127.1', false], ['as if it were encrypted', '127.0.0.1', true]] as const)('a server that offers no encryption, asked %s, is told nothing', async (_, host, isSecure) => {
  // `127.1` is this machine under a name that is not known to be it.
  const server = await aMailServer();
  const send = openSmtp({ server: { host, port: server.port, isSecure, signIn: { user: 'ou', password: 'hemmelig' } }, from: { name: '', address: 'ou@x.example' } }, 2_000);
  await expect(send({ id: '1', recipient: 'kari@x.example', ...mail })).rejects.toThrow(/^tls/);
  expect(server.taken).toEqual([]);
});
