import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { calendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';
import { openStatuses } from '#app/domain/claim-status.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Role } from '#app/domain/permissions.ts';
import { goneAddress, goneEnd } from './gone-address.ts';

/** A programme as retention looks at it. */
export interface ProgrammeUse {
  readonly id: string;
  readonly name: string;
  readonly endsOn: CalendarDate;
  /** ISO UTC of the latest thing that happened to a claim of it. */
  readonly lastClaimAt: string | undefined;
  readonly hasOpenClaim: boolean;
  /** The latest day of its costs: of the service, of their invoice, of its payment. */
  readonly lastVoucherOn: CalendarDate | undefined;
}

const most = 5_000;

/** Every programme of the organisation, the earliest to end first. At most 5 000. */
export async function listProgrammeUse(db: Kysely<Database>, { organisationId }: Membership): Promise<ProgrammeUse[]> {
  const programmes = await db.selectFrom('programmes').select(['id', 'name', 'ends_on']).where('organisation_id', '=', organisationId)
    .orderBy('ends_on').orderBy('id').limit(most).execute();
  const claims = await db.selectFrom('claims').select(['programme_id', 'status', 'prepared_at', 'approved_at', 'submitted_on', 'received_on'])
    .where('organisation_id', '=', organisationId).execute();
  const claimsOf = Map.groupBy(claims, ({ programme_id }) => programme_id);
  const lastVouchers = await lastVoucherDays(db, organisationId);
  return programmes.map(({ id, name, ends_on }) => {
    const own = claimsOf.get(id) ?? [];
    const instants = own.flatMap((claim) => [claim.prepared_at, claim.approved_at, claim.submitted_on, claim.received_on])
      .filter((instant) => instant !== null);
    return {
      id, name, endsOn: calendarDate(ends_on), lastClaimAt: instants.sort().at(-1),
      hasOpenClaim: own.some(({ status }) => openStatuses.includes(status)), lastVoucherOn: lastVouchers.get(id),
    };
  });
}

/** By programme. A cost that was deleted is no voucher any more. */
async function lastVoucherDays(db: Kysely<Database>, organisationId: string): Promise<ReadonlyMap<string, CalendarDate>> {
  const costs = await db.selectFrom('expenses')
    .select(({ fn }) => ['programme_id', fn.max('incurred_on').as('incurred'), fn.max('invoice_issued_on').as('issued'), fn.max('paid_on').as('paid')])
    .where('organisation_id', '=', organisationId).where('deleted_at', 'is', null).groupBy('programme_id').execute();
  const services = await db.selectFrom('expense_days')
    .innerJoin('expenses', (join) => join.onRef('expenses.id', '=', 'expense_days.expense_id').onRef('expenses.organisation_id', '=', 'expense_days.organisation_id'))
    .select(({ fn }) => ['expenses.programme_id', fn.max('expense_days.on_day').as('served')])
    .where('expense_days.organisation_id', '=', organisationId).where('expenses.deleted_at', 'is', null).groupBy('expenses.programme_id').execute();
  const served = new Map<string, string | null>(services.map((row) => [row.programme_id, row.served]));
  return new Map(costs.flatMap(({ programme_id, incurred, issued, paid }) => {
    const last = [incurred, issued, paid, served.get(programme_id)].flatMap((day) => day ?? []).sort().at(-1);
    return last === undefined ? [] : [[programme_id, calendarDate(last)] as const];
  }));
}

/** Somebody the organisation has on record. */
export interface PersonOnRecord {
  readonly kind: 'member' | 'consultant' | 'invited';
  readonly id: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly role: Role | undefined;
  /** ISO UTC: until when a member had access; undefined while they have it. */
  readonly endedAt: string | undefined;
  /** ISO UTC: until when an invitation to them, or as this consultant, may be answered, whatever else they are; undefined without one. */
  readonly invitedUntil: string | undefined;
  /** The consultant they are, and the programmes that one has costs or day sheets in. */
  readonly consultantId: string | undefined;
  readonly programmeIds: ReadonlySet<string>;
}

/**
 * Everybody who has or had access, every consultant who is none of them, and who was asked in and never came. People who were
 * taken off the record are not there.
 */
export async function listPeopleOnRecord(db: Kysely<Database>, membership: Membership): Promise<PersonOnRecord[]> {
  const { organisationId } = membership;
  const members = await db.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', 'users.name', 'users.email', 'memberships.role', 'memberships.ended_at'])
    .where('memberships.organisation_id', '=', organisationId).where('memberships.erased_at', 'is', null).where('users.erased_at', 'is', null)
    .limit(most).execute();
  const consultants = await db.selectFrom('consultants').select(['id', 'name', 'user_id'])
    .where('organisation_id', '=', organisationId).where('erased_at', 'is', null).limit(most).execute();
  const usedIn = await programmesOfConsultants(db, membership);
  const invitedUntil = await listInvitedUntil(db, membership);
  const memberIds = new Set(members.map(({ id }) => id));
  const asConsultant = new Map(consultants.flatMap(({ id, user_id }) => (user_id === null ? [] : [[user_id, id] as const])));
  return [
    ...members.map(({ id, name, email, role, ended_at }): PersonOnRecord => {
      const consultantId = asConsultant.get(id);
      const programmeIds = usedIn.get(consultantId ?? '') ?? new Set();
      return { kind: 'member', id, name, email, role, endedAt: ended_at ?? undefined, invitedUntil: invitedUntil.get(email), consultantId, programmeIds };
    }),
    ...consultants.filter(({ user_id }) => user_id === null || !memberIds.has(user_id)).map(({ id, name }): PersonOnRecord => ({
      kind: 'consultant', id, name, email: undefined, role: undefined, endedAt: undefined, invitedUntil: invitedUntil.get(id),
      consultantId: id, programmeIds: usedIn.get(id) ?? new Set(),
    })),
    ...(await listInvited(db, membership, new Set(members.map(({ email }) => email)))).map((person): PersonOnRecord => (
      { ...person, kind: 'invited', endedAt: undefined, invitedUntil: invitedUntil.get(person.email), consultantId: undefined, programmeIds: new Set() })),
  ];
}

async function programmesOfConsultants(
  db: Kysely<Database>, { organisationId }: Membership,
): Promise<ReadonlyMap<string | null, ReadonlySet<string>>> {
  const costs = await db.selectFrom('expenses').select(['consultant_id', 'programme_id']).distinct()
    .where('organisation_id', '=', organisationId).where('consultant_id', 'is not', null).execute();
  const sheets = await db.selectFrom('day_sheets').select(['consultant_id', 'programme_id']).distinct().where('organisation_id', '=', organisationId).execute();
  const found = Map.groupBy([...costs, ...sheets], ({ consultant_id }) => consultant_id);
  return new Map([...found].map(([id, rows]) => [id, new Set(rows.map(({ programme_id }) => programme_id))]));
}

/** Until when open invitations may be answered, by their address and by the consultant they name: the last of each. */
async function listInvitedUntil(db: Kysely<Database>, { organisationId }: Membership): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('invitations').select(['email', 'consultant_id', 'expires_at']).where('organisation_id', '=', organisationId)
    .where('accepted_at', 'is', null).where('withdrawn_at', 'is', null).orderBy('expires_at', 'desc').limit(most).execute();
  return new Map(rows.toReversed().flatMap(({ email, consultant_id, expires_at }) => [[email, expires_at] as const, [consultant_id ?? '', expires_at] as const]));
}

