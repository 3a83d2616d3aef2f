import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { networkOf } from '#app/http/client-address.ts';
import type { FormSender } from '#app/http/request-limit.ts';
import { takeFromLimit } from './rate-limits.repository.server.ts';

/** Many people may stand behind one address; one session is one person. */
const addressPerSession = 5;

interface Room {
  /** From one address. */
  readonly mostPerMinute: number;
  readonly now: Date;
}

/** Counts a form that was sent, whatever it is, by its address and by its session. Gives how many seconds it has to wait, 0 when none. */
export async function countForm(db: Kysely<Database>, sender: FormSender, { mostPerMinute, now }: Room): Promise<number> {
  const { address, sessionSecret } = sender;
  const waitSeconds = await takeFromLimit(db, { name: 'form', limit: { most: mostPerMinute, minutes: 1 }, key: networkOf(address) }, now);
  if (waitSeconds > 0 || sessionSecret === undefined || sessionSecret === '') return waitSeconds;
  const most = Math.ceil(mostPerMinute / addressPerSession);
  return takeFromLimit(db, { name: 'form_of_session', limit: { most, minutes: 1 }, key: sessionSecret }, now);
}
