import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { Language } from '#app/domain/programme.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { longestPassword, passwordFault, shortestPassword, type PasswordFault, type PasswordOwner } from './password-rules.ts';

export const newPasswordFields = ['newPassword', 'newPasswordAgain'] as const;
type NewPasswordField = (typeof newPasswordFields)[number];

/** What is wrong with a new password, typed twice; `differs` for the second. */
export type NewPasswordFaults = { readonly newPassword?: PasswordFault; readonly differs?: true };

/** A new password, or what is wrong with it. */
export function readNewPassword(
  { newPassword, newPasswordAgain }: Readonly<Record<NewPasswordField, string>>, owner: PasswordOwner,
): { readonly password: string } | { readonly faults: NewPasswordFaults } {
  const fault = passwordFault(newPassword, owner);
  if (fault !== undefined) return { faults: { newPassword: fault } };
  return newPassword === newPasswordAgain ? { password: newPassword } : { faults: { differs: true } };
}

/** The two fields: never filled in with what was typed. */
export function newPasswordFieldViews({ newPassword, differs }: NewPasswordFaults, language: Language): FormFieldView[] {
  const t = translator(language);
  const field = { kind: 'text', value: '', type: 'password', autoComplete: 'new-password', maxLength: 1_000, isRequired: true } as const;
  return [
    {
      ...field, name: 'newPassword', label: t('account.password.new'), hint: t('people.password.hint', { least: shortestPassword }),
      error: newPassword === undefined ? undefined : sentence(language, `people.password.${newPassword}`, { least: shortestPassword, most: longestPassword }),
    },
    {
      ...field, name: 'newPasswordAgain', label: t('account.password.again'),
      error: differs === true ? t('people.firstStart.error.passwordsDiffer') : undefined,
    },
  ];
}
