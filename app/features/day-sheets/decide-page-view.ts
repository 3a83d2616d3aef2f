import type { TableView } from '#app/components/data-table.tsx';
import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { SectionView } from '#app/components/section.tsx';
import type { TextAreaView } from '#app/components/text-area.tsx';
import { expensesOfSheet, type SheetConcern } from '#app/domain/day-sheet.ts';
import { netOf, type Expense } from '#app/domain/expense.ts';
import { sum } from '#app/domain/money.ts';
import type { Activity, Language } from '#app/domain/programme.ts';
import type { ProgrammeFrameView } from '#app/features/programmes/programme-frame-view.ts';
import { daysOf } from '#app/domain/expense.ts';
import { formatAmount, formatDay } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { StoredDaySheet } from './stored-day-sheet.ts';
import { concernNotices, sheetLinesTable, sheetReceiptsTable, sheetStatus, vatSum } from './sheet-words.ts';

/** A sheet beside the costs it becomes, and the two answers. */
export interface DecidePageView {
  readonly title: string;
  readonly frame: ProgrammeFrameView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly sheet: { readonly section: SectionView; readonly table: TableView };
  readonly costs: { readonly section: SectionView; readonly table: TableView };
  /** What the consultant attached; without a table when that is nothing. */
  readonly receipts: { readonly section: SectionView; readonly table: TableView | undefined };
  /** Undefined when it has been decided on, or is no longer handed in. */
  readonly answers: {
    readonly accept: FormCardView;
    readonly section: SectionView;
    readonly back: FormCardView;
    readonly reason: TextAreaView;
  } | undefined;
}

export interface DecideState {
  readonly sheet: StoredDaySheet;
  readonly frame: ProgrammeFrameView;
  readonly title: string;
  readonly notices: readonly NoticeView[];
  readonly concerns: readonly SheetConcern[];
  readonly activities: readonly Activity[];
  /** The programme with its files. */
  readonly matter: Parameters<typeof sheetReceiptsTable>[1]['matter'];
  readonly typedReason: string;
  readonly reasonError: string | undefined;
  readonly action: string;
  readonly mostReason: number;
  readonly newFormKey: () => string;
  readonly language: Language;
}

export function decidePageView(state: DecideState): DecidePageView {
  const { sheet, frame, title, notices, concerns, activities, matter, language } = state;
  const t = translator(language);
  return {
    title, frame,
    heading: { title, lead: t('sheet.decide.lead', { consultant: sheet.consultantName }), status: sheetStatus(sheet.status, language) },
    notices: [
      ...notices, ...concernNotices(concerns, language),
      ...(sheet.message === undefined ? [] : [{ tone: 'info' as const, heading: t('sheet.form.message'), text: sheet.message }]),
    ],
    sheet: { section: { heading: t('sheet.decide.sheet') }, table: sheetLinesTable(sheet.lines, { matter, activities, language }) },
    receipts: receiptsOf(state),
    costs: { section: { heading: t('sheet.decide.costs'), lead: t('sheet.decide.costs.lead') }, table: costsTable(state) },
    answers: sheet.status === 'handed_in' ? answersOf(state) : undefined,
  };
}

function receiptsOf({ sheet, matter, language }: DecideState): DecidePageView['receipts'] {
  const t = translator(language);
  const table = sheetReceiptsTable(sheet.lines, { matter, language });
  const isEmpty = table.rows.length === 0;
  return { section: { heading: t('sheet.receipts'), lead: t(isEmpty ? 'sheet.receipts.none' : 'sheet.receipts.lead') }, table: isEmpty ? undefined : table };
}

/** What the sheet becomes, as the costs will stand. */
function costsTable({ sheet, activities, language }: DecideState): TableView {
  const t = translator(language);
  const titles = new Map(activities.map(({ id, title }) => [id, title]));
  const costs = expensesOfSheet(sheet.lines, sheet.consultantId);
  const wholes = costs.map(({ expense }): Expense => ({ ...expense, id: '', attachments: [] }));
  return {
    caption: t('sheet.decide.costs'), isCaptionHidden: true, headingColumn: 0,
    columns: [
      { heading: t('sheet.column.what') }, { heading: t('sheet.column.days') }, { heading: t('sheet.column.activity') },
      { heading: t('sheet.column.amount'), isNumeric: true }, { heading: t('sheet.column.vat'), isNumeric: true },
    ],
    rows: wholes.map((expense, at) => ({
      key: String(at),
      cells: [
        { text: t(`kind.${expense.kind}`), detail: expense.description }, daysOf(expense).map((on) => formatDay(on, language)).join(', '),
        titles.get(expense.activity ?? '') ?? '', formatAmount(netOf(expense), language), vatSum([expense], language),
      ],
    })),
    footer: [{ key: 'sum', cells: [t('sheet.column.sum'), '', '', formatAmount(sum(wholes.map(netOf)), language), vatSum(wholes, language)] }],
  };
}

function answersOf({ sheet, typedReason, reasonError, action, mostReason, newFormKey, language }: DecideState): DecidePageView['answers'] {
  const t = translator(language);
  const hidden = (act: string) => ({ form_key: newFormKey(), act, version: String(sheet.version) });
  const reason: TextAreaView = {
    name: 'reason', label: t('sheet.return.reason'), hint: t('sheet.return.hint'), value: typedReason, error: reasonError, rows: 3, maxLength: mostReason,
  };
  return {
    accept: { action, hidden: hidden('accept'), submit: t('sheet.accept'), isPlain: true },
    section: { heading: t('sheet.return.heading') },
    back: { action, hidden: hidden('return'), submit: t('sheet.return'), errors: formErrors(t('page.errorSummary.heading'), [reason]) },
    reason,
  };
}
