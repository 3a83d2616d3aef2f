import { randomUUID } from 'node:crypto';
import { addDays, calendarDate, daysBetween } from '#app/domain/calendar-date.ts';
import { money } from '#app/domain/money.ts';
import { listActivities } from '#app/features/activities/activities.repository.server.ts';
import { makeChange } from '#app/features/audit/change.server.ts';
import { updateConsultantPerson } from '#app/features/consultants/consultant-person.repository.server.ts';
import { listProgrammeConsultants } from '#app/features/consultants/consultants.repository.server.ts';
import { addConsultant } from '#app/features/consultants/save-consultant.server.ts';
import { saveDaySheet } from '#app/features/day-sheets/save-day-sheet.server.ts';
import { findMembership } from '#app/features/users/memberships.repository.server.ts';
import { findAccount } from '#app/features/users/users.repository.server.ts';
import type { DemoGround, DemoStaff } from './demo-ground.server.ts';
import type { DemoPerson, DemoSheet } from './demo-installation.ts';

interface DemoHandIn {
  readonly ground: DemoGround;
  readonly staff: DemoStaff;
  readonly programmeId: string;
  readonly person: DemoPerson;
  readonly sheet: DemoSheet;
}

/** Takes the person into the programme as one of its consultants, and hands in a day sheet of theirs that nobody has answered. */
export async function handInDemoSheet(handIn: DemoHandIn): Promise<void> {
  const { ground: { database, inYear }, staff: { organisationId }, programmeId, person, sheet } = handIn;
  const userId = (await findAccount(database, person.email))?.userId ?? '';
  await tie(handIn, userId);
  const today = calendarDate(inYear(sheet.handedInOn));
  const membership = await findMembership(database, { userId, organisationId }, today);
  if (membership === undefined) throw new Error(`${person.email} has no access`);
  const maker = { membership, actorName: person.name, now: `${today}T09:00:00.000Z`, requestId: randomUUID() };
  const outcome = await makeChange(database, maker, async (change) => {
    const activities = (await listActivities(change.trx, membership, programmeId)).map(({ activity }) => activity);
    const activity = activities.filter(({ endsOn }) => endsOn < today).toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1))[0];
    if (activity === undefined) throw new Error('No activity was held');
    const days = Array.from({ length: daysBetween(activity.startsOn, activity.endsOn) + 1 }, (_, at) => addDays(activity.startsOn, at));
    return saveDaySheet(change, {
      programmeId, existing: undefined, message: sheet.message, isHandedIn: true, today, post: undefined,
      lines: [
        ...days.map((on) => ({ kind: 'fee' as const, on, amount: money('19500.00'), activity: activity.id, description: sheet.work })),
        { kind: 'travel', on: activity.startsOn, amount: money('2640.00'), vat: money('316.80'), description: sheet.travel },
      ],
    });
  });
  if ('refused' in outcome) throw new Error(`The demo's day sheet: ${outcome.refused.code}`);
}

async function tie({ ground: { inYear }, staff, programmeId, person, sheet }: DemoHandIn, userId: string): Promise<void> {
  await staff.as('case_worker', inYear(sheet.handedInOn), async (change) => {
    const { trx, membership } = change;
    const consultant = { name: person.name, company: 'Konsulentlaget SA', role: 'process_supervisor' as const };
    await addConsultant(change, { programmeId, consultant });
    const own = (await listProgrammeConsultants(trx, membership, programmeId)).find((each) => each.consultant.name === person.name);
    await updateConsultantPerson(trx, membership, { id: own?.consultant.id ?? '', userId });
  });
}
