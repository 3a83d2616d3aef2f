import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import { reachOf, roles } from '#app/domain/permissions.ts';
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

/** Far more than share the work in any municipality; a sheet that waits need not tell everybody of a large one. */
const mostReaders = 10;
const deciders = roles.filter((role) => reachOf(role, 'day_sheet.decide') !== undefined);

/** Who is told that a sheet waits: the contact where that is one who may answer it, else everybody who may, the latest first. */
export async function listSheetReaders(
  db: Kysely<Database>, { organisationId }: Membership, contactEmail: string,
): Promise<{ readonly isContact: boolean; readonly readers: readonly Recipient[] }> {
  const members = db.selectFrom('memberships').innerJoin('users', 'users.id', 'memberships.user_id')
    .select(['users.id', 'users.email', 'users.language']).where('memberships.organisation_id', '=', organisationId)
    .where('memberships.ended_at', 'is', null).where('users.disabled_at', 'is', null).where('memberships.role', 'in', deciders);
  const contact = await members.where('users.email', '=', contactEmail).execute();
  const isContact = contact.length > 0;
  const readers = isContact
    ? contact
    : await members.orderBy((row) => row.fn.coalesce('memberships.last_used_at', 'memberships.created_at'), 'desc').orderBy('users.id')
        .limit(mostReaders).execute();
  return { isContact, readers: readers.map(({ id, email, language }) => ({ userId: id, email, language: language ?? undefined })) };
}
