import type { RowView, TableView } from '#app/components/data-table.tsx';
import type { DefinitionView } from '#app/components/definition-list.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { FormCardView } from '#app/components/form-card.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageActionView, PageHeadingView } from '#app/components/page-heading.tsx';
import type { PaginationView } from '#app/components/pagination.tsx';
import type { CellView } from '#app/components/table-cell.tsx';
import type { TextFieldView } from '#app/components/text-field.tsx';
import { formatAccountingString } from '#app/domain/accounting.ts';
import { netOf, type Expense } from '#app/domain/expense.ts';
import type { Language } from '#app/domain/programme.ts';
import { expenseLabel } from '#app/features/expenses/expense-labels.ts';
import { programmeFrame, type ProgrammeFrameInput, type ProgrammeFrameView } from '#app/features/programmes/programme-frame-view.ts';
import { expenseAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { formatAmount, formatWhole } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { accountField, beforeField } from './ledger-form.ts';
import { proposedAccount } from './proposed-account.ts';

/** Where the costs of a programme are posted, line by line. */
export interface LedgerView {
  readonly title: string;
  readonly frame: ProgrammeFrameView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly facts: readonly DefinitionView[];
  readonly table: TableView | undefined;
  /** Undefined where nothing may be changed. */
  readonly card: FormCardView | undefined;
  readonly empty: EmptyStateView | undefined;
  readonly pagination: PaginationView | undefined;
}

export interface LedgerLine {
  readonly number: number;
  readonly expense: Expense;
  /** What finance chose; undefined where the proposal stands. */
  readonly account: string | undefined;
}

/** What was typed is no account; or somebody else has written this meanwhile (null: taken the account away). */
export type AccountError = { readonly code: 'unclear' } | { readonly code: 'taken'; readonly stored: string | null };

export interface LedgerInput extends Omit<ProgrammeFrameInput, 'current' | 'title'> {
  readonly ledger: { readonly responsibility: string; readonly function: string; readonly project: string };
  readonly lines: readonly LedgerLine[];
  /** How many lines there are in all. */
  readonly total: number;
  readonly notices: readonly NoticeView[];
  /** What was typed and could not be saved, and why. */
  readonly typed: ReadonlyMap<string, string>;
  readonly errors: ReadonlyMap<string, AccountError>;
  readonly formKey: string;
  readonly linesOnPage: number;
}

export function ledgerView(input: LedgerInput): LedgerView {
  const { lines, language, may, notices } = input;
  const t = translator(language);
  const title = t('finance.ledger.heading');
  const mayEdit = may('accounting_string.edit');
  return {
    title, notices,
    frame: programmeFrame({ ...input, current: 'overview', title }),
    heading: { title, lead: t('finance.ledger.lead'), actions: mayEdit ? [stringAction(input)] : [] },
    facts: factsOf(input),
    table: lines.length === 0 ? undefined : tableOf(input, mayEdit),
    card: mayEdit && lines.length > 0 ? cardOf(input) : undefined,
    empty: lines.length === 0 ? { heading: t('finance.ledger.empty'), text: t('finance.ledger.empty.text') } : undefined,
    pagination: paginationOf(input),
  };
}

/** Responsibility, function and project are the whole programme's. */
function stringAction({ organisationId, programmeId, language }: LedgerInput): PageActionView {
  return { href: programmeAddress(organisationId, programmeId, 'accounting'), text: translator(language)('finance.ledger.editString') };
}

function factsOf({ ledger, language }: LedgerInput): DefinitionView[] {
  const t = translator(language);
  const missing = t('finance.ledger.missing');
  return [
    { label: t('finance.export.column.responsibility'), value: ledger.responsibility || missing },
    { label: t('finance.export.column.function'), value: ledger.function || missing },
    { label: t('finance.export.column.project'), value: ledger.project || missing },
  ];
}

function tableOf(input: LedgerInput, mayEdit: boolean): TableView {
  const t = translator(input.language);
  const columns = [
    { heading: t('finance.ledger.column.number'), isNumeric: true },
    { heading: t('finance.ledger.column.expense') },
    { heading: t('finance.export.column.net'), isNumeric: true },
    { heading: t('finance.ledger.column.proposed') },
    { heading: t('finance.export.column.account') },
    { heading: t('finance.ledger.column.string') },
  ];
  return {
    caption: t('finance.ledger.caption'), isCaptionHidden: true, headingColumn: 1, columns,
    rows: input.lines.map((line) => rowOf(line, input, mayEdit)),
  };
}

function rowOf({ number, expense, account }: LedgerLine, input: LedgerInput, mayEdit: boolean): RowView {
  const { organisationId, programmeId, ledger, language } = input;
  const proposed = proposedAccount(expense);
  const field: CellView = mayEdit ? { field: accountFieldView({ number, expense, account }, input) } : account ?? '';
  return {
    key: expense.id,
    cells: [
      String(number),
      {
        text: expenseLabel(expense, language), href: expenseAddress({ organisationId, programmeId, id: expense.id }),
        detail: expense.description,
      },
      formatAmount(netOf(expense), language),
      proposed ?? translator(language)('finance.ledger.noProposal'),
      field,
      formatAccountingString({
        responsibility: ledger.responsibility || undefined, account: account ?? proposed, function: ledger.function || undefined,
        project: ledger.project || undefined,
      }),
    ],
  };
}

function accountFieldView({ number, expense: { id }, account }: LedgerLine, { typed, errors, language }: LedgerInput): TextFieldView {
  const error = errors.get(id);
  return {
    name: accountField(id), label: translator(language)('finance.ledger.account', { number }), value: typed.get(id) ?? account ?? '',
    maxLength: 20, width: 'short', error: error === undefined ? undefined : errorText(error, number, language),
  };
}

function errorText(error: AccountError, number: number, language: Language): string {
  const t = translator(language);
  if (error.code === 'unclear') return t('finance.ledger.unclear', { number });
  if (error.stored === null) return t('finance.ledger.conflict.emptied', { number });
  return t('finance.ledger.conflict.account', { number, account: error.stored });
}

function cardOf(input: LedgerInput): FormCardView {
  const { lines, formKey, language, organisationId, programmeId } = input;
  const t = translator(language);
  const before = lines.map(({ expense: { id }, account }): [string, string] => [beforeField(id), account ?? '']);
  return {
    hidden: { form_key: formKey, ...Object.fromEntries(before) }, isPlain: true, submit: t('form.save'),
    cancel: { href: programmeAddress(organisationId, programmeId), text: t('form.cancel') },
    errors: formErrors(t('page.errorSummary.heading'), lines.map((line) => accountFieldView(line, input))),
  };
}

function paginationOf({ organisationId, programmeId, lines, total, linesOnPage, language }: LedgerInput): PaginationView | undefined {
  if (lines.length === total) return undefined;
  const t = translator(language);
  const first = lines[0]?.number ?? 1;
  const last = lines.at(-1)?.number ?? 0;
  const at = (from: number) => `${programmeAddress(organisationId, programmeId, 'ledger')}?from=${from}`;
  return {
    label: t('finance.ledger.pages'),
    previous: first > 1 ? { href: at(Math.max(1, first - linesOnPage)), text: t('finance.ledger.pages.previous') } : undefined,
    next: last < total ? { href: at(last + 1), text: t('finance.ledger.pages.next') } : undefined,
    position: t('finance.ledger.pages.position', { from: first, to: last, total: formatWhole(total, language) }),
  };
}
