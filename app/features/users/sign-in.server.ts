import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { deleteOldLimits } from '#app/features/limits/rate-limits.repository.server.ts';
import { deleteFormKeysBefore } from './form-keys.repository.server.ts';
import { isPassword } from './passwords.server.ts';
import { deleteEndedSessions, deleteSession, insertSession } from './sessions.repository.server.ts';
import type { SignInFault } from './sign-in-fault.ts';
import { deleteTries, deleteTriesBefore, takeTry } from './sign-in-tries.repository.server.ts';
import { findAccount } from './users.repository.server.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const formKeyDays = 30;

export interface SignInTry {
  readonly email: string;
  readonly password: string;
  /** The client's address; empty when it is not known. */
  readonly address: string;
  readonly now: Date;
  /** The session the browser still has; it ends. */
  readonly earlierSessionHash: string | undefined;
}

/** Signs a person in. @returns the secret of a new session, for the cookie, or why not. */
export async function signIn(
  db: Kysely<Database>, made: SignInTry,
): Promise<{ readonly secret: string } | { readonly fault: SignInFault }> {
  const { email, password, now, earlierSessionHash } = made;
  const waitMs = await takeTry(db, made, now);
  if (waitMs > 0) return { fault: { code: 'wait', minutes: Math.ceil(waitMs / minuteMs) } };
  const account = await findAccount(db, email);
  const isRight = await isPassword(password, account?.passwordHash);
  if (account === undefined || !isRight) return { fault: { code: 'wrong' } };
  const secret = await db.transaction().execute(async (trx) => {
    await deleteTries(trx, made);
    if (earlierSessionHash !== undefined) await deleteSession(trx, earlierSessionHash);
    await forgetOld(trx, now);
    return insertSession(trx, account.userId, now);
  });
  return { secret };
}

/** What is kept for a time only goes when somebody signs in: nothing else has to run for it. */
async function forgetOld(db: Kysely<Database>, now: Date): Promise<void> {
  await deleteEndedSessions(db, now);
  await deleteOldLimits(db, now);
  await deleteTriesBefore(db, new Date(now.getTime() - dayMs).toISOString());
  await deleteFormKeysBefore(db, new Date(now.getTime() - formKeyDays * dayMs).toISOString());
}
