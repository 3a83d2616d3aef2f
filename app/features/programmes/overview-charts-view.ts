import type { BarChartView } from '#app/components/bar-chart.tsx';
import type { ProgressBarView } from '#app/components/progress-bar.tsx';
import { expenseKinds } from '#app/domain/expense.ts';
import { sum, type Money } from '#app/domain/money.ts';
import { formatAmount, formatKroner, formatMonth } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { costByMonth, type MonthCost } from './cost-by-month.ts';
import type { OverviewContext } from './overview-context.ts';

/** How the grant is used: by attested claims, by what is open, and what is left. Undefined without a ceiling. */
export function grantView({ overview: { grant, open }, language }: OverviewContext): ProgressBarView | undefined {
  const { ceiling, used, left } = grant;
  if (ceiling === undefined || left === undefined) return undefined;
  const t = translator(language);
  const part = (amount: Money) => ({ amount: formatKroner(amount, language), share: shareOf(amount, ceiling) });
  return {
    heading: t('overview.grant.heading'),
    total: t('overview.grant.total', { ceiling: formatKroner(ceiling, language) }),
    parts: [
      { series: 'first', label: t('overview.grant.used'), ...part(used) },
      { series: 'second', label: t('overview.grant.expected'), ...part(open.refund) },
      { series: 'rest', label: t('overview.grant.left'), ...part(left) },
    ],
  };
}

const series = { fee: 'first', travel: 'second', accommodation: 'third', not_refundable: 'fourth' } as const;

/** What each month cost, by kind. Undefined while there is nothing to show. */
export function monthsView({ overview: { programme, total }, language }: OverviewContext): BarChartView | undefined {
  const t = translator(language);
  const months = costByMonth(programme.expenses);
  if (months.length === 0) return undefined;
  const kinds = expenseKinds.filter((kind) => months.some((month) => !month.kinds[kind].isZero()));
  const longest = months.map(barLength).reduce((a, b) => (a.gt(b) ? a : b));
  const amounts = (month: Pick<MonthCost, 'kinds' | 'total'>) => {
    return [...kinds.map((kind) => month.kinds[kind]), month.total].map((amount) => formatAmount(amount, language));
  };
  const sums = { kinds: sumsByKind(months), total: total.cost };
  return {
    heading: t('overview.months.heading'),
    description: t('overview.months.description'),
    series: kinds.map((kind) => ({ key: series[kind], text: t(`kind.${kind}`) })),
    bars: months.map((month) => ({
      label: formatMonth(month.month, language),
      total: formatKroner(month.total, language),
      parts: kinds.map((kind) => ({ series: series[kind], share: shareOf(month.kinds[kind], longest) })),
    })),
    tableSummary: t('overview.months.table'),
    table: {
      caption: t('overview.months.caption'), narrow: 'scroll',
      columns: [{ heading: t('overview.months.month') }, ...[...kinds.map((kind) => t(`kind.${kind}`)), t('overview.months.total')]
        .map((heading) => ({ heading, isNumeric: true }))],
      rows: months.map((month) => ({ key: month.month, cells: [formatMonth(month.month, language), ...amounts(month)] })),
      footer: [{ key: 'sum', cells: [t('overview.sum'), ...amounts(sums)] }],
    },
  };
}

function sumsByKind(months: readonly MonthCost[]): MonthCost['kinds'] {
  const of = (kind: keyof MonthCost['kinds']) => sum(months.map(({ kinds }) => kinds[kind]));
  return { fee: of('fee'), travel: of('travel'), accommodation: of('accommodation'), not_refundable: of('not_refundable') };
}

/** Credits draw nothing: a month's bar is as long as what was paid in it. */
function barLength({ kinds }: MonthCost): Money {
  return sum(Object.values(kinds).filter((amount) => amount.gt(0)));
}

/** For drawing only: percent of the whole, from 0 to 100. The figures beside it are exact. */
function shareOf(amount: Money, whole: Money): number {
  if (whole.lte(0) || amount.lte(0)) return 0;
  return Math.min(100, amount.dividedBy(whole).times(100).toNumber());
}
