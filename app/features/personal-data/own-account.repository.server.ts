import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { goneAddress } from './gone-address.ts';

/**
 * What is stored of an account itself. Secrets and hashes are left out: they say nothing of the person. What organisations that ask
 * for a second factor have written to them is told to who has shown one: a subject may name a programme.
 */
export async function readAccount(
  db: Kysely<Database>, { userId, hasSecondFactor }: { readonly userId: string; readonly hasSecondFactor: boolean },
): Promise<object> {
  const told = hasSecondFactor ? [0, 1] as const : [0] as const;
  const account = await db.selectFrom('users').select(['email', 'name', 'language', 'created_at']).where('id', '=', userId).executeTakeFirstOrThrow();
  return {
    account,
    memberships: await db.selectFrom('memberships').innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
      .select(['organisations.name as organisation', 'memberships.role', 'memberships.created_at', 'memberships.ended_at',
        'memberships.last_used_at'])
      .where('memberships.user_id', '=', userId).orderBy('memberships.created_at').execute(),
    programmes: await db.selectFrom('programme_members').select(['organisation_id', 'programme_id', 'created_at', 'ends_on', 'last_used_at'])
      .where('user_id', '=', userId).orderBy('created_at').execute(),
    sessions: await db.selectFrom('sessions').select(['created_at', 'last_seen_at', 'ends_at', 'method', 'device']).where('user_id', '=', userId).execute(),
    secondFactor: await db.selectFrom('second_factors').select(['created_at', 'confirmed_at']).where('user_id', '=', userId).execute(),
    otherWaysIn: await db.selectFrom('identities').select(['issuer', 'created_at', 'last_used_at']).where('user_id', '=', userId).execute(),
    events: await db.selectFrom('account_events').select(['at', 'event', 'facts_json']).where('user_id', '=', userId).orderBy('at').execute(),
    invitations: await db.selectFrom('invitations').innerJoin('organisations', 'organisations.id', 'invitations.organisation_id')
      .select(['organisations.name as organisation', 'invitations.name', 'invitations.email', 'invitations.role', 'invitations.created_at', 'accepted_at'])
      .where('invitations.email', '=', account.email).where('organisations.requires_second_factor', 'in', told).orderBy('invitations.created_at').execute(),
    mails: await db.selectFrom('outbox_messages').leftJoin('organisations', 'organisations.id', 'outbox_messages.organisation_id')
      .select(['kind', 'subject', 'outbox_messages.language', 'outbox_messages.created_at', 'sent_at', 'dead_at'])
      .where('recipient', '=', account.email)
      .where((row) => row.or([row('organisations.id', 'is', null), row('organisations.requires_second_factor', 'in', told)]))
      .orderBy('outbox_messages.created_at').execute(),
  };
}

/** The organisations that would be left without an administrator. */
export async function listLastAdministratorOf(db: Kysely<Database>, userId: string): Promise<string[]> {
  const rows = await db.selectFrom('memberships').innerJoin('organisations', 'organisations.id', 'memberships.organisation_id')
    .select('organisations.name').where('memberships.user_id', '=', userId).where('memberships.role', '=', 'administrator')
    .where('memberships.ended_at', 'is', null)
    .where((row) => row.not(row.exists(row.selectFrom('memberships as other').select('other.user_id')
      .whereRef('other.organisation_id', '=', 'memberships.organisation_id').where('other.user_id', '<>', userId)
      .where('other.role', '=', 'administrator').where('other.ended_at', 'is', null))))
    .orderBy('organisations.name').execute();
  return rows.map(({ name }) => name);
}

/** The organisations that have asked a person in and got no answer, also those whose invitation ran out: it holds their name. */
export async function listInvitingOrganisations(db: Kysely<Database>, userId: string): Promise<string[]> {
  const rows = await db.selectFrom('invitations').innerJoin('users', 'users.email', 'invitations.email').select('invitations.organisation_id').distinct()
    .where('users.id', '=', userId).where('invitations.accepted_at', 'is', null).where('invitations.withdrawn_at', 'is', null).execute();
  return rows.map(({ organisation_id }) => organisation_id);
}

