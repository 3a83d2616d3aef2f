import type { AccountView } from '#app/components/account-menu.tsx';
import type { Permission } from '#app/domain/permissions.ts';
import type { Language } from '#app/domain/programme.ts';
import { translator, type TextKey } from '#app/i18n/translate.ts';
import { accountAddress, organisationAddress } from './addresses.ts';

export interface AccountInput {
  readonly name: string;
  /** The organisation of the page, when it is the person's. */
  readonly organisation?: {
    readonly id: string;
    readonly name: string;
    readonly may: (permission: Permission) => boolean;
  } | undefined;
  /** The page's own path. */
  readonly pathname: string;
  readonly language: Language;
}

const places = [
  { page: '', text: 'people.account.programmes', permission: 'organisation.read' },
  { page: 'claims', text: 'people.account.claims', permission: 'claim.read' },
  { page: 'settings', text: 'people.account.settings', permission: 'organisation.read' },
  { page: 'people', text: 'people.account.people', permission: 'people.manage' },
  { page: 'api-keys', text: 'api.tokens.title', permission: 'people.manage' },
  { page: 'personal-data', text: 'privacy.page.title', permission: 'people.manage' },
  { page: 'history', text: 'people.account.history', permission: 'audit.read' },
] as const satisfies readonly { page: string; text: TextKey; permission: Permission }[];

/** Who is signed in, and the organisation's pages that are open to the role. */
export function accountView({ name, organisation, pathname, language }: AccountInput): AccountView {
  const t = translator(language);
  const open = organisation === undefined ? [] : places.filter(({ permission }) => organisation.may(permission));
  return {
    name,
    ownPage: { href: accountAddress(), text: t('account.title') },
    organisationName: organisation?.name,
    label: organisation === undefined ? t('people.account.label') : t('people.account.labelOf', { organisation: organisation.name }),
    links: open.map(({ page, text }) => {
      const href = organisationAddress(organisation?.id ?? '', page);
      return { href, text: t(text), isCurrent: href === pathname };
    }),
    signOut: { action: '/sign-out', text: t('people.account.signOut') },
  };
}
