import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { Language } from '#app/domain/programme.ts';
import { listApiTokens } from '#app/features/api-tokens/api-tokens.repository.server.ts';
import { makeToken } from '#app/features/api-tokens/save-token.server.ts';
import { listAudit } from '#app/features/audit/audit.repository.server.ts';
import { auditListView } from '#app/features/audit/audit-view.ts';
import { makeChange } from '#app/features/audit/change.server.ts';
import { findSubjectNames } from '#app/features/audit/subject-names.repository.server.ts';
import { insertConsultants } from '#app/features/consultants/write-consultants.repository.server.ts';
import { listInvitations } from '#app/features/invitations/invitations.repository.server.ts';
import { invitePerson, renewInvitation } from '#app/features/invitations/invite-person.server.ts';
import { withdrawInvitation } from '#app/features/invitations/withdraw-invitation.server.ts';
import { goneAddress } from '#app/features/personal-data/gone-address.ts';
import { loadPersonalData } from '#app/features/personal-data/personal-data.server.ts';
import { eraseForgottenAccounts } from '#app/features/personal-data/erase-forgotten.server.ts';
import { erasePerson } from '#app/features/personal-data/erase-person.server.ts';
import { signInWith } from '#app/features/users/complete-first-factor.server.ts';
import { endAccess } from '#app/features/users/end-access.server.ts';
import { findNames } from '#app/features/users/names.repository.server.ts';
import { findAccount } from '#app/features/users/users.repository.server.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { testDatabases, type TestDatabase } from '#test/fixtures/databases.ts';
import { testSecretBox } from '#test/fixtures/secret-box.ts';
import { aNeighbour, aTown, aWish, type Town } from '#test/fixtures/town.ts';

/** An organisation takes a person off its own record; what another organisation has of them is not its affair. */

const email = 'kari@sorvik.example';

const listInvited = ({ database, organisationId }: Town) => database.selectFrom('invitations').select('id').where('organisation_id', '=', organisationId).execute();

async function twoTowns(open: TestDatabase['open']) {
  const town = await aTown(open);
  const neighbour = await aNeighbour(town);
  const letIn = async (to: Town) => {
    const known = await findAccount(town.database, email);
    const done = await to.accept(await to.invite(), known === undefined ? undefined : { userId: known.userId });
    if ('refused' in done) throw new Error(done.refused);
    return done.userId;
  };
  const now = () => town.door.now().toISOString();
  const erase = (from: Town, id: string) => from.asAda((change) => erasePerson(change, { id, erasedName: 'Slettet person', today: dayInNorway(town.door.now()) }));
  const onRecord = async (of: Town) => (await loadPersonalData(of.database, of.administrator, now())).people.map(({ name }) => name);
  const keptBy = async (of: Town, called: string) => (
    (await loadPersonalData(of.database, of.administrator, now())).people.find(({ name }) => name === called)?.keptBy?.reason);
  return { town, neighbour, letIn, erase, onRecord, keptBy };
}

describe.each(testDatabases)('a person taken off the record of one of two organisations on $kind', ({ open }) => {
  test('keeps their account and their work in the other', async () => {
    const { town, neighbour, letIn, erase, onRecord } = await twoTowns(open);
    const userId = await letIn(town);
    await letIn(neighbour);
    await town.asAda((change) => endAccess(change, { userId }));
    expect(await erase(town, userId)).toBeUndefined();
    expect([(await onRecord(town)).includes('Kari Nordmann'), (await onRecord(neighbour)).includes('Kari Nordmann')]).toEqual([false, true]);
    expect((await findAccount(town.database, email))?.userId).toBe(userId);
  });

  test('is still on the other’s record when their access there ended too, and gone with the last of the two', async () => {
    const { town, neighbour, letIn, erase, onRecord } = await twoTowns(open);
    const userId = await letIn(town);
    await letIn(neighbour);
    for (const place of [town, neighbour]) await place.asAda((change) => endAccess(change, { userId }));
    await erase(town, userId);
    expect(await onRecord(neighbour)).toContain('Kari Nordmann');
    await erase(neighbour, userId);
    expect(await onRecord(neighbour)).not.toContain('Kari Nordmann');
    expect(await findAccount(town.database, email)).toBeUndefined();
  });

  test('keeps the invitation another organisation sent, its e-mail and its trail as they were', async () => {
    const { town, neighbour, letIn, erase } = await twoTowns(open);
    const userId = await letIn(town);
    const token = await neighbour.inviteByMail();
    await town.asAda((change) => endAccess(change, { userId }));
    const before = JSON.stringify([await listInvitations(neighbour.database, neighbour.administrator), await neighbour.trail(), await neighbour.mails()]);
    await erase(town, userId);
    expect(JSON.stringify([await listInvitations(neighbour.database, neighbour.administrator), await neighbour.trail(), await neighbour.mails()])).toBe(before);
    expect(await neighbour.accept(token, { userId })).toMatchObject({ userId });
  });

  test('comes back on record when they are let in again', async () => {
    const { town, neighbour, letIn, erase, onRecord } = await twoTowns(open);
    const userId = await letIn(town);
    await letIn(neighbour);
    await town.asAda((change) => endAccess(change, { userId }));
    await erase(town, userId);
    await letIn(town);
    expect(await onRecord(town)).toContain('Kari Nordmann');
  });
});

