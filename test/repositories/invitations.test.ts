import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { findIdentityUser, insertIdentity } from '#app/features/identities/identities.repository.server.ts';
import { acceptInvitation } from '#app/features/invitations/accept-invitation.server.ts';
import { invitationTokenHash } from '#app/features/invitations/invitation-token.server.ts';
import { withdrawInvitation } from '#app/features/invitations/withdraw-invitation.server.ts';
import { renewInvitation } from '#app/features/invitations/invite-person.server.ts';
import { listInvitations } from '#app/features/invitations/invitations.repository.server.ts';
import { listProgrammeConsultants } from '#app/features/consultants/consultants.repository.server.ts';
import { insertConsultants, linkConsultants } from '#app/features/consultants/write-consultants.repository.server.ts';
import { insertSession } from '#app/features/users/sessions.repository.server.ts';
import { findAccount, insertUser } from '#app/features/users/users.repository.server.ts';
import { databaseState } from '#test/fixtures/database-state.ts';
import { testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';
import { sealedMails } from '#test/fixtures/sealed-mails.ts';
import { testSecretBox } from '#test/fixtures/secret-box.ts';
import { aNewcomer, aTown, tokenIn } from '#test/fixtures/town.ts';

const actionsOf = async ({ database }: Awaited<ReturnType<typeof aTown>>) => (
  (await database.selectFrom('audit_entries').select('action').orderBy('sequence').execute()).map(({ action }) => action));

async function anAccount({ database }: Awaited<ReturnType<typeof aTown>>, email: string): Promise<{ userId: string }> {
  const userId = randomUUID();
  await insertUser(database, { id: userId, email, name: 'Kim Konsulent', passwordHash: 'hash', createdAt: '2026-01-01T00:00:00.000Z' });
  return { userId };
}

describe.each(testDatabases)('an invitation on $kind', ({ open }) => {
  test('lets somebody new in as it says, once, and is told in the trail', async () => {
    const town = await aTown(open);
    const token = await town.invite({ email: ' Kari@Sorvik.example ', role: 'finance' });
    expect(token).toHaveLength(43);
    expect(JSON.stringify(await town.database.selectFrom('invitations').selectAll().execute())).not.toContain(token);
    expect(await town.memberOf('kari@sorvik.example')).toBeUndefined();
    expect(await town.accept(token)).toMatchObject({ organisationId: town.organisationId });
    expect((await town.memberOf('kari@sorvik.example'))?.role).toBe('finance');
    expect(await actionsOf(town)).toEqual(['organisation.created', 'invitation.sent', 'invitation.accepted']);
    expect(await town.accept(token)).toEqual({ refused: 'dead' });
  });

  test('gives a new account the language it was written in, or what its person asked for since; an account that is there keeps its own', async () => {
    const town = await aTown(open);
    const { database, door, invite } = town;
    const languageOf = async (email: string) => (await database.selectFrom('users').select('language').where('email', '=', email).executeTakeFirst())?.language;
    await town.accept(await invite({ email: 'eve@sorvik.example', language: 'en' }));
    expect(await languageOf('eve@sorvik.example')).toBe('en');
    const token = await invite({ email: 'nina@sorvik.example', language: 'en' });
    await acceptInvitation(door.database, {
      tokenHash: invitationTokenHash(token), by: aNewcomer, language: 'nn', now: door.now().toISOString(), requestId: randomUUID(),
    });
    expect(await languageOf('nina@sorvik.example')).toBe('nn');
    const { userId } = await anAccount(town, 'kim@konsulent.example');
    await town.accept(await invite({ email: 'kim@konsulent.example', language: 'en' }), { userId });
    expect(await languageOf('kim@konsulent.example'), 'who never chose has not chosen by this').toBeNull();
  });

  test('to one who has an account is written in the account’s language, also when it is sent again; where the link is shown, nobody sees that', async () => {
    const town = await aTown(open);
    const { database, administrator, asAda, invite } = town;
    const mail = { secretBox: testSecretBox };
    const { userId } = await anAccount(town, 'kim@konsulent.example');
    await database.updateTable('users').set({ language: 'en' }).where('id', '=', userId).execute();
    await invite({ email: 'Kim@konsulent.example', language: 'nn' }, mail);
    await invite({ email: 'ny@konsulent.example', language: 'nn' }, mail);
    const [invitation] = (await listInvitations(database, administrator)).filter(({ email }) => email === 'kim@konsulent.example');
    expect(invitation?.language, 'as the one who asks chose').toBe('nn');
    const links: string[] = [];
    const delivery = { origin: '', inviterEmail: 'ada@sorvik.example', show: (link: string) => { links.push(link); } };
    const [english] = (await sealedMails(database)).filter(({ recipient }) => recipient === 'kim@konsulent.example');
    await asAda((change) => renewInvitation(change, invitation?.id ?? '', { ...delivery, mail }));
    await asAda((change) => renewInvitation(change, invitation?.id ?? '', { ...delivery, mail: undefined }));
    expect(english?.subject).toBe('Invitation to Sørvik kommune in OU-refusjon');
    expect(english?.text).toContain('?lang=en');
    const queued = await database.selectFrom('outbox_messages').select(['recipient', 'language']).orderBy('recipient').execute();
    expect(queued.map(({ language }) => language)).toEqual(['en', 'en', 'nn']);
    expect(links).toEqual([expect.stringContaining('?lang=nn')]);
  });

  test('accepted by twenty at once is accepted by one', async () => {
    const town = await aTown(open);
    const token = await town.invite();
    const answers = await Promise.all(Array.from({ length: 20 }, () => town.accept(token)));
    expect(answers.filter((answer) => !('refused' in answer))).toHaveLength(1);
    expect(answers.filter((answer) => 'refused' in answer).map((answer) => 'refused' in answer && answer.refused)).toEqual(Array(19).fill('dead'));
    expect(await town.database.selectFrom('users').select('id').execute()).toHaveLength(2);
  });

  test('wrong, too old, withdrawn, renewed or of another kind lets nobody in and changes nothing', async () => {
    const town = await aTown(open);
    const { door, database, asAda, administrator, accept, invite } = town;
    const withdrawn = await invite({ email: 'a@sorvik.example' });
    const [first] = await listInvitations(database, administrator);
    await asAda((change) => withdrawInvitation(change, first?.id ?? ''));
    const renewed = await invite({ email: 'b@sorvik.example' });
    const [second] = await listInvitations(database, administrator);
    await asAda((change) => renewInvitation(change, second?.id ?? '', { mail: undefined, origin: '', inviterEmail: '', show: () => undefined }));
    const old = await invite({ email: 'c@sorvik.example' });
    door.advance(72 * 60);
    const live = await invite({ email: 'd@sorvik.example' });
    const session = await insertSession(database, administrator.userId, door.now());
    const hash = (await database.selectFrom('invitations').select('token_hash').where('email', '=', 'd@sorvik.example').executeTakeFirstOrThrow()).token_hash;
    const before = await databaseState(database);
    const tried = [withdrawn, renewed, old, session, hash, live.slice(0, -1), `${live}A`, live.toUpperCase(), '', randomUUID(), `${live} `];
    for (const token of tried) expect(await accept(token), token).toEqual({ refused: 'dead' });
    expect(await databaseState(database)).toBe(before);
    expect(await accept(live)).toHaveProperty('userId');
  });

  test('is good to the last millisecond of 72 hours', async () => {
    const town = await aTown(open);
    const [token, late] = [await town.invite({ email: 'a@sorvik.example' }), await town.invite({ email: 'b@sorvik.example' })];
    town.door.advance(72 * 60 - 1 / 60_000);
    expect(await town.accept(token)).not.toHaveProperty('refused');
    town.door.advance(1 / 60_000);
    expect(await town.accept(late)).toEqual({ refused: 'dead' });
  });

  test('to somebody who has an account is theirs alone: no link opens an account, and no other account uses it', async () => {
    const town = await aTown(open);
    const [kim, other] = [await anAccount(town, 'kim@konsulent.example'), await anAccount(town, 'per@konsulent.example')];
    const token = await town.invite({ email: 'kim@konsulent.example', role: 'reader' });
    expect(await town.accept(token, aNewcomer)).toEqual({ refused: 'sign_in' });
    expect(await town.accept(token, other)).toEqual({ refused: 'sign_in' });
    expect(await town.accept(token, kim)).toMatchObject(kim);
    expect(await town.memberOf('per@konsulent.example')).toBeUndefined();
  });

  test('lets in somebody new who has signed in elsewhere: an account of its name and address, without a password, linked to that', async () => {
    const town = await aTown(open);
    const identity = { issuer: 'https://login.example', subject: 'kari-1' };
    const accepted = await town.accept(await town.invite(), { identity });
    const account = await findAccount(town.database, 'kari@sorvik.example');
    expect(account).toEqual({ userId: 'userId' in accepted ? accepted.userId : '', name: 'Kari', passwordHash: undefined });
    expect(await findIdentityUser(town.database, identity)).toBe(account?.userId);
    expect(await actionsOf(town)).toEqual(['organisation.created', 'invitation.sent', 'invitation.accepted']);
  });

  test('is not used, and no account made, by an identity that is another’s or by one whose address has an account', async () => {
    const town = await aTown(open);
    const identity = { issuer: 'https://login.example', subject: 'kim-1' };
    const { userId } = await anAccount(town, 'kim@konsulent.example');
    const [token, toKim] = [await town.invite(), await town.invite({ email: 'kim@konsulent.example' })];
    expect(await town.accept(toKim, { identity })).toEqual({ refused: 'sign_in' });
    await insertIdentity(town.database, identity, { userId, at: '2026-01-01T00:00:00.000Z' });
    await town.database.updateTable('users').set({ disabled_at: '2026-01-01T00:00:00.000Z' }).where('id', '=', userId).execute();
    const before = await databaseState(town.database);
    await expect(town.accept(token, { identity })).rejects.toThrow('taken');
    expect(await databaseState(town.database)).toBe(before);
    expect(await town.accept(token)).toHaveProperty('userId');
  });

  test('to one who is there, has another role, is asked in already or is shut out is not made', async () => {
    const town = await aTown(open);
    await town.accept(await town.invite());
    expect(await town.invite()).toBe('has_access');
    expect(await town.invite({ role: 'reader' })).toBe('has_other_role');
    await town.invite({ email: 'ola@sorvik.example' });
    expect(await town.invite({ email: 'OLA@sorvik.example', role: 'finance' })).toBe('already_invited');
    await anAccount(town, 'per@sorvik.example');
    await town.database.updateTable('users').set({ disabled_at: '2026-01-01T00:00:00.000Z' }).where('email', '=', 'per@sorvik.example').execute();
    expect(await town.invite({ email: 'per@sorvik.example' })).toBe('account_closed');
  });

  test('accepted after its role or access was given otherwise is told, and stays unused', async () => {
    const town = await aTown(open);
    const token = await town.invite({ email: 'kim@konsulent.example', role: 'reader' });
    const kim = await anAccount(town, 'kim@konsulent.example');
    await town.database.insertInto('memberships').values({
      organisation_id: town.organisationId, user_id: kim.userId, role: 'finance', created_at: '2026-01-01T00:00:00.000Z',
    }).execute();
    expect(await town.accept(token, kim)).toEqual({ refused: 'has_other_role' });
    expect((await town.memberOf('kim@konsulent.example'))?.role).toBe('finance');
  });
});

describe.each(testDatabases)('a consultant asked in on $kind', ({ open }) => {
  test('becomes the consultant they were asked in as, in that programme only, to its last day in Norway', async () => {
    const town = await aTown(open);
    const { database, administrator, door } = town;
    const [programme, another] = [await town.programme('LED skole'), await town.programme('Rektor')];
    const consultantId = randomUUID();
    await insertConsultants(database, administrator, [{ id: consultantId, name: 'Ola Veileder', company: 'IMTEC AS' }]);
    await linkConsultants(database, administrator, { programmeId: programme.id, roles: [{ consultantId, role: 'lecturer' }] });
    const wish = { email: 'ola@imtec.example', role: 'consultant' as const, programmeId: programme.id, consultantId, accessEndsOn: calendarDate('2026-11-25') };
    const accepted = await town.accept(await town.invite(wish), { name: 'Ola', passwordHash: 'hash' });
    expect(accepted).toMatchObject({ programmeId: programme.id });
    expect(await database.selectFrom('consultants').select(['id', 'user_id', 'name']).execute())
      .toEqual([{ id: consultantId, user_id: 'userId' in accepted ? accepted.userId : '', name: 'Ola Veileder' }]);
    const reach = () => [programme, another].map(async ({ id }) => (await town.memberOf('ola@imtec.example'))?.reaches(id));
    expect(await Promise.all(reach())).toEqual([true, false]);
    expect((await listProgrammeConsultants(database, administrator, programme.id)).map(({ consultant: { role } }) => role)).toEqual(['lecturer']);
    // The 25th ends at 23 o'clock UTC in Norway.
    door.advance((24 + 12) * 60 + 59);
    expect(await Promise.all(reach())).toEqual([true, false]);
    door.advance(1);
    expect(await Promise.all(reach())).toEqual([false, false]);
    expect(await town.invite({ ...wish, accessEndsOn: calendarDate('2027-01-31') })).toHaveLength(43);
  });

  test('to a second programme stays the same consultant; a new one gets the person’s name', async () => {
    const town = await aTown(open);
    const { database, administrator } = town;
    const [first, second] = [await town.programme('LED skole'), await town.programme('Rektor')];
    const wish = { email: 'kim@konsulent.example', name: 'Kim', role: 'consultant' as const, accessEndsOn: calendarDate('2027-07-31') };
    const [one, two] = [await town.invite({ ...wish, programmeId: first.id }), await town.invite({ ...wish, programmeId: second.id })];
    const accepted = await town.accept(one, { name: 'Kim Konsulent', passwordHash: 'hash' });
    await town.accept(two, { userId: 'userId' in accepted ? accepted.userId : '' });
    expect(await database.selectFrom('consultants').select('name').execute()).toEqual([{ name: 'Kim Konsulent' }]);
    for (const { id } of [first, second]) expect(await listProgrammeConsultants(database, administrator, id)).toHaveLength(1);
    expect((await town.memberOf('kim@konsulent.example'))?.onlyProgrammes).toEqual(new Set([first.id, second.id]));
  });

  test('as a consultant somebody else signs in as is not asked in', async () => {
    const town = await aTown(open);
    const programme = await town.programme('LED skole');
    const wish = { role: 'consultant' as const, programmeId: programme.id, accessEndsOn: calendarDate('2027-07-31') };
    await town.accept(await town.invite({ ...wish, email: 'kim@konsulent.example' }));
    const { id: consultantId } = await town.database.selectFrom('consultants').select('id').executeTakeFirstOrThrow();
    expect(await town.invite({ ...wish, email: 'per@konsulent.example', consultantId })).toBe('consultant_taken');
  });
});

describe.each(testDatabases)('the e-mail of an invitation on $kind', ({ open }: TestDatabase) => {
  test('is queued with it, and taken back with it', async () => {
    const town = await aTown(open);
    const { database, administrator, asAda } = town;
    const mail = { secretBox: testSecretBox };
    expect(await town.invite({ language: 'nn' }, mail)).toBe('');
    const [message] = await database.selectFrom('outbox_messages').selectAll().execute();
    expect(message).toMatchObject({ kind: 'invitation', recipient: 'kari@sorvik.example', language: 'nn', subject: 'Invitasjon til Sørvik kommune i OU-refusjon' });
    const sealed = testSecretBox.open(message?.body_sealed ?? '', `outbox message ${message?.id}`);
    expect(sealed).toContain('Du er invitert til Sørvik kommune');
    const [invitation] = await listInvitations(database, administrator);
    await asAda((change) => withdrawInvitation(change, invitation?.id ?? ''));
    expect(await database.selectFrom('outbox_messages').select(['body_sealed', 'last_fault']).execute()).toEqual([{ body_sealed: null, last_fault: 'not_needed' }]);
    expect(await town.accept(tokenIn(sealed))).toEqual({ refused: 'dead' });
  });
});
