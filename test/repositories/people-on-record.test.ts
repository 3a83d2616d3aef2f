import { describe, expect, test } from 'vitest';
import { readAccount } from '#app/features/personal-data/own-account.repository.server.ts';
import { loadPersonalData } from '#app/features/personal-data/personal-data.server.ts';
import { readTracesOfAddress } from '#app/features/personal-data/traces.repository.server.ts';
import { aClaimGround } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { aNeighbour, aTown } from '#test/fixtures/town.ts';

/** What keeps people on an organisation's record, and what is handed out of them. */

describe.each(testDatabases)('the time of keeping on $kind', ({ open }) => {
  async function aGroundThatEnded() {
    const ground = await aClaimGround(await open());
    await ground.db.updateTable('programmes').set({ starts_on: '2026-01-01', ends_on: '2026-12-15' }).execute();
    await ground.db.updateTable('organisations').set({ retention_years: 5 }).execute();
    const kept = async () => {
      const { people, programmes } = await loadPersonalData(ground.db, ground.worker, '2032-01-02T10:00:00.000Z');
      return [people.find(({ kind }) => kind === 'consultant')?.keptBy, programmes.find(({ id }) => id === ground.programmeId)?.keptUntil];
    };
    const keptUntil = (day: string) => [{ reason: 'vouchers', until: day }, day];
    return { ...ground, kept, keptUntil };
  }

  test.each([
    ['an invoice issued', { invoice_issued_on: '2027-01-20' }], ['a payment made', { paid_on: '2027-02-20' }], ['a journey made', { kind: 'travel' as const, incurred_on: '2027-01-03' }],
  ])('counts from %s in the year after the programme', async (_name, late) => {
    const { db, programmeId, kept, keptUntil } = await aGroundThatEnded();
    expect(await kept()).toEqual(keptUntil('2031-12-31'));
    await db.updateTable('expenses').set(late).where('programme_id', '=', programmeId).execute();
    expect(await kept()).toEqual(keptUntil('2032-12-31'));
    await db.updateTable('expenses').set({ deleted_at: '2027-03-01T10:00:00.000Z' }).where('programme_id', '=', programmeId).execute();
    expect((await kept())[1], 'a cost that was deleted is no voucher').toBe('2031-12-31');
  });

  test('counts from a service day in the year after the programme', async () => {
    const { db, expenseIds: [first = ''], kept, keptUntil } = await aGroundThatEnded();
    await db.updateTable('expense_days').set({ on_day: '2027-01-04' }).where('expense_id', '=', first).execute();
    expect(await kept()).toEqual(keptUntil('2032-12-31'));
  });
});

test.each(testDatabases)('what is handed out of one who was only asked in does not tell whether they have an account, on $kind', async ({ open }) => {
  const town = await aTown(open);
  const { database, administrator, door } = town;
  const [known, unknown] = ['kim@konsulent.example', 'ny@konsulent.example'];
  await database.insertInto('users').values({
    id: 'kim', email: known, name: 'Kim', password_hash: null, language: 'en', created_at: door.now().toISOString(), disabled_at: null,
  }).execute();
  for (const email of [known, unknown]) await town.inviteByMail({ email, name: 'Kim', language: 'nn' });
  const told = async (email: string, isMember: boolean) => (
    JSON.stringify(await readTracesOfAddress(database, administrator, { email, isMember })).replaceAll(email, 'address'));
  expect(await told(known, false)).toBe(await told(unknown, false));
  expect(await told(known, false)).toContain('"mails":[{"kind":"invitation"');
  expect(await told(known, true), 'a member’s account is known to be there').toContain('Invitation to Sørvik kommune');
});

test.each(testDatabases)('what is told of one’s own account leaves out who asks for a second factor until one is shown, on $kind', async ({ open }) => {
  const town = await aTown(open);
  const neighbour = await aNeighbour(town);
  const done = await town.accept(await town.invite());
  if ('refused' in done) throw new Error(done.refused);
  const { id: programmeId } = await neighbour.programme('Rektor');
  await neighbour.inviteByMail({ role: 'consultant', programmeId });
  await town.inviteByMail({ email: 'nora@sorvik.example' });
  const told = async (hasSecondFactor: boolean) => JSON.stringify(await readAccount(town.door.database, { userId: done.userId, hasSecondFactor }));
  expect(await told(false)).toMatch(/"mails":\[{"kind":"invitation","subject":"Invitasjon til Nordvik kommune/);
  await neighbour.database.updateTable('organisations').set({ requires_second_factor: 1 }).where('id', '=', neighbour.organisationId).execute();
  expect(await told(false)).not.toContain('Nordvik');
  expect(await told(false)).toContain('"invitations":[{"organisation":"Sørvik kommune"');
  expect(await told(true)).toMatch(/"subject":"Invitasjon til Nordvik kommune/);
  expect(await told(true)).not.toContain('nora@');
});
