import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { calendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';
import { openStatuses } from '#app/domain/claim-status.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Role } from '#app/domain/permissions.ts';

/** A programme as retention looks at it. */
export interface ProgrammeUse {
  readonly id: string;
  readonly name: string;
  readonly endsOn: CalendarDate;
  /** ISO UTC of the latest thing that happened to a claim of it. */
  readonly lastClaimAt: string | undefined;
  readonly hasOpenClaim: boolean;
}

const most = 5_000;

/** Every programme of the organisation, the earliest to end first. At most 5 000. */
export async function listProgrammeUse(db: Kysely<Database>, { organisationId }: Membership): Promise<ProgrammeUse[]> {
  const programmes = await db.selectFrom('programmes').select(['id', 'name', 'ends_on']).where('organisation_id', '=', organisationId)
    .orderBy('ends_on').orderBy('id').limit(most).execute();
  const claims = await db.selectFrom('claims').select(['programme_id', 'status', 'prepared_at', 'approved_at', 'submitted_on', 'received_on'])
    .where('organisation_id', '=', organisationId).execute();
  const claimsOf = Map.groupBy(claims, ({ programme_id }) => programme_id);
  return programmes.map(({ id, name, ends_on }) => {
    const own = claimsOf.get(id) ?? [];
    const instants = own.flatMap((claim) => [claim.prepared_at, claim.approved_at, claim.submitted_on, claim.received_on])
      .filter((instant) => instant !== null);
    return {
      id, name, endsOn: calendarDate(ends_on), lastClaimAt: instants.sort().at(-1),
      hasOpenClaim: own.some(({ status }) => openStatuses.includes(status)),
    };
  });
}

/** Somebody the organisation has on record. */
export interface PersonOnRecord {
  readonly kind: 'member' | 'consultant';
  readonly id: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly role: Role | undefined;
  /** A member's; undefined while they have access. */
  readonly endedAt: string | undefined;
  /** The programmes a consultant has costs or day sheets in. */
  readonly programmeIds: ReadonlySet<string>;
}

/** Everybody who has or had access, and every consultant, by name. People whose account was erased are not there. */
export async function listPeopleOnRecord(db: Kysely<Database>, { organisationId }: Membership): Promise<PersonOnRecord[]> {
  const members = await db.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', 'users.name', 'users.email', 'memberships.role', 'memberships.ended_at'])
    .where('memberships.organisation_id', '=', organisationId).where('users.erased_at', 'is', null).limit(most).execute();
  const consultants = await db.selectFrom('consultants').select(['id', 'name']).where('organisation_id', '=', organisationId).limit(most).execute();
  const costs = await db.selectFrom('expenses').select(['consultant_id', 'programme_id']).distinct()
    .where('organisation_id', '=', organisationId).where('consultant_id', 'is not', null).execute();
  const sheets = await db.selectFrom('day_sheets').select(['consultant_id', 'programme_id']).distinct().where('organisation_id', '=', organisationId).execute();
  const usedIn = Map.groupBy([...costs, ...sheets], ({ consultant_id }) => consultant_id);
  return [
    ...members.map(({ id, name, email, role, ended_at }): PersonOnRecord => ({
      kind: 'member', id, name, email, role, endedAt: ended_at ?? undefined, programmeIds: new Set(),
    })),
    ...consultants.map(({ id, name }): PersonOnRecord => ({
      kind: 'consultant', id, name, email: undefined, role: undefined, endedAt: undefined,
      programmeIds: new Set((usedIn.get(id) ?? []).map(({ programme_id }) => programme_id)),
    })),
  ];
}

/** True while a person has access anywhere. */
export async function hasAccessAnywhere(db: Kysely<Database>, userId: string): Promise<boolean> {
  return await db.selectFrom('memberships').select('user_id').where('user_id', '=', userId).where('ended_at', 'is', null).limit(1).executeTakeFirst() !== undefined;
}

/** Takes a consultant's name away where it is not part of a voucher or an attested claim. */
export async function eraseConsultant(
  db: Kysely<Database>, { organisationId }: Membership, { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  await db.updateTable('consultants').set((row) => ({ name, company: null, user_id: null, version: row('version', '+', 1) }))
    .where('organisation_id', '=', organisationId).where('id', '=', id).execute();
  await db.updateTable('day_sheets').set({ message: null, returned_reason: null })
    .where('organisation_id', '=', organisationId).where('consultant_id', '=', id).execute();
}

export async function getRetentionYears(db: Kysely<Database>, { organisationId }: Membership): Promise<number> {
  return (await db.selectFrom('organisations').select('retention_years').where('id', '=', organisationId).executeTakeFirstOrThrow()).retention_years;
}

export async function updateRetentionYears(db: Kysely<Database>, { organisationId }: Membership, years: number): Promise<void> {
  await db.updateTable('organisations').set({ retention_years: years }).where('id', '=', organisationId).execute();
}
