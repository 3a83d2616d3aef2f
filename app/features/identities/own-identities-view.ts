import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { Language } from '#app/domain/programme.ts';
import { accountBreadcrumbs } from '#app/features/account/account-frame-view.ts';
import { identitiesAddress } from '#app/features/shell/addresses.ts';
import { ownPasswordField } from '#app/features/users/own-password-field.ts';
import type { SignInFault } from '#app/features/users/sign-in-fault.ts';
import { formatMoment } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { LinkedIdentity } from './identity.ts';

/** Where else a person may sign in as themselves, and the form that links one more account. */
export interface OwnIdentitiesView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly table: TableView | undefined;
  readonly empty: string;
  readonly link: FormCardView;
  /** Their password, where they have one: a stranger at their desk must not make a way in of their own. */
  readonly fields: readonly FormFieldView[];
}

export interface OwnIdentitiesInput {
  /** What people call the other place. */
  readonly provider: string;
  readonly identities: readonly (LinkedIdentity & { readonly formKey: string })[];
  readonly notices: readonly NoticeView[];
  readonly hasPassword: boolean;
  readonly passwordFault?: SignInFault | undefined;
  readonly language: Language;
}

export function ownIdentitiesView(input: OwnIdentitiesInput): OwnIdentitiesView {
  const { provider, identities, notices, hasPassword, passwordFault, language } = input;
  const t = translator(language);
  const title = t('identity.page.title', { provider });
  const fields = hasPassword ? [ownPasswordField(passwordFault, language)] : [];
  return {
    title, breadcrumbs: accountBreadcrumbs(title, language), heading: { title, lead: t('identity.page.lead', { provider }) }, notices,
    table: identities.length === 0 ? undefined : tableOf(identities, language),
    empty: t('identity.page.none'),
    link: {
      action: identitiesAddress, hidden: { act: 'link' }, submit: t('identity.link', { provider }),
      errors: formErrors(t('page.errorSummary.heading'), fields),
    },
    fields,
  };
}

function tableOf(identities: OwnIdentitiesInput['identities'], language: Language): TableView {
  const t = translator(language);
  const moment = (instant: string) => formatMoment(new Date(instant), language);
  return {
    caption: t('identity.page.linked'), isCaptionHidden: true,
    columns: [
      { heading: t('identity.page.place') }, { heading: t('identity.page.since') }, { heading: t('identity.page.used') },
      { heading: t('identity.unlink'), isHeadingHidden: true },
    ],
    rows: identities.map(({ issuer, subject, linkedAt, lastUsedAt, formKey }) => ({
      key: `${issuer} ${subject}`,
      cells: [
        new URL(issuer).host, moment(linkedAt), lastUsedAt === undefined ? t('identity.page.unused') : moment(lastUsedAt),
        { button: { action: identitiesAddress, hidden: { act: 'unlink', issuer, subject, form_key: formKey }, text: t('identity.unlink') } },
      ],
    })),
  };
}
