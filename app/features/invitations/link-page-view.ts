import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { CopyFieldView } from '#app/components/copy-field.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';
import { invitationHours } from './invitation.ts';

/** A link to be passed on by hand, shown this once. */
export interface LinkPageView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly heading: PageHeadingView;
  readonly notice: NoticeView;
  readonly copy: CopyFieldView;
  readonly back: LinkView;
}

interface LinkPageInput {
  readonly link: string;
  readonly name: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly people: LinkView;
  readonly language: Language;
}

export function linkPageView({ link, name, breadcrumbs, people, language }: LinkPageInput): LinkPageView {
  const t = translator(language);
  const title = t('invitation.link.title', { name });
  return {
    title,
    breadcrumbs,
    heading: { title, lead: t('invitation.link.lead', { hours: invitationHours }) },
    notice: { tone: 'warning', text: t('invitation.link.once') },
    copy: { id: 'link', label: t('invitation.link.label'), value: link, copy: t('form.copy'), copied: t('form.copied') },
    back: { href: people.href, text: t('invitation.link.back') },
  };
}
