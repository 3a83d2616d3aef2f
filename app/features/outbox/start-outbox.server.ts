import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { SecretBox } from '#app/features/secrets/secret-box.server.ts';
import { noteFault, noteSent, takeDueMessages, type TakenMessage } from './outbox.repository.server.ts';
import { repeat, type Repeated } from '#app/repeated.ts';
import { SendFault } from './outbox-message.ts';
import { openMail } from './sealed-mail.ts';
import type { SendMail } from './smtp.server.ts';

export interface OutboxGround {
  readonly database: Kysely<Database>;
  readonly secretBox: SecretBox;
  readonly clock: () => Date;
  readonly send: SendMail;
}

const everyMs = 2_000;
const atOnce = 5;

/** Sends what is queued, until it is stopped; what is cut off by that is tried again. */
export function startOutbox(ground: OutboxGround, pauseMs = everyMs): Repeated {
  // A database that is away for a moment is not the end of the sender.
  const report = (error: unknown) => { process.stderr.write(`Outbox: ${error instanceof Error ? error.message : ''}\n`); };
  return repeat(() => sendDue(ground), { pauseMs, report });
}

/** One round: takes what is due, and tries each. @returns how many were tried. */
export async function sendDue(ground: OutboxGround): Promise<number> {
  const taken = await takeDueMessages(ground.database, ground.clock(), atOnce);
  await Promise.all(taken.map((message) => sendOne(ground, message)));
  return taken.length;
}

async function sendOne({ database, secretBox, clock, send }: OutboxGround, message: TakenMessage): Promise<void> {
  const { id, recipient, subject, bodySealed, tries } = message;
  try {
    const { to = recipient, ...said } = openMail(secretBox, { id, bodySealed });
    await send({ id, recipient: to, subject, ...said });
  } catch (error) {
    await noteFault(database, { id, tries, fault: error instanceof SendFault ? error : new SendFault('refused') }, clock());
    return;
  }
  await noteSent(database, id, clock());
}
