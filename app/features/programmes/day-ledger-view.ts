import type { TableView } from '#app/components/data-table.tsx';
import type { SectionView } from '#app/components/section.tsx';
import type { StatusView } from '#app/components/status-tag.tsx';
import type { Language } from '#app/domain/programme.ts';
import { expenseAddress } from '#app/features/shell/addresses.ts';
import { formatAmount, formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { OverviewContext } from './overview-context.ts';
import type { OverviewLine } from './programme-overview.ts';

/** Who had which day, and how far each is: entered, invoiced, in a claim. */
export interface DayLedgerView {
  readonly section: SectionView;
  readonly summary: string;
  readonly table: TableView;
}

/** More days than a page can hold; the file has them all. */
const mostDays = 500;

/** The fee days of the programme in the order of the days; undefined where there are none. */
export function dayLedgerView(
  { overview: { programme, lines }, organisationId, programmeId, language }: OverviewContext,
): DayLedgerView | undefined {
  const names = new Map(programme.consultants.map(({ id, name }) => [id, name]));
  const days = lines.flatMap((line) => (line.expense.kind === 'fee' ? line.expense.days.map((day) => ({ day, line })) : []))
    .sort((a, b) => (a.day.on < b.day.on ? -1 : Number(a.day.on > b.day.on)));
  if (days.length === 0) return undefined;
  const t = translator(language);
  return {
    section: { id: 'days', heading: t('sheet.ledger.heading') },
    summary: t('sheet.ledger.summary', { count: days.length }),
    table: {
      caption: t('sheet.ledger.heading'), isCaptionHidden: true,
      columns: [
        { heading: t('sheet.column.day') }, { heading: t('sheet.column.consultant') }, { heading: t('sheet.column.amount'), isNumeric: true },
        { heading: t('sheet.column.status') },
      ],
      rows: days.slice(0, mostDays).map(({ day, line }, at) => ({
        key: String(at),
        cells: [
          { text: formatDay(day.on, language), href: expenseAddress({ organisationId, programmeId, id: line.expense.id }) },
          names.get(line.expense.consultant ?? '') ?? '', formatAmount(day.amount, language), { status: stateOf(line, language) },
        ],
      })),
    },
  };
}

function stateOf({ claim, expense: { invoice } }: OverviewLine, language: Language): StatusView {
  const t = translator(language);
  if (claim !== undefined) return { text: t('sheet.ledger.claimed', { number: claim.number }), tone: 'info' };
  return invoice === undefined ? { text: t('sheet.ledger.accepted'), tone: 'warning' } : { text: t('sheet.cost.invoiced'), tone: 'success' };
}
