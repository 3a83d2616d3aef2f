import { limits, type LimitName } from '#app/features/limits/limits.ts';
import { takeFromLimit } from '#app/features/limits/rate-limits.repository.server.ts';
import { networkOf } from '#app/http/client-address.ts';
import type { OpenDesk } from './desk.server.ts';
import { comeLater } from './come-later.ts';

type Counted = Pick<OpenDesk, 'database' | 'now' | 'user' | 'clientAddress'>;

/**
 * Counts one more by this person or, where nobody has signed in, from this address; or by the key that is given. Throws 429 with
 * how long to wait when it was one too many. The guessing of secrets is counted by address also of those who have signed in.
 */
export async function countOne(desk: Counted, name: LimitName, key: string = keyOf(desk, name)): Promise<void> {
  const waitSeconds = await takeFromLimit(desk.database, { name, limit: limits[name], key }, desk.now);
  if (waitSeconds > 0) throw comeLater(waitSeconds);
}

const byAddress: readonly LimitName[] = ['secretGuess', 'passwordReset', 'identityRequest'];

function keyOf({ user, clientAddress }: Counted, name: LimitName): string {
  return user === undefined || byAddress.includes(name) ? networkOf(clientAddress) : user.userId;
}
