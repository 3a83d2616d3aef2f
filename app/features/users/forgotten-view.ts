import { formErrors } from '#app/components/form-errors.ts';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';
import { longestEmail } from './email.ts';
import { forgottenAddress } from './password-mail.ts';
import { resetMinutes } from './reset-limits.ts';
import type { SignInView } from './sign-in-view.ts';

interface ForgottenInput {
  readonly language: Language;
  /** False where no e-mail is sent: then somebody has to be asked. */
  readonly canSend: boolean;
  readonly email?: string;
  readonly hasSent?: boolean;
  /** What was typed is no address. */
  readonly isUnclear?: boolean;
}

/** Where one who has forgotten the password asks for a link; it never says whether the address has an account. */
export function forgottenPasswordView({ language, canSend, email = '', hasSent = false, isUnclear = false }: ForgottenInput): SignInView {
  const t = translator(language);
  const fields: FormFieldView[] = [{
    kind: 'text', name: 'email', label: t('people.email'), value: email, type: 'email', autoComplete: 'username', maxLength: longestEmail, isRequired: true,
    error: isUnclear ? t('people.firstStart.error.emailUnclear') : undefined,
  }];
  return {
    title: t('account.forgotten.title'),
    lead: t(canSend ? 'account.forgotten.lead' : 'account.forgotten.ask'),
    notice: hasSent
      ? { tone: 'success', isDone: true, heading: t('account.forgotten.sent'), text: t('account.forgotten.sent.text', { minutes: resetMinutes }) }
      : undefined,
    fields: canSend ? fields : [],
    form: canSend
      ? { action: forgottenAddress, errors: formErrors(t('page.errorSummary.heading'), fields), submit: t('account.forgotten.submit') }
      : undefined,
    more: [{ text: t('account.forgotten.remembered'), link: { href: '/sign-in', text: t('people.signIn.heading') } }],
  };
}
