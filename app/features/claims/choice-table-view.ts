import type { ColumnView, RowView, TableView } from '#app/components/data-table.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { CellView } from '#app/components/table-cell.tsx';
import type { TextFieldView } from '#app/components/text-field.tsx';
import { isRefundable } from '#app/domain/expense.ts';
import type { Language, Programme } from '#app/domain/programme.ts';
import type { RefusalCode } from '#app/domain/refusals.ts';
import { expenseAddress } from '#app/features/shell/addresses.ts';
import { formatAmount } from '#app/i18n/format.ts';
import { isTextKey, sentence, translator } from '#app/i18n/translate.ts';
import { chosenField, longestReason, reasonField, type ReasonError } from './choose-lines-form.ts';
import { lineCell, lineDays } from './line-cells.ts';
import { isClaimable, type ChoosableLine } from './line-choice.ts';

export interface ChoiceTableInput {
  readonly organisationId: string;
  readonly programmeId: string;
  readonly programme: Programme;
  readonly lines: readonly ChoosableLine[];
  /** What was written of each line, by expense; what is stored where nothing was. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly errors: ReadonlyMap<string, ReasonError>;
  readonly language: Language;
}

export const choiceTableId = 'lines';

/** The lines to choose from: a box, what each gives, and why one waits or what it lacks. */
export function choiceTable(input: ChoiceTableInput): TableView {
  const t = translator(input.language);
  return {
    id: choiceTableId, caption: t('claim.choose.caption'), isCaptionHidden: true, headingColumn: 2,
    columns: columnsFor(input), rows: input.lines.map((line) => rowOf(line, input)),
  };
}

function columnsFor({ language }: ChoiceTableInput): ColumnView[] {
  const t = translator(language);
  return [
    { heading: t('claim.column.take') },
    { heading: t('claim.column.number'), isNumeric: true },
    { heading: t('claim.column.what') },
    { heading: t('claim.column.days') },
    { heading: t('claim.column.net'), isNumeric: true },
    { heading: t('claim.column.basis'), isNumeric: true },
    { heading: t('claim.column.refund'), isNumeric: true },
    { heading: t('claim.column.status') },
  ];
}

function rowOf(line: ChoosableLine, input: ChoiceTableInput): RowView {
  const { organisationId, programmeId, programme, language } = input;
  const { expense, number, net, basis, refund } = line;
  const t = translator(language);
  const what = lineCell(expense, programme, language);
  const href = expenseAddress({ organisationId, programmeId, id: expense.id });
  return {
    key: expense.id,
    isMuted: !line.isChosen,
    cells: [
      { checkbox: { name: chosenField, value: expense.id, label: t('claim.choose.take', { number, what: what.text }), isChecked: line.isChosen } },
      String(number),
      { ...what, href, field: reasonView(line, input) },
      lineDays(expense, language),
      ...[net, basis, refund].map((amount) => formatAmount(amount, language)),
      statusCell(line, { href, language }),
    ],
  };
}

/** Asked for where the line could be claimed, and kept where one was given. It shows only while the line is left out. */
function reasonView(line: ChoosableLine, { reasons, errors, language }: ChoiceTableInput): TextFieldView | undefined {
  if (!isClaimable(line) && line.parkedReason === undefined) return undefined;
  const { id } = line.expense;
  const error = errors.get(id);
  return {
    name: reasonField(id), label: translator(language)('claim.choose.reason', { number: line.number }), value: reasons.get(id) ?? line.parkedReason ?? '',
    maxLength: longestReason, error: error === undefined ? undefined : sentence(language, `claim.error.${error}`, { number: line.number, most: longestReason }),
  };
}

function statusCell({ expense, lacks, parkedReason }: ChoosableLine, { href, language }: { href: string; language: Language }): CellView {
  const t = translator(language);
  if (!isRefundable(expense)) return { status: { text: t('claim.choose.notRefundable'), tone: 'neutral' }, detail: t(`reason.${expense.reason}`) };
  if (lacks.length > 0) return { status: { text: t('claim.choose.lacking'), tone: 'warning' }, links: lacks.map((code) => lackLink(code, { href, language })) };
  if (parkedReason !== undefined) return { status: { text: t('claim.choose.parked'), tone: 'info' } };
  return { status: { text: t('claim.choose.ready'), tone: 'success' } };
}

/** The field where each is filled in. */
const lackFields: Partial<Record<RefusalCode, string>> = {
  expense_not_paid: '#paidOn', consultant_missing: '#consultant', service_day_missing: '#days', service_day_in_future: '#days',
  attachment_missing: '#upload', attachment_unreadable: '#upload', activity_not_finished: '#activity',
};

function lackLink(code: RefusalCode, { href, language }: { href: string; language: Language }): LinkView {
  const key = `claim.lack.${code}`;
  return { href: `${href}${lackFields[code] ?? ''}`, text: isTextKey(key) ? sentence(language, key, {}) : code };
}
