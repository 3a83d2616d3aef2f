import type { TableView } from '#app/components/data-table.tsx';
import type { DefinitionView } from '#app/components/definition-list.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { SectionView } from '#app/components/section.tsx';
import { daysOf, netOf } from '#app/domain/expense.ts';
import type { Match } from '#app/domain/invoice-match.ts';
import type { Money } from '#app/domain/money.ts';
import type { Language, Programme } from '#app/domain/programme.ts';
import type { ProgrammeFrameView } from '#app/features/programmes/programme-frame-view.ts';
import type { FieldFaults, Typed } from '#app/features/shell/form-reading.ts';
import { fieldWords, optionalFieldWords } from '#app/features/shell/form-words.ts';
import { formatAmount, formatDay, formatKroner } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { WaitingCost } from './match-candidates.ts';
import type { MatchField } from './match-form.ts';
import { costField } from './read-match-preview.ts';
import { detailOf } from './sheet-words.ts';

/** An invoice beside the costs of day sheets it may cover. */
export interface MatchPageView {
  readonly title: string;
  readonly frame: ProgrammeFrameView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  /** The files to choose among: an e-invoice among them fills the form in. */
  readonly files: { readonly section: SectionView; readonly links: readonly LinkView[] } | undefined;
  readonly form: {
    readonly card: FormCardView;
    readonly costs: { readonly section: SectionView; readonly table: TableView; readonly error: string | undefined };
    readonly invoice: { readonly section: SectionView; readonly fields: readonly FormFieldView[] };
    readonly figures: readonly DefinitionView[];
    /** Where the form asks for the figures while it is filled in. */
    readonly previewHref: string;
  } | undefined;
  readonly empty: EmptyStateView | undefined;
}

export interface MatchState {
  readonly frame: ProgrammeFrameView;
  readonly programme: Programme;
  readonly candidates: readonly WaitingCost[];
  /** What is ticked, with its sum and what the invoice has more. */
  readonly match: Match;
  readonly typed: Typed<MatchField>;
  readonly faults: FieldFaults<MatchField>;
  readonly net: Money | undefined;
  readonly fileId: string;
  /** Those no cost has yet, and those of the costs here. */
  readonly files: readonly { readonly id: string; readonly name: string; readonly isOnCost: boolean }[];
  readonly noneChosen: boolean;
  readonly notices: readonly NoticeView[];
  readonly isUnsaved: boolean;
  readonly address: string;
  readonly cancelHref: string;
  readonly previewHref: string;
  readonly filesHref: string;
  readonly formKey: string;
  readonly language: Language;
}

export function matchPageView(state: MatchState): MatchPageView {
  const { frame, candidates, notices, language } = state;
  const t = translator(language);
  const title = t('sheet.match.title');
  const isEmpty = candidates.length === 0;
  return {
    title, frame, notices,
    heading: { title, lead: isEmpty ? undefined : t('sheet.match.lead') },
    files: isEmpty ? undefined : filesOf(state),
    form: isEmpty ? undefined : formOf(state),
    empty: isEmpty ? { heading: t('sheet.match.empty'), text: t('sheet.match.empty.text'), level: 2 } : undefined,
  };
}

function filesOf({ files, address, filesHref, language }: MatchState): MatchPageView['files'] {
  const t = translator(language);
  const heading = t('sheet.match.files');
  if (files.length === 0) return { section: { heading, lead: t('sheet.match.files.none') }, links: [{ href: filesHref, text: t('sheet.own.toFiles') }] };
  return { section: { heading, lead: t('sheet.match.files.lead') }, links: files.map((file) => ({ href: `${address}?file=${file.id}`, text: fileText(file, language) })) };
}

function fileText({ name, isOnCost }: MatchState['files'][number], language: Language): string {
  return isOnCost ? translator(language)('sheet.match.file.onCost', { file: name }) : name;
}

function formOf(state: MatchState): MatchPageView['form'] {
  const { typed, faults, files, fileId, noneChosen, address, cancelHref, previewHref, formKey, isUnsaved, language } = state;
  const t = translator(language);
  const words = { typed, faults, language };
  const required = (field: MatchField) => fieldWords({ form: 'match', field }, words);
  const maybe = (field: MatchField) => optionalFieldWords({ form: 'match', field }, words);
  const day = { inputMode: 'text', maxLength: 40, width: 'short' } as const;
  const fields: FormFieldView[] = [
    { kind: 'select', name: 'file', label: t('sheet.match.file'), optional: t('form.optional'), value: fileId, empty: t('sheet.match.file.none'), options: files.map((file) => ({ value: file.id, text: fileText(file, language) })) },
    { kind: 'text', ...required('invoiceNumber'), width: 'medium' }, { kind: 'text', ...required('invoiceIssuedOn'), ...day },
    { kind: 'text', ...required('invoiceSupplier') }, { kind: 'text', ...maybe('net'), unit: t('expense.unit'), width: 'short' },
    { kind: 'text', ...maybe('paidOn'), ...day },
  ];
  const error = noneChosen ? t('sheet.match.noneChosen') : undefined;
  return {
    card: {
      action: address, hidden: { form_key: formKey }, submit: t('sheet.match.submit'), isPlain: true, isUnsaved: isUnsaved || undefined,
      otherSubmits: [{ name: 'act', value: 'preview', text: t('sheet.match.preview') }], cancel: { href: cancelHref, text: t('form.cancel') },
      errors: formErrors(t('page.errorSummary.heading'), [...fields, { name: costField, id: 'costs', label: '', error }]),
    },
    costs: { section: { id: 'costs', heading: t('sheet.match.costs') }, table: costsTable(state), error },
    invoice: { section: { heading: t('sheet.match.invoice') }, fields },
    figures: matchFigures(state), previewHref,
  };
}

function costsTable({ candidates, match, programme, language }: MatchState): TableView {
  const t = translator(language);
  const names = new Map(programme.consultants.map(({ id, name }) => [id, name]));
  return {
    caption: t('sheet.match.costs'), isCaptionHidden: true, headingColumn: 1,
    columns: [
      { heading: t('sheet.match.choose'), isHeadingHidden: true }, { heading: t('sheet.column.what') }, { heading: t('sheet.column.days') },
      { heading: t('sheet.column.amount'), isNumeric: true },
    ],
    rows: candidates.map(({ expense, version }) => {
      const days = daysOf(expense).map((on) => formatDay(on, language)).join(', ');
      const label = t('sheet.match.cost', { kind: t(`kind.${expense.kind}`), days, amount: formatAmount(netOf(expense), language) });
      return {
        key: expense.id,
        cells: [
          { checkbox: { name: costField, value: `${expense.id}/${version}`, label, isChecked: match.expenseIds.includes(expense.id) } },
          { text: t(`kind.${expense.kind}`), detail: detailOf(names.get(expense.consultant ?? ''), expense.description) }, days,
          formatAmount(netOf(expense), language),
        ],
      };
    }),
  };
}

export function matchFigures({ match, net, language }: Pick<MatchState, 'match' | 'net' | 'language'>): DefinitionView[] {
  const t = translator(language);
  return [
    { label: t('sheet.match.sum'), value: formatKroner(match.sum, language) },
    { label: t('sheet.match.net'), value: net === undefined ? t('sheet.match.unknown') : formatKroner(net, language) },
    ...(match.difference === undefined
      ? []
      : [{ label: t('sheet.match.difference'), value: formatKroner(match.difference, language), detail: t(match.difference.isZero() ? 'sheet.match.agrees' : 'sheet.match.differs') }]),
  ];
}