describe.each(testDatabases)('an account no organisation has on record any more, on $kind', ({ open }) => {
  /** Town has erased its member; the neighbour has asked them in, and waits for the answer. */
  async function oneWhoIsAskedInElsewhere() {
    const stage = await twoTowns(open);
    const { town, neighbour, letIn, erase } = stage;
    const userId = await letIn(town);
    await town.database.updateTable('users').set({ language: 'en' }).where('id', '=', userId).execute();
    const token = await neighbour.inviteByMail();
    await town.asAda((change) => endAccess(change, { userId }));
    await erase(town, userId);
    const [{ id = '' } = {}] = await listInvitations(neighbour.database, neighbour.administrator);
    const account = () => town.door.database.selectFrom('users').select(['name', 'email', 'password_hash']).where('id', '=', userId).executeTakeFirstOrThrow();
    const somebodySignsIn = (who = town.administrator.userId) => town.door.database.transaction().execute((trx) => (
      signInWith(trx, { userId: who, method: 'password', device: undefined, now: town.door.now(), earlierSessionHash: undefined }, undefined)));
    return { ...stage, userId, id, token, account, somebodySignsIn };
  }

  const whole = { name: 'Kari Nordmann', email, password_hash: 'hash' };
  const gone = (userId: string) => ({ name: 'Erased person', email: goneAddress(userId), password_hash: null });

  test('goes when the one that waited for their answer erases them too', async () => {
    const { town, neighbour, erase, userId, id, account } = await oneWhoIsAskedInElsewhere();
    expect(await account()).toEqual(whole);
    town.door.advance(72 * 60 + 1);
    expect(await erase(neighbour, id)).toBeUndefined();
    expect(await account()).toEqual(gone(userId));
  });

  test('goes when the invitation is withdrawn', async () => {
    const { neighbour, userId, id, account } = await oneWhoIsAskedInElsewhere();
    await neighbour.asAda((change) => withdrawInvitation(change, id));
    expect(await account()).toEqual(gone(userId));
  });

  test('goes when the invitation has run out, by somebody’s signing in, but not by their own', async () => {
    const { town, userId, account, somebodySignsIn } = await oneWhoIsAskedInElsewhere();
    await somebodySignsIn();
    expect(await account(), 'while it may be answered').toEqual(whole);
    town.door.advance(72 * 60 + 1);
    await somebodySignsIn(userId);
    expect(await account()).toEqual(whole);
    await somebodySignsIn();
    expect(await account()).toEqual(gone(userId));
    expect(await town.door.database.selectFrom('sessions').select('id_hash').where('user_id', '=', userId).execute()).toEqual([]);
  });

  test('stays with one who came to the other after all', async () => {
    const { town, neighbour, userId, token, account, somebodySignsIn } = await oneWhoIsAskedInElsewhere();
    expect(await neighbour.accept(token, { userId })).toMatchObject({ userId });
    town.door.advance(72 * 60 + 1);
    await somebodySignsIn();
    expect(await account()).toEqual(whole);
  });

  test('is not that of one who only left, or was erased by one of two: an organisation has them on record still', async () => {
    const { town, neighbour, letIn, erase } = await twoTowns(open);
    const userId = await letIn(town);
    await letIn(neighbour);
    for (const place of [town, neighbour]) await place.asAda((change) => endAccess(change, { userId }));
    const isThere = async () => {
      await neighbour.inviteByMail();
      const [{ id = '' } = {}] = await listInvitations(neighbour.database, neighbour.administrator);
      await neighbour.asAda((change) => withdrawInvitation(change, id));
      await town.door.database.transaction().execute((trx) => eraseForgottenAccounts(trx, { but: '', now: town.door.now().toISOString() }));
      return (await findAccount(town.database, email)) !== undefined;
    };
    expect(await isThere()).toBe(true);
    await erase(town, userId);
    expect(await isThere()).toBe(true);
    await erase(neighbour, userId);
    expect(await findAccount(town.database, email)).toBeUndefined();
  });

  test('goes also when both erase them at the same moment', async () => {
    const { town, neighbour, letIn, erase } = await twoTowns(open);
    const userId = await letIn(town);
    await letIn(neighbour);
    for (const place of [town, neighbour]) await place.asAda((change) => endAccess(change, { userId }));
    expect(await Promise.all([town, neighbour].map((place) => erase(place, userId)))).toEqual([undefined, undefined]);
    expect(await findAccount(town.database, email)).toBeUndefined();
  });

  test('is not that of who has never worked for anybody', async () => {
    const { town } = await twoTowns(open);
    const now = town.door.now().toISOString();
    await town.database.insertInto('users').values({ id: 'new', email: 'ny@sorvik.example', name: 'Ny', password_hash: null, language: null, created_at: now, disabled_at: null }).execute();
    await town.inviteByMail({ email: 'ny@sorvik.example' });
    const [{ id = '' } = {}] = await listInvitations(town.database, town.administrator);
    await town.asAda((change) => withdrawInvitation(change, id));
    expect(await findAccount(town.database, 'ny@sorvik.example')).toBeDefined();
  });
});

