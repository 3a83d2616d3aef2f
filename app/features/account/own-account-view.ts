import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { DefinitionView } from '#app/components/definition-list.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { PostButtonView } from '#app/components/post-button.tsx';
import type { SectionView } from '#app/components/section.tsx';
import { languages, type Language } from '#app/domain/programme.ts';
import { accountAddress, identitiesAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type PageFormView } from '#app/features/shell/form-page-view.ts';
import type { FieldFaults, Typed } from '#app/features/shell/form-reading.ts';
import { fieldWords } from '#app/features/shell/form-words.ts';
import type { AccountEvent } from '#app/features/users/account-event.ts';
import { deviceName } from '#app/features/users/device.ts';
import { formatMoment } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { accountBreadcrumbs } from './account-frame-view.ts';
import type { OwnAccountField } from './own-account-form.ts';

/** A person's own page: who they are here, how they sign in, where they are signed in, what happened. */
export interface OwnAccountView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly form: PageFormView;
  readonly signIn: { readonly section: SectionView; readonly facts: readonly DefinitionView[] };
  readonly sessions: { readonly section: SectionView; readonly table: TableView; readonly endOthers: PostButtonView | undefined };
  readonly data: { readonly section: SectionView; readonly facts: readonly DefinitionView[] };
  readonly events: { readonly section: SectionView; readonly table: TableView };
}

export interface SessionRow {
  /** Names the session in a form; it opens nothing. */
  readonly key: string;
  readonly device: string | undefined;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly isThis: boolean;
  readonly formKey: string;
}

export interface OwnAccountInput {
  readonly email: string;
  readonly typed: Typed<OwnAccountField>;
  readonly faults: FieldFaults<OwnAccountField>;
  readonly notices: readonly NoticeView[];
  readonly hasPassword: boolean;
  /** Undefined while there is none. */
  readonly secondFactor: { readonly since: string; readonly codesLeft: number } | undefined;
  /** What the other place is called where people may sign in, and how many accounts are linked; undefined where there is none. */
  readonly provider?: { readonly name: string; readonly linked: number } | undefined;
  readonly sessions: readonly SessionRow[];
  readonly events: readonly AccountEvent[];
  readonly formKey: string;
  readonly language: Language;
}

export function ownAccountView(input: OwnAccountInput): OwnAccountView {
  const { notices, language } = input;
  const t = translator(language);
  const title = t('account.title');
  return {
    title,
    breadcrumbs: accountBreadcrumbs(undefined, language),
    heading: { title, lead: t('account.lead', { email: input.email }) },
    notices,
    form: formOf(input),
    signIn: { section: { heading: t('account.signIn.heading') }, facts: signInFacts(input) },
    sessions: sessionsOf(input),
    data: {
      section: { heading: t('account.data.heading'), lead: t('account.data.lead') },
      facts: [
        { label: t('account.data.seen'), value: t('account.data.download'), href: accountAddress('data') },
        { label: t('account.data.gone'), value: t('account.data.erase'), href: accountAddress('erase') },
      ],
    },
    events: { section: { heading: t('account.events.heading'), lead: t('account.events.lead') }, table: eventsTable(input.events, language) },
  };
}

function formOf({ typed, faults, formKey, language }: OwnAccountInput): PageFormView {
  const t = translator(language);
  const words = (field: OwnAccountField) => fieldWords({ form: 'account', field }, { typed, faults, language });
  const fields = [
    { kind: 'text' as const, ...words('name'), autoComplete: 'name', isRequired: true },
    { kind: 'radios' as const, ...words('language'), isInline: true, options: languages.map((value) => ({ value, text: t(`programme.language.${value}`) })) },
  ];
  return pageForm([{ fields }], { action: accountAddress(), hidden: { form_key: formKey }, submit: t('form.save') }, language);
}

function signInFacts({ hasPassword, secondFactor, provider, language }: OwnAccountInput): DefinitionView[] {
  const t = translator(language);
  const password = { label: t('people.password'), value: t('account.password.change'), href: accountAddress('password') };
  const state = secondFactor === undefined
    ? { value: t('account.factor.turnOn'), detail: t('account.factor.isOff') }
    : { value: t('account.factor.change'), detail: factorDetail(secondFactor, language) };
  return [
    hasPassword ? password : { label: t('people.password'), value: t('account.password.none') },
    { label: t('account.factor.title'), href: accountAddress('second-factor'), ...state },
    ...provider === undefined ? [] : [{
      label: t('identity.page.title', { provider: provider.name }), href: identitiesAddress, value: sentence(language, 'identity.count', { days: provider.linked }),
    }],
  ];
}

function factorDetail({ since, codesLeft }: { since: string; codesLeft: number }, language: Language): string {
  const day = formatMoment(new Date(since), language);
  return `${translator(language)('account.factor.isOn', { day })} ${sentence(language, 'account.factor.codesLeft', { days: codesLeft })}`;
}

function sessionsOf({ sessions, formKey, language }: OwnAccountInput): OwnAccountView['sessions'] {
  const t = translator(language);
  const end = (hidden: Record<string, string>, text: string): PostButtonView => ({ action: accountAddress(), hidden, text });
  return {
    section: { heading: t('account.sessions.heading'), lead: t('account.sessions.lead') },
    table: {
      caption: t('account.sessions.heading'), isCaptionHidden: true,
      columns: [
        { heading: t('account.sessions.device') }, { heading: t('account.sessions.begun') }, { heading: t('account.sessions.used') },
        { heading: t('account.sessions.end'), isHeadingHidden: true },
      ],
      rows: sessions.map(({ key, device, createdAt, lastSeenAt, isThis, formKey: rowKey }) => ({
        key,
        cells: [
          { text: deviceName(device, language), ...(isThis ? { detail: t('account.sessions.this') } : {}) },
          formatMoment(new Date(createdAt), language), formatMoment(new Date(lastSeenAt), language),
          isThis ? '' : { button: end({ act: 'end', session: key, form_key: rowKey }, t('account.sessions.end')) },
        ],
      })),
    },
    endOthers: sessions.length > 1 ? end({ act: 'endOthers', form_key: formKey }, t('account.sessions.endOthers')) : undefined,
  };
}

function eventsTable(events: readonly AccountEvent[], language: Language): TableView {
  const t = translator(language);
  return {
    caption: t('account.events.heading'), isCaptionHidden: true,
    columns: [{ heading: t('account.events.what') }, { heading: t('account.events.when') }],
    rows: events.map(({ id, at, event, facts }) => ({
      key: id,
      cells: [sentence(language, `account.event.${event}`, { device: deviceName(facts['device'], language) }), formatMoment(new Date(at), language)],
    })),
  };
}
