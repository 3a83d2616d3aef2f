import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { accountOfPassword } from './check-password.server.ts';
import { completeFirstFactor, type FirstFactorOutcome } from './complete-first-factor.server.ts';
import type { SignInFault } from './sign-in-fault.ts';
import { deleteTries } from './sign-in-tries.repository.server.ts';

export interface SignInTry {
  readonly email: string;
  readonly password: string;
  /** The client's address; empty when it is not known. */
  readonly address: string;
  /** See deviceOf. */
  readonly device?: string | undefined;
  readonly now: Date;
  /** The session the browser still has; it ends. */
  readonly earlierSessionHash: string | undefined;
}

/** Signs a person in. @returns the secret of a new session, or of the step to the second factor, or why not. */
export async function signIn(db: Kysely<Database>, made: SignInTry): Promise<FirstFactorOutcome | { readonly fault: SignInFault }> {
  const { device, now, earlierSessionHash } = made;
  const account = await accountOfPassword(db, made);
  if ('fault' in account) return account;
  return db.transaction().execute(async (trx) => {
    await deleteTries(trx, made);
    return completeFirstFactor(trx, { userId: account.userId, method: 'password', device, now, earlierSessionHash });
  });
}
