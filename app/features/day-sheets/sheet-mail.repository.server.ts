import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import type { Language } from '#app/domain/programme.ts';

/** Where a person is written to, and in what language; undefined where they have not chosen one. */
interface Recipient {
  readonly userId: string;
  readonly email: string;
  readonly language: Language | undefined;
}

/** The person who signs in as a consultant of the organisation; undefined while nobody does. */
export async function findConsultantRecipient(
  db: Kysely<Database>, { organisationId }: Membership, consultantId: string,
): Promise<Recipient | undefined> {
  const row = await db.selectFrom('consultants').innerJoin('users', 'users.id', 'consultants.user_id')
    .select(['users.id', 'users.email', 'users.language'])
    .where('consultants.organisation_id', '=', organisationId).where('consultants.id', '=', consultantId)
    .where('users.disabled_at', 'is', null).executeTakeFirst();
  return row === undefined ? undefined : { userId: row.id, email: row.email, language: row.language ?? undefined };
}

/** The language of the member with this address; undefined for anybody else, whose choice is not the organisation's to know. */
export async function findMemberLanguage(
  db: Kysely<Database>, { organisationId }: Membership, email: string,
): Promise<Language | undefined> {
  const row = await db.selectFrom('users').innerJoin('memberships', 'memberships.user_id', 'users.id').select('users.language')
    .where('memberships.organisation_id', '=', organisationId).where('memberships.ended_at', 'is', null).where('users.email', '=', email)
    .executeTakeFirst();
  return row?.language ?? undefined;
}
