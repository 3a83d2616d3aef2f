import type { Kysely, Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { SecretBox } from '#app/features/secrets/secret-box.server.ts';
import { insertAccountEvent } from './account-events.repository.server.ts';
import { hashCode } from './passwords.server.ts';
import { findSecondFactor, takeRecoveryCode, takeStep } from './second-factors.repository.server.ts';
import type { CodeFault } from './sign-in-fault.ts';
import { deleteTries, waitFault } from './sign-in-tries.repository.server.ts';
import { stepOfCode } from './totp.server.ts';
import { readCode, type TypedCode } from './typed-code.ts';

export interface ShownCode {
  readonly userId: string;
  /** As it was typed: of the app, or one of the recovery codes. */
  readonly code: string;
  readonly now: Date;
}

interface Vault {
  readonly database: Kysely<Database>;
  readonly secretBox: SecretBox;
}

/** A code that may be tried: counted as a try, and its slow hash made before the transaction, which holds off other writers. */
export interface ReadyCode {
  readonly secretBox: SecretBox;
  readonly userId: string;
  readonly typed: TypedCode | undefined;
  readonly codeHash: string | undefined;
  readonly now: Date;
}

/** Tries are counted for the account, wherever they come from. */
export async function readyCode(
  { database, secretBox }: Vault, { userId, code, now }: ShownCode,
): Promise<{ readonly ready: ReadyCode } | { readonly fault: CodeFault }> {
  const wait = await waitFault(database, { secondFactorOf: userId }, now);
  if (wait !== undefined) return { fault: wait };
  const typed = readCode(code);
  const codeHash = typed !== undefined && 'recovery' in typed ? await hashCode(userId, typed.recovery) : undefined;
  return { ready: { secretBox, userId, typed, codeHash, now } };
}

/**
 * Uses a code up, in the very transaction of what it is shown for, so that of several at once with the same code one gets through.
 * @returns why it is none, or undefined when it was good.
 */
export async function useCode(trx: Transaction<Database>, ready: ReadyCode): Promise<CodeFault | undefined> {
  const { userId, now } = ready;
  const fault = await takeCode(trx, ready);
  if (fault !== undefined) {
    await insertAccountEvent(trx, { userId, at: now.toISOString(), event: 'second_factor_wrong' });
    return { code: fault };
  }
  await deleteTries(trx, { secondFactorOf: userId });
  return undefined;
}

async function takeCode(trx: Transaction<Database>, ready: ReadyCode): Promise<'wrong' | 'used' | undefined> {
  const { secretBox, userId, typed, codeHash, now } = ready;
  if (typed === undefined) return 'wrong';
  if (codeHash !== undefined) return takeRecovery(trx, { userId, codeHash, now: now.toISOString() });
  const factor = await findSecondFactor(trx, userId);
  if (factor?.confirmedAt === undefined || !('totp' in typed)) return 'wrong';
  const step = stepOfCode(openFactor(secretBox, userId, factor.secretSealed), typed.totp, now);
  if (step === undefined) return 'wrong';
  return await takeStep(trx, userId, step) ? undefined : 'used';
}

async function takeRecovery(
  trx: Transaction<Database>, taken: { readonly userId: string; readonly codeHash: string; readonly now: string },
): Promise<'wrong' | undefined> {
  if (!await takeRecoveryCode(trx, taken)) return 'wrong';
  await insertAccountEvent(trx, { userId: taken.userId, at: taken.now, event: 'recovery_code_used' });
  return undefined;
}

/** Sealed for the one person: a row copied to another does not open. */
export function sealFactor(secretBox: SecretBox, userId: string, secret: string): string {
  return secretBox.seal(secret, purposeOf(userId));
}

export function openFactor(secretBox: SecretBox, userId: string, sealed: string): string {
  return secretBox.open(sealed, purposeOf(userId));
}

function purposeOf(userId: string): string {
  return `second factor of ${userId}`;
}
