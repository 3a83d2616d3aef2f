import { insertAccountEvent } from '#app/features/users/account-events.repository.server.ts';
import { newRecoveryCodes } from '#app/features/users/recovery-codes.server.ts';
import { confirmFactor, replaceRecoveryCodes } from '#app/features/users/second-factors.repository.server.ts';
import { deleteOtherSessions, markSecondFactor } from '#app/features/users/sessions.repository.server.ts';
import type { CodeFault } from '#app/features/users/sign-in-fault.ts';
import { deleteStepsOf } from '#app/features/users/sign-in-steps.repository.server.ts';
import { deleteTries, waitFault } from '#app/features/users/sign-in-tries.repository.server.ts';
import { tellOfAccount } from '#app/features/users/tell-of-account.server.ts';
import { stepOfCode } from '#app/features/users/totp.server.ts';
import { readCode } from '#app/features/users/typed-code.ts';
import type { PersonDesk } from '#app/guard/desk.server.ts';

interface PendingFactor {
  readonly secret: string;
  readonly secretSealed: string;
  /** As it was typed. */
  readonly code: string;
}

/**
 * The code shows that the app has the secret: from now on signing in asks for one. Sessions begun without it end, but for this one.
 * @returns the recovery codes, to be shown this once; undefined when the factor was confirmed or begun anew meanwhile.
 */
export async function confirmSecondFactor(
  desk: PersonDesk, { secret, secretSealed, code }: PendingFactor,
): Promise<{ readonly codes: readonly string[] } | { readonly fault: CodeFault } | undefined> {
  const { database, user, now } = desk;
  const { userId, sessionHash } = user;
  const place = { secondFactorOf: userId };
  const wait = await waitFault(database, place, now);
  if (wait !== undefined) return { fault: wait };
  const typed = readCode(code);
  const step = typed !== undefined && 'totp' in typed ? stepOfCode(secret, typed.totp, now) : undefined;
  if (step === undefined) return { fault: { code: 'wrong' } };
  const { codes, hashes } = await newRecoveryCodes(userId);
  const at = now.toISOString();
  return database.transaction().execute(async (trx) => {
    if (!await confirmFactor(trx, { userId, secretSealed, step, now: at })) return undefined;
    await replaceRecoveryCodes(trx, { userId, hashes, now: at });
    await deleteOtherSessions(trx, user);
    await deleteStepsOf(trx, userId);
    await markSecondFactor(trx, sessionHash, at);
    await deleteTries(trx, place);
    await insertAccountEvent(trx, { userId, at, event: 'second_factor_on' });
    await tellOfAccount(trx, desk, 'second_factor_on');
    return { codes };
  });
}
