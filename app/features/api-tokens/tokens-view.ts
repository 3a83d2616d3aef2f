import type { CopyFieldView } from '#app/components/copy-field.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { StatusView } from '#app/components/status-tag.tsx';
import { apiScopes } from '#app/domain/api-scopes.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Language } from '#app/domain/programme.ts';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import type { FormGroupView, FormPageView } from '#app/features/shell/form-page-view.ts';
import { fieldWords, type FormState } from '#app/features/shell/form-words.ts';
import { dayInNorway, formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ApiToken } from './api-token.ts';
import type { TokenField } from './token-form.ts';

/** The fields of a new token. */
export function tokenGroups(state: FormState<TokenField>, scopes: readonly string[]): FormGroupView[] {
  const t = translator(state.language);
  return [{
    fields: [
      { kind: 'text', ...fieldWords({ form: 'token', field: 'name' }, state), isRequired: true },
      { kind: 'text', ...fieldWords({ form: 'token', field: 'expiresOn' }, state), isRequired: true, width: 'short' },
      {
        kind: 'checkboxes', ...fieldWords({ form: 'token', field: 'scopes' }, state),
        options: apiScopes.map((scope) => ({ value: scope, text: t(`api.scope.${scope}`), hint: t(`api.scope.${scope}.hint`), isChecked: scopes.includes(scope) })),
      },
    ],
  }];
}

interface TokensTable {
  readonly tokens: readonly ApiToken[];
  readonly href: string;
  readonly today: CalendarDate;
  readonly language: Language;
}

/** The organisation's tokens; those that are good can be ended. */
export function tokensTable({ tokens, href, today, language }: TokensTable): TableView {
  const t = translator(language);
  return {
    caption: t('api.tokens.caption'),
    columns: [
      { heading: t('programme.token.name') }, { heading: t('programme.token.scopes') }, { heading: t('api.tokens.made') },
      { heading: t('api.tokens.lastUsed') }, { heading: t('programme.token.expiresOn') }, { heading: t('programme.column.act'), isHeadingHidden: true },
    ],
    rows: tokens.map((token) => {
      const status = statusOf(token, today, language);
      const links = isOpen(token, today) ? [{ href: `${href}?end=${token.id}`, text: t('api.tokens.end', { name: token.name }) }] : [];
      return {
        key: token.id, isMuted: status.tone !== 'success',
        cells: [
          { text: token.name, status }, token.scopes.map((scope) => t(`api.scope.${scope}`)).join(' · '),
          { text: dayOf(token.createdAt, language), detail: token.createdBy ?? t('privacy.erasedName') },
          token.lastUsedAt === undefined ? t('api.tokens.neverUsed') : dayOf(token.lastUsedAt, language),
          formatDay(token.expiresOn, language), { links },
        ],
      };
    }),
  };
}

function dayOf(instant: string, language: Language): string {
  return formatDay(dayInNorway(new Date(instant)), language);
}

/** True while a token lets somebody in. */
export function isOpen({ revokedAt, expiresOn }: ApiToken, today: CalendarDate): boolean {
  return revokedAt === undefined && expiresOn >= today;
}

interface Ending {
  readonly token: ApiToken;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly formKey: string;
  readonly language: Language;
}

/** Asks before a token ends: what uses it stops at once, and nobody here sees that. */
export function endTokenPage({ token, organisationId, organisationName, formKey, language }: Ending): FormPageView {
  const { id, name, lastUsedAt } = token;
  const t = translator(language);
  const title = t('api.tokens.end.title', { name });
  const href = organisationAddress(organisationId, 'api-keys');
  const used = lastUsedAt === undefined ? t('api.tokens.end.unused') : t('api.tokens.end.used', { day: dayOf(lastUsedAt, language) });
  const between = [{ href, text: t('api.tokens.title') }];
  return {
    title, navs: [],
    breadcrumbs: organisationBreadcrumbs({ organisationId, organisationName, between, title, language }),
    heading: { title, lead: t('api.tokens.end.lead') },
    notices: [{ tone: lastUsedAt === undefined ? 'info' : 'warning', text: used }],
    form: {
      groups: [],
      card: { action: href, hidden: { form_key: formKey, act: 'end', id }, submit: t('api.tokens.end.submit'), isDanger: true, cancel: { href, text: t('form.cancel') } },
    },
  };
}

function statusOf({ revokedAt, expiresOn }: ApiToken, today: CalendarDate, language: Language): StatusView {
  const t = translator(language);
  if (revokedAt !== undefined) return { text: t('api.tokens.status.ended'), tone: 'neutral' };
  return expiresOn < today ? { text: t('api.tokens.status.expired'), tone: 'warning' } : { text: t('api.tokens.status.good'), tone: 'success' };
}

/** The token itself, once. */
export function shownTokenView(token: string, language: Language): CopyFieldView {
  const t = translator(language);
  return { id: 'token', label: t('api.tokens.shown'), value: token, copy: t('form.copy'), copied: t('form.copied') };
}
