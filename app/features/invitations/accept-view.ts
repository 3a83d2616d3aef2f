import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PostButtonView } from '#app/components/post-button.tsx';
import type { Language } from '#app/domain/programme.ts';
import { invitationAddress } from '#app/features/shell/addresses.ts';
import { fieldWords, type FormState } from '#app/features/shell/form-words.ts';
import type { IdentityFaultCode } from '#app/features/identities/identity.ts';
import { identityFaultNotice, providerButton } from '#app/features/identities/identity-words.ts';
import { longestPassword, shortestPassword } from '#app/features/users/password-rules.ts';
import { formatMoment } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import type { AcceptFaults } from './accept-form.ts';
import { invitedTo } from './invitation-mail.ts';
import type { AcceptRefusal, InvitationByLink } from './invitation.ts';

/** What a link leads to: what one is asked, and the one way on. */
export interface AcceptView {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly notice: NoticeView | undefined;
  readonly form: FormCardView | undefined;
  readonly fields: readonly FormFieldView[];
  readonly button: PostButtonView | undefined;
  readonly link: LinkView | undefined;
  /** The way in by another place, instead of a password. */
  readonly provider: PostButtonView | undefined;
}

/** Who looks at the invitation. */
export type Looker
  /** Somebody whose address has no account yet. */
  = | { readonly is: 'new'; readonly name: string; readonly faults: AcceptFaults | undefined }
    /** The account is there; nobody is signed in. */
    | { readonly is: 'known' }
    | { readonly is: 'invited' }
    | { readonly is: 'other'; readonly email: string };

export interface AcceptInput {
  readonly token: string;
  readonly invitation: InvitationByLink;
  readonly looker: Looker;
  readonly refused?: Exclude<AcceptRefusal, 'dead' | 'sign_in'> | undefined;
  /** Another place where people may sign in, and why it let nobody in. */
  readonly providerName?: string | undefined;
  readonly identityFault?: IdentityFaultCode | undefined;
  readonly language: Language;
}

const nothing = { notice: undefined, form: undefined, fields: [], button: undefined, link: undefined, provider: undefined };

/** No such link, or used, withdrawn or too old: which of them is not said. */
export function deadLinkView(language: Language, { isSignedIn }: { isSignedIn: boolean }): AcceptView {
  const t = translator(language);
  return {
    ...nothing, title: t('invitation.dead.title'), paragraphs: [t('invitation.dead.text'), t('invitation.dead.next')],
    link: isSignedIn ? { href: '/', text: t('invitation.accept.home') } : { href: '/sign-in', text: t('invitation.accept.signIn') },
  };
}

export function acceptView(input: AcceptInput): AcceptView {
  const { invitation, language, refused } = input;
  const t = translator(language);
  const until = t('invitation.accept.until', { until: formatMoment(new Date(invitation.expiresAt), language), email: invitation.email });
  const base = {
    ...nothing, title: t('invitation.accept.title', { organisation: invitation.organisationName }), paragraphs: [invitedTo(invitation, language), until],
  };
  if (refused !== undefined) {
    return { ...base, notice: { tone: 'warning', text: t(`invitation.accept.refused.${refused}`) }, link: { href: '/', text: t('invitation.accept.home') } };
  }
  return { ...base, ...wayOn(input) };
}

/** The one thing to do, by who looks. */
function wayOn(input: AcceptInput): Partial<AcceptView> {
  const { token, looker, invitation, language } = input;
  const t = translator(language);
  switch (looker.is) {
    case 'new': return { ...newPersonForm(looker, language), ...byProvider(input) };
    case 'known': return {
      notice: { tone: 'info', text: t('invitation.accept.known', { email: invitation.email }) },
      link: { href: `/sign-in?to=${encodeURIComponent(invitationAddress(token))}`, text: t('invitation.accept.signIn') },
    };
    case 'invited': return { form: { submit: t('invitation.accept.submit') } };
    case 'other': return {
      notice: { tone: 'warning', heading: t('invitation.accept.other'), text: t('invitation.accept.other.text', { email: looker.email, invited: invitation.email }) },
      button: { action: invitationAddress(token), text: t('invitation.accept.leave'), hidden: { act: 'leave' }, variant: 'primary' },
      link: { href: '/', text: t('invitation.accept.stay') },
    };
  }
}

/** Nobody has to think of a password who has an account at the place that is trusted. */
function byProvider({ token, providerName, identityFault, language }: AcceptInput): Partial<AcceptView> {
  if (providerName === undefined) return {};
  return {
    notice: identityFault === undefined ? undefined : identityFaultNotice(identityFault, providerName, language),
    provider: { ...providerButton(providerName, { invitation: token }, language), text: translator(language)('invitation.accept.provider', { provider: providerName }) },
  };
}

function newPersonForm(
  { name, faults }: Extract<Looker, { is: 'new' }>, language: Language,
): Pick<AcceptView, 'form' | 'fields'> {
  const t = translator(language);
  const limits = { least: shortestPassword, most: longestPassword };
  const state: FormState<'name'> = { typed: { name }, faults: faults?.name === undefined ? {} : { name: faults.name }, language };
  const fields: FormFieldView[] = [
    { kind: 'text', ...fieldWords({ form: 'accept', field: 'name' }, state), autoComplete: 'name', isRequired: true, maxLength: 200 },
    {
      kind: 'text', name: 'password', label: t('people.password'), hint: sentence(language, 'people.password.hint', limits), value: '', type: 'password',
      autoComplete: 'new-password', maxLength: 1_000, isRequired: true,
      error: faults?.password === undefined ? undefined : sentence(language, `people.password.${faults.password}`, limits),
    },
    {
      kind: 'text', name: 'passwordAgain', label: t('people.passwordAgain'), value: '', type: 'password', autoComplete: 'new-password', maxLength: 1_000,
      isRequired: true, error: faults?.passwordAgain === undefined ? undefined : t('people.firstStart.error.passwordsDiffer'),
    },
  ];
  return { form: { submit: t('invitation.accept.create'), errors: formErrors(t('page.errorSummary.heading'), fields) }, fields };
}
