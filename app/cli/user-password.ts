import type { Language } from '#app/domain/programme.ts';
import { hashPassword } from '#app/features/users/passwords.server.ts';
import { deleteSessionsOf } from '#app/features/users/sessions.repository.server.ts';
import { findAccount, updatePassword } from '#app/features/users/users.repository.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { askedPassword } from './asked-password.ts';
import { UsageError } from './usage-error.ts';
import { withServices } from './with-services.ts';

/** `ou user password`: a new password for one who has forgotten theirs; every session of the person ends. */
export async function runUserPassword(email: string | undefined, language: Language): Promise<void> {
  const t = translator(language);
  if (email === undefined) throw new UsageError(t('cli.user.password.incomplete'));
  await withServices(async ({ database }) => {
    const account = await findAccount(database, email);
    if (account === undefined) throw new UsageError(t('cli.user.password.unknown', { email }));
    const passwordHash = await hashPassword(await askedPassword({ email, name: account.name, organisationName: '' }, language));
    await database.transaction().execute(async (trx) => {
      await updatePassword(trx, account.userId, passwordHash);
      await deleteSessionsOf(trx, account.userId);
    });
  });
  process.stdout.write(`${t('cli.user.password.done', { email })}\n`);
}
