import type { Transaction } from 'kysely';
import type { Database } from '#db/schema.ts';
import { insertAccountEvent } from '#app/features/users/account-events.repository.server.ts';
import { tellOfAccount } from '#app/features/users/tell-of-account.server.ts';
import type { PersonDesk } from '#app/guard/desk.server.ts';
import { deleteIdentity, findIdentityUser, insertIdentity } from './identities.repository.server.ts';
import { IdentityFault, type Identity, type IdentityFaultCode } from './identity.ts';

interface Linker {
  readonly userId: string;
  readonly now: Date;
}

/** Links an identity to the account of one who is signed in, and tells them there and by e-mail; a fault when another account has it. */
export async function linkIdentity(desk: PersonDesk, identity: Identity): Promise<Extract<IdentityFaultCode, 'taken'> | undefined> {
  const { database, user: { userId }, now } = desk;
  const at = now.toISOString();
  return database.transaction().execute(async (trx) => {
    if (await insertIdentity(trx, identity, { userId, at })) {
      await insertAccountEvent(trx, { userId, at, event: 'identity_linked' });
      await tellOfAccount(trx, desk, 'identity_linked');
      return undefined;
    }
    return await findIdentityUser(trx, identity) === userId ? undefined : 'taken';
  });
}

/** Links an identity to an account that was just made for it. Throws IdentityFault when another has it, also one that is closed. */
export async function linkNewcomer(trx: Transaction<Database>, identity: Identity, { userId, now }: Linker): Promise<void> {
  const at = now.toISOString();
  if (!await insertIdentity(trx, identity, { userId, at })) throw new IdentityFault('taken');
  await insertAccountEvent(trx, { userId, at, event: 'identity_linked' });
}

/** Takes a link away, with the person's row locked; false when they would have no way in. */
export async function unlinkIdentity(trx: Transaction<Database>, desk: PersonDesk, identity: Identity): Promise<boolean> {
  const { user: { userId }, now } = desk;
  const isGone = await deleteIdentity(trx, userId, identity);
  if (!isGone) return false;
  await insertAccountEvent(trx, { userId, at: now.toISOString(), event: 'identity_unlinked' });
  await tellOfAccount(trx, desk, 'identity_unlinked');
  return true;
}
