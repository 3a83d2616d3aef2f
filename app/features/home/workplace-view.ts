import type { CellView } from '#app/components/table-cell.tsx';
import type { CheckListView } from '#app/components/check-list.tsx';
import type { ColumnView, RowView, TableView } from '#app/components/data-table.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { PageActionView } from '#app/components/page-heading.tsx';
import type { SectionView } from '#app/components/section.tsx';
import type { Tone } from '#app/components/status-tag.tsx';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { sum, zero, type Money } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { organisationAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { formatAmount, formatPeriod } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ProgrammeStanding, ProgrammeStatus } from './programme-standing.ts';
import { waitingViews } from './waiting-view.ts';
import type { WorkplaceMatter } from './workplace-matter.ts';

/** An organisation's programmes as they stand on the screen, and what waits there for the person. */
export interface WorkplaceView {
  readonly key: string;
  readonly section: SectionView;
  readonly waiting: { readonly section: SectionView; readonly list: CheckListView } | undefined;
  readonly table: TableView | undefined;
  readonly empty: EmptyStateView | undefined;
}

interface WorkplaceInput {
  readonly matter: WorkplaceMatter;
  /** The section's own: the organisation's name where there are several, else what it holds. */
  readonly section: SectionView;
  readonly today: CalendarDate;
  readonly language: Language;
}

export function workplaceView({ matter, section, today, language }: WorkplaceInput): WorkplaceView {
  const { membership: { organisationId }, programmes } = matter;
  const items = waitingViews({ matter, today, language });
  const heading = translator(language)('programme.home.waits');
  return {
    key: organisationId,
    section,
    waiting: items.length === 0 ? undefined : { section: { heading, level: section.level }, list: { label: heading, items } },
    table: programmes.length === 0 ? undefined : programmesTable(matter, language),
    empty: programmes.length === 0 ? emptyView(matter, language) : undefined,
  };
}

/** What can be begun in the organisation. */
export function workplaceActions({ membership }: Pick<WorkplaceMatter, 'membership'>, language: Language): PageActionView[] {
  const t = translator(language);
  const at = (page: string) => organisationAddress(membership.organisationId, page);
  if (!membership.may('programme.edit')) return [];
  return [
    { href: at('programmes/new'), text: t('programme.home.new'), variant: 'primary' },
    { href: at('programmes/import'), text: t('programme.home.import'), variant: 'tertiary' },
  ];
}

/** What was not worked out, since there is too much of it for a list. */
const unknown = '–';

const tones = {
  empty: 'neutral', lacking: 'warning', in_review: 'warning', approved: 'info', ready: 'success', submitted: 'info',
  settled: 'success', ongoing: 'neutral',
} as const satisfies Record<ProgrammeStatus, Tone>;

function programmesTable({ membership: { organisationId }, programmes }: WorkplaceMatter, language: Language): TableView {
  const t = translator(language);
  const figures = ['cost', 'refund', 'claimed', 'received', 'left'] as const;
  const columns: ColumnView[] = [
    { heading: t('programme.column.name') }, ...figures.map((name) => ({ heading: t(`programme.column.${name}`), isNumeric: true })),
    { heading: t('programme.column.status') },
  ];
  return {
    caption: t('programme.list.heading'),
    isCaptionHidden: true,
    columns,
    rows: programmes.map((standing): RowView => {
      const { id, name, startsOn, endsOn, sums, refund, left, status } = standing;
      const amount = (value: Money | undefined): string => (value === undefined ? unknown : formatAmount(value, language));
      const named: CellView = { text: name, href: programmeAddress(organisationId, id), detail: formatPeriod(startsOn, endsOn, language) };
      const known = sums.expenses === 0 ? zero : refund;
      return {
        key: id,
        cells: [
          named, amount(sums.cost), amount(known), amount(sums.claimed), amount(sums.received), amount(left),
          { status: { text: t(`programme.standing.${status}`), tone: tones[status] } },
        ],
      };
    }),
    footer: programmes.length > 1 ? [sumRow(programmes, language)] : [],
  };
}

/** What is left of grants is no one's to add up; a refund that was not worked out keeps the sum away. */
function sumRow(programmes: readonly ProgrammeStanding[], language: Language): RowView {
  const t = translator(language);
  const total = (amounts: readonly (Money | undefined)[]) => {
    const known = amounts.filter((amount) => amount !== undefined);
    return known.length < amounts.length ? unknown : formatAmount(sum(known), language);
  };
  return {
    key: 'sum',
    cells: [
      t('programme.column.sum'), total(programmes.map(({ sums }) => sums.cost)),
      total(programmes.map(({ sums, refund }) => (sums.expenses === 0 ? zero : refund))),
      total(programmes.map(({ sums }) => sums.claimed)), total(programmes.map(({ sums }) => sums.received)), '', '',
    ],
  };
}

function emptyView({ membership }: WorkplaceMatter, language: Language): EmptyStateView {
  const t = translator(language);
  const heading = t('programme.home.empty.heading');
  if (membership.role === 'consultant') return { heading, text: t('programme.home.empty.consultant') };
  if (membership.may('people.manage')) {
    const action = { href: organisationAddress(membership.organisationId, 'people'), text: t('programme.home.empty.toPeople') };
    return { heading, text: t('programme.home.empty.administrator'), action };
  }
  if (!membership.may('programme.edit')) return { heading, text: t('programme.home.empty.reader') };
  return {
    heading, text: t('programme.home.empty.text'),
    action: { href: organisationAddress(membership.organisationId, 'programmes/new'), text: t('programme.home.new') },
  };
}
