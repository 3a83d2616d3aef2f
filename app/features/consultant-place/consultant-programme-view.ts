import type { CheckListView } from '#app/components/check-list.tsx';
import type { RowView, TableView } from '#app/components/data-table.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { SectionView } from '#app/components/section.tsx';
import type { StatusView } from '#app/components/status-tag.tsx';
import { daysOf, netOf, type Expense } from '#app/domain/expense.ts';
import type { Membership } from '#app/domain/membership.ts';
import { sum } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { claimStatusView } from '#app/features/claims/claim-status-view.ts';
import { programmeFrame, type ProgrammeFrameView } from '#app/features/programmes/programme-frame-view.ts';
import { expenseAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { formatAmount, formatPeriod, formatWhole } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { completenessChecks } from './completeness-view.ts';
import { accessText } from './consultant-place-view.ts';
import type { ConsultantProgramme } from './consultant-place.ts';
import { ownWaits } from './own-lacks-view.ts';

/** A programme's page for a consultant: their own work in it, and what the application lacks. */
export interface ConsultantProgrammeView {
  readonly title: string;
  readonly frame: ProgrammeFrameView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly waiting: { readonly section: SectionView; readonly list: CheckListView } | undefined;
  readonly costs: { readonly section: SectionView; readonly table: TableView | undefined; readonly empty: EmptyStateView };
  readonly check: { readonly section: SectionView; readonly list: CheckListView };
}

export function consultantProgrammeView(
  programme: ConsultantProgramme,
  { membership, notices, language }: { membership: Membership; notices: readonly NoticeView[]; language: Language },
): ConsultantProgrammeView {
  const { organisationId } = membership;
  const { loaded: { id: programmeId, programme: { facts, organisation } }, completeness } = programme;
  const t = translator(language);
  const may: Parameters<typeof programmeFrame>[0]['may'] = (permission) => membership.may(permission, programmeId);
  const waits = ownWaits(programme, { organisationId, language });
  const waitsHeading = t('programme.home.waits');
  return {
    title: facts.name,
    frame: programmeFrame({
      organisationId, organisationName: organisation.name, programmeId, programmeName: facts.name, current: 'overview', language, may,
    }),
    heading: headingOf(programme, { membership, language }),
    notices,
    waiting: waits.length === 0 ? undefined : { section: { heading: waitsHeading }, list: { label: waitsHeading, items: waits } },
    costs: costsOf(programme, { organisationId, language }),
    check: {
      section: { id: 'checks', heading: t('sheet.own.check'), lead: t('sheet.own.check.lead') },
      list: completenessChecks(completeness, { organisationId, programmeId, numbers: numbersOf(programme), may, language }),
    },
  };
}

function headingOf(
  programme: ConsultantProgramme, { membership, language }: { membership: Membership; language: Language },
): PageHeadingView {
  const { id, programme: { facts } } = programme.loaded;
  const t = translator(language);
  const at = (page: string) => programmeAddress(membership.organisationId, id, page);
  const sheet = membership.consultantId === undefined ? [] : [{ href: at('day-sheets/new'), text: t('sheet.new'), variant: 'primary' as const }];
  return {
    title: facts.name, over: programme.loaded.programme.organisation.name,
    lead: [
      t('overview.lead', { period: formatPeriod(facts.startsOn, facts.endsOn, language), leaders: formatWhole(facts.leaderCount, language) }),
      accessText(programme, language),
    ].join(' · '),
    actions: [...sheet, { href: at('files'), text: t('sheet.own.toFiles'), variant: 'secondary' }],
  };
}

/** What a consultant's own costs are called in the check list: by their place among their own. */
function numbersOf({ loaded }: ConsultantProgramme): ReadonlyMap<string, number> {
  return new Map(loaded.programme.expenses.map(({ id }, at) => [id, at + 1]));
}

function costsOf(programme: ConsultantProgramme, place: { organisationId: string; language: Language }): ConsultantProgrammeView['costs'] {
  const { expenses } = programme.loaded.programme;
  const t = translator(place.language);
  return {
    section: { id: 'expenses', heading: t('sheet.own.costs'), lead: t('sheet.own.costs.lead') },
    table: expenses.length === 0 ? undefined : costsTable(programme, place),
    empty: { heading: t('sheet.own.costs.empty'), text: t('sheet.own.costs.empty.text') },
  };
}

function costsTable(
  { loaded }: ConsultantProgramme, { organisationId, language }: { organisationId: string; language: Language },
): TableView {
  const t = translator(language);
  const { expenses, activities } = loaded.programme;
  const titles = new Map(activities.map(({ id, title }) => [id, title]));
  const row = (expense: Expense, at: number): RowView => {
    const days = daysOf(expense).toSorted();
    const [first] = days;
    const last = days.at(-1);
    return {
      key: expense.id,
      cells: [
        String(at + 1), first === undefined || last === undefined ? t('overview.noDays') : formatPeriod(first, last, language),
        {
          text: expense.description ?? t(`kind.${expense.kind}`), detail: expense.description === undefined ? undefined : t(`kind.${expense.kind}`),
          href: expenseAddress({ organisationId, programmeId: loaded.id, id: expense.id }),
        },
        titles.get(expense.activity ?? '') ?? '', formatAmount(netOf(expense), language),
        { status: statusOf(expense, loaded.claimed.get(expense.id), language) },
      ],
    };
  };
  return {
    caption: t('sheet.own.costs'), isCaptionHidden: true, headingColumn: 2,
    columns: [
      { heading: t('overview.column.number'), isNumeric: true }, { heading: t('sheet.column.days') }, { heading: t('sheet.column.what') },
      { heading: t('sheet.column.activity') }, { heading: t('sheet.column.amount'), isNumeric: true }, { heading: t('sheet.column.status') },
    ],
    rows: expenses.map(row),
    footer: [{ key: 'sum', cells: ['', '', t('sheet.column.sum'), '', formatAmount(sum(expenses.map(netOf)), language), ''] }],
  };
}

type ClaimOfExpense = NonNullable<ReturnType<ConsultantProgramme['loaded']['claimed']['get']>>;

/** How far a cost is: what it lacks, and how it stands with the claim it went into. */
function statusOf({ invoice, attachments }: Expense, claim: ClaimOfExpense | undefined, language: Language): StatusView {
  const t = translator(language);
  if (claim !== undefined) {
    const { text: status, tone } = claimStatusView(claim.status, language);
    return { text: t('sheet.own.cost.claimed', { number: claim.number, status }), tone };
  }
  if (invoice === undefined) return { text: t('sheet.cost.waiting'), tone: 'warning' };
  return attachments.length === 0 ? { text: t('sheet.own.cost.file'), tone: 'warning' } : { text: t('sheet.own.cost.ready'), tone: 'success' };
}
