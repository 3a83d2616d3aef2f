import { randomUUID } from 'node:crypto';
import type { CopyFieldView } from '#app/components/copy-field.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { getOrganisation } from '#app/features/organisations/organisations.repository.server.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { pageForm, type FormPageView } from '#app/features/shell/form-page-view.ts';
import type { FieldFaults, Typed } from '#app/features/shell/form-reading.ts';
import { doneNotices } from '#app/features/shell/shown-form.ts';
import { originOf } from '#app/features/users/tell-of-password.server.ts';
import { carryOut, carryOutOnce } from '#app/guard/carry-out.server.ts';
import type { OrganisationDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { listApiTokens } from './api-tokens.repository.server.ts';
import { endToken, makeToken } from './save-token.server.ts';
import { readTokenForm, tokenFields, usualExpiry, type TokenField } from './token-form.ts';
import { endTokenPage, isOpen, shownTokenView, tokenGroups, tokensTable } from './tokens-view.ts';

export interface TokensPageView {
  readonly page: FormPageView;
  /** A token that was just made: shown now, and never again. */
  readonly shown: { readonly notice: NoticeView; readonly copy: CopyFieldView } | undefined;
}

interface Shown {
  readonly typed: Typed<TokenField>;
  readonly scopes: readonly string[];
  readonly faults: FieldFaults<TokenField>;
  readonly notices: readonly NoticeView[];
  readonly token?: string;
}

/** The organisation's tokens, and a form for a new one; or the question before the one that the address names ends. */
export async function tokensPage(desk: OrganisationDesk): Promise<TokensPageView> {
  const { database, membership, today, language } = desk;
  const ending = desk.url.searchParams.get('end');
  const token = ending === null ? undefined : (await listApiTokens(database, membership)).find(({ id }) => id === ending);
  if (token !== undefined && isOpen(token, today)) {
    const { organisation } = await getOrganisation(database, membership);
    const place = { organisationId: membership.organisationId, organisationName: organisation.name };
    return { page: endTokenPage({ token, ...place, formKey: randomUUID(), language }), shown: undefined };
  }
  return pageOf(desk, { ...fresh(desk), notices: doneNotices(desk.url, { ended: 'api.tokens.done.ended' }, desk.language) });
}

/** Makes a token and shows it, or ends one. */
export async function answerTokenForm(desk: OrganisationDesk, form: FormFields): Promise<{ view: TokensPageView; status: 200 | 422 }> {
  const href = organisationAddress(desk.membership.organisationId, 'api-keys');
  if (form.text('act') === 'end') {
    const location = `${href}?done=ended`;
    await carryOut(desk, form, async (change) => endToken(change, form.text('id')).then(() => ({ location })));
  }
  const typed = form.typed(tokenFields);
  const scopes = form.all('scopes');
  const read = readTokenForm(typed, { scopes, today: desk.today });
  if ('faults' in read) return { view: await pageOf(desk, { typed, scopes, faults: read.faults, notices: [] }), status: 422 };
  const made: string[] = [];
  await carryOutOnce(desk, form, async (change) => {
    made.push(await makeToken(change, read));
    return { location: href };
  });
  const [token] = made;
  const { language } = desk;
  // The same form sent again made nothing, and what it made the first time is not known any more.
  const again: NoticeView[] = token === undefined ? [{ tone: 'info', text: translator(language)('api.tokens.shownBefore') }] : [];
  return { view: await pageOf(desk, { ...fresh(desk), notices: again, ...(token === undefined ? {} : { token }) }), status: 200 };
}

function fresh({ today, language }: OrganisationDesk): Shown {
  return { typed: { name: '', scopes: '', expiresOn: formatDay(usualExpiry(today), language) }, scopes: [], faults: {}, notices: [] };
}

async function pageOf(desk: OrganisationDesk, shown: Shown): Promise<TokensPageView> {
  const { database, membership, today, language } = desk;
  const t = translator(language);
  const { organisationId } = membership;
  const { organisation } = await getOrganisation(database, membership);
  const tokens = await listApiTokens(database, membership);
  const title = t('api.tokens.title');
  const href = organisationAddress(organisationId, 'api-keys');
  const document = `${originOf(desk)}/api/v1/openapi.json`;
  const card = { action: href, hidden: { form_key: randomUUID(), act: 'make' }, submit: t('api.tokens.make') };
  return {
    shown: shown.token === undefined
      ? undefined
      : {
          notice: { tone: 'success', isDone: true, heading: t('api.tokens.done.made'), text: t('api.tokens.once') },
          copy: shownTokenView(shown.token, language),
        },
    page: {
      title,
      breadcrumbs: organisationBreadcrumbs({ organisationId, organisationName: organisation.name, title, language }),
      navs: [],
      heading: { title, lead: t('api.tokens.lead') },
      notices: tokens.length > 0 ? shown.notices : [...shown.notices, { tone: 'info', heading: t('api.tokens.none'), text: t('api.tokens.none.text') }],
      table: tokens.length === 0 ? undefined : tokensTable({ tokens, href, today, language }),
      form: { ...pageForm(tokenGroups({ ...shown, language }, shown.scopes), card, language), section: { heading: t('api.tokens.new') } },
      more: [{
        section: { heading: t('api.tokens.how') },
        facts: [
          { label: t('api.tokens.how.header'), value: 'Authorization: Bearer ou_…' },
          { label: t('api.tokens.how.document'), value: document, href: document },
        ],
      }],
    },
  };
}
