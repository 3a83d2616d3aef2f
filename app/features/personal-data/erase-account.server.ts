import type { Transaction } from 'kysely';
import { naming } from '#db/in-organisation.ts';
import type { Database } from '#db/schema.ts';
import { lockOrganisation } from '#app/features/audit/change.server.ts';
import { recordAudit } from '#app/features/audit/record-audit.server.ts';
import { endTokensOf } from '#app/features/api-tokens/save-token.server.ts';
import { endMembership } from '#app/features/users/access.repository.server.ts';
import { deleteProgrammeMembers, findMembership, listWorkplaces } from '#app/features/users/memberships.repository.server.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { eraseAccount, eraseEverywhere, listInvitingOrganisations, listLastAdministratorOf } from './own-account.repository.server.ts';

export interface Erasure {
  readonly userId: string;
  /** What stands in place of the name from now on. */
  readonly erasedName: string;
  readonly now: string;
  readonly requestId: string;
}

/**
 * Erases a person's account at their own wish: they leave every organisation, and name, address, ways in and invitations are gone.
 * What they did with vouchers that the law keeps stays in the organisations' history. Refused while an organisation would have no
 * administrator.
 */
export async function eraseOwnAccount(
  trx: Transaction<Database>, { userId, erasedName, now, requestId }: Erasure,
): Promise<{ readonly refused: readonly string[] } | undefined> {
  await lockConcerned(trx, userId);
  // Looked up under the locks: an invitation accepted in another window meanwhile is access, which ends too.
  const workplaces = await listWorkplaces(trx, userId);
  const needed = await listLastAdministratorOf(trx, userId);
  if (needed.length > 0) return { refused: needed };
  for (const { organisationId } of workplaces) {
    const membership = await findMembership(trx, { userId, organisationId }, dayInNorway(new Date(now)));
    if (membership === undefined) continue;
    await naming(trx, organisationId, async () => {
      // The name that is gone does not stand in a new entry.
      const change = { trx, membership, actorName: erasedName, now, requestId };
      await endTokensOf(change, userId);
      await recordAudit(change, { action: 'person.erased_account', subject: { kind: 'person', id: userId } });
      await deleteProgrammeMembers(trx, membership);
      await endMembership(trx, membership, { userId, at: now });
    });
  }
  await eraseEverywhere(trx, { userId, name: erasedName, now });
  await eraseAccount(trx, { userId, name: erasedName, now });
  return undefined;
}

/** Holds where they work and are asked in, in the order of the ids, so that two who leave the same never wait for each other. */
export async function lockConcerned(trx: Transaction<Database>, userId: string): Promise<void> {
  for (const organisationId of await listConcerned(trx, userId)) await lockOrganisation(trx, organisationId);
}

async function listConcerned(trx: Transaction<Database>, userId: string): Promise<string[]> {
  const workplaces = (await listWorkplaces(trx, userId)).map(({ organisationId }) => organisationId);
  return [...new Set([...workplaces, ...await listInvitingOrganisations(trx, userId)])].sort();
}
