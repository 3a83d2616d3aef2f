import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PostButtonView } from '#app/components/post-button.tsx';
import type { Language } from '#app/domain/programme.ts';
import type { IdentityFaultCode } from '#app/features/identities/identity.ts';
import { identityFaultNotice, providerButton } from '#app/features/identities/identity-words.ts';
import { sentence, translator, type TextKey } from '#app/i18n/translate.ts';
import { longestEmail } from './email.ts';
import { forgottenAddress } from './password-mail.ts';
import { keptFields, type KeptForm } from './kept-form.ts';
import type { SignInFault } from './sign-in-fault.ts';

export interface SignInView {
  readonly title: string;
  readonly lead: string;
  readonly notice: NoticeView | undefined;
  /** Left out where there is nothing to fill in. */
  readonly form: FormCardView | undefined;
  readonly fields: readonly FormFieldView[];
  /** The way in by another place. */
  readonly provider?: PostButtonView | undefined;
  /** Other ways on, each said with its link where there is one. */
  readonly more: readonly WayOn[];
}

export interface WayOn {
  readonly text: string;
  readonly link?: LinkView | undefined;
}

export interface SignInInput {
  readonly language: Language;
  /** Where the person was on the way to. */
  readonly to: string;
  readonly email?: string;
  readonly fault?: SignInFault | undefined;
  /** What was just done: `?done=signed-out`. */
  readonly done?: string | undefined;
  /** What was typed before it turned out that nobody was signed in. */
  readonly kept?: KeptForm | undefined;
  /** Another place where people may sign in instead; what they call it. */
  readonly providerName?: string | undefined;
  /** Why that place let nobody in. */
  readonly identityFault?: IdentityFaultCode | undefined;
}

/** The way in. A fault is told once and is the same whether the account or the password is wrong. */
export function signInView(input: SignInInput): SignInView {
  const { language, to, kept, providerName } = input;
  const t = translator(language);
  const fields = fieldsOf(input);
  const hidden = { to, ...(kept === undefined ? {} : keptFields(kept)) };
  return {
    title: t('people.signIn.heading'),
    lead: t('people.signIn.lead'),
    notice: noticeOf(input),
    fields,
    form: {
      action: kept === undefined ? '/sign-in' : '/sign-in?resume=yes',
      hidden,
      // Typed text of several pages' length fits only in a form of this kind.
      hasFiles: kept !== undefined,
      errors: formErrors(t('page.errorSummary.heading'), fields),
      submit: t('people.signIn.submit'),
    },
    provider: providerName === undefined ? undefined : providerButton(providerName, hidden, language),
    more: [
      { text: t('account.forgotten.question'), link: { href: forgottenAddress, text: t('account.forgotten.title') } },
      { text: t('people.signIn.calculator'), link: { href: '/calculator', text: t('people.signIn.calculator.link') } },
    ],
  };
}

function fieldsOf({ language, email = '', fault }: SignInInput): FormFieldView[] {
  const t = translator(language);
  return [
    {
      kind: 'text', name: 'email', label: t('people.email'), value: email, type: 'email', autoComplete: 'username', maxLength: longestEmail, isRequired: true,
      error: fault === undefined ? undefined : faultText(fault, language),
    },
    {
      kind: 'text', name: 'password', label: t('people.password'), value: '', type: 'password', autoComplete: 'current-password', maxLength: 1_000,
      isRequired: true,
    },
  ];
}

function faultText(fault: SignInFault, language: Language): string {
  if (fault.code !== 'wait') return sentence(language, `people.signIn.${fault.code}`, {});
  return sentence(language, `people.signIn.wait${fault.minutes === 1 ? '.one' : ''}`, { minutes: fault.minutes });
}

const doneKeys = new Map<string | undefined, TextKey>([['signed-out', 'people.signIn.signedOut'], ['password', 'account.reset.done']]);

function noticeOf({ language, kept, done, providerName = '', identityFault }: SignInInput): NoticeView | undefined {
  const t = translator(language);
  if (identityFault !== undefined) return identityFaultNotice(identityFault, providerName, language);
  if (kept !== undefined) return { tone: 'warning', heading: t('people.resume.ended'), text: t('people.resume.kept') };
  // A map: what stands in the address may be the name of anything.
  const key = doneKeys.get(done);
  return key === undefined ? undefined : { tone: 'success', text: sentence(language, key, {}), isDone: true };
}
