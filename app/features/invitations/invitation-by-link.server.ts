import type { Kysely } from 'kysely';
import { inOrganisation } from '#db/in-organisation.ts';
import type { Database } from '#db/schema.ts';
import type { InvitationByLink } from './invitation.ts';
import { findInvitationByLink, findInvitingOrganisation } from './invitations.repository.server.ts';

/** What a link leads to while it is good: the link tells whose it is, and nothing of another organisation is looked at. */
export async function invitationByLink(
  db: Kysely<Database>, link: { readonly tokenHash: string; readonly now: string },
): Promise<InvitationByLink | undefined> {
  const organisationId = await findInvitingOrganisation(db, link.tokenHash);
  return organisationId === undefined ? undefined : findInvitationByLink(inOrganisation(db, organisationId), { ...link, organisationId });
}
