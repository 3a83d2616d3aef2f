import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { isMailAddress } from '#app/features/outbox/mail-address.ts';
import { queueMessage, type Mail } from '#app/features/outbox/queue-message.server.ts';
import type { PersonDesk } from '#app/guard/desk.server.ts';
import { accountMail, type AccountLetter, type ToldAccountEvent } from './account-mail.ts';
import { originOf } from './tell-of-password.server.ts';

/** Tells a person by e-mail what they did to their own account, in the transaction it is done in, where there is a mail server. */
export async function tellOfAccount(trx: Transaction<Database>, desk: PersonDesk, event: ToldAccountEvent): Promise<void> {
  const { services: { mail, identityProvider }, user: { email }, language, now } = desk;
  await queueAccountMail(trx, { mail, email }, { event, provider: identityProvider?.name, origin: originOf(desk), language, now });
}

interface Addressee {
  /** Undefined where no e-mail is sent. */
  readonly mail: Mail | undefined;
  readonly email: string;
}

/** The same for who is no person at a desk. An account of an address no mail can be sent to is told nothing. */
export async function queueAccountMail(trx: Transaction<Database>, { mail, email }: Addressee, letter: AccountLetter): Promise<void> {
  if (mail === undefined || !isMailAddress(email)) return;
  await queueMessage(trx, mail, {
    kind: 'account_changed', organisationId: undefined, aboutId: undefined, recipient: email, language: letter.language,
    mail: accountMail(letter), now: letter.now.toISOString(), expiresAt: undefined,
  });
}
