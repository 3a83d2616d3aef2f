import type { TableView } from '#app/components/data-table.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { Reader } from '#app/features/expenses/expense-page-view.ts';
import { programmeFrame, type ProgrammeFrameView } from '#app/features/programmes/programme-frame-view.ts';
import type { OverviewClaim } from '#app/features/programmes/programme-overview.ts';
import { claimAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { formatAmount, formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { claimStatusView } from './claim-status-view.ts';

/** A programme's claims. */
export interface ClaimListView {
  readonly title: string;
  readonly frame: ProgrammeFrameView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly table: TableView | undefined;
  readonly empty: EmptyStateView | undefined;
}

export interface ClaimListInput {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly programmeId: string;
  readonly programmeName: string;
  /** Newest first. */
  readonly claims: readonly OverviewClaim[];
  readonly notices: readonly NoticeView[];
  readonly reader: Reader;
}

export function claimListView(input: ClaimListInput): ClaimListView {
  const { organisationId, organisationName, programmeId, programmeName, claims, notices, reader: { language, may } } = input;
  const t = translator(language);
  const title = t('claim.list.heading');
  const make = { href: programmeAddress(organisationId, programmeId, 'claims/new'), text: t('claim.list.new') };
  return {
    title,
    frame: programmeFrame({ organisationId, organisationName, programmeId, programmeName, current: 'claims', language, may }),
    heading: { title, over: programmeName, actions: may('claim.prepare') && claims.length > 0 ? [{ ...make, variant: 'primary' }] : [] },
    notices,
    table: claims.length === 0 ? undefined : tableOf(input),
    empty: claims.length > 0 ? undefined : {
      level: 2, heading: t('claim.list.empty.heading'), text: t('claim.list.empty.text'), action: may('claim.prepare') ? make : undefined,
    },
  };
}

function tableOf({ organisationId, programmeId, claims, reader: { language } }: ClaimListInput): TableView {
  const t = translator(language);
  return {
    caption: t('claim.list.caption'), isCaptionHidden: true,
    columns: [
      { heading: t('claim.column.claim') }, { heading: t('claim.column.status') },
      { heading: t('claim.column.basis'), isNumeric: true }, { heading: t('claim.column.claimed'), isNumeric: true },
      { heading: t('claim.column.received'), isNumeric: true },
    ],
    rows: claims.map(({ id, number, status, figures, submittedOn, received }) => ({
      key: id,
      isMuted: status === 'withdrawn' || status === 'replaced',
      cells: [
        { text: t('claim.title', { number }), href: claimAddress({ organisationId, programmeId, id }) },
        { status: claimStatusView(status, language), detail: submittedOn && t('claim.list.sentOn', { day: formatDay(submittedOn, language) }) },
        figures === undefined ? '' : formatAmount(figures.basis, language),
        figures === undefined ? '' : formatAmount(figures.refund, language),
        received === undefined ? '' : { text: formatAmount(received.amount, language), detail: formatDay(received.on, language) },
      ],
    })),
  };
}
