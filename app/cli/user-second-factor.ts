import type { Language } from '#app/domain/programme.ts';
import { insertAccountEvent } from '#app/features/users/account-events.repository.server.ts';
import { deleteSecondFactor } from '#app/features/users/second-factors.repository.server.ts';
import { deleteSessionsOf } from '#app/features/users/sessions.repository.server.ts';
import { deleteStepsOf } from '#app/features/users/sign-in-steps.repository.server.ts';
import { queueAccountMail } from '#app/features/users/tell-of-account.server.ts';
import { accountName, findAccount, findLanguage } from '#app/features/users/users.repository.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { UsageError } from './usage-error.ts';
import { withServices } from './with-services.ts';

export interface SecondFactorArguments {
  readonly email?: string | undefined;
  readonly remove?: boolean | undefined;
}

/** `ou user second-factor --remove`: for one who has lost both the app and the recovery codes; every session of the person ends. */
export async function runUserSecondFactor({ email, remove }: SecondFactorArguments, language: Language): Promise<void> {
  const t = translator(language);
  if (email === undefined || remove !== true) throw new UsageError(t('cli.user.secondFactor.incomplete'));
  await withServices(async ({ database, clock, mail, publicOrigin: origin }) => {
    const account = await findAccount(database, email);
    if (account === undefined) throw new UsageError(t('cli.user.password.unknown', { email }));
    const { userId } = account;
    const isRemoved = await database.transaction().execute(async (trx) => {
      if (!await deleteSecondFactor(trx, userId)) return false;
      await deleteSessionsOf(trx, userId);
      await deleteStepsOf(trx, userId);
      const now = clock();
      await insertAccountEvent(trx, { userId, at: now.toISOString(), event: 'second_factor_off' });
      const letter = { event: 'second_factor_off', now, language: await findLanguage(trx, userId) ?? language } as const;
      if (origin !== undefined) await queueAccountMail(trx, { mail, email: accountName(email) }, { ...letter, origin });
      return true;
    });
    if (!isRemoved) throw new UsageError(t('cli.user.secondFactor.none', { email }));
  });
  process.stdout.write(`${t('cli.user.secondFactor.done', { email })}\n`);
}
