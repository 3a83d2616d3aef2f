import { setTimeout as wait } from 'node:timers/promises';
import { queueMessage, type Mail } from '#app/features/outbox/queue-message.server.ts';
import type { OpenDesk } from '#app/guard/desk.server.ts';
import { countOne } from '#app/guard/take-from-limit.server.ts';
import { resetMail } from './password-mail.ts';
import { insertReset } from './password-resets.repository.server.ts';
import { resetMinutes } from './reset-limits.ts';
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
 * Throws 429 where it was asked for too often, from this place or for this address, whether that has an account or not.
 */
export async function sendResetLink(desk: OpenDesk, { email, mail }: ForgottenPassword): Promise<void> {
  await countOne(desk, 'passwordReset');
  await countOne(desk, 'passwordReset', accountName(email));
  await Promise.all([sendIfThere(desk, { email, mail }), wait(answerMs)]);
}

async function sendIfThere(desk: OpenDesk, { email, mail }: ForgottenPassword): Promise<void> {
  const { database, now, language } = desk;
  const account = await findAccount(database, email);
  if (account?.passwordHash === undefined) return;
  await database.transaction().execute(async (trx) => {
    const chosen = await findLanguage(trx, account.userId) ?? language;
    const secret = await insertReset(trx, account.userId, now);
    await queueMessage(trx, mail, {
      kind: 'password_reset', organisationId: undefined, aboutId: undefined, recipient: accountName(email), language: chosen,
      mail: resetMail({ origin: originOf(desk), secret, language: chosen }), now: now.toISOString(),
      expiresAt: new Date(now.getTime() + resetMinutes * minuteMs).toISOString(),
    });
  });
}
