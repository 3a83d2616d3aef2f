import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { actingRole, scopePermissions, scopesIn, type ApiScope } from '#app/domain/api-scopes.ts';
import { calendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';
import { Membership } from '#app/domain/membership.ts';
import type { Role } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import type { Member } from './member.ts';
import { deleteOtherSessions } from './sessions.repository.server.ts';

/** An organisation a person works for. */
export interface Workplace {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly role: Role;
  /** What the organisation writes. */
  readonly language: Language;
  /** True where nobody comes in without a second factor. */
  readonly requiresSecondFactor: boolean;
}

/** Who, and where. */
export interface MemberPlace {
  readonly organisationId: string;
  readonly userId: string;
}

/** A membership, and when it was last used; of a consultant also each programme open to them. */
export interface FoundMembership {
  readonly membership: Membership;
  /** Of its people, before anything of the organisation is open to them. */
  readonly requiresSecondFactor: boolean;
  readonly lastUsedAt: string | undefined;
  readonly programmesUsedAt: ReadonlyMap<string, string | undefined>;
}

/** The proof that a person belongs to an organisation now; undefined when not. A programme past its last day is closed to a consultant. */
export async function findMembership(db: Kysely<Database>, place: MemberPlace, today: CalendarDate): Promise<Membership | undefined> {
  return (await findUsedMembership(db, place, today))?.membership;
}

/** The same, with when it was last used. The only place where the proof is made. */
export async function findUsedMembership(
  db: Kysely<Database>, { organisationId, userId }: MemberPlace, today: CalendarDate,
): Promise<FoundMembership | undefined> {
  const row = await db.selectFrom('memberships').innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select(['memberships.role', 'memberships.last_used_at', 'organisations.requires_second_factor'])
    .where('memberships.organisation_id', '=', organisationId).where('memberships.user_id', '=', userId)
    .where('memberships.ended_at', 'is', null).executeTakeFirst();
  if (row === undefined) return undefined;
  const programmes = row.role !== 'consultant'
    ? []
    : await db.selectFrom('programme_members').select(['programme_id', 'last_used_at'])
        .where('organisation_id', '=', organisationId).where('user_id', '=', userId)
        .where((member) => member.or([member('ends_on', 'is', null), member('ends_on', '>=', today)])).execute();
  const consultant = row.role !== 'consultant'
    ? undefined
    : await db.selectFrom('consultants').select('id').where('organisation_id', '=', organisationId).where('user_id', '=', userId).executeTakeFirst();
  const programmesUsedAt = new Map(programmes.map(({ programme_id, last_used_at }) => [programme_id, last_used_at ?? undefined]));
  return {
    membership: new Membership({
      organisationId, userId, role: row.role, programmeIds: new Set(programmesUsedAt.keys()), consultantId: consultant?.id,
    }),
    requiresSecondFactor: row.requires_second_factor === 1, lastUsedAt: row.last_used_at ?? undefined, programmesUsedAt,
  };
}

/** Notes that a membership was used, and which programmes of a consultant's. */
export async function touchMembership(
  db: Kysely<Database>, { organisationId, userId }: Membership, used: { at: string; programmeIds: readonly string[] },
): Promise<void> {
  await db.updateTable('memberships').set({ last_used_at: used.at })
    .where('organisation_id', '=', organisationId).where('user_id', '=', userId).execute();
  if (used.programmeIds.length === 0) return;
  await db.updateTable('programme_members').set({ last_used_at: used.at }).where('organisation_id', '=', organisationId)
    .where('programme_id', 'in', used.programmeIds).where('user_id', '=', userId).execute();
}

/** For the command line only: who runs it has the database itself, and acts for the organisation as who administers it. */
export function operatorOf(organisationId: string): Membership {
  return new Membership({ organisationId, userId: '', role: 'administrator', programmeIds: new Set() });
}

/** Someone that acts for an organisation by a token: a program of theirs. */
export interface Machine {
  readonly tokenId: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly membership: Membership;
  /** The organisation's. */
  readonly language: Language;
}

const touchTokenEveryMs = 60_000;

/** The machine a token stands for, while it is good. It acts in the name of who made the token, as far as its scopes reach. */
export async function findMachine(
  db: Kysely<Database>, { tokenHash, now, today }: { readonly tokenHash: string; readonly now: Date; readonly today: CalendarDate },
): Promise<Machine | undefined> {
  const row = await db.selectFrom('api_tokens').innerJoin('organisations', 'organisations.id', 'api_tokens.organisation_id')
    .select(['organisation_id', 'api_tokens.id', 'api_tokens.name', 'scopes', 'created_by', 'last_used_at', 'organisations.language'])
    .where('token_hash', '=', tokenHash).where('revoked_at', 'is', null).where('expires_on', '>=', today).executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.last_used_at === null || Date.parse(row.last_used_at) < now.getTime() - touchTokenEveryMs) {
    await db.updateTable('api_tokens').set({ last_used_at: now.toISOString() })
      .where('organisation_id', '=', row.organisation_id).where('id', '=', row.id).execute();
  }
  const scopes = scopesIn(row.scopes);
  const membership = new Membership({
    organisationId: row.organisation_id, userId: row.created_by, role: actingRole(scopes), programmeIds: new Set(),
    onlyPermissions: scopePermissions(scopes), tokenId: row.id,
  });
  return { tokenId: row.id, name: row.name, scopes, membership, language: row.language };
}

