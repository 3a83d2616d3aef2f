import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { isMailAddress } from '#app/features/outbox/mail-address.ts';
import { queueMessage } from '#app/features/outbox/queue-message.server.ts';
import { originOf } from '#app/features/users/tell-of-password.server.ts';
import type { PersonDesk } from '#app/guard/desk.server.ts';
import { erasedMail } from './erased-mail.ts';
import { goneAddress } from './gone-address.ts';

/** Tells a person by e-mail that their account is erased, where there is a mail server. The sealed e-mail alone knows their address. */
export async function tellOfErasing(trx: Transaction<Database>, desk: PersonDesk): Promise<void> {
  const { services: { mail }, user: { userId, email }, language, now } = desk;
  if (mail === undefined || !isMailAddress(email)) return;
  await queueMessage(trx, mail, {
    kind: 'account_changed', organisationId: undefined, aboutId: undefined, recipient: email, storedAs: goneAddress(userId), language,
    mail: erasedMail({ now, origin: originOf(desk), language }), now: now.toISOString(), expiresAt: undefined,
  });
}
