import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { Language } from '#app/domain/programme.ts';
import { accountAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';

/** The way down to one of a person's own pages; the first of them when no title is given. */
export function accountBreadcrumbs(title: string | undefined, language: Language): BreadcrumbsView {
  const t = translator(language);
  const home = { href: '/', text: t('overview.frame.home') };
  const label = t('overview.frame.label');
  if (title === undefined) return { label, items: [home], current: t('account.title') };
  return { label, items: [home, { href: accountAddress(), text: t('account.title') }], current: title };
}
