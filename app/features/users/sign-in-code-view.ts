import { formErrors } from '#app/components/form-errors.ts';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { Language } from '#app/domain/programme.ts';
import { sentence, translator, type TextKey } from '#app/i18n/translate.ts';
import { keptFields, type KeptForm } from './kept-form.ts';
import type { CodeFault } from './sign-in-fault.ts';
import type { SignInView } from './sign-in-view.ts';

export const codeSources = ['app', 'recovery'] as const;
export type CodeSource = (typeof codeSources)[number];

export interface SignInCodeInput {
  readonly language: Language;
  /** Where the person was on the way to. */
  readonly to: string;
  readonly fault?: CodeFault | undefined;
  /** Where the person reads the code: figures of the app, or the letters of a recovery code, which a phone's figures cannot type. */
  readonly from?: CodeSource | undefined;
  /** What was typed before it turned out that nobody was signed in. */
  readonly kept?: KeptForm | undefined;
}

/** The second step of the way in: the code of the app, or a recovery code. */
export function signInCodeView({ language, to, fault, from = 'app', kept }: SignInCodeInput): SignInView {
  const t = translator(language);
  const fields = [from === 'app' ? codeField({ language, fault }) : recoveryField({ language, fault })];
  const other = from === 'app' ? 'recovery' : 'app';
  return {
    title: t(`account.code.heading.${from}`),
    lead: t(`account.code.lead.${from}`),
    notice: kept === undefined ? undefined : { tone: 'warning', heading: t('people.resume.ended'), text: t('people.resume.kept') },
    fields,
    form: {
      action: kept === undefined ? '/sign-in/code' : '/sign-in/code?resume=yes',
      hidden: { to, from, ...(kept === undefined ? {} : keptFields(kept)) },
      hasFiles: kept !== undefined,
      errors: formErrors(t('page.errorSummary.heading'), fields),
      submit: t('account.code.submit'),
      otherSubmits: [{ name: 'instead', value: other, text: t(`account.code.instead.${other}`) }],
    },
    more: [{ text: t('account.code.lost') }],
  };
}

interface CodeFieldParts {
  readonly language: Language;
  readonly fault: CodeFault | undefined;
}

/** The field of an app's code: a phone offers figures for it and fills it in, and spaces pasted along do no harm. */
export function codeField({ language, fault }: CodeFieldParts): FormFieldView {
  const t = translator(language);
  return {
    ...codeWords(t('account.code.label'), { language, fault }), hint: t('account.code.hint'), inputMode: 'numeric', autoComplete: 'one-time-code',
  };
}

function recoveryField({ language, fault }: CodeFieldParts): FormFieldView {
  const t = translator(language);
  return { ...codeWords(t('account.code.recovery'), { language, fault, wrong: 'account.code.wrong.recovery' }), hint: t('account.code.recovery.hint') };
}

function codeWords(label: string, { language, fault, wrong = 'account.code.wrong' }: CodeFieldParts & { readonly wrong?: TextKey }) {
  const error = fault === undefined ? undefined : codeFaultText(fault, { language, wrong });
  return { kind: 'text' as const, name: 'code', label, value: '', maxLength: 60, isRequired: true, width: 'medium' as const, error };
}

function codeFaultText(fault: CodeFault, { language, wrong }: { readonly language: Language; readonly wrong: TextKey }): string {
  if (fault.code !== 'wait') return sentence(language, fault.code === 'wrong' ? wrong : 'account.code.used', {});
  return sentence(language, `people.signIn.wait${fault.minutes === 1 ? '.one' : ''}`, { minutes: fault.minutes });
}
