import type { CopyFieldView } from '#app/components/copy-field.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { StatusView } from '#app/components/status-tag.tsx';
import { apiScopes } from '#app/domain/api-scopes.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Language } from '#app/domain/programme.ts';
import type { FormGroupView } from '#app/features/shell/form-page-view.ts';
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
  readonly newFormKey: () => string;
  readonly language: Language;
}

/** The organisation's tokens; those that are good can be ended. */
export function tokensTable({ tokens, href, today, newFormKey, language }: TokensTable): TableView {
  const t = translator(language);
  const dayOf = (instant: string) => formatDay(dayInNorway(new Date(instant)), language);
  return {
    caption: t('api.tokens.caption'),
    columns: [
      { heading: t('programme.token.name') }, { heading: t('programme.token.scopes') }, { heading: t('api.tokens.made') },
      { heading: t('api.tokens.lastUsed') }, { heading: t('programme.token.expiresOn') }, { heading: t('programme.column.act'), isHeadingHidden: true },
    ],
    rows: tokens.map((token) => {
      const status = statusOf(token, today, language);
      const button = status.tone === 'success'
        ? { action: href, text: t('api.tokens.end', { name: token.name }), isDanger: true, hidden: { form_key: newFormKey(), act: 'end', id: token.id } }
        : undefined;
      return {
        key: token.id, isMuted: status.tone !== 'success',
        cells: [
          { text: token.name, status }, token.scopes.map((scope) => t(`api.scope.${scope}`)).join(' · '),
          { text: dayOf(token.createdAt), detail: token.createdBy ?? t('privacy.erasedName') }, token.lastUsedAt === undefined ? t('api.tokens.neverUsed') : dayOf(token.lastUsedAt),
          formatDay(token.expiresOn, language), { button },
        ],
      };
    }),
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
