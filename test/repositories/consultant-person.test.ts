import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Membership } from '#app/domain/membership.ts';
import { findConsultantOf, findConsultantUser, listFreeConsultants, tieConsultant } from '#app/features/consultants/consultant-people.repository.server.ts';
import { listInvitedPeople, listPeopleFor, updateConsultantPerson } from '#app/features/consultants/consultant-person.repository.server.ts';
import { changeConsultant, consultantSeal, type ConsultantChange } from '#app/features/consultants/save-consultant.server.ts';
import { aClaimGround, aMember, as } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';
import { twoConsultants, type TwoConsultants } from '#test/fixtures/two-consultants.ts';

/** Who signs in as which consultant: days that are handed in belong to the consultant a person is, so it is one each, in each organisation. */

const kari = { name: 'Kari Kursleder', role: 'course_leader', company: 'Karis kurs' } as const;

async function letIn({ db, programmeId, worker: { organisationId } }: TwoConsultants): Promise<Membership> {
  const member = await aMember(db, organisationId, 'consultant');
  await db.insertInto('programme_members').values({ organisation_id: organisationId, programme_id: programmeId, user_id: member.userId, created_at: '2026-01-01T00:00:00.000Z' }).execute();
  return member;
}

/** Changes Kari as the form of this programme sends it; `seen` is who she was when it was opened. */
function changeKari(ground: TwoConsultants, fields: Partial<ConsultantChange['consultant']>, { seen = ground.kari.userId, programmeId = ground.programmeId }: { seen?: string; programmeId?: string } = {}) {
  const seal = consultantSeal({ id: ground.kariId, ...kari }, seen);
  return as(ground.db, ground.worker, (change) => changeConsultant(change, { programmeId, id: ground.kariId, seal, consultant: { ...kari, ...fields } }));
}

async function lastFacts({ db }: TwoConsultants): Promise<{ action: string; facts: unknown }> {
  const { action, facts_json } = await db.selectFrom('audit_entries').select(['action', 'facts_json']).orderBy('sequence', 'desc').limit(1).executeTakeFirstOrThrow();
  const facts: unknown = JSON.parse(facts_json);
  return { action, facts };
}

describe.each(testDatabases)('who signs in as a consultant on $kind', ({ open }) => {
  test('is chosen among those who are let in to the programme, by name, and no one of another role', async () => {
    const ground = await twoConsultants(await open());
    const { db, worker, programmeId, secondProgrammeId, ola, kari: hers } = ground;
    await aMember(db, worker.organisationId, 'consultant');
    const people = await listInvitedPeople(db, worker, programmeId);
    expect(people.map(({ userId }) => userId).sort()).toEqual([ola.userId, hers.userId].sort());
    expect(await listInvitedPeople(db, worker, secondProgrammeId)).toEqual([]);
    await db.updateTable('memberships').set({ ended_at: '2026-11-24T10:00:00.000Z' }).where('user_id', '=', ola.userId).execute();
    expect((await listInvitedPeople(db, worker, programmeId)).map(({ userId }) => userId)).toEqual([hers.userId]);
  });

  test('is still there to choose where they are not let in, so that a change of something else does not untie them', async () => {
    const ground = await twoConsultants(await open());
    const { db, worker, secondProgrammeId, kari: hers, kariId } = ground;
    await db.insertInto('programme_consultants').values({ organisation_id: worker.organisationId, programme_id: secondProgrammeId, consultant_id: kariId, role: 'lecturer', position: 1 }).execute();
    const people = await listPeopleFor(db, worker, { programmeId: secondProgrammeId, consultantId: kariId });
    expect(people.map(({ userId }) => userId)).toEqual([hers.userId]);
    const seal = consultantSeal({ id: kariId, ...kari, role: 'lecturer' }, hers.userId);
    const consultant = { ...kari, company: 'Nytt navn', person: people[0]?.userId };
    expect(await as(db, worker, (change) => changeConsultant(change, { programmeId: secondProgrammeId, id: kariId, seal, consultant }))).toHaveProperty('location');
    expect(await findConsultantUser(db, worker, kariId)).toBe(hers.userId);
  });

  test('is named once where they are let in as well', async () => {
    const ground = await twoConsultants(await open());
    const people = await listPeopleFor(ground.db, ground.worker, { programmeId: ground.programmeId, consultantId: ground.kariId });
    expect(people.filter(({ userId }) => userId === ground.kari.userId)).toHaveLength(1);
    expect(people).toHaveLength(2);
  });

  test('is one consultant at a time: whoever is one already is refused, and nothing is changed', async () => {
    const ground = await twoConsultants(await open());
    expect(await changeKari(ground, { person: ground.ola.userId, company: 'Annet' })).toEqual({ refused: { code: 'person_taken' } });
    expect(await findConsultantUser(ground.db, ground.worker, ground.kariId)).toBe(ground.kari.userId);
    expect((await ground.db.selectFrom('consultants').select('company').where('id', '=', ground.kariId).executeTakeFirstOrThrow()).company).toBe('Karis kurs');
  });

  test('must be let in to the programme', async () => {
    const ground = await twoConsultants(await open());
    for (const person of [ground.worker.userId, randomUUID()]) expect(await changeKari(ground, { person })).toEqual({ refused: { code: 'person_gone' } });
    expect(await findConsultantUser(ground.db, ground.worker, ground.kariId)).toBe(ground.kari.userId);
  });

  test('can be changed to another and to nobody, told of by name in the trail', async () => {
    const ground = await twoConsultants(await open());
    const next = await letIn(ground);
    await ground.db.updateTable('users').set({ name: 'Nina Ny' }).where('id', '=', next.userId).execute();
    expect(await changeKari(ground, { person: next.userId })).toHaveProperty('location');
    expect(await lastFacts(ground)).toEqual({ action: 'consultant.changed', facts: { person: { from: 'Prøve consultant', to: 'Nina Ny' } } });
    expect(await changeKari(ground, {}, { seen: next.userId })).toHaveProperty('location');
    expect(await findConsultantUser(ground.db, ground.worker, ground.kariId)).toBeUndefined();
    expect(await lastFacts(ground)).toMatchObject({ facts: { person: { from: 'Nina Ny', to: null } } });
  });

  test('changed by two at once: the second is told who it is now', async () => {
    const ground = await twoConsultants(await open());
    const next = await letIn(ground);
    await changeKari(ground, { person: next.userId });
    expect(await changeKari(ground, {})).toMatchObject({ refused: { code: 'conflict', person: next.userId } });
  });
});

