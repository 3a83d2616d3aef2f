import { randomUUID } from 'node:crypto';
import { inOrganisation } from '#db/in-organisation.ts';
import { addDays, type CalendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Language, Programme } from '#app/domain/programme.ts';
import { makeChange } from '#app/features/audit/change.server.ts';
import { usualLastDay } from '#app/features/invitations/invite-form.ts';
import { invitePerson } from '#app/features/invitations/invite-person.server.ts';
import { getOrganisation, insertOrganisation, updateOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { programmeSchema } from '#app/features/programme-file/programme-schema.ts';
import { toProgramme } from '#app/features/programme-file/to-programme.ts';
import { addPerson } from '#app/features/users/add-person.server.ts';
import { findMembership } from '#app/features/users/memberships.repository.server.ts';
import { hashPassword } from '#app/features/users/passwords.server.ts';
import { findAccount } from '#app/features/users/users.repository.server.ts';
import { demoOrganisations, demoPassword, demoYears, type DemoOrganisation, type DemoPerson } from './demo-installation.ts';
import { claimEvents } from './demo-claims.server.ts';
import type { DemoGround, DemoStaff } from './demo-ground.server.ts';
import { handInDemoSheet } from './demo-sheet.server.ts';
import { storeEvents } from './store-demo-programme.server.ts';

/** What was made, by the demo's own keys. */
export interface FilledOrganisation {
  readonly key: string;
  readonly id: string;
  readonly programmes: ReadonlyMap<string, string>;
}

export interface FilledDemo {
  readonly organisations: readonly FilledOrganisation[];
}

/** Fills an empty database with the demo's organisations, people, programmes, papers and claims. */
export async function fillDemo(services: Omit<DemoGround, 'inYear' | 'passwordHash' | 'today'>, today: CalendarDate): Promise<FilledDemo> {
  const ground = { ...services, today, inYear: demoYears(today), passwordHash: await hashPassword(demoPassword) };
  const organisations: FilledOrganisation[] = [];
  for (const organisation of demoOrganisations) {
    const id = randomUUID();
    organisations.push(await fillOrganisation({ ...ground, database: inOrganisation(ground.database, id) }, organisation, id));
  }
  return { organisations };
}

async function fillOrganisation(ground: DemoGround, demo: DemoOrganisation, id: string): Promise<FilledOrganisation> {
  const programmes = demo.programmes.map((programme) => ({
    ...programme, id: randomUUID(),
    file: toProgramme(programmeSchema.parse(JSON.parse(ground.inYear(JSON.stringify(programme.file))))),
  }));
  const [first] = programmes;
  if (first === undefined) throw new Error(`The demo's ${demo.key} has no programme`);
  const begunOn = ground.inYear(first.createdOn);
  await insertOrganisation(ground.database, { id, createdAt: instantOf(begunOn), organisation: first.file.organisation });
  for (const person of demo.people.filter(({ role }) => role !== 'consultant')) {
    await add(ground, { person, organisationId: id, on: begunOn });
  }
  const staff = await staffOf(ground, demo, id);
  await setLedger(staff, demo.ledger, begunOn);
  const events = programmes.flatMap((programme) => {
    const stored = storeEvents({ ground, staff, programme });
    const letIn = consultantEvents({ ground, demo, organisationId: id, programme: { ...programme, facts: programme.file.facts } });
    return [...stored.events, ...letIn, ...claimEvents({ ground, staff, programme, expenseIds: stored.expenseIds })];
  });
  for (const event of events.toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)))) await event.run();
  for (const person of demo.people.filter(({ role }) => role === 'consultant')) {
    for (const { id: programmeId, sheet } of programmes) {
      if (sheet !== undefined) await handInDemoSheet({ ground, staff, programmeId, person, sheet });
    }
  }
  await invite(staff, { person: demo.invited, language: first.file.organisation.language, on: addDays(ground.today, -1) });
  return { key: demo.key, id, programmes: new Map(programmes.map(({ key, id: programmeId }) => [key, programmeId])) };
}

interface ConsultantsProgramme {
  readonly ground: DemoGround;
  readonly demo: DemoOrganisation;
  readonly organisationId: string;
  readonly programme: Pick<DemoOrganisation['programmes'][number], 'createdOn' | 'isConsultants'> & {
    readonly id: string;
    readonly facts: Pick<Programme['facts'], 'name' | 'endsOn'>;
  };
}

/** The consultants of an organisation are let in to a programme on the day it is made. */
function consultantEvents({ ground, demo, organisationId, programme: { id, createdOn, isConsultants, facts } }: ConsultantsProgramme) {
  if (isConsultants !== true) return [];
  const on = ground.inYear(createdOn);
  return demo.people.filter(({ role }) => role === 'consultant').map((person) => ({
    on,
    run: () => add(ground, {
      person, organisationId, on, programme: { id, name: facts.name }, accessEndsOn: usualLastDay(facts, ground.today),
    }),
  }));
}

interface Addition {
  readonly person: DemoPerson;
  readonly organisationId: string;
  readonly on: string;
  readonly programme?: { readonly id: string; readonly name: string };
  readonly accessEndsOn?: CalendarDate;
}

async function add(
  { database, passwordHash }: DemoGround, { person, organisationId, on, programme, accessEndsOn }: Addition,
): Promise<void> {
  const added = await database.transaction().execute((trx) => addPerson(trx, {
    ...person, organisationId, programme, accessEndsOn, passwordHash, actorName: 'ou demo', now: instantOf(on), requestId: randomUUID(),
  }));
  if ('refused' in added) throw new Error(`${person.email}: ${added.refused}`);
}

async function staffOf(ground: DemoGround, demo: DemoOrganisation, organisationId: string): Promise<DemoStaff> {
  const { database } = ground;
  const members = new Map<string, { membership: Membership; name: string }>();
  for (const { role, name, email } of demo.people) {
    const account = await findAccount(database, email);
    const membership = account && await findMembership(database, { userId: account.userId, organisationId }, ground.today);
    if (membership !== undefined) members.set(role, { membership, name });
  }
  const of = (role: DemoPerson['role']) => {
    const member = members.get(role);
    if (member === undefined) throw new Error(`The demo's ${demo.key} has no ${role}`);
    return member;
  };
  return {
    organisationId,
    membershipOf: (role) => of(role).membership,
    as: (role, on, command) => {
      const { membership, name } = of(role);
      return makeChange(database, { membership, actorName: name, now: instantOf(on), requestId: randomUUID() }, command);
    },
  };
}

async function setLedger(staff: DemoStaff, ledger: DemoOrganisation['ledger'], on: string): Promise<void> {
  await staff.as('administrator', on, async ({ trx, membership }) => {
    await updateOrganisation(trx, membership, { ...await getOrganisation(trx, membership), ledger });
  });
}

/** Asked in the day before; nobody has the link, but it can be sent again. */
async function invite(
  staff: DemoStaff, { person, language, on }: { person: DemoPerson; language: Language; on: CalendarDate },
): Promise<void> {
  const wish = { ...person, language, programmeId: undefined, consultantId: undefined, accessEndsOn: undefined };
  const delivery = { mail: undefined, origin: '', inviterEmail: '', show: () => undefined };
  await staff.as('administrator', on, (change) => invitePerson(change, wish, delivery));
}

/** Ten in the morning, more or less. */
function instantOf(day: string): string {
  return `${day}T09:00:00.000Z`;
}
