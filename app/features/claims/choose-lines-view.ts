import type { CheckListView } from '#app/components/check-list.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { EmptyStateView } from '#app/components/empty-state.tsx';
import type { ErrorSummaryView } from '#app/components/error-summary.tsx';
import type { FormCardView } from '#app/components/form-card.tsx';
import type { KeyFigureView } from '#app/components/key-figures.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { StepsListView } from '#app/components/steps-list.tsx';
import type { ExpenseMatter } from '#app/features/expenses/expense-matter.ts';
import type { Reader } from '#app/features/expenses/expense-page-view.ts';
import type { Programme } from '#app/domain/programme.ts';
import { findingChecks } from '#app/features/programmes/finding-checks-view.ts';
import { programmeFrame, type ProgrammeFrameView } from '#app/features/programmes/programme-frame-view.ts';
import { claimAddress, programmeAddress } from '#app/features/shell/addresses.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import { choiceTable, choiceTableId } from './choice-table-view.ts';
import { longestReason, reasonField, type ReasonError } from './choose-lines-form.ts';
import { claimFigures, claimSteps } from './claim-figures-view.ts';
import { claimSize, claimSizeText } from './claim-size.ts';
import type { ChoiceMatter, LineChoice } from './line-choice.ts';

/** Choosing the lines of a claim, new or a draft. */
export interface ChooseLinesView {
  readonly title: string;
  readonly frame: ProgrammeFrameView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly checks: { readonly heading: string; readonly lead: string; readonly list: CheckListView } | undefined;
  /** Undefined where there is no line to choose; then `empty` says what to do. */
  readonly form: ChooseLinesFormView | undefined;
  readonly empty: EmptyStateView | undefined;
}

export interface ChooseLinesFormView {
  readonly card: FormCardView;
  /** Where the form asks what its ticked lines come to. */
  readonly previewHref: string;
  readonly table: TableView;
  readonly taken: string | undefined;
  readonly sum: {
    readonly heading: string;
    readonly figures: readonly KeyFigureView[];
    readonly steps: StepsListView;
    /** How large the PDF becomes. */
    readonly size: string;
  };
}

export interface ChooseLinesInput {
  readonly matter: ChoiceMatter & Pick<ExpenseMatter, 'id' | 'organisation' | 'attachments'>;
  readonly choice: LineChoice;
  /** The draft whose lines are chosen anew. */
  readonly claim: { readonly id: string; readonly number: number; readonly version: number } | undefined;
  /** What was written before the form came back. */
  readonly reasons: ReadonlyMap<string, string>;
  readonly errors: ReadonlyMap<string, ReasonError>;
  readonly isNothingChosen: boolean;
  /** The ticks are what was sent, not what is stored. */
  readonly isUnsaved: boolean;
  readonly notices: readonly NoticeView[];
  readonly formKey: string;
  readonly reader: Reader;
}

/** Says «work out again» of the button that only does that. */
export const recalculate = { name: 'intent', value: 'recalculate' } as const;

export function chooseLinesView(input: ChooseLinesInput): ChooseLinesView {
  const { matter, choice, claim, notices, reader: { language, may } } = input;
  const t = translator(language);
  const title = claim === undefined ? t('claim.choose.title') : t('claim.choose.titleOf', { number: claim.number });
  return {
    title,
    frame: programmeFrame({
      organisationId: matter.organisation.id, organisationName: matter.programme.organisation.name, programmeId: matter.id,
      programmeName: matter.programme.facts.name, current: 'claims', title, language, may,
    }),
    heading: { title, lead: t('claim.choose.lead'), over: matter.programme.facts.name },
    notices,
    checks: checksOf(input),
    form: choice.lines.length === 0 ? undefined : formOf(input),
    empty: choice.lines.length === 0 ? emptyOf(input) : undefined,
  };
}

/** What stands in the way of any claim, told before one chooses. */
function checksOf({ matter, choice, reader: { language, may } }: ChooseLinesInput): ChooseLinesView['checks'] {
  if (choice.refusals.length === 0) return undefined;
  const t = translator(language);
  const place = { organisationId: matter.organisation.id, programmeId: matter.id, numbers: new Map<string, number>(), language, may };
  const label = t('claim.choose.checks');
  return { heading: label, lead: t('claim.choose.checks.lead'), list: { label, items: findingChecks('refusal', choice.refusals, place) } };
}

function formOf(input: ChooseLinesInput): ChooseLinesFormView {
  const { matter, choice, claim, formKey, reader: { language } } = input;
  const t = translator(language);
  const organisationId = matter.organisation.id;
  const back = claim === undefined
    ? programmeAddress(organisationId, matter.id, 'claims')
    : claimAddress({ organisationId, programmeId: matter.id, id: claim.id });
  return {
    card: {
      isPlain: true,
      hidden: { form_key: formKey, ...(claim === undefined ? {} : { version: String(claim.version) }) },
      submit: claim === undefined ? t('claim.choose.submit') : t('claim.choose.submitDraft'),
      otherSubmits: [{ ...recalculate, text: t('claim.choose.recalculate') }],
      cancel: { href: back, text: t('form.cancel') },
      errors: errorsOf(input),
      ...(input.isUnsaved ? { isUnsaved: true } : {}),
    },
    previewHref: `${programmeAddress(organisationId, matter.id, 'claims/preview')}?${claim === undefined ? '' : `claim=${claim.id}`}`,
    table: choiceTable({
      organisationId, programmeId: matter.id, programme: matter.programme, lines: choice.lines,
      reasons: input.reasons, errors: input.errors, language,
    }),
    taken: choice.takenCount === 0 ? undefined : sentence(language, 'claim.choose.taken', { days: choice.takenCount }),
    sum: {
      heading: sentence(language, 'claim.choose.sum', { days: choice.calculation.lines.length }),
      figures: claimFigures(choice.calculation, language), steps: claimSteps(choice.calculation, language),
      size: claimSizeText(claimSize(chosenProgramme(input), matter.attachments), language),
    },
  };
}

function chosenProgramme({ matter, choice }: ChooseLinesInput): Programme {
  return { ...matter.programme, expenses: choice.lines.filter(({ isChosen }) => isChosen).map(({ expense }) => expense) };
}

function errorsOf({ choice, errors, isNothingChosen, reader: { language } }: ChooseLinesInput): ErrorSummaryView | undefined {
  const t = translator(language);
  const nothing = isNothingChosen ? [{ href: `#${choiceTableId}`, text: t('claim.error.noLines') }] : [];
  const reasons = choice.lines.flatMap(({ expense, number }) => {
    const error = errors.get(expense.id);
    if (error === undefined) return [];
    return [{ href: `#${reasonField(expense.id)}`, text: sentence(language, `claim.error.${error}`, { number, most: longestReason }) }];
  });
  const items = [...nothing, ...reasons];
  return items.length === 0 ? undefined : { heading: t('page.errorSummary.heading'), items };
}

/** No cost is logged yet, or every one stands in a claim. */
function emptyOf({ matter, choice, reader: { language, may } }: ChooseLinesInput): EmptyStateView {
  const t = translator(language);
  const href = programmeAddress(matter.organisation.id, matter.id, 'expenses/new');
  return {
    level: 2,
    heading: choice.takenCount === 0 ? t('claim.choose.none.heading') : t('claim.choose.allTaken.heading'),
    text: choice.takenCount === 0 ? t('claim.choose.none.text') : t('claim.choose.allTaken.text'),
    action: may('expense.edit') ? { href, text: t('overview.addExpense') } : undefined,
  };
}
