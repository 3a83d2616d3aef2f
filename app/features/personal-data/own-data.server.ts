import { inOrganisation } from '#db/in-organisation.ts';
import { findMembership, listWorkplaces } from '#app/features/users/memberships.repository.server.ts';
import type { PersonDesk } from '#app/guard/desk.server.ts';
import { fileAnswer } from '#app/http/file-answer.ts';
import { readAccount } from './own-account.repository.server.ts';
import { readTracesOfUser } from './traces.repository.server.ts';

/**
 * All that is stored of the person who asks, as JSON: the account itself, and what they did in each organisation they work for now.
 * An organisation they have left answers for its own records.
 */
export async function ownData({ database, user, today }: PersonDesk): Promise<Response> {
  const organisations: object[] = [];
  for (const { organisationId, organisationName, role } of await listWorkplaces(database, user.userId)) {
    const membership = await findMembership(database, { userId: user.userId, organisationId }, today);
    if (membership === undefined) continue;
    const traces = await readTracesOfUser(inOrganisation(database, organisationId), membership, user.userId);
    organisations.push({ name: organisationName, role, ...traces });
  }
  return personFile({ ...await readAccount(database, user.userId), organisations }, `ou-refusjon-${today}.json`);
}

/** A file of what is stored of somebody. */
export function personFile(content: object, name: string): Response {
  const bytes = Buffer.from(`${JSON.stringify({ format: 'ou-refusjon/person@1', ...content }, undefined, 2)}\n`);
  return fileAnswer({ pieces: [bytes], mediaType: 'application/json', name, isShown: false });
}