/** The account of an address that is not erased. */
export async function findAccountAt(db: Kysely<Database>, email: string): Promise<string | undefined> {
  return (await db.selectFrom('users').select('id').where('email', '=', email).where('erased_at', 'is', null).executeTakeFirst())?.id;
}

/** True when every organisation that had a person on record has erased them, one at least, and none waits for their answer. */
export async function isForgotten(
  db: Kysely<Database>, { userId, now }: { readonly userId: string; readonly now: string },
): Promise<boolean> {
  return await forgotten(db, now).where('users.id', '=', userId).executeTakeFirst() !== undefined;
}

const mostForgotten = 100;

/** Everybody of whom that is so. At most 100. */
export async function listForgotten(db: Kysely<Database>, now: string): Promise<string[]> {
  return (await forgotten(db, now).orderBy('users.id').limit(mostForgotten).execute()).map(({ id }) => id);
}

/** In one statement: an invitation that is accepted meanwhile is either still open here or a membership already. */
function forgotten(db: Kysely<Database>, now: string) {
  return db.selectFrom('users').select('users.id').where('users.erased_at', 'is', null)
    .where((row) => row('users.id', 'in', row.selectFrom('memberships').select('memberships.user_id').where('memberships.erased_at', 'is not', null)))
    .where((row) => row.not(row.exists(row.selectFrom('memberships as other').select('other.user_id')
      .whereRef('other.user_id', '=', 'users.id').where('other.erased_at', 'is', null))))
    .where((row) => row.not(row.exists(row.selectFrom('invitations').select('invitations.id').whereRef('invitations.email', '=', 'users.email')
      .where('invitations.accepted_at', 'is', null).where('invitations.withdrawn_at', 'is', null).where('invitations.expires_at', '>', now))));
}

/** Takes name, address, every way in and the service's own e-mails from an account; vouchers that have to be kept name its row. */
export async function eraseAccount(
  db: Kysely<Database>, { userId, name, now }: { readonly userId: string; readonly name: string; readonly now: string },
): Promise<void> {
  for (const table of ['sessions', 'sign_in_steps', 'second_factors', 'recovery_codes', 'password_resets', 'identities', 'account_events', 'form_keys'] as const) {
    await db.deleteFrom(table).where('user_id', '=', userId).execute();
  }
  const { email } = await db.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirstOrThrow();
  await db.updateTable('outbox_messages').set({ dead_at: now, last_fault: 'not_needed' })
    .where('organisation_id', 'is', null).where('recipient', '=', email).where('sent_at', 'is', null).execute();
  await db.updateTable('outbox_messages').set({ recipient: goneAddress(userId), body_sealed: null })
    .where('organisation_id', 'is', null).where('recipient', '=', email).execute();
  await db.updateTable('users').set({ email: goneAddress(userId), name, password_hash: null, language: null, disabled_at: now, erased_at: now })
    .where('id', '=', userId).execute();
}

/**
 * Takes name and address out of every organisation's invitations and e-mails, at the person's own wish. What waits for an answer is
 * taken back: whoever gets the address after them was not asked in, and nobody else can answer.
 */
export async function eraseEverywhere(
  db: Kysely<Database>, { userId, name, now }: { readonly userId: string; readonly name: string; readonly now: string },
): Promise<void> {
  const { email } = await db.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirstOrThrow();
  await db.updateTable('invitations').set({ withdrawn_at: now }).where('email', '=', email)
    .where('accepted_at', 'is', null).where('withdrawn_at', 'is', null).execute();
  await db.updateTable('invitations').set({ email: goneAddress(userId), name }).where('email', '=', email).execute();
  await db.updateTable('outbox_messages').set({ dead_at: now, last_fault: 'not_needed' }).where('recipient', '=', email).where('sent_at', 'is', null).execute();
  await db.updateTable('outbox_messages').set({ recipient: goneAddress(userId), body_sealed: null }).where('recipient', '=', email).execute();
}