describe.each(testDatabases)('one who may still answer an invitation on $kind', ({ open }) => {
  test('is kept by it also when they had access before: the link they have does not die unseen', async () => {
    const { town, letIn, erase, keptBy } = await twoTowns(open);
    const userId = await letIn(town);
    await town.asAda((change) => endAccess(change, { userId }));
    expect(await keptBy(town, 'Kari Nordmann')).toBeUndefined();
    const token = await town.inviteByMail();
    expect([await keptBy(town, 'Kari Nordmann'), await erase(town, userId)]).toEqual(['invitation', { refused: 'kept' }]);
    expect(await town.accept(token, { userId })).toMatchObject({ userId });
  });

  test('is kept by any that is open, and by none that ran out or was withdrawn, whichever came last', async () => {
    const { town, erase, keptBy } = await twoTowns(open);
    const [first, second] = [await town.programme('LED skole'), await town.programme('Rektor')];
    const nora = { email: 'nora@sorvik.example', name: 'Nora', role: 'consultant', accessEndsOn: calendarDate('2027-01-01') } as const;
    const token = await town.inviteByMail({ ...nora, programmeId: first.id });
    town.door.advance(1);
    await town.inviteByMail({ ...nora, programmeId: second.id });
    const [{ id = '', programme } = {}] = await listInvitations(town.database, town.administrator);
    expect(programme?.name).toBe('Rektor');
    await town.asAda((change) => withdrawInvitation(change, id));
    expect([await keptBy(town, 'Nora'), await erase(town, id)]).toEqual(['invitation', { refused: 'kept' }]);
    town.door.advance(72 * 60);
    expect(await town.accept(token)).toEqual({ refused: 'dead' });
    expect([await keptBy(town, 'Nora'), await erase(town, id)]).toEqual([undefined, undefined]);
  });

  test('keeps the consultant they are asked in as', async () => {
    const { town, keptBy } = await twoTowns(open);
    await town.asAda(({ trx, membership }) => insertConsultants(trx, membership, [{ id: 'ola', name: 'Ola Veileder', company: undefined }]));
    const { id: programmeId } = await town.programme('LED skole');
    expect(await keptBy(town, 'Ola Veileder')).toBeUndefined();
    await town.invite({ role: 'consultant', programmeId, consultantId: 'ola', accessEndsOn: calendarDate('2027-01-01') });
    expect(await keptBy(town, 'Ola Veileder')).toBe('invitation');
  });
});

test.each(testDatabases)('one who never answered is taken off, with what was sent to them, on $kind', async ({ open }) => {
  const { town, erase, onRecord } = await twoTowns(open);
  const token = await town.inviteByMail({ email: 'nora@sorvik.example', name: 'Nora' });
  const [{ id = '' } = {}] = await listInvitations(town.database, town.administrator);
  expect(await erase(town, id), 'not while it may be answered').toEqual({ refused: 'kept' });
  town.door.advance(72 * 60 + 1);
  expect(await erase(town, id)).toBeUndefined();
  expect(await onRecord(town)).not.toContain('Nora');
  expect(await town.accept(token)).toEqual({ refused: 'dead' });
  const everything = [await town.mails(), await town.database.selectFrom('invitations').selectAll().execute(), await town.trail()];
  expect(JSON.stringify(everything)).not.toMatch(/nora@|Nora/);
});

