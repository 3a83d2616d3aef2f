import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { CopyFieldView } from '#app/components/copy-field.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { Language } from '#app/domain/programme.ts';
import { accountAddress, secondFactorAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type PageFormView } from '#app/features/shell/form-page-view.ts';
import { ownPasswordField } from '#app/features/users/own-password-field.ts';
import { codeField } from '#app/features/users/sign-in-code-view.ts';
import type { CodeFault, SignInFault } from '#app/features/users/sign-in-fault.ts';
import { groupedCode } from '#app/features/users/typed-code.ts';
import { formatMoment } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { accountBreadcrumbs } from './account-frame-view.ts';
import { qrPath, type QrPath } from './qr-path.ts';

/** The page of the second factor: off, being set up, on, or with new recovery codes shown the one time they are. */
export interface SecondFactorView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly setup: SetupView | undefined;
  readonly codes: CodesView | undefined;
  readonly form: PageFormView | undefined;
}

export interface SetupView {
  readonly steps: readonly [scan: string, type: string];
  readonly qr: QrPath & { readonly label: string };
  readonly onThisDevice: LinkView;
  readonly secret: CopyFieldView;
}

export interface CodesView {
  readonly lead: string;
  readonly codes: readonly string[];
  readonly download: LinkView & { readonly fileName: string };
  readonly copy: string;
  readonly copied: string;
  readonly print: string;
  readonly goOn: LinkView;
}

/** How it stands with a person's second factor. */
export type FactorState
  = | { readonly kind: 'off' }
    | { readonly kind: 'pending'; readonly secret: string; readonly address: string }
    /** The key was shown and is not shown again; the code that was sent was not right. */
    | { readonly kind: 'begun' }
    | { readonly kind: 'on'; readonly since: string; readonly codesLeft: number }
    | { readonly kind: 'codes'; readonly codes: readonly string[] };

export interface SecondFactorInput {
  readonly state: FactorState;
  readonly hasPassword: boolean;
  /** Where the person was on the way to: a path of this site. */
  readonly to: string | undefined;
  /** The organisations that ask for it. */
  readonly requiredBy: readonly string[];
  readonly passwordFault?: SignInFault | undefined;
  readonly codeFault?: CodeFault | undefined;
  readonly formKey: string;
  readonly language: Language;
}

export function secondFactorView(input: SecondFactorInput): SecondFactorView {
  const { state, language } = input;
  const t = translator(language);
  const title = t(state.kind === 'codes' ? 'account.codes.title' : 'account.factor.title');
  return {
    title,
    breadcrumbs: accountBreadcrumbs(title, language),
    heading: { title, lead: leadOf(input) },
    notices: noticesOf(input),
    setup: state.kind === 'pending' ? setupOf(state, language) : undefined,
    codes: state.kind === 'codes' ? codesOf(state.codes, input) : undefined,
    form: formOf(input),
  };
}

function leadOf({ state, language }: SecondFactorInput): string | undefined {
  const t = translator(language);
  switch (state.kind) {
    case 'off': return t('account.factor.lead');
    case 'pending': return t('account.factor.pending');
    case 'begun': case 'codes': return undefined;
    case 'on': {
      const left = sentence(language, 'account.factor.codesLeft', { days: state.codesLeft });
      return `${t('account.factor.isOn', { day: formatMoment(new Date(state.since), language) })} ${left}`;
    }
  }
}

/** Who came here because an organisation asks for it is told which; who has seen the key, how to have another. */
function noticesOf({ state, to, requiredBy, language }: SecondFactorInput): NoticeView[] {
  if (state.kind === 'begun') return [begunNotice(ownAddress(to), language)];
  if (requiredBy.length === 0 || state.kind === 'codes') return [];
  const t = translator(language);
  const heading = t(state.kind === 'on' ? 'account.factor.required.on' : 'account.factor.required');
  return [{ tone: state.kind === 'on' ? 'info' : 'warning', heading, items: requiredBy }];
}

function begunNotice(href: string, language: Language): NoticeView {
  const t = translator(language);
  return { tone: 'info', heading: t('account.factor.begun'), text: t('account.factor.begun.text'), link: { href, text: t('account.factor.again') } };
}

function ownAddress(to: string | undefined): string {
  return to === undefined ? accountAddress('second-factor') : secondFactorAddress(to);
}

function setupOf({ secret, address }: { readonly secret: string; readonly address: string }, language: Language): SetupView {
  const t = translator(language);
  return {
    steps: [t('account.factor.scan'), t('account.factor.type')],
    qr: { ...qrPath(address), label: t('account.factor.qr') },
    onThisDevice: { href: address, text: t('account.factor.onThisDevice') },
    secret: {
      id: 'secret', label: t('account.factor.secret'), value: groupedCode(secret).replaceAll('-', ' '), rows: 3,
      copy: t('account.copy'), copied: t('account.copied'),
    },
  };
}

function codesOf(codes: readonly string[], { to, language }: SecondFactorInput): CodesView {
  const t = translator(language);
  const grouped = codes.map(groupedCode);
  const text = `${t('account.codes.file')}\r\n\r\n${grouped.join('\r\n')}\r\n`;
  return {
    lead: t('account.codes.lead'),
    codes: grouped,
    download: { href: `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`, text: t('account.codes.download'), fileName: t('account.codes.fileName') },
    copy: t('account.copy'), copied: t('account.copied'), print: t('account.codes.print'),
    goOn: { href: to ?? accountAddress(), text: t('account.codes.goOn') },
  };
}

function formOf(input: SecondFactorInput): PageFormView | undefined {
  const { state: { kind }, hasPassword, to, passwordFault, codeFault, formKey, language } = input;
  if (kind === 'codes') return undefined;
  const t = translator(language);
  const card = {
    action: ownAddress(to), cancel: { href: accountAddress(), text: t('form.cancel') },
  };
  const hidden = { form_key: formKey };
  const password = hasPassword ? [ownPasswordField(passwordFault, language)] : [];
  const code = codeField({ language, fault: codeFault });
  switch (kind) {
    case 'off': return pageForm([{ fields: password }], { ...card, hidden: { ...hidden, act: 'begin' }, submit: t('account.factor.begin') }, language);
    case 'pending': case 'begun': return pageForm([{ fields: [code] }], { ...card, hidden: { ...hidden, act: 'confirm' }, submit: t('account.factor.confirm') }, language);
    case 'on': return pageForm([{ legend: t('account.factor.change'), hint: t('account.factor.change.hint'), fields: [...password, code] }], {
      ...card, hidden, submit: t('account.factor.newCodes'), otherSubmits: [{ name: 'act', value: 'off', text: t('account.factor.turnOff') }],
    }, language);
  }
}
