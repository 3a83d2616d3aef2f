import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { PaginationView } from '#app/components/pagination.tsx';
import type { Language } from '#app/domain/programme.ts';
import type { ProgrammeFrameView } from '#app/features/programmes/programme-frame-view.ts';
import { dayInNorway, formatDay, formatWhole } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { AuditListView } from './audit-view.ts';
import type { AuditCheck } from './audit-entry.ts';

/** The history of an organisation or a programme. */
export interface HistoryView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView | undefined;
  readonly frame: ProgrammeFrameView | undefined;
  readonly heading: PageHeadingView;
  readonly seal: { readonly notice: NoticeView; readonly text: string | undefined } | undefined;
  readonly list: AuditListView;
  readonly empty: EmptyStateView | undefined;
  readonly pagination: PaginationView | undefined;
}

export interface HistoryInput {
  readonly address: string;
  readonly breadcrumbs?: BreadcrumbsView | undefined;
  readonly frame?: ProgrammeFrameView | undefined;
  readonly lead: string;
  readonly list: AuditListView;
  /** The number of the last entry shown, when there are older ones. */
  readonly older: number | undefined;
  readonly isFirstPage: boolean;
  /** `unchecked` where the trail is too long to check each time. */
  readonly check?: AuditCheck | 'unchecked' | undefined;
  readonly language: Language;
}

export function historyView(input: HistoryInput): HistoryView {
  const { address, breadcrumbs, frame, lead, list, older, isFirstPage, check, language } = input;
  const t = translator(language);
  const title = t('audit.heading');
  return {
    title, breadcrumbs, frame, list,
    heading: { title, lead },
    seal: check === undefined ? undefined : sealOf(check, address, language),
    empty: list.items.length === 0 ? { heading: t('audit.empty'), text: t('audit.empty.text') } : undefined,
    pagination: older === undefined && isFirstPage
      ? undefined
      : {
          label: t('audit.pages'),
          previous: isFirstPage ? undefined : { href: address, text: t('audit.pages.latest') },
          next: older === undefined ? undefined : { href: `${address}?before=${older}`, text: t('audit.pages.older') },
        },
  };
}

function sealOf(check: AuditCheck | 'unchecked', address: string, language: Language): HistoryView['seal'] {
  const t = translator(language);
  if (check === 'unchecked') {
    return { notice: { tone: 'info', text: t('audit.seal.unchecked'), link: { href: `${address}?check=yes`, text: t('audit.seal.check') } }, text: undefined };
  }
  if (!check.isWhole) {
    return {
      notice: { tone: 'danger', heading: t('audit.seal.broken'), text: t(`audit.seal.${check.fault}`, { at: formatWhole(check.at, language) }) },
      text: t('audit.seal.broken.now'),
    };
  }
  if (check.since === undefined) return undefined;
  return {
    notice: {
      tone: 'success', heading: t('audit.seal.whole', { since: formatDay(dayInNorway(new Date(check.since)), language) }),
      text: check.entries === 1 ? t('audit.seal.whole.one') : t('audit.seal.whole.text', { entries: formatWhole(check.entries, language) }),
    },
    text: t('audit.seal.head', { sequence: check.head.sequence, hash: check.head.hash }),
  };
}
