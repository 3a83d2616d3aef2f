import { listApiTokens } from '#app/features/api-tokens/api-tokens.repository.server.ts';
import { listInvitations } from '#app/features/invitations/invitations.repository.server.ts';
import { findMessagesAbout } from '#app/features/outbox/outbox.repository.server.ts';
import { doneNotices } from '#app/features/shell/shown-form.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import { findWorkplaceName, listMembers } from './memberships.repository.server.ts';
import { peopleView, type PeopleView } from './people-view.ts';

const doneWords = {
  invited: 'people.done.invited', renewed: 'people.done.renewed', withdrawn: 'people.done.withdrawn', ended: 'people.done.ended',
} as const;

/** Who has access to the organisation, and who is asked in. */
export async function peoplePage({ database, membership, url, today, now, language }: OrganisationDesk): Promise<PeopleView> {
  const invitations = await listInvitations(database, membership);
  const { organisationId } = membership;
  const messages = await findMessagesAbout(database, membership, { aboutIds: invitations.map(({ id }) => id), now: now.toISOString() });
  const keys = await listApiTokens(database, membership);
  return peopleView({
    organisationId, organisationName: await findWorkplaceName(database, membership), members: await listMembers(database, membership),
    invitations, messages, keys: keys.filter(({ revokedAt, expiresOn }) => revokedAt === undefined && expiresOn >= today),
    notices: doneNotices(url, doneWords, language), today, now, language,
  });
}
