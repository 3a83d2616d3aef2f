import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { calendarDate } from '#app/domain/calendar-date.ts';
import { Membership } from '#app/domain/membership.ts';
import type { Activity } from '#app/domain/programme.ts';
import { listActivities } from '#app/features/activities/activities.repository.server.ts';
import { deleteActivity, insertActivities, updateActivity } from '#app/features/activities/write-activities.repository.server.ts';
import { listProgrammeConsultants } from '#app/features/consultants/consultants.repository.server.ts';
import {
  insertConsultants, linkConsultants, listOrganisationConsultants, listProgrammesOfConsultant, unlinkConsultant, updateConsultant, updateConsultantRole,
} from '#app/features/consultants/write-consultants.repository.server.ts';
import { aClaimGround, type ClaimGround } from '#test/fixtures/claim-ground.ts';
import { testDatabases } from '#test/fixtures/databases.ts';

const anActivity = (title: string): Activity => ({
  id: randomUUID(), kind: 'seminar', title, startsOn: calendarDate('2026-03-01'), endsOn: calendarDate('2026-03-02'), place: undefined, participants: undefined,
});

/** A consultant of the organisation who was invited to the second programme only. */
function invited({ worker, secondProgrammeId }: ClaimGround): Membership {
  return new Membership({ organisationId: worker.organisationId, userId: worker.userId, role: 'consultant', programmeIds: new Set([secondProgrammeId]) });
}

describe.each(testDatabases)('consultants on $kind', ({ open }) => {
  test('are the organisation’s, by name, and a programme’s in the order they came', async () => {
    const { db, worker, programmeId } = await aClaimGround(await open());
    const [turid, arne] = [{ id: randomUUID(), name: 'Turid', company: undefined }, { id: randomUUID(), name: 'Arne', company: 'Fjord AS' }];
    await insertConsultants(db, worker, [turid, arne]);
    await linkConsultants(db, worker, { programmeId, roles: [{ consultantId: turid.id, role: 'lecturer' }] });
    await linkConsultants(db, worker, { programmeId, roles: [{ consultantId: arne.id, role: 'course_leader' }] });
    expect((await listOrganisationConsultants(db, worker)).map(({ name }) => name)).toEqual(['Arne', 'Ola Veileder', 'Turid']);
    expect((await listProgrammeConsultants(db, worker, programmeId)).map(({ consultant }) => [consultant.name, consultant.company, consultant.role])).toEqual([
      ['Ola Veileder', 'IMTEC AS', 'process_supervisor'], ['Turid', undefined, 'lecturer'], ['Arne', 'Fjord AS', 'course_leader'],
    ]);
    expect(await listProgrammesOfConsultant(db, worker, arne.id)).toEqual([programmeId]);
  });

  test('are changed from the version they were read in, once', async () => {
    const { db, worker } = await aClaimGround(await open());
    const [ola] = await listOrganisationConsultants(db, worker);
    if (ola === undefined) throw new Error('no consultant');
    expect(await updateConsultant(db, worker, { ...ola, name: 'Ola Nordmann' })).toBe(true);
    expect(await updateConsultant(db, worker, { ...ola, name: 'Ole Nordmann' })).toBe(false);
    expect(await listOrganisationConsultants(db, worker)).toEqual([{ ...ola, name: 'Ola Nordmann', version: ola.version + 1 }]);
  });

  test('go into and out of a programme the member reaches, and no other', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, secondProgrammeId } = ground;
    const [ola] = await listOrganisationConsultants(db, worker);
    const consultantId = ola?.id ?? '';
    const member = invited(ground);
    await expect(linkConsultants(db, member, { programmeId, roles: [{ consultantId, role: 'lecturer' }] })).rejects.toThrow('No programme');
    await updateConsultantRole(db, member, { programmeId, consultantId, role: 'lecturer' });
    await unlinkConsultant(db, member, { programmeId, consultantId });
    expect((await listProgrammeConsultants(db, worker, programmeId))[0]?.consultant.role).toBe('process_supervisor');
    await unlinkConsultant(db, member, { programmeId: secondProgrammeId, consultantId });
    expect(await listProgrammeConsultants(db, worker, secondProgrammeId)).toEqual([]);
  });

  test('of another organisation are neither seen nor changed', async () => {
    const ground = await aClaimGround(await open());
    const other = await aClaimGround(ground.db);
    const [theirs] = await listOrganisationConsultants(other.db, other.worker);
    const [ours] = await listOrganisationConsultants(ground.db, ground.worker);
    if (theirs === undefined || ours === undefined) throw new Error('no consultant');
    expect(await listOrganisationConsultants(ground.db, ground.worker)).toEqual([ours]);
    expect(await updateConsultant(ground.db, ground.worker, { ...theirs, name: 'X' })).toBe(false);
    expect(await listProgrammesOfConsultant(ground.db, ground.worker, theirs.id)).toEqual([]);
    const role = { consultantId: theirs.id, role: 'lecturer' as const };
    await expect(linkConsultants(ground.db, ground.worker, { programmeId: ground.programmeId, roles: [role] })).rejects.toThrow();
    await expect(linkConsultants(ground.db, ground.worker, { programmeId: other.programmeId, roles: [{ ...role, consultantId: ours.id }] })).rejects.toThrow();
  });

  test('come in by the thousand in a few statements', async () => {
    const { db, worker, programmeId } = await aClaimGround(await open());
    const many = Array.from({ length: 1_200 }, (_, index) => ({ id: randomUUID(), name: `Konsulent ${String(index).padStart(4, '0')}`, company: undefined }));
    await insertConsultants(db, worker, many);
    await linkConsultants(db, worker, { programmeId, roles: many.map(({ id }) => ({ consultantId: id, role: 'lecturer' as const })) });
    const linked = await listProgrammeConsultants(db, worker, programmeId);
    expect(linked.slice(1).map(({ consultant }) => consultant.name)).toEqual(many.map(({ name }) => name));
  });
});

