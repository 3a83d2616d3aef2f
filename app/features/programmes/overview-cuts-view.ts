import type { RowView, TableView } from '#app/components/data-table.tsx';
import { isRefundable, notRefundableReasons } from '#app/domain/expense.ts';
import { explainLine } from '#app/domain/explanation.ts';
import { minus, sum, type Money } from '#app/domain/money.ts';
import { expenseAddress } from '#app/features/shell/addresses.ts';
import { stepText } from '#app/i18n/finding-text.ts';
import { formatAmount, formatKroner, formatPercent } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { OverviewContext } from './overview-context.ts';
import type { OverviewLine } from './programme-overview.ts';

export interface CutsView {
  readonly heading: string;
  readonly table: TableView;
  /** Each line that counts for less than it cost, and why; undefined when every line counts in full. */
  readonly lines: { readonly summary: string; readonly table: TableView } | undefined;
}

/** What the municipality carries itself and why; its sum is the own share. Undefined while all comes back. */
export function cutsView(context: OverviewContext): CutsView | undefined {
  const { overview, language } = context;
  const t = translator(language);
  const rows = [...notRefundableRows(context), ...totalRows(context)];
  if (rows.length === 0) return undefined;
  return {
    heading: t('overview.cuts.heading'),
    table: {
      caption: t('overview.cuts.caption'), isCaptionHidden: true,
      columns: [{ heading: t('overview.cuts.what') }, { heading: t('overview.cuts.why') }, { heading: t('overview.cuts.amount'), isNumeric: true }],
      rows,
      footer: [{ key: 'sum', cells: [t('overview.figure.ownShare'), '', formatAmount(overview.total.ownShare, language)] }],
    },
    lines: linesOf(context),
  };
}

function notRefundableRows({ overview, language }: OverviewContext): RowView[] {
  const t = translator(language);
  return notRefundableReasons.flatMap((reason) => {
    const lines = overview.lines.filter(({ expense }) => expense.kind === 'not_refundable' && expense.reason === reason);
    const numbers = lines.map(({ number }) => number).join(', ');
    const amount = formatAmount(sum(lines.map(({ net }) => net)), language);
    return lines.length === 0 ? [] : [{ key: reason, cells: [begun(t(`reason.${reason}`)), t('overview.cuts.notRefundable.why', { numbers }), amount] }];
  });
}

function totalRows({ overview: { total, calculation: { terms } }, language }: OverviewContext): RowView[] {
  const t = translator(language);
  const row = (name: 'dayCap' | 'ownShare' | 'ceiling', why: string, amount: Money): RowView[] => {
    return amount.isZero() ? [] : [{ key: name, cells: [t(`overview.cuts.${name}`), why, formatAmount(amount, language)] }];
  };
  const share = terms.percent === undefined
    ? t('overview.figure.percentUnknown')
    : t('overview.cuts.ownShare.why', { percent: formatPercent(terms.percent, language) });
  const ceiling = terms.ceiling === undefined ? '' : t('overview.cuts.ceiling.why', { ceiling: formatKroner(terms.ceiling, language) });
  return [
    ...row('dayCap', t('overview.cuts.dayCap.why', { cap: formatKroner(terms.dayCap, language) }), minus(total.eligible, total.basis)),
    ...row('ownShare', share, minus(total.basis, total.calculated)),
    ...row('ceiling', ceiling, minus(total.calculated, total.refund)),
  ];
}

function linesOf(context: OverviewContext): CutsView['lines'] {
  const { overview, language } = context;
  const t = translator(language);
  const cut = overview.lines.filter(({ expense, net, basis }) => isRefundable(expense) && !net.eq(basis));
  if (cut.length === 0) return undefined;
  return {
    summary: t('overview.cuts.lines', { count: cut.length }),
    table: {
      caption: t('overview.cuts.lines.caption'), isCaptionHidden: true,
      columns: [
        { heading: t('overview.column.what') }, { heading: t('overview.column.net'), isNumeric: true },
        { heading: t('overview.column.basis'), isNumeric: true }, { heading: t('overview.cuts.why') },
      ],
      rows: cut.map((line) => lineRow(line, context)),
    },
  };
}

/** The line's steps; of an attested one they stand in its claim. */
function lineRow({ expense, number, net, basis, calculated, claim }: OverviewLine, context: OverviewContext): RowView {
  const { overview, organisationId, programmeId, language } = context;
  const t = translator(language);
  const steps = calculated === undefined
    ? [t('overview.cuts.line.claimed', { number: claim?.number ?? '' })]
    : explainLine(calculated, overview.calculation.terms.dayCap).map((step) => stepText(step, language));
  const name = { text: t('overview.check.link.number', { number }), href: expenseAddress({ organisationId, programmeId, id: expense.id }) };
  return { key: expense.id, cells: [name, formatAmount(net, language), formatAmount(basis, language), steps.join(' ')] };
}

/** With a capital letter: the reasons are written as they stand inside a sentence. */
function begun(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
