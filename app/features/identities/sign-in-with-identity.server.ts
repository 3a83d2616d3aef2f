import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { completeFirstFactor, type FirstFactor, type FirstFactorOutcome } from '#app/features/users/complete-first-factor.server.ts';
import { findIdentityUser, touchIdentity } from './identities.repository.server.ts';
import type { ProvenIdentity } from './identity.ts';

/** Signs in the person an identity is linked to; undefined when it belongs to nobody here, whatever its e-mail address is. */
export async function signInWithIdentity(
  db: Kysely<Database>, identity: ProvenIdentity, browser: Pick<FirstFactor, 'device' | 'now' | 'earlierSessionHash'>,
): Promise<FirstFactorOutcome | undefined> {
  return db.transaction().execute(async (trx) => {
    const userId = await findIdentityUser(trx, identity);
    if (userId === undefined) return undefined;
    await touchIdentity(trx, identity, browser.now.toISOString());
    return completeFirstFactor(trx, { ...browser, userId, method: 'oidc', hasSecondFactor: identity.hasSecondFactor });
  });
}
