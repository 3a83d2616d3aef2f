import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { isPassword } from './passwords.server.ts';
import type { SignInFault } from './sign-in-fault.ts';
import { deleteTries, waitFault, type SignInPlace } from './sign-in-tries.repository.server.ts';
import { findAccount, type Account } from './users.repository.server.ts';

export interface TriedPassword extends SignInPlace {
  readonly password: string;
  readonly now: Date;
}

/**
 * The account whose password it is, or why not. A try counts, by account and address together, whether the account is there or not,
 * and takes the same time; who calls it clears the count with `deleteTries` when all else was right too.
 */
export async function accountOfPassword(db: Kysely<Database>, tried: TriedPassword): Promise<Account | { readonly fault: SignInFault }> {
  const wait = await waitFault(db, tried, tried.now);
  if (wait !== undefined) return { fault: wait };
  const account = await findAccount(db, tried.email);
  const isRight = await isPassword(tried.password, account?.passwordHash);
  return account === undefined || !isRight ? { fault: { code: 'wrong' } } : account;
}

/** Whether somebody who is signed in knows their own password; asked again before what a stranger at their desk must not do. */
export async function checkOwnPassword(db: Kysely<Database>, tried: TriedPassword): Promise<SignInFault | undefined> {
  const account = await accountOfPassword(db, tried);
  if ('fault' in account) return account.fault;
  await deleteTries(db, tried);
  return undefined;
}
