import type { BreadcrumbsView } from '#app/components/breadcrumbs.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { FormCardView } from '#app/components/form-card.tsx';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { KeyFigureView } from '#app/components/key-figures.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { PaginationView } from '#app/components/pagination.tsx';
import type { Language } from '#app/domain/programme.ts';
import type { ClaimSums, ListedClaim } from '#app/features/claims/listed-claim.ts';
import { mostClaims, type ExportRefusal } from '#app/features/exports/export-kinds.ts';
import { organisationBreadcrumbs } from '#app/features/organisations/organisation-frame-view.ts';
import { claimExportAddress, organisationAddress } from '#app/features/shell/addresses.ts';
import { formatAmount, formatWhole } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { filterFields } from './claim-filter.ts';
import { filterForm } from './claim-filter-view.ts';
import type { ClaimListInput } from './claim-list-input.ts';
import { claimTable, exportFormId } from './claim-table-view.ts';
import type { ChooseAllView } from './choose-all.tsx';

/** The organisation's claims as finance needs them: everything in sight, everything to be taken out at once. */
export interface ClaimListView {
  readonly title: string;
  readonly breadcrumbs: BreadcrumbsView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  /** There is nothing to filter or to add up yet. */
  readonly isBare: boolean;
  readonly filter: { readonly card: FormCardView; readonly fields: readonly FormFieldView[] };
  readonly figures: readonly KeyFigureView[];
  readonly figuresNote: string | undefined;
  readonly table: TableView | undefined;
  readonly empty: EmptyStateView | undefined;
  readonly pagination: PaginationView | undefined;
  /** Undefined where nothing may be taken out, or nothing is there to take. */
  readonly export: ExportView | undefined;
}

interface ExportView {
  readonly heading: string;
  readonly text: string;
  readonly card: FormCardView;
  readonly chooseAll: ChooseAllView;
}

export function claimListView(input: ClaimListInput): ClaimListView {
  const { organisationId, organisationName, claims, sums, language } = input;
  const t = translator(language);
  const title = t('finance.list.heading');
  return {
    title,
    breadcrumbs: organisationBreadcrumbs({ organisationId, organisationName, title, language }),
    heading: { title, lead: t('finance.list.lead') },
    notices: refusalNotices(input),
    isBare: claims.length === 0 && !isFiltered(input),
    filter: filterForm(input),
    figures: figuresOf(sums, language),
    figuresNote: sums.claims > sums.frozen || claims.some(({ status }) => isDead(status)) ? t('finance.list.sumsNote') : undefined,
    table: claims.length === 0 ? undefined : claimTable(input),
    empty: claims.length === 0 ? emptyState(input) : undefined,
    pagination: paginationOf(input),
    export: input.mayDownload && sums.frozen > 0 ? exportForm(input) : undefined,
  };
}

function isDead(status: ListedClaim['status']): boolean {
  return status === 'withdrawn' || status === 'replaced';
}

function refusalNotices({ refused, language }: ClaimListInput): NoticeView[] {
  if (refused === undefined) return [];
  const t = translator(language);
  const texts = {
    none: () => t('finance.export.none'),
    not_attested: () => t('finance.export.notAttested', { numbers: refused.numbers }),
    too_many: () => t('finance.export.tooMany', { archive: mostClaims.zip, table: formatWhole(mostClaims.csv, language) }),
  } satisfies Record<ExportRefusal, () => string>;
  return [{ tone: 'warning', isDone: true, heading: t('finance.export.refused'), text: texts[refused.code]() }];
}

function figuresOf(sums: ClaimSums, language: Language): KeyFigureView[] {
  const t = translator(language);
  return [
    { label: t('finance.list.sum.refund'), value: formatAmount(sums.refund, language), isMain: true },
    { label: t('finance.list.sum.outstanding'), value: formatAmount(sums.outstanding, language), detail: t('finance.list.sum.outstanding.detail') },
    { label: t('finance.list.sum.received'), value: formatAmount(sums.received, language) },
    { label: t('finance.list.sum.difference'), value: formatAmount(sums.difference, language), detail: t('finance.list.sum.difference.detail') },
  ];
}

function isFiltered({ filter }: ClaimListInput): boolean {
  return Object.keys(filterFields(filter)).length > 0;
}

function emptyState(input: ClaimListInput): EmptyStateView {
  const { organisationId, language } = input;
  const t = translator(language);
  if (!isFiltered(input)) return { heading: t('finance.list.empty'), text: t('finance.list.empty.text'), action: { href: organisationAddress(organisationId), text: t('finance.list.empty.action') } };
  return { heading: t('finance.list.noMatch'), text: t('finance.list.noMatch.text'), action: { href: organisationAddress(organisationId, 'claims'), text: t('finance.list.showAll') } };
}

function paginationOf({ organisationId, filter, claims, sums, more, language }: ClaimListInput): PaginationView | undefined {
  if (!more.above && !more.below) return undefined;
  const t = translator(language);
  const at = (place: Record<string, string>) => (
    `${organisationAddress(organisationId, 'claims')}?${new URLSearchParams({ ...filterFields(filter), ...place }).toString()}`
  );
  const first = String(claims[0]?.number ?? '');
  const last = String(claims.at(-1)?.number ?? '');
  return {
    label: t('finance.list.pages'),
    previous: more.above ? { href: at({ above: first }), text: t('finance.list.pages.newer') } : undefined,
    next: more.below ? { href: at({ below: last }), text: t('finance.list.pages.older') } : undefined,
    position: t('finance.list.pages.position', { shown: claims.length, total: formatWhole(sums.claims, language) }),
  };
}

function exportForm({ organisationId, filter, sums, language }: ClaimListInput): ExportView {
  const t = translator(language);
  return {
    heading: t('finance.export.heading'),
    text: t('finance.export.lead', { count: formatWhole(sums.frozen, language) }),
    card: {
      id: exportFormId, method: 'get', action: claimExportAddress(organisationId), hidden: filterFields(filter), isPlain: true,
      submit: t('finance.export.as.zip'),
      otherSubmits: [
        { name: 'as', value: 'pdf', text: t('finance.export.as.pdf') },
        { name: 'as', value: 'xlsx', text: t('finance.export.as.xlsx') },
        { name: 'as', value: 'csv', text: t('finance.export.as.csv') },
      ],
    },
    chooseAll: { formId: exportFormId, all: t('finance.export.chooseAll'), none: t('finance.export.chooseNone'), counts: {
      none: t('finance.export.chosen.none'), one: t('finance.export.chosen.one'), many: t('finance.export.chosen', { count: '#' }),
    } },
  };
}
