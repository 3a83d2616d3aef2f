import { formErrors } from '#app/components/form-errors.ts';
import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';
import { newPasswordFieldViews, type NewPasswordFaults } from './new-password.ts';
import { forgottenAddress } from './password-mail.ts';
import type { SignInView } from './sign-in-view.ts';

interface NewPasswordInput {
  readonly language: Language;
  /** Undefined when it has ended, was used, or never was. */
  readonly link: { readonly code: string; readonly email: string } | undefined;
  readonly faults?: NewPasswordFaults;
}

/** Where the link in the e-mail leads: a new password, or why not. */
export function newPasswordView({ language, link, faults = {} }: NewPasswordInput): SignInView {
  const t = translator(language);
  const title = t('account.reset.title');
  if (link === undefined) {
    return {
      title, lead: t('account.reset.ended'), notice: undefined, fields: [], form: undefined,
      more: [{ text: t('account.reset.again'), link: { href: forgottenAddress, text: t('account.forgotten.title') } }],
    };
  }
  const fields = newPasswordFieldViews(faults, language);
  return {
    title,
    lead: t('account.reset.lead', { email: link.email }),
    notice: undefined,
    fields,
    form: {
      action: '/password/new', hidden: { code: link.code }, errors: formErrors(t('page.errorSummary.heading'), fields), submit: t('account.reset.submit'),
    },
    more: [],
  };
}