describe.each(testDatabases)('activities on $kind', ({ open }) => {
  test('come after those that are there, and keep what nobody has filled in open', async () => {
    const { db, worker, programmeId, secondProgrammeId } = await aClaimGround(await open());
    await insertActivities(db, worker, { programmeId, activities: [anActivity('B'), anActivity('A')] });
    await insertActivities(db, worker, { programmeId: secondProgrammeId, activities: [anActivity('D')] });
    await insertActivities(db, worker, { programmeId, activities: [anActivity('C')] });
    const stored = await listActivities(db, worker, programmeId);
    expect(stored.map(({ activity }) => [activity.title, activity.place, activity.participants])).toEqual(['B', 'A', 'C'].map((title) => [title, undefined, undefined]));
  });

  test('are changed from the version they were read in, and in their own programme only', async () => {
    const ground = await aClaimGround(await open());
    const { db, worker, programmeId, secondProgrammeId } = ground;
    const activity = anActivity('A');
    await insertActivities(db, worker, { programmeId, activities: [activity] });
    const changed = { ...activity, title: 'Ny', participants: 12 };
    expect(await updateActivity(db, worker, { programmeId: secondProgrammeId, activity: changed, version: 1 })).toBe(false);
    expect(await updateActivity(db, invited(ground), { programmeId, activity: changed, version: 1 })).toBe(false);
    expect(await updateActivity(db, worker, { programmeId, activity: changed, version: 1 })).toBe(true);
    expect(await updateActivity(db, worker, { programmeId, activity, version: 1 })).toBe(false);
    expect(await listActivities(db, worker, programmeId)).toEqual([{ activity: changed, version: 2 }]);
  });

  test('are taken away in a programme the member reaches, and no other', async () => {
    const ground = await aClaimGround(await open());
    const other = await aClaimGround(ground.db);
    const { db, worker, programmeId, secondProgrammeId } = ground;
    const activity = anActivity('A');
    await insertActivities(db, worker, { programmeId, activities: [activity] });
    await deleteActivity(db, invited(ground), { programmeId, id: activity.id });
    await deleteActivity(db, other.worker, { programmeId, id: activity.id });
    await deleteActivity(db, worker, { programmeId: secondProgrammeId, id: activity.id });
    expect(await listActivities(db, worker, programmeId)).toHaveLength(1);
    await expect(insertActivities(db, invited(ground), { programmeId, activities: [anActivity('B')] })).rejects.toThrow('No programme');
    await deleteActivity(db, worker, { programmeId, id: activity.id });
    expect(await listActivities(db, worker, programmeId)).toEqual([]);
  });

  test('cannot end before they start, whoever writes them', async () => {
    const { db, worker, programmeId } = await aClaimGround(await open());
    const backwards = { ...anActivity('A'), endsOn: calendarDate('2026-02-01') };
    await expect(insertActivities(db, worker, { programmeId, activities: [backwards] })).rejects.toThrow();
  });
});