describe.each(testDatabases)('the tie of a person and a consultant on $kind', ({ open }) => {
  test('is looked up both ways, and is gone when it is taken away', async () => {
    const { db, worker, kari: hers, kariId } = await twoConsultants(await open());
    expect([await findConsultantOf(db, hers), await findConsultantUser(db, worker, kariId)]).toEqual([kariId, hers.userId]);
    expect(await updateConsultantPerson(db, worker, { id: kariId, userId: undefined })).toBe(true);
    expect([await findConsultantOf(db, hers), await findConsultantUser(db, worker, kariId)]).toEqual([undefined, undefined]);
  });

  test('is made with a consultant nobody is, never over another', async () => {
    const ground = await twoConsultants(await open());
    const { db, worker, kariId } = ground;
    const next = await letIn(ground);
    expect(await tieConsultant(db, next, kariId)).toBe(false);
    expect(await listFreeConsultants(db, worker)).toEqual([]);
    await updateConsultantPerson(db, worker, { id: kariId, userId: undefined });
    expect(await listFreeConsultants(db, worker)).toEqual([{ id: kariId, name: 'Kari Kursleder', company: 'Karis kurs' }]);
    expect(await tieConsultant(db, next, kariId)).toBe(true);
    expect(await findConsultantOf(db, next)).toBe(kariId);
  });

  test('is each organisation’s own: the same person may be a consultant in two, and neither unties the other', async () => {
    const ground = await twoConsultants(await open());
    const { db, kari: { userId }, kariId, worker } = ground;
    const other = await aClaimGround(db);
    await other.db.insertInto('memberships').values({
      organisation_id: other.worker.organisationId, user_id: userId, role: 'consultant', created_at: '2026-01-01T00:00:00.000Z', ended_at: null,
    }).execute();
    const { id } = await other.db.selectFrom('consultants').select('id').where('organisation_id', '=', other.worker.organisationId).executeTakeFirstOrThrow();
    expect(await updateConsultantPerson(other.db, other.worker, { id, userId })).toBe(true);
    expect(await updateConsultantPerson(other.db, other.worker, { id: kariId, userId: undefined })).toBe(true);
    expect([await findConsultantUser(db, worker, kariId), await findConsultantUser(other.db, other.worker, id)]).toEqual([userId, userId]);
    expect([await findConsultantUser(other.db, other.worker, kariId), await findConsultantUser(db, worker, id)]).toEqual([undefined, undefined]);
  });
});
