import type { PaginationView } from '#app/components/pagination.tsx';
import type { ColumnView, RowView, TableView } from '#app/components/data-table.tsx';
import type { StatusView } from '#app/components/status-tag.tsx';
import type { CellView } from '#app/components/table-cell.tsx';
import { daysOf, isRefundable, type Expense } from '#app/domain/expense.ts';
import { expenseAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { formatAmount, formatPeriod } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import type { OverviewContext } from './overview-context.ts';
import type { OverviewLine, Sums } from './programme-overview.ts';

export interface ExpensesView {
  readonly table: TableView;
  /** Undefined where all lines fit. */
  readonly pagination: PaginationView | undefined;
}

/** Lines shown at once. */
const pageLength = 100;

/** The expense table, from the line asked for on. The sums are of all lines. */
export function expensesView(context: OverviewContext, from: number): ExpensesView {
  const { overview: { lines }, language } = context;
  const first = Math.floor(Math.max(0, from - 1) / pageLength) * pageLength;
  const start = first < lines.length ? first : 0;
  const words = wordsOf(context);
  return {
    table: {
      caption: translator(language)('overview.expenses.caption'), isCaptionHidden: true, headingColumn: 2,
      columns: columnsFor(context),
      rows: lines.slice(start, start + pageLength).map((line) => rowOf(line, context, words)),
      footer: footerOf(context),
    },
    pagination: lines.length > pageLength ? paginationOf(context, start) : undefined,
  };
}

function columnsFor({ language, may }: OverviewContext): ColumnView[] {
  const t = translator(language);
  const columns: ColumnView[] = [
    { heading: t('overview.column.number'), isNumeric: true },
    { heading: t('overview.column.days') },
    { heading: t('overview.column.what') },
    { heading: t('overview.column.activity') },
    { heading: t('overview.column.files') },
    { heading: t('overview.column.net'), isNumeric: true },
    { heading: t('overview.column.basis'), isNumeric: true },
    { heading: t('overview.column.refund'), isNumeric: true },
    { heading: t('overview.column.status') },
  ];
  return may('expense.edit') ? [...columns, { heading: t('overview.column.act'), isHeadingHidden: true }] : columns;
}

/** What the rows have in common, said once. */
function wordsOf({ overview: { programme }, language, may }: OverviewContext) {
  const t = translator(language);
  return {
    consultants: new Map(programme.consultants.map(({ id, name }) => [id, name])),
    activities: new Map(programme.activities.map(({ id, title }) => [id, title])),
    kinds: { fee: t('kind.fee'), travel: t('kind.travel'), accommodation: t('kind.accommodation'), not_refundable: t('kind.not_refundable') },
    copy: may('expense.edit') ? t('overview.copy') : undefined,
  };
}

function rowOf(line: OverviewLine, context: OverviewContext, words: ReturnType<typeof wordsOf>): RowView {
  const { consultants, activities, kinds, copy } = words;
  const { organisationId, programmeId, language } = context;
  const { expense, number, net, basis, refund } = line;
  const description = expense.description?.trim() ?? '';
  const who = consultants.get(expense.consultant ?? '');
  const detail = [description === '' ? '' : kinds[expense.kind], who ?? ''].filter((text) => text !== '').join(' · ');
  const cells: CellView[] = [
    String(number),
    daysText(expense, context),
    {
      text: description === '' ? kinds[expense.kind] : description, detail: detail === '' ? undefined : detail,
      href: expenseAddress({ organisationId, programmeId, id: expense.id }),
    },
    activities.get(expense.activity ?? '') ?? '',
    filesText(expense, context),
    formatAmount(net, language), formatAmount(basis, language), formatAmount(refund, language),
    statusCell(line, context),
  ];
  if (copy !== undefined) cells.push({ links: [{ href: programmeAddress(organisationId, programmeId, `expenses/new?copy=${expense.id}`), text: copy }] });
  return { key: expense.id, cells, isMuted: line.parkedReason !== undefined };
}

function daysText(expense: Expense, { language }: OverviewContext): string {
  const days = daysOf(expense).toSorted();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return translator(language)('overview.noDays');
  const period = formatPeriod(first, last, language);
  return days.length < 3 ? period : translator(language)('overview.days', { period, count: days.length });
}

function filesText({ attachments }: Expense, { language }: OverviewContext): string {
  const t = translator(language);
  if (attachments.length === 0) return t('overview.files.none');
  return attachments.length === 1 ? t('overview.files.one') : t('overview.files', { count: attachments.length });
}

function statusCell(line: OverviewLine, context: OverviewContext): CellView {
  const { claim, parkedReason } = line;
  const t = translator(context.language);
  if (claim !== undefined) {
    const detail = sentence(context.language, `finance.export.status.${claim.status}`, {});
    return { status: { text: t('overview.status.claimed', { number: claim.number }), tone: 'info' }, detail };
  }
  if (parkedReason !== undefined) return { status: { text: t('overview.status.parked'), tone: 'neutral' }, detail: parkedReason };
  const lacks = lacksText(line, context);
  if (lacks !== undefined) return { status: { text: t('overview.status.lacking'), tone: 'warning' }, detail: lacks };
  return { status: readyStatus(line, context) };
}

function readyStatus({ expense }: OverviewLine, { language }: OverviewContext): StatusView {
  const t = translator(language);
  return isRefundable(expense) ? { text: t('overview.status.ready'), tone: 'success' } : { text: t('overview.status.notRefundable'), tone: 'neutral' };
}

const lackCodes = [
  'expense_not_paid', 'consultant_missing', 'service_day_missing', 'service_day_in_future', 'attachment_missing', 'attachment_unreadable',
] as const;

function lacksText({ expense }: OverviewLine, { overview: { findings }, language }: OverviewContext): string | undefined {
  const codes = findings.lacks.get(expense.id);
  if (codes === undefined) return undefined;
  const t = translator(language);
  return lackCodes.filter((code) => codes.includes(code)).map((code) => t(`overview.lacks.${code}`)).join(', ');
}

/** The sum; parted by what attested claims have and what is open, where there is of both. */
function footerOf(context: OverviewContext): RowView[] {
  const { overview: { claims, claimed, open, total }, language } = context;
  const t = translator(language);
  const row = (key: string, label: string, { cost, basis, refund }: Sums): RowView => ({
    key, cells: ['', '', label, '', '', ...[cost, basis, refund].map((amount) => formatAmount(amount, language)), ''],
  });
  const parts = [row('claimed', t('overview.sum.claimed'), claimed), row('open', t('overview.sum.open'), open)];
  return [...(claims.some(({ isAttested }) => isAttested) ? parts : []), row('total', t('overview.sum'), total)];
}

function paginationOf({ overview: { lines }, organisationId, programmeId, language }: OverviewContext, start: number): PaginationView {
  const t = translator(language);
  const link = (at: number, text: string) => ({ href: `${programmeAddress(organisationId, programmeId)}?from=${at + 1}#expenses`, text });
  const end = Math.min(start + pageLength, lines.length);
  return {
    label: t('overview.pages'),
    previous: start === 0 ? undefined : link(start - pageLength, t('overview.pages.previous')),
    next: end === lines.length ? undefined : link(end, t('overview.pages.next')),
    position: t('overview.pages.position', { from: start + 1, to: end, total: lines.length }),
  };
}
