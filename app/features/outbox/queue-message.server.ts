import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { SecretBox } from '#app/features/secrets/secret-box.server.ts';
import { headerLine, isMailAddress } from './mail-address.ts';
import { insertMessage } from './outbox.repository.server.ts';
import type { NewMessage } from './outbox-message.ts';
import { purposeOf } from './sealed-mail.ts';

/** There is a mail server: what is queued will be sent. Where there is none, nothing is queued, and the caller shows the link. */
export interface Mail {
  readonly secretBox: SecretBox;
}

/**
 * Queues an e-mail in the transaction of what it tells of: both happen or neither. What it says is sealed until it is sent, since
 * its link lets somebody in. Throws for an address that has no place in a header; forms refuse those before. @returns its id.
 */
export async function queueMessage(trx: Transaction<Database>, mail: Mail, message: NewMessage): Promise<string> {
  const { recipient, storedAs, mail: { subject, text, html } } = message;
  if (!isMailAddress(recipient)) throw new Error('The recipient is no address a mail can be sent to');
  if (headerLine(subject) !== subject) throw new Error('The subject of a mail is one line');
  const id = randomUUID();
  const body = storedAs === undefined ? { text, html } : { text, html, to: recipient };
  const bodySealed = mail.secretBox.seal(JSON.stringify(body), purposeOf(id));
  await insertMessage(trx, { ...message, recipient: storedAs ?? recipient, id, subject, bodySealed });
  return id;
}
