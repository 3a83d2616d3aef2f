import type { BarChartView } from '#app/components/bar-chart.tsx';
import type { CheckListView, CheckView } from '#app/components/check-list.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { KeyFigureView } from '#app/components/key-figures.tsx';
import type { PageActionView, PageHeadingView } from '#app/components/page-heading.tsx';
import type { ProgressBarView } from '#app/components/progress-bar.tsx';
import type { SectionView } from '#app/components/section.tsx';
import type { StepsListView } from '#app/components/steps-list.tsx';
import { isRefundable } from '#app/domain/expense.ts';
import { sheetsWaitingView, type SheetsWaitingView } from '#app/features/day-sheets/sheets-waiting-view.ts';
import type { StoredDaySheet } from '#app/features/day-sheets/stored-day-sheet.ts';
import { programmeAddress } from '#app/features/shell/addresses.ts';
import { formatPeriod, formatWhole } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { dayLedgerView, type DayLedgerView } from './day-ledger-view.ts';
import { findingChecks } from './finding-checks-view.ts';
import { heldView, type HeldView } from './held-view.ts';
import { grantView, monthsView } from './overview-charts-view.ts';
import type { OverviewContext } from './overview-context.ts';
import { cutsView, type CutsView } from './overview-cuts-view.ts';
import { expensesView, type ExpensesView } from './overview-expenses-view.ts';
import { figuresView } from './overview-figures-view.ts';
import { setupStepsView, type SetupStepsView } from './setup-steps-view.ts';
import type { OverviewLine } from './programme-overview.ts';
import { programmeFrame, type ProgrammeFrameView } from './programme-frame-view.ts';

/** A programme's page as it stands on the screen: texts only. */
export interface OverviewView {
  readonly title: string;
  readonly frame: ProgrammeFrameView;
  readonly heading: PageHeadingView;
  readonly figuresHeading: string;
  readonly figures: readonly KeyFigureView[];
  readonly steps: readonly StepsListView[];
  readonly grant: ProgressBarView | undefined;
  /** Undefined when there is nothing to say before the first expense. */
  readonly checks: { readonly section: SectionView; readonly list: CheckListView } | undefined;
  readonly held: HeldView | undefined;
  /** Sheets that wait for an answer. */
  readonly sheets: SheetsWaitingView | undefined;
  readonly days: DayLedgerView | undefined;
  readonly expensesSection: SectionView;
  /** Undefined while there is none; then what to do about it. */
  readonly expenses: ExpensesView | undefined;
  readonly empty: EmptyStateView;
  /** What is left of setting the programme up, until the first expense. */
  readonly firstSteps: SetupStepsView | undefined;
  readonly cuts: CutsView | undefined;
  readonly months: BarChartView | undefined;
}

/** The page, with the expense table from a line on. */
export function overviewView(
  context: OverviewContext, { from, sheets = [] }: { from: number; sheets?: readonly StoredDaySheet[] },
): OverviewView {
  const { overview: { programme, lines }, organisationId, programmeId, language, may } = context;
  const t = translator(language);
  const { name } = programme.facts;
  const newExpense = { href: programmeAddress(organisationId, programmeId, 'expenses/new'), text: t('overview.addExpense') };
  const mayAdd = may('expense.edit');
  return {
    title: name,
    frame: programmeFrame({
      organisationId, organisationName: programme.organisation.name, programmeId, programmeName: name, current: 'overview', language, may,
    }),
    heading: headingOf(context),
    figuresHeading: t('overview.figures.heading'),
    ...figuresView(context),
    grant: grantView(context),
    checks: checksOf(context),
    held: heldView(context),
    sheets: sheetsWaitingView(sheets, context),
    days: dayLedgerView(context),
    expensesSection: { id: 'expenses', heading: t('overview.expenses.heading'), lead: t('overview.expenses.lead'), action: mayAdd ? newExpense : undefined },
    expenses: lines.length === 0 ? undefined : expensesView(context, from),
    empty: {
      heading: t('overview.expenses.empty.heading'), text: t(mayAdd ? 'overview.expenses.empty.text' : 'overview.expenses.empty.reader'),
      action: mayAdd ? newExpense : undefined,
    },
    firstSteps: lines.length === 0 && may('programme.edit') ? setupStepsView(programme, context) : undefined,
    cuts: lines.length === 0 ? undefined : cutsView(context),
    months: monthsView(context),
  };
}

function headingOf({ overview: { programme: { facts } }, organisationId, programmeId, language, may }: OverviewContext): PageHeadingView {
  const t = translator(language);
  const action = (page: string, text: string, variant: PageActionView['variant']) => ({ href: programmeAddress(organisationId, programmeId, page), text, variant });
  return {
    title: facts.name,
    lead: t('overview.lead', { period: formatPeriod(facts.startsOn, facts.endsOn, language), leaders: formatWhole(facts.leaderCount, language) }),
    actions: [
      ...(may('expense.edit') ? [action('expenses/new', t('overview.addExpense'), 'primary')] : []),
      ...(may('claim.prepare') ? [action('claims/new', t('overview.newClaim'), 'secondary')] : []),
      action('export', t('overview.exportFile'), 'tertiary'),
    ],
  };
}

function checksOf(context: OverviewContext): OverviewView['checks'] {
  const { overview: { findings, lines }, language } = context;
  const heading = translator(language)('overview.check.heading');
  const place = { ...context, numbers: new Map(lines.map(({ expense, number }) => [expense.id, number])) };
  const refusals = findingChecks('refusal', findings.refusals, place);
  const ready = refusals.length === 0 && lines.length > 0 ? [readyCheck(context)] : [];
  const items = [...refusals, ...ready, ...findingChecks('warning', findings.warnings, place)];
  return items.length === 0 ? undefined : { section: { id: 'checks', heading }, list: { label: heading, items } };
}

function isFree({ expense, claim, parkedReason }: OverviewLine): boolean {
  return isRefundable(expense) && claim === undefined && parkedReason === undefined;
}

/** Nothing stops a claim: how many lines it could have, or that none are left. */
function readyCheck({ overview: { lines }, organisationId, programmeId, language, may }: OverviewContext): CheckView {
  const t = translator(language);
  const toneText = t('overview.check.ready');
  const ready = lines.filter(isFree).length;
  if (ready === 0) return { tone: 'success', toneText, text: t('overview.check.allClaimed') };
  const link = may('claim.prepare') ? { href: programmeAddress(organisationId, programmeId, 'claims/new'), text: t('overview.newClaim') } : undefined;
  return { tone: 'success', toneText, text: ready === 1 ? t('overview.check.ready.text.one') : t('overview.check.ready.text', { lines: ready }), link };
}
