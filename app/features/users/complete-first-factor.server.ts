import type { Transaction } from 'kysely';
import type { SignInMethod } from '#db/schema-people.ts';
import type { Database } from '#db/schema.ts';
import type { Language } from '#app/domain/programme.ts';
import { deleteUnansweredBefore } from '#app/features/invitations/invitations.repository.server.ts';
import { deleteOldLimits } from '#app/features/limits/rate-limits.repository.server.ts';
import { deleteMessagesBefore } from '#app/features/outbox/outbox.repository.server.ts';
import { eraseForgottenAccounts } from '#app/features/personal-data/erase-forgotten.server.ts';
import { deleteAccountEventsBefore, insertAccountEvent } from './account-events.repository.server.ts';
import { deleteFormKeysBefore } from './form-keys.repository.server.ts';
import { hasSecondFactor } from './second-factors.repository.server.ts';
import { beginSession, deleteEndedSessions, deleteSession } from './sessions.repository.server.ts';
import { deleteEndedSteps, insertStep } from './sign-in-steps.repository.server.ts';
import { deleteTriesBefore } from './sign-in-tries.repository.server.ts';
import { findLanguage } from './users.repository.server.ts';

const dayMs = 24 * 60 * 60_000;
const formKeyDays = 30;
const accountEventDays = 365;
/** What was sent, and invitations nobody answered. */
const mailDays = 365;

/** Somebody who has shown that they are the account's person, whichever way. */
export interface FirstFactor {
  readonly userId: string;
  readonly method: SignInMethod;
  /** See deviceOf. */
  readonly device: string | undefined;
  readonly now: Date;
  /** The session the browser still has; it ends when a new one begins. */
  readonly earlierSessionHash: string | undefined;
  /** The place where they signed in has asked for a second factor itself, and the installation trusts it to. */
  readonly hasSecondFactor?: boolean;
}

/** A session's secret, or that of the step where the second factor is asked for, in the account's language: each for its own cookie. */
export type FirstFactorOutcome = { readonly secret: string } | { readonly stepSecret: string; readonly language: Language | undefined };

/** The first factor was right: begins a session, or the step to the second factor where the person has one. The one way to either. */
export async function completeFirstFactor(trx: Transaction<Database>, first: FirstFactor): Promise<FirstFactorOutcome> {
  const { userId, method, now } = first;
  const isDone = first.hasSecondFactor === true;
  if (!isDone && await hasSecondFactor(trx, userId)) {
    return { stepSecret: await insertStep(trx, { userId, method, now }), language: await findLanguage(trx, userId) };
  }
  return { secret: await signInWith(trx, first, isDone ? now.toISOString() : undefined) };
}

/** Begins the session of one who has shown all that is asked for. */
export async function signInWith(trx: Transaction<Database>, first: FirstFactor, secondFactorAt: string | undefined): Promise<string> {
  const { userId, method, device, now, earlierSessionHash } = first;
  if (earlierSessionHash !== undefined) await deleteSession(trx, earlierSessionHash);
  await forgetOld(trx, first);
  await insertAccountEvent(trx, { userId, at: now.toISOString(), event: 'signed_in', facts: device === undefined ? {} : { device } });
  return beginSession(trx, { userId, method, device, now, secondFactorAt });
}

/** What is kept for a time only goes when somebody signs in: nothing else has to run for it. */
async function forgetOld(db: Transaction<Database>, { userId, now }: FirstFactor): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs).toISOString();
  await deleteEndedSessions(db, now);
  await deleteEndedSteps(db, now);
  await deleteOldLimits(db, now);
  await deleteTriesBefore(db, daysAgo(1));
  await deleteFormKeysBefore(db, daysAgo(formKeyDays));
  await deleteAccountEventsBefore(db, daysAgo(accountEventDays));
  await deleteMessagesBefore(db, daysAgo(mailDays));
  await deleteUnansweredBefore(db, daysAgo(mailDays));
  await eraseForgottenAccounts(db, { but: userId, now: now.toISOString() });
}
