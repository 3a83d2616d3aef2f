import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import type { SecretBox } from '#app/features/secrets/secret-box.server.ts';
import { noteFault, noteSent, takeDueMessages, type TakenMessage } from './outbox.repository.server.ts';
import { SendFault } from './outbox-message.ts';
import { openMail } from './sealed-mail.ts';
import type { SendMail } from './smtp.server.ts';

export interface OutboxGround {
  readonly database: Kysely<Database>;
  readonly secretBox: SecretBox;
  readonly clock: () => Date;
  readonly send: SendMail;
}

export interface RunningOutbox {
  /** Begins nothing more, and waits for what is under way, but not for long: what is cut off is tried again. */
  readonly stop: () => Promise<void>;
}

const everyMs = 2_000;
const atOnce = 5;
const patienceMs = 5_000;

/** Sends what is queued, until it is stopped. */
export function startOutbox(ground: OutboxGround, pauseMs = everyMs): RunningOutbox {
  const state = { isStopped: false };
  let wake: () => void = () => undefined;
  const rest = () => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, pauseMs);
    timer.unref();
    wake = () => { clearTimeout(timer); resolve(); };
  });
  const run = async () => {
    while (!state.isStopped) {
      // A database that is away for a moment is not the end of the sender.
      await sendDue(ground).catch((error: unknown) => { process.stderr.write(`Outbox: ${error instanceof Error ? error.message : ''}\n`); });
      if (!state.isStopped) await rest();
    }
  };
  const running = run();
  return {
    stop: async () => {
      state.isStopped = true;
      wake();
      await Promise.race([running, new Promise<void>((resolve) => { setTimeout(resolve, patienceMs).unref(); })]);
    },
  };
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
    await send({ id, recipient, subject, ...openMail(secretBox, { id, bodySealed }) });
  } catch (error) {
    await noteFault(database, { id, tries, fault: error instanceof SendFault ? error : new SendFault('refused') }, clock());
    return;
  }
  await noteSent(database, id, clock());
}