test.each(testDatabases)('the trail of an invitation names its person from the invitation, as long as that does, on $kind', async ({ open }) => {
  const { town, erase } = await twoTowns(open);
  const { database, administrator } = town;
  await town.inviteByMail({ email: 'nora@sorvik.example', name: 'Nora' });
  const [{ id = '' } = {}] = await listInvitations(database, administrator);
  const link = { mail: { secretBox: testSecretBox }, origin: '', inviterEmail: '', show: () => undefined };
  await town.asAda((change) => renewInvitation(change, id, link));
  const told = async (language: Language) => {
    const entries = (await listAudit(database, administrator, { limit: 10 })).filter(({ subject }) => subject.kind === 'invitation');
    const names = await findSubjectNames(database, administrator, entries);
    const { items } = auditListView({ entries, names, organisationId: town.organisationId, hasLinks: true, language });
    return items.map(({ text }) => text.replace('Ada Administrator ', '')).reverse();
  };
  expect(await told('nb')).toEqual(['inviterte Nora.', 'inviterte Nora på nytt.']);
  await town.asAda((change) => withdrawInvitation(change, id));
  await erase(town, id);
  expect(await told('nb')).toEqual(['inviterte Slettet person.', 'inviterte Slettet person på nytt.', 'trakk invitasjonen til Slettet person.']);
  await database.deleteFrom('invitations').where('id', '=', id).execute();
  expect(await told('nb')).toEqual(['inviterte en person.', 'inviterte en person på nytt.', 'trakk invitasjonen til en person.']);
  expect(await told('nn')).toEqual(['inviterte ein person.', 'inviterte ein person på nytt.', 'trekte invitasjonen til ein person.']);
  expect(await told('en')).toEqual(['invited somebody.', 'invited somebody again.', 'withdrew the invitation to somebody.']);
});

test.each(testDatabases)('one erased here who works elsewhere is named on no page here, on $kind', async ({ open }) => {
  const { town, neighbour, erase } = await twoTowns(open);
  const { database, administrator } = town;
  const done = await town.accept(await town.invite({ role: 'administrator' }));
  if ('refused' in done) throw new Error(done.refused);
  const { userId } = done;
  await neighbour.accept(await neighbour.invite(), { userId });
  const kari = await town.memberOf(email) ?? expect.fail();
  const maker = { membership: kari, actorName: 'Kari Nordmann', now: town.door.now().toISOString(), requestId: 'request-3' };
  await makeChange(database, maker, async (change) => {
    await makeToken(change, { name: 'ERP', scopes: ['claims:read'], expiresOn: calendarDate('2027-01-01') });
    await invitePerson(change, aWish({ email: 'ny@sorvik.example', name: 'Ny' }), { mail: undefined, origin: '', inviterEmail: email, show: () => undefined });
  });
  const shown = async () => ({
    keys: (await listApiTokens(database, administrator)).map(({ createdBy }) => createdBy),
    inviters: (await listInvitations(database, administrator)).map(({ invitedBy }) => invitedBy),
    names: [...await findNames(database, administrator, [userId])],
  });
  expect(await shown()).toEqual({ keys: ['Kari Nordmann'], inviters: [{ name: 'Kari Nordmann', email }], names: [[userId, 'Kari Nordmann']] });
  await town.asAda((change) => endAccess(change, { userId, keepsKeys: true }));
  expect((await shown()).names, 'who left is named still').toEqual([[userId, 'Kari Nordmann']]);
  await erase(town, userId);
  expect(await shown()).toEqual({
    keys: [undefined], inviters: [{ name: 'Ada Administrator', email: 'ada@sorvik.example' }], names: [[userId, undefined]],
  });
  expect((await findNames(neighbour.database, neighbour.administrator, [userId])).get(userId), 'and stays so in the other').toBe('Kari Nordmann');
});

test.each(testDatabases)('what was sent, and who never answered, is forgotten after a year, by somebody’s signing in, on $kind', async ({ open }) => {
  const { town, neighbour } = await twoTowns(open);
  for (const place of [town, neighbour]) await place.inviteByMail({ email: 'nora@sorvik.example', name: 'Nora' });
  const left = async () => (await Promise.all([town, neighbour].map(async (place) => (
    [(await place.mails()).length, (await listInvited(place)).length])))).flat();
  const signIn = () => town.door.database.transaction().execute((trx) => (
    signInWith(trx, { userId: town.administrator.userId, method: 'password', device: undefined, now: town.door.now(), earlierSessionHash: undefined }, undefined)));
  town.door.advance(364 * 24 * 60);
  await signIn();
  expect(await left()).toEqual([1, 1, 1, 1]);
  town.door.advance(5 * 24 * 60);
  await signIn();
  expect(await left()).toEqual([0, 0, 0, 0]);
});
