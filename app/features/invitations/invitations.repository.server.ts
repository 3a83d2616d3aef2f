import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { calendarDate } from '#app/domain/calendar-date.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Invitation, InvitationByLink } from './invitation.ts';

export interface NewInvitation extends Pick<Invitation, 'id' | 'email' | 'name' | 'role' | 'language' | 'consultantId' | 'accessEndsOn' | 'expiresAt'> {
  readonly programmeId: string | undefined;
  readonly tokenHash: string;
  readonly now: string;
}

const mostInvitations = 1_000;

export async function insertInvitation(db: Kysely<Database>, membership: Membership, added: NewInvitation): Promise<void> {
  await db.insertInto('invitations').values({
    organisation_id: membership.organisationId, id: added.id, email: added.email, name: added.name, role: added.role,
    language: added.language, programme_id: added.programmeId ?? null, consultant_id: added.consultantId ?? null,
    access_ends_on: added.accessEndsOn ?? null, token_hash: added.tokenHash, invited_by: membership.userId, created_at: added.now,
    expires_at: added.expiresAt,
  }).execute();
}

/** The organisation's invitations that are not accepted or withdrawn, the latest first; also those too old. At most 1 000. */
export async function listInvitations(db: Kysely<Database>, { organisationId }: Membership): Promise<Invitation[]> {
  const rows = await open(db).where('invitations.organisation_id', '=', organisationId)
    .orderBy('invitations.created_at', 'desc').orderBy('invitations.id').limit(mostInvitations).execute();
  return rows.map(fromRow);
}

export async function findInvitation(db: Kysely<Database>, { organisationId }: Membership, id: string): Promise<Invitation | undefined> {
  const row = await open(db).where('invitations.organisation_id', '=', organisationId).where('invitations.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : fromRow(row);
}

/** The organisation a link is of: whoever has it is not known to be anybody yet. */
export async function findInvitingOrganisation(db: Kysely<Database>, tokenHash: string): Promise<string | undefined> {
  const row = await db.selectFrom('invitations').select('organisation_id').where('token_hash', '=', tokenHash).executeTakeFirst();
  return row?.organisation_id;
}

/** What a link of that organisation leads to while it is good. */
export async function findInvitationByLink(
  db: Kysely<Database>, { organisationId, tokenHash, now }: { organisationId: string; tokenHash: string; now: string },
): Promise<InvitationByLink | undefined> {
  const row = await open(db).where('invitations.organisation_id', '=', organisationId).where('invitations.token_hash', '=', tokenHash)
    .where('invitations.expires_at', '>', now).executeTakeFirst();
  return row === undefined ? undefined : { ...fromRow(row), organisationId: row.organisation_id, organisationName: row.organisation_name };
}

function open(db: Kysely<Database>) {
  return db.selectFrom('invitations').innerJoin('organisations', 'organisations.id', 'invitations.organisation_id')
    .innerJoin('users', 'users.id', 'invitations.invited_by')
    .leftJoin('programmes', (join) => join.onRef('programmes.id', '=', 'invitations.programme_id')
      .onRef('programmes.organisation_id', '=', 'invitations.organisation_id'))
    .select([
      'invitations.id', 'invitations.organisation_id', 'invitations.email', 'invitations.name', 'invitations.role', 'invitations.language',
      'invitations.programme_id', 'invitations.consultant_id', 'invitations.access_ends_on', 'invitations.created_at', 'invitations.expires_at',
      'organisations.name as organisation_name', 'users.name as inviter_name', 'users.email as inviter_email', 'programmes.name as programme_name',
    ])
    .where('invitations.accepted_at', 'is', null).where('invitations.withdrawn_at', 'is', null);
}

type Row = Awaited<ReturnType<ReturnType<typeof open>['executeTakeFirstOrThrow']>>;

function fromRow(row: Row): Invitation {
  return {
    id: row.id, email: row.email, name: row.name, role: row.role, language: row.language,
    programme: row.programme_id === null ? undefined : { id: row.programme_id, name: row.programme_name ?? '' },
    consultantId: row.consultant_id ?? undefined,
    accessEndsOn: row.access_ends_on === null ? undefined : calendarDate(row.access_ends_on),
    invitedBy: { name: row.inviter_name, email: row.inviter_email }, createdAt: row.created_at, expiresAt: row.expires_at,
  };
}

/** Another link, good for another stretch of time; the one before is dead. */
export async function updateInvitationLink(
  db: Kysely<Database>, { organisationId, userId }: Membership, changed: { id: string; tokenHash: string; expiresAt: string },
): Promise<void> {
  const { id, tokenHash, expiresAt } = changed;
  await db.updateTable('invitations').set({ token_hash: tokenHash, expires_at: expiresAt, invited_by: userId })
    .where('organisation_id', '=', organisationId).where('id', '=', id).where('accepted_at', 'is', null).where('withdrawn_at', 'is', null).execute();
}

export async function updateWithdrawn(
  db: Kysely<Database>, { organisationId }: Membership, { id, now }: { id: string; now: string },
): Promise<void> {
  await db.updateTable('invitations').set({ withdrawn_at: now }).where('organisation_id', '=', organisationId).where('id', '=', id)
    .where('accepted_at', 'is', null).where('withdrawn_at', 'is', null).execute();
}

/** Uses a link up. True for the one who did, of however many try at once. */
export async function takeInvitation(
  db: Kysely<Database>, { organisationId, userId }: Membership, { tokenHash, now }: { tokenHash: string; now: string },
): Promise<boolean> {
  const result = await db.updateTable('invitations').set({ accepted_at: now, accepted_by: userId })
    .where('organisation_id', '=', organisationId).where('token_hash', '=', tokenHash).where('expires_at', '>', now)
    .where('accepted_at', 'is', null).where('withdrawn_at', 'is', null).executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Takes away invitations that ran out before then and were never accepted. */
export async function deleteUnansweredBefore(db: Kysely<Database>, before: string): Promise<void> {
  await db.deleteFrom('invitations').where('accepted_at', 'is', null).where('expires_at', '<', before).execute();
}