/** True while the token a machine acts by is good. */
export async function isMachineOpen(db: Kysely<Database>, { organisationId, tokenId }: Membership, today: CalendarDate): Promise<boolean> {
  return await db.selectFrom('api_tokens').select('id').where('organisation_id', '=', organisationId).where('id', '=', tokenId ?? '')
    .where('revoked_at', 'is', null).where('expires_on', '>=', today).executeTakeFirst() !== undefined;
}

/** The organisations a person works for, by name. At most 500. */
export async function listWorkplaces(db: Kysely<Database>, userId: string): Promise<Workplace[]> {
  const rows = await db.selectFrom('memberships').innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select(['organisations.id', 'organisations.name', 'organisations.language', 'organisations.requires_second_factor', 'memberships.role'])
    .where('memberships.user_id', '=', userId).where('memberships.ended_at', 'is', null)
    .orderBy('organisations.name').limit(500).execute();
  return rows.map(({ id, name, language, role, requires_second_factor }) => (
    { organisationId: id, organisationName: name, role, language, requiresSecondFactor: requires_second_factor === 1 }
  ));
}

/** The name of the member's organisation. */
export async function findWorkplaceName(db: Kysely<Database>, membership: Membership): Promise<string> {
  const row = await db.selectFrom('organisations').select('name').where('id', '=', membership.organisationId).executeTakeFirstOrThrow();
  return row.name;
}

export interface NewMembership {
  readonly organisationId: string;
  readonly userId: string;
  readonly role: Role;
  readonly createdAt: string;
  /** Hash of the one that is not to end, of the person who takes the role themselves; it has to go on under another id. */
  readonly ownSession?: string | undefined;
}

/**
 * Gives a person a role in an organisation; one who left is taken in again, from now on. With another role than before their
 * sessions end: what was opened in the old one is not carried into the new. @returns true where that was so.
 */
export async function saveMembership(
  db: Kysely<Database>, { organisationId, userId, role, createdAt, ownSession = '' }: NewMembership,
): Promise<boolean> {
  const earlier = await db.selectFrom('memberships').select('role')
    .where('organisation_id', '=', organisationId).where('user_id', '=', userId).executeTakeFirst();
  const hasOther = earlier !== undefined && earlier.role !== role;
  if (hasOther) await deleteOtherSessions(db, { userId, sessionHash: ownSession });
  await db.insertInto('memberships').values({ organisation_id: organisationId, user_id: userId, role, created_at: createdAt })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'user_id'])
      .doUpdateSet({ role, ended_at: null, ended_by: null, erased_at: null, created_at: createdAt, last_used_at: null })).execute();
  return hasOther;
}

