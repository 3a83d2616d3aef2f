import type { ColumnView, RowView, TableView } from '#app/components/data-table.tsx';
import { explainLine } from '#app/domain/explanation.ts';
import type { CalculatedLine } from '#app/domain/refund.ts';
import { expenseAddress } from '#app/features/shell/addresses.ts';
import { stepText } from '#app/i18n/finding-text.ts';
import { formatAmount } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import type { ClaimSubject } from './claim-subject.ts';
import { lineCell, lineDays } from './line-cells.ts';

type LinesSubject = Pick<ClaimSubject, 'organisationId' | 'programmeId' | 'assessment' | 'frozenExplanation' | 'numbers' | 'reader'>;

/** The claim's lines with what each gives, why one counts for less, and the sums. */
export function claimLinesTable(subject: LinesSubject): TableView {
  const { assessment: { calculation: { lines, totals } }, reader: { language } } = subject;
  const t = translator(language);
  const amounts = [totals.cost, totals.basis, totals.refund].map((amount) => formatAmount(amount, language));
  return {
    caption: t('claim.lines.caption'), isCaptionHidden: true, headingColumn: 2, columns: columnsFor(subject),
    rows: lines.map((line) => rowOf(line, subject)),
    footer: [{ key: 'sum', cells: ['', '', t('document.total'), '', ...amounts] }],
  };
}

function columnsFor({ reader: { language } }: LinesSubject): ColumnView[] {
  const t = translator(language);
  return [
    { heading: t('claim.column.number'), isNumeric: true },
    { heading: t('document.column.voucher') },
    { heading: t('claim.column.what') },
    { heading: t('claim.column.days') },
    { heading: t('claim.column.net'), isNumeric: true },
    { heading: t('claim.column.basis'), isNumeric: true },
    { heading: t('claim.column.refund'), isNumeric: true },
  ];
}

function rowOf(line: CalculatedLine, subject: LinesSubject): RowView {
  const { organisationId, programmeId, assessment: { programme, voucherList }, numbers, reader: { language } } = subject;
  const { expense, net, basis, refund } = line;
  const { text, detail } = lineCell(expense, programme, language);
  const details = [detail, ...lineNotes(line, subject)].filter((note) => note !== undefined);
  return {
    key: expense.id,
    cells: [
      String(numbers.get(expense.id) ?? ''),
      voucherList.numbersOf(expense).join(', '),
      { text, href: expenseAddress({ organisationId, programmeId, id: expense.id }), detail: details.length === 0 ? undefined : details.join(' · ') },
      lineDays(expense, language),
      ...[net, basis, refund].map((amount) => formatAmount(amount, language)),
    ],
  };
}

/** Why a line counts for less than it cost. Of an approved claim only the reason was kept for each line. */
export function lineNotes(
  line: CalculatedLine, { assessment: { calculation }, frozenExplanation, reader: { language } }: Pick<LinesSubject, 'assessment' | 'frozenExplanation' | 'reader'>,
): string[] {
  const t = translator(language);
  if (frozenExplanation === undefined) return explainLine(line, calculation.terms.dayCap).map((step) => stepText(step, language));
  return line.reasons.map((reason) => {
    if (reason === 'day_cap') return t('document.notClaimed.dayCap');
    return reason === 'service_day_missing' ? t('step.line_no_day') : t('step.line_not_refundable', { reason: sentence(language, `reason.${reason}`, {}) });
  });
}
