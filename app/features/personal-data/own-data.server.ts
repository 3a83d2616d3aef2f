import type { Kysely } from 'kysely';
import { inOrganisation } from '#db/in-organisation.ts';
import type { Database } from '#db/schema.ts';
import type { Membership } from '#app/domain/membership.ts';
import { findMembership, listWorkplaces } from '#app/features/users/memberships.repository.server.ts';
import type { PersonDesk } from '#app/guard/desk.server.ts';
import { fileAnswer } from '#app/http/file-answer.ts';
import { readAccount } from './own-account.repository.server.ts';
import { readTracesOfConsultant, readTracesOfUser } from './traces.repository.server.ts';

/**
 * All that is stored of the person who asks, as JSON: the account itself, and what they did in each organisation they work for now.
 * An organisation they have left answers for its own records.
 */
export async function ownData({ database, user, today }: PersonDesk): Promise<Response> {
  const organisations: object[] = [];
  const hasSecondFactor = user.secondFactorAt !== undefined;
  for (const { organisationId, organisationName, role, requiresSecondFactor } of await listWorkplaces(database, user.userId)) {
    const membership = await findMembership(database, { userId: user.userId, organisationId }, today);
    if (membership === undefined) continue;
    // As on its pages: what asks for a second factor is told to nobody who has not shown one.
    const isWithheld = requiresSecondFactor && !hasSecondFactor;
    const traces = isWithheld ? { withheld: 'second_factor_required' } : await tracesIn(inOrganisation(database, organisationId), membership);
    organisations.push({ name: organisationName, role, ...traces });
  }
  return personFile({ ...await readAccount(database, { userId: user.userId, hasSecondFactor }), organisations }, `ou-refusjon-${today}.json`);
}

/** What they did in the organisation and, of a consultant, what they stand on there, whoever entered it. */
async function tracesIn(database: Kysely<Database>, membership: Membership): Promise<object> {
  const { userId, consultantId } = membership;
  const traces = await readTracesOfUser(database, membership, userId);
  if (consultantId === undefined) return traces;
  return { ...traces, asConsultant: await readTracesOfConsultant(database, membership, consultantId) };
}

/** A file of what is stored of somebody. */
export function personFile(content: object, name: string): Response {
  const bytes = Buffer.from(`${JSON.stringify({ format: 'ou-refusjon/person@1', ...content }, undefined, 2)}\n`);
  return fileAnswer({ pieces: [bytes], mediaType: 'application/json', name, isShown: false });
}
