import { randomUUID } from 'node:crypto';
import { accountAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import { insertAccountEvent } from '#app/features/users/account-events.repository.server.ts';
import { checkOwnPassword } from '#app/features/users/check-password.server.ts';
import { newPasswordFields, newPasswordFieldViews, readNewPassword, type NewPasswordFaults } from '#app/features/users/new-password.ts';
import { ownPasswordField } from '#app/features/users/own-password-field.ts';
import { hashPassword } from '#app/features/users/passwords.server.ts';
import { deleteResetsOf } from '#app/features/users/password-resets.repository.server.ts';
import { deleteOtherSessions } from '#app/features/users/sessions.repository.server.ts';
import { deleteStepsOf } from '#app/features/users/sign-in-steps.repository.server.ts';
import { tellOfPassword } from '#app/features/users/tell-of-password.server.ts';
import type { SignInFault } from '#app/features/users/sign-in-fault.ts';
import { updatePassword } from '#app/features/users/users.repository.server.ts';
import { carryOutOwn, leadOnIfCarriedOut } from '#app/guard/carry-out.server.ts';
import type { PersonDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { accountBreadcrumbs } from './account-frame-view.ts';

interface Faults {
  readonly current?: SignInFault | undefined;
  readonly chosen?: NewPasswordFaults;
}

export function changePasswordPage({ language }: PersonDesk, { current, chosen = {} }: Faults = {}): FormPageView {
  const t = translator(language);
  const title = t('account.password.title');
  const fields = [ownPasswordField(current, language), ...newPasswordFieldViews(chosen, language)];
  return {
    title,
    breadcrumbs: accountBreadcrumbs(title, language),
    navs: [], notices: [],
    heading: { title, lead: t('account.password.lead') },
    form: pageForm([{ fields }], {
      hidden: { form_key: randomUUID() }, submit: t('account.password.submit'), cancel: { href: accountAddress(), text: t('form.cancel') },
    }, language),
  };
}

/** Changes the password of one who knows the one there is; every other session ends, and what was under way with the old one. */
export async function answerChangePassword(desk: PersonDesk, form: FormFields): Promise<FormPageView> {
  await leadOnIfCarriedOut(desk, form);
  const { database, user, now, clientAddress } = desk;
  const chosen = readNewPassword(form.typed(newPasswordFields), { email: user.email, name: user.name, organisationName: '' });
  if ('faults' in chosen) return changePasswordPage(desk, { chosen: chosen.faults });
  const current = await checkOwnPassword(database, { email: user.email, address: clientAddress, password: form.text('password'), now });
  if (current !== undefined) return changePasswordPage(desk, { current });
  const passwordHash = await hashPassword(chosen.password);
  const { refused } = await carryOutOwn<never>(desk, form, async (trx) => {
    await updatePassword(trx, user.userId, passwordHash);
    await deleteOtherSessions(trx, user);
    await deleteStepsOf(trx, user.userId);
    await deleteResetsOf(trx, user.userId);
    await insertAccountEvent(trx, { userId: user.userId, at: now.toISOString(), event: 'password_changed' });
    await tellOfPassword(trx, desk, { email: user.email, language: user.language });
    return { location: `${accountAddress()}?done=password` };
  });
  return refused;
}
