import type { DefinitionView } from '#app/components/definition-list.tsx';
import type { ThumbnailView } from '#app/components/thumbnail.tsx';
import { formatAccountingString, type AccountingString } from '#app/domain/accounting.ts';
import { daysOf } from '#app/domain/expense.ts';
import { explainLine } from '#app/domain/explanation.ts';
import type { Programme } from '#app/domain/programme.ts';
import type { CalculatedLine } from '#app/domain/refund.ts';
import { stateText } from '#app/features/attachments/file-texts.ts';
import { thumbnailView } from '#app/features/attachments/thumbnail-view.ts';
import type { FileMatter } from '#app/features/expenses/expense-matter.ts';
import { fileAddress } from '#app/features/shell/addresses.ts';
import { stepText } from '#app/i18n/finding-text.ts';
import { formatDay, formatKroner } from '#app/i18n/format.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import type { ClaimSubject } from './claim-subject.ts';
import { lineCell } from './line-cells.ts';

/** A line to check, with the papers that prove it. */
export interface AttestLineView {
  readonly id: string;
  readonly heading: string;
  readonly check: { readonly name: string; readonly value: string; readonly label: string; readonly isChecked: boolean };
  readonly facts: readonly DefinitionView[];
  readonly figures: readonly DefinitionView[];
  readonly steps: readonly string[];
  readonly papers: readonly PaperView[];
  /** Stands where there is no paper. */
  readonly noPaper: string | undefined;
}

export interface PaperView {
  readonly key: string;
  /** How the page shows it; undefined where it can only be opened. */
  readonly shownAs: 'page' | 'picture' | undefined;
  /** Of one that can only be opened. */
  readonly thumbnail: ThumbnailView | undefined;
  readonly src: string;
  readonly title: string;
  readonly open: string;
  readonly detail: string;
}

export interface AttestMatter {
  readonly subject: ClaimSubject;
  readonly files: readonly Pick<FileMatter, 'id' | 'name' | 'mediaType' | 'state'>[];
  readonly accountingOf: (line: CalculatedLine) => AccountingString;
  /** Ids of the lines that are ticked. */
  readonly checked: ReadonlySet<string>;
}

export const checkedField = 'checked';

export function attestLines(matter: AttestMatter): AttestLineView[] {
  const { subject: { assessment: { calculation, programme }, reader: { language } }, checked } = matter;
  const t = translator(language);
  const { lines, terms } = calculation;
  return lines.map((line, index) => {
    const { text } = lineCell(line.expense, programme, language);
    const { id } = line.expense;
    const papers = papersOf(line, matter);
    return {
      id: `line-${index + 1}`,
      heading: t('claim.attest.line', { number: index + 1, total: lines.length, what: text }),
      check: { name: checkedField, value: id, label: t('claim.attest.checked'), isChecked: checked.has(id) },
      facts: factsOf(line, matter),
      figures: figuresOf(line, matter),
      steps: explainLine(line, terms.dayCap).map((step) => stepText(step, language)),
      papers,
      noPaper: papers.length === 0 ? t('claim.attest.noPaper') : undefined,
    };
  });
}

function figuresOf({ net, basis, refund, expense: { vat } }: CalculatedLine, { subject }: AttestMatter): DefinitionView[] {
  const { language } = subject.reader;
  const t = translator(language);
  return [
    { label: t('claim.column.net'), value: formatKroner(net, language) },
    { label: t('claim.column.basis'), value: formatKroner(basis, language) },
    { label: t('claim.column.refund'), value: formatKroner(refund, language) },
    ...(vat === undefined ? [] : [{ label: t('claim.attest.vat'), value: formatKroner(vat, language) }]),
  ];
}

/** What the voucher is to be held against. */
function factsOf(line: CalculatedLine, { subject, accountingOf }: AttestMatter): DefinitionView[] {
  const { assessment: { programme, voucherList }, reader: { language } } = subject;
  const { expense } = line;
  const t = translator(language);
  const days = expense.kind === 'fee'
    ? expense.days.map(({ on, amount }) => `${formatDay(on, language)}: ${formatKroner(amount, language)}`)
    : daysOf(expense).map((day) => formatDay(day, language));
  const { invoice, paidOn } = expense;
  const facts: (DefinitionView | undefined)[] = [
    fact(t('claim.attest.voucher'), voucherList.numbersOf(expense).join(', ')),
    fact(t('claim.attest.kind'), kindText(line, subject)),
    fact(t('claim.attest.who'), consultantText(expense.consultant, programme, language)),
    fact(t('claim.attest.activity'), programme.activities.find(({ id }) => id === expense.activity)?.title),
    fact(t('claim.column.days'), days.join(', ')),
    fact(t('claim.attest.invoice'), invoice?.number),
    fact(t('claim.attest.supplier'), invoice?.supplier),
    fact(t('claim.attest.issuedOn'), invoice && formatDay(invoice.issuedOn, language)),
    fact(t('claim.attest.paidOn'), paidOn && formatDay(paidOn, language)),
    fact(t('claim.attest.accounting'), formatAccountingString(accountingOf(line))),
  ];
  return facts.filter((each) => each !== undefined);
}

function fact(label: string, value: string | undefined): DefinitionView | undefined {
  return value === undefined || value.trim() === '' ? undefined : { label, value };
}

function kindText({ expense }: CalculatedLine, { reader: { language } }: ClaimSubject): string {
  const t = translator(language);
  return expense.kind === 'not_refundable' ? `${t('kind.not_refundable')}: ${t(`reason.${expense.reason}`)}` : t(`kind.${expense.kind}`);
}

function consultantText(id: string | undefined, { consultants }: Programme, language: ClaimSubject['reader']['language']): string | undefined {
  const consultant = consultants.find((each) => each.id === id);
  return consultant && `${consultant.name}, ${sentence(language, `role.${consultant.role}`, {})}`;
}

const shownAs: Readonly<Record<string, PaperView['shownAs']>> = { 'application/pdf': 'page', 'image/jpeg': 'picture', 'image/png': 'picture' };

function papersOf({ expense }: CalculatedLine, { subject, files }: AttestMatter): PaperView[] {
  const { organisationId, programmeId, reader: { language } } = subject;
  const t = translator(language);
  return expense.attachments.flatMap((name) => files.filter((file) => file.name === name)).map((file) => ({
    key: file.id, shownAs: shownAs[file.mediaType],
    thumbnail: shownAs[file.mediaType] === undefined ? thumbnailView(file, { organisationId, programmeId }, language) : undefined,
    src: `${fileAddress({ organisationId, programmeId, id: file.id })}?view`,
    title: t('claim.attest.paper', { file: file.name }), open: t('claim.attest.open', { file: file.name }), detail: stateText(file.state, language),
  }));
}
