import { setTimeout as wait } from 'node:timers/promises';
import { queueMessage, type Mail } from '#app/features/outbox/queue-message.server.ts';
import type { OpenDesk } from '#app/guard/desk.server.ts';
import { resetMail } from './password-mail.ts';
import { insertReset } from './password-resets.repository.server.ts';
import { resetMinutes } from './reset-limits.ts';
import { takeTry } from './sign-in-tries.repository.server.ts';
import { originOf } from './tell-of-password.server.ts';
import { accountName, findAccount, findLanguage } from './users.repository.server.ts';

const minuteMs = 60_000;
/** Far longer than anything done for an account takes, so that the answer's time does not tell whether there is one. */
const answerMs = 400;

export interface ForgottenPassword {
  readonly email: string;
  readonly mail: Mail;
}

/**
 * Sends a link to the account's own address, if there is an account with a password. Says nothing of it, and takes the same time.
 * @returns how many minutes to wait, where it was asked for too often for this account or from this address; 0 when not.
 */
export async function sendResetLink(desk: OpenDesk, { email, mail }: ForgottenPassword): Promise<number> {
  const [waitMs] = await Promise.all([tryToSend(desk, { email, mail }), wait(answerMs)]);
  return Math.ceil(waitMs / minuteMs);
}

async function tryToSend(desk: OpenDesk, { email, mail }: ForgottenPassword): Promise<number> {
  const { database, clientAddress, now, language } = desk;
  const waits = [
    await takeTry(database, { resetOf: accountName(email) }, now),
    ...(clientAddress === '' ? [] : [await takeTry(database, { resetFrom: clientAddress }, now)]),
  ];
  const waitMs = Math.max(...waits);
  const account = waitMs > 0 ? undefined : await findAccount(database, email);
  if (account?.passwordHash === undefined) return waitMs;
  await database.transaction().execute(async (trx) => {
    const chosen = await findLanguage(trx, account.userId) ?? language;
    const secret = await insertReset(trx, account.userId, now);
    await queueMessage(trx, mail, {
      kind: 'password_reset', organisationId: undefined, aboutId: undefined, recipient: accountName(email), language: chosen,
      mail: resetMail({ origin: originOf(desk), secret, language: chosen }), now: now.toISOString(),
      expiresAt: new Date(now.getTime() + resetMinutes * minuteMs).toISOString(),
    });
  });
  return waitMs;
}
