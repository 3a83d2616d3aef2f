import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { Language } from '#app/domain/programme.ts';
import { organisationAddress } from '#app/features/shell/addresses.ts';
import { translator } from '#app/i18n/translate.ts';

interface OrganisationPage {
  readonly organisationId: string;
  readonly organisationName: string;
  /** Pages between the organisation's first page and this one. */
  readonly between?: readonly LinkView[];
  /** The page's own title; the organisation's first page when left out. */
  readonly title?: string | undefined;
  readonly language: Language;
}

/** The way down to a page of an organisation. */
export function organisationBreadcrumbs(
  { organisationId, organisationName, between = [], title, language }: OrganisationPage,
): BreadcrumbsView {
  const t = translator(language);
  const home = { href: '/', text: t('overview.frame.home') };
  const label = t('overview.frame.label');
  if (title === undefined) return { label, items: [home], current: organisationName };
  return { label, items: [home, { href: organisationAddress(organisationId), text: organisationName }, ...between], current: title };
}
