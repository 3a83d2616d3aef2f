import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { Language } from '#app/domain/programme.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import type { SignInFault } from './sign-in-fault.ts';

/** Asks somebody who is signed in for the password they have now. */
export function ownPasswordField(fault: SignInFault | undefined, language: Language): FormFieldView {
  return {
    kind: 'text', name: 'password', label: translator(language)('account.password.current'), value: '', type: 'password',
    autoComplete: 'current-password', maxLength: 1_000, isRequired: true, error: fault === undefined ? undefined : faultText(fault, language),
  };
}

function faultText(fault: SignInFault, language: Language): string {
  if (fault.code !== 'wait') return translator(language)('account.password.wrong');
  return sentence(language, `people.signIn.wait${fault.minutes === 1 ? '.one' : ''}`, { minutes: fault.minutes });
}
