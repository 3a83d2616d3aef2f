import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { makeChange } from '#app/features/audit/change.server.ts';
import { changeProgrammeEnd, changeRole, endAccess } from '#app/features/users/end-access.server.ts';
import { listMembers } from '#app/features/users/memberships.repository.server.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { aTown } from '#test/fixtures/town.ts';

/** Access ends at once, for everything, and never for the last who can let people in. */

type Town = Awaited<ReturnType<typeof aTown>>;

async function withKari(town: Town) {
  await town.accept(await town.invite());
  return await town.memberOf('kari@sorvik.example') ?? expect.fail();
}

const makerOf = (town: Town, membership: NonNullable<Awaited<ReturnType<Town['memberOf']>>>) => (
  { membership, actorName: 'Kari', now: town.door.now().toISOString(), requestId: randomUUID() });

describe.each(testDatabases)('access on $kind', ({ open }) => {
  test('ended is ended: the person is no member, their invitations are dead, and the trail and the row tell who did it', async () => {
    const town = await aTown(open);
    const kari = await withKari(town);
    await town.database.insertInto('invitations').values({
      organisation_id: town.organisationId, id: randomUUID(), email: 'kari@sorvik.example', name: 'Kari', role: 'reader', language: 'nb',
      token_hash: 'x', invited_by: town.administrator.userId, created_at: '2026-11-24T10:00:00.000Z', expires_at: '2026-11-27T10:00:00.000Z',
    }).execute();
    expect(await town.asAda((change) => endAccess(change, kari))).toEqual({ location: `/organisations/${town.organisationId}/people?done=ended` });
    expect(await town.memberOf('kari@sorvik.example')).toBeUndefined();
    expect(await town.database.selectFrom('memberships').select('ended_by').where('user_id', '=', kari.userId).execute()).toEqual([{ ended_by: town.administrator.userId }]);
    expect((await town.database.selectFrom('invitations').select('withdrawn_at').where('token_hash', '=', 'x').executeTakeFirstOrThrow()).withdrawn_at).not.toBeNull();
    expect((await town.database.selectFrom('audit_entries').select('facts_json').where('action', '=', 'person.ended').executeTakeFirstOrThrow()).facts_json)
      .toBe(JSON.stringify({ name: 'Kari Nordmann', role: 'case_worker', invitations: 1 }));
  });

  test('ended ends the keys the person made that were good; one that ran out long ago is not said to end now', async () => {
    const town = await aTown(open);
    const kari = await withKari(town);
    const stored = { organisation_id: town.organisationId, scopes: 'claims:read', created_by: kari.userId, created_at: '2026-01-01T10:00:00.000Z' };
    await town.database.insertInto('api_tokens').values([
      { ...stored, id: randomUUID(), name: 'Gammel', token_hash: 'old', expires_on: '2026-11-23' },
      { ...stored, id: randomUUID(), name: 'God', token_hash: 'good', expires_on: '2026-11-24' },
    ]).execute();
    await town.asAda((change) => endAccess(change, kari));
    const ended = (await town.trail()).filter(({ action }) => action === 'organisation.token_ended').map(({ facts_json }) => facts_json);
    expect(ended).toEqual([JSON.stringify({ name: 'God' })]);
    const revoked = await town.database.selectFrom('api_tokens').select('name').where('revoked_at', 'is not', null).execute();
    expect(revoked).toEqual([{ name: 'God' }]);
  });

  test('that ended meanwhile carries no command out, whatever it was let in by before', async () => {
    const town = await aTown(open);
    const kari = await withKari(town);
    await town.asAda((change) => endAccess(change, kari));
    let hasRun = false;
    await expect(makeChange(town.database, makerOf(town, kari), () => { hasRun = true; return Promise.resolve(); })).rejects.toThrow('ended meanwhile');
    expect(hasRun).toBe(false);
  });

  test('is looked up after the wait for the lock, not before', async () => {
    const town = await aTown(open);
    const kari = await withKari(town);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => { letGo = resolve; });
    let isLocked: () => void = () => undefined;
    const locked = new Promise<void>((resolve) => { isLocked = resolve; });
    const ending = town.asAda(async (change) => {
      isLocked();
      await held;
      return endAccess(change, kari);
    });
    await locked;
    let hasRun = false;
    const waiting = makeChange(town.database, makerOf(town, kari), () => { hasRun = true; return Promise.resolve(); });
    const refused = expect(waiting).rejects.toThrow('ended meanwhile');
    letGo();
    await ending;
    await refused;
    expect(hasRun).toBe(false);
  });

  test('that became another role, or reaches less, has to be asked for anew', async () => {
    const town = await aTown(open);
    const kari = await withKari(town);
    await town.asAda((change) => changeRole(change, { userId: kari.userId, role: 'reader' }));
    await expect(makeChange(town.database, makerOf(town, kari), () => Promise.resolve())).rejects.toThrow('changed meanwhile');
    const [first, secondOne] = [await town.programme('LED skole'), await town.programme('Rektor')];
    const wish = { email: 'kim@konsulent.example', role: 'consultant' as const, accessEndsOn: calendarDate('2027-07-31') };
    const done = await town.accept(await town.invite({ ...wish, programmeId: first.id }));
    const userId = 'userId' in done ? done.userId : '';
    await town.accept(await town.invite({ ...wish, programmeId: secondOne.id }), { userId });
    const kim = await town.memberOf('kim@konsulent.example') ?? expect.fail();
    await town.asAda((change) => endAccess(change, { userId, programmeId: first.id }));
    await expect(makeChange(town.database, makerOf(town, kim), () => Promise.resolve())).rejects.toThrow('changed meanwhile');
    expect((await town.memberOf('kim@konsulent.example'))?.onlyProgrammes).toEqual(new Set([secondOne.id]));
    await town.asAda((change) => endAccess(change, { userId, programmeId: secondOne.id }));
    expect(await town.memberOf('kim@konsulent.example')).toBeUndefined();
  });

  test('of the last administrator neither ends nor changes; of one of two it may, also their own', async () => {
    const town = await aTown(open);
    const { userId } = town.administrator;
    expect(await town.asAda((change) => endAccess(change, { userId }))).toEqual({ refused: 'last_administrator' });
    expect(await town.asAda((change) => changeRole(change, { userId, role: 'reader' }))).toEqual({ refused: 'last_administrator' });
    await town.accept(await town.invite({ role: 'administrator' }));
    expect(await town.asAda((change) => endAccess(change, { userId }))).toEqual({ location: '/' });
    expect(await town.memberOf('ada@sorvik.example')).toBeUndefined();
  });

  test('of two administrators who end each other at once, one is left', async () => {
    const town = await aTown(open);
    await town.accept(await town.invite({ role: 'administrator' }));
    const kari = await town.memberOf('kari@sorvik.example') ?? expect.fail();
    const answers = await Promise.allSettled([
      town.asAda((change) => endAccess(change, kari)),
      makeChange(town.database, makerOf(town, kari), (change) => endAccess(change, town.administrator)),
    ]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await listMembers(town.database, town.administrator)).filter(({ role }) => role === 'administrator')).toHaveLength(1);
  });

  test('changes role in one entry; a consultant’s does not; their last day in a programme does', async () => {
    const town = await aTown(open);
    const kari = await withKari(town);
    await town.asAda((change) => changeRole(change, { userId: kari.userId, role: 'finance' }));
    await town.asAda((change) => changeRole(change, { userId: kari.userId, role: 'finance' }));
    expect(await town.database.selectFrom('audit_entries').select('facts_json').where('action', '=', 'person.role_changed').execute())
      .toEqual([{ facts_json: JSON.stringify({ name: 'Kari Nordmann', role: { from: 'case_worker', to: 'finance' } }) }]);
    await expect(town.asAda((change) => changeRole(change, { userId: kari.userId, role: 'consultant' }))).rejects.toThrow('no other role');
    const programme = await town.programme('LED skole');
    const wish = { email: 'kim@konsulent.example', role: 'consultant' as const, programmeId: programme.id, accessEndsOn: calendarDate('2026-11-24') };
    const done = await town.accept(await town.invite(wish));
    const userId = 'userId' in done ? done.userId : '';
    town.door.advance(24 * 60);
    expect((await town.memberOf('kim@konsulent.example'))?.reaches(programme.id)).toBe(false);
    await town.asAda((change) => changeProgrammeEnd(change, { userId, programmeId: programme.id, endsOn: calendarDate('2026-12-24') }));
    expect((await town.memberOf('kim@konsulent.example'))?.reaches(programme.id)).toBe(true);
    await expect(town.asAda((change) => changeProgrammeEnd(change, { userId, programmeId: randomUUID(), endsOn: calendarDate('2026-12-24') }))).rejects.toThrow('No programme');
  });
});