/** Who was asked in and never came: one for each address, by the latest invitation. */
async function listInvited(
  db: Kysely<Database>, { organisationId }: Membership, known: ReadonlySet<string>,
): Promise<{ id: string; name: string; email: string; role: Role }[]> {
  const rows = await db.selectFrom('invitations').select(['id', 'name', 'email', 'role'])
    .where('organisation_id', '=', organisationId).where('accepted_at', 'is', null).where('email', 'not like', `%${goneEnd}`)
    .orderBy('created_at').limit(most).execute();
  const latest = new Map(rows.map((row) => [row.email, row]));
  return [...latest.values()].filter(({ email }) => !known.has(email));
}

/** Takes a consultant's name away where it is not part of a voucher or an attested claim. */
export async function eraseConsultant(
  db: Kysely<Database>, { organisationId }: Membership,
  { id, name, now }: { readonly id: string; readonly name: string; readonly now: string },
): Promise<void> {
  await db.updateTable('consultants').set((row) => ({ name, company: null, user_id: null, erased_at: now, version: row('version', '+', 1) }))
    .where('organisation_id', '=', organisationId).where('id', '=', id).execute();
  await db.updateTable('day_sheets').set({ message: null, returned_reason: null })
    .where('organisation_id', '=', organisationId).where('consultant_id', '=', id).execute();
}

/** Takes a member off the organisation's record. Whom they asked in and who has not come yet, whoever erases them answers for. */
export async function eraseMembership(
  db: Kysely<Database>, { organisationId, userId: erasedBy }: Membership,
  { userId, now }: { readonly userId: string; readonly now: string },
): Promise<void> {
  await db.updateTable('invitations').set({ invited_by: erasedBy }).where('organisation_id', '=', organisationId).where('invited_by', '=', userId)
    .where('accepted_at', 'is', null).where('withdrawn_at', 'is', null).execute();
  await db.updateTable('memberships').set({ erased_at: now }).where('organisation_id', '=', organisationId).where('user_id', '=', userId).execute();
}

/** Takes a name and its address out of the organisation's invitations and of the e-mails it has sent; what was not sent never is. */
export async function eraseInvited(
  db: Kysely<Database>, { organisationId }: Membership,
  { id, email, name, now }: { readonly id: string; readonly email: string; readonly name: string; readonly now: string },
): Promise<void> {
  await db.updateTable('invitations').set({ withdrawn_at: now }).where('organisation_id', '=', organisationId).where('email', '=', email)
    .where('accepted_at', 'is', null).where('withdrawn_at', 'is', null).execute();
  await db.updateTable('invitations').set({ email: goneAddress(id), name })
    .where('organisation_id', '=', organisationId).where('email', '=', email).execute();
  await db.updateTable('outbox_messages').set({ dead_at: now, last_fault: 'not_needed' })
    .where('organisation_id', '=', organisationId).where('recipient', '=', email).where('sent_at', 'is', null).execute();
  await db.updateTable('outbox_messages').set({ recipient: goneAddress(id), body_sealed: null })
    .where('organisation_id', '=', organisationId).where('recipient', '=', email).execute();
}

export async function getRetentionYears(db: Kysely<Database>, { organisationId }: Membership): Promise<number> {
  return (await db.selectFrom('organisations').select('retention_years').where('id', '=', organisationId).executeTakeFirstOrThrow()).retention_years;
}

export async function updateRetentionYears(db: Kysely<Database>, { organisationId }: Membership, years: number): Promise<void> {
  await db.updateTable('organisations').set({ retention_years: years }).where('id', '=', organisationId).execute();
}