/** Closes every programme to the member. */
export async function deleteProgrammeMembers(db: Kysely<Database>, { organisationId, userId }: Membership): Promise<void> {
  await db.deleteFrom('programme_members').where('organisation_id', '=', organisationId).where('user_id', '=', userId).execute();
}

export interface NewProgrammeMember {
  readonly programmeId: string;
  readonly createdAt: string;
  /** The last day; undefined for as long as they are a member. */
  readonly endsOn: CalendarDate | undefined;
}

/** Opens a programme to a consultant; one that was closed is opened anew. */
export async function saveProgrammeMember(db: Kysely<Database>, membership: Membership, added: NewProgrammeMember): Promise<void> {
  const opened = { created_at: added.createdAt, ends_on: added.endsOn ?? null, last_used_at: null };
  await db.insertInto('programme_members').values({
    organisation_id: membership.organisationId, programme_id: added.programmeId, user_id: membership.userId, ...opened,
  }).onConflict((conflict) => conflict.columns(['organisation_id', 'programme_id', 'user_id']).doUpdateSet(opened)).execute();
}

const mostMembers = 1_000;

/** Everybody with access to the organisation now, in the order they were let in. At most 1 000. */
export async function listMembers(db: Kysely<Database>, { organisationId }: Membership): Promise<Member[]> {
  const rows = await db.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', 'users.name', 'users.email', 'memberships.role', 'memberships.created_at', 'memberships.last_used_at'])
    .where('memberships.organisation_id', '=', organisationId).where('memberships.ended_at', 'is', null).where('users.disabled_at', 'is', null)
    .orderBy('memberships.created_at').orderBy('users.id').limit(mostMembers).execute();
  const programmes = await db.selectFrom('programme_members')
    .innerJoin('programmes', (join) => join.onRef('programmes.id', '=', 'programme_members.programme_id')
      .onRef('programmes.organisation_id', '=', 'programme_members.organisation_id'))
    .select(['programme_members.user_id', 'programmes.id', 'programmes.name', 'programme_members.created_at', 'programme_members.ends_on',
      'programme_members.last_used_at'])
    .where('programme_members.organisation_id', '=', organisationId).orderBy('programmes.name').orderBy('programmes.id')
    .limit(mostMembers * 10).execute();
  const programmesOf = Map.groupBy(programmes, ({ user_id }) => user_id);
  return rows.map(({ id, name, email, role, created_at, last_used_at }) => ({
    userId: id, name, email, role, createdAt: created_at, lastUsedAt: last_used_at ?? undefined,
    programmes: role !== 'consultant'
      ? []
      : (programmesOf.get(id) ?? []).map((programme) => ({
          id: programme.id, name: programme.name, createdAt: programme.created_at, lastUsedAt: programme.last_used_at ?? undefined,
          endsOn: programme.ends_on === null ? undefined : calendarDate(programme.ends_on),
        })),
  }));
}

/** An organisation or programme as the one who runs the server names it. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

const mostNamed = 20;

/** The organisations of that organisation number or name; every one when nothing is asked for. At most 20. For the command line only. */
export async function findOrganisations(db: Kysely<Database>, text: string | undefined): Promise<Named[]> {
  let query = db.selectFrom('organisations').select(['id', 'name']);
  if (text !== undefined) query = query.where((row) => row.or([row('name', '=', text), row('organisation_number', '=', text.replace(/\s/g, ''))]));
  return query.orderBy('name').limit(mostNamed).execute();
}

/** The organisation's programmes of that name. At most 20. */
export async function findProgrammesNamed(db: Kysely<Database>, { organisationId }: Membership, name: string): Promise<Named[]> {
  return db.selectFrom('programmes').select(['id', 'name'])
    .where('organisation_id', '=', organisationId).where('name', '=', name).orderBy('id').limit(mostNamed).execute();
}
