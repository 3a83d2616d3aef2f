import { touchMembership, type FoundMembership } from '#app/features/users/memberships.repository.server.ts';
import type { OrganisationDesk } from './desk.server.ts';

/** Use is written down this often at most. */
const noteEveryMs = 60 * 60_000;

/** Notes when an access was last used, and which of a consultant's programmes. The page does not wait for it, and nothing fails by it. */
export function noteUse(
  { database, now }: Pick<OrganisationDesk, 'database' | 'now'>, found: FoundMembership, programmeIds: readonly string[] = [],
): void {
  const { membership, lastUsedAt, programmesUsedAt } = found;
  const isOld = (usedAt: string | undefined) => usedAt === undefined || Date.parse(usedAt) < now.getTime() - noteEveryMs;
  const old = programmeIds.filter((id) => programmesUsedAt.has(id) && isOld(programmesUsedAt.get(id)));
  if (!isOld(lastUsedAt) && old.length === 0) return;
  void touchMembership(database, membership, { at: now.toISOString(), programmeIds: old }).catch(() => undefined);
}
