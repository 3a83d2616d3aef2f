import type { Language } from '#app/domain/programme.ts';
import { insertAccountEvent } from '#app/features/users/account-events.repository.server.ts';
import { deleteResetsOf } from '#app/features/users/password-resets.repository.server.ts';
import { hashPassword } from '#app/features/users/passwords.server.ts';
import { deleteSessionsOf } from '#app/features/users/sessions.repository.server.ts';
import { deleteStepsOf } from '#app/features/users/sign-in-steps.repository.server.ts';
import { findAccount, updatePassword } from '#app/features/users/users.repository.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { askedPassword } from './asked-password.ts';
import { UsageError } from './usage-error.ts';
import { withServices } from './with-services.ts';

/** `ou user password`: a new password for one who has forgotten theirs; every session of the person ends. */
export async function runUserPassword(email: string | undefined, language: Language): Promise<void> {
  const t = translator(language);
  if (email === undefined) throw new UsageError(t('cli.user.password.incomplete'));
  await withServices(async ({ database, clock }) => {
    const account = await findAccount(database, email);
    if (account === undefined) throw new UsageError(t('cli.user.password.unknown', { email }));
    const passwordHash = await hashPassword(await askedPassword({ email, name: account.name, organisationName: '' }, language));
    await database.transaction().execute(async (trx) => {
      await updatePassword(trx, account.userId, passwordHash);
      await deleteSessionsOf(trx, account.userId);
      await deleteStepsOf(trx, account.userId);
      await deleteResetsOf(trx, account.userId);
      await insertAccountEvent(trx, { userId: account.userId, at: clock().toISOString(), event: 'password_reset' });
    });
  });
  process.stdout.write(`${t('cli.user.password.done', { email })}\n`);
}
