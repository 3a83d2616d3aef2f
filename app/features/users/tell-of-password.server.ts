import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { Language } from '#app/domain/programme.ts';
import { isMailAddress } from '#app/features/outbox/mail-address.ts';
import { queueMessage } from '#app/features/outbox/queue-message.server.ts';
import type { OpenDesk } from '#app/guard/desk.server.ts';
import { changedMail } from './password-mail.ts';

export interface Recipient {
  readonly email: string;
  readonly language: Language | undefined;
}

/** Tells a person by e-mail that their password was changed, where there is a mail server and an address it can send to. */
export async function tellOfPassword(
  trx: Transaction<Database>, desk: OpenDesk, { email, language = desk.language }: Recipient,
): Promise<void> {
  const { services: { mail }, now } = desk;
  if (mail === undefined || !isMailAddress(email)) return;
  await queueMessage(trx, mail, {
    kind: 'password_changed', organisationId: undefined, aboutId: undefined, recipient: email, language,
    mail: changedMail({ origin: originOf(desk), language }), now: now.toISOString(), expiresAt: undefined,
  });
}

/** What links in e-mails begin with. */
export function originOf({ services, url }: Pick<OpenDesk, 'services' | 'url'>): string {
  return services.publicOrigin ?? url.origin;
}
