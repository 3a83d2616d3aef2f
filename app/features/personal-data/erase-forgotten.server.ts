import type { Transaction } from 'kysely';
import { naming } from '#db/in-organisation.ts';
import type { Database } from '#db/schema.ts';
import { findLanguage, lockUser } from '#app/features/users/users.repository.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { eraseAccount, findAccountAt, isForgotten, listForgotten } from './own-account.repository.server.ts';

/**
 * Erases the account of an address when the last organisation that had its person on record has erased them, and none waits for
 * their answer to an invitation. One who only left is on record still, and keeps the account.
 */
export async function eraseAccountIfForgotten(
  trx: Transaction<Database>, { email, now }: { readonly email: string; readonly now: string },
): Promise<void> {
  await naming(trx, undefined, async () => {
    const userId = await findAccountAt(trx, email);
    if (userId !== undefined) await eraseForgotten(trx, { userId, now });
  });
}

/**
 * The same for everybody at once, but for one who is signing in: an invitation that ran out was the last that waited for somebody,
 * and nobody did anything that moment.
 */
export async function eraseForgottenAccounts(
  trx: Transaction<Database>, { but, now }: { readonly but: string; readonly now: string },
): Promise<void> {
  for (const userId of await listForgotten(trx, now)) {
    if (userId !== but) await eraseForgotten(trx, { userId, now });
  }
}

/** Asked under the lock: of two organisations that erase at the same time, the later sees what the earlier did. */
async function eraseForgotten(
  trx: Transaction<Database>, { userId, now }: { readonly userId: string; readonly now: string },
): Promise<void> {
  await lockUser(trx, userId);
  if (!await isForgotten(trx, { userId, now })) return;
  const name = translator(await findLanguage(trx, userId) ?? 'nb')('privacy.erasedName');
  await eraseAccount(trx, { userId, name, now });
}
