import type { CheckListView } from '#app/components/check-list.tsx';
import type { CheckboxFieldView } from '#app/components/checkbox-field.tsx';
import type { ErrorSummaryView } from '#app/components/error-summary.tsx';
import { formErrors } from '#app/components/form-errors.ts';
import type { KeyFigureView } from '#app/components/key-figures.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageHeadingView } from '#app/components/page-heading.tsx';
import type { StepsListView } from '#app/components/steps-list.tsx';
import type { TextAreaView } from '#app/components/text-area.tsx';
import type { TextFieldView } from '#app/components/text-field.tsx';
import type { ProgrammeFrameView } from '#app/features/programmes/programme-frame-view.ts';
import { sendingView, type SendingView } from '#app/features/progress/sending-view.ts';
import { claimAddress } from '#app/features/shell/addresses.ts';
import { sentence, translator } from '#app/i18n/translate.ts';
import type { AttestErrors, AttestField, AttestTyped } from './attest-form.ts';
import { attestLines, type AttestLineView, type AttestMatter } from './attest-lines-view.ts';
import { claimFigures, claimSteps } from './claim-figures-view.ts';
import { checkListOf, frameOf, papers } from './claim-page-view.ts';
import { claimStatusView } from './claim-status-view.ts';
import { longestStepReason } from './claim-step-form.ts';

/** Where a claim is checked line by line, and attested or given back. */
export interface AttestPageView {
  readonly title: string;
  readonly frame: ProgrammeFrameView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly figures: readonly KeyFigureView[];
  readonly steps: StepsListView;
  readonly checks: { readonly heading: string; readonly list: CheckListView };
  readonly lines: { readonly heading: string; readonly lead: string; readonly items: readonly AttestLineView[] };
  readonly progress: { readonly next: string; /** By how many lines are ticked. */ readonly texts: readonly string[] };
  /** Undefined where the claim cannot be attested now. */
  readonly form: AttestFormView | undefined;
}

export interface AttestFormView {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  /** What is said while the claim is attested, which takes as long as its PDF. */
  readonly sending: SendingView;
  readonly approve: {
    readonly heading: string;
    readonly lead: string;
    readonly external: TextFieldView | undefined;
    readonly confirm: CheckboxFieldView | undefined;
    readonly errors: ErrorSummaryView | undefined;
    readonly submit: string;
  } | undefined;
  readonly giveBack: {
    readonly heading: string;
    readonly lead: string;
    readonly reason: TextAreaView;
    readonly errors: ErrorSummaryView | undefined;
    readonly submit: string;
  } | undefined;
}

/** Who attests, and under what conditions. */
export interface Attester {
  /** The role attests, or gives back. */
  readonly mayApprove: boolean;
  /** The claim is this person's own. */
  readonly isOwn: boolean;
  readonly allowsExternal: boolean;
}

export interface AttestInput extends AttestMatter {
  readonly attester: Attester;
  readonly typed: AttestTyped;
  readonly errors: AttestErrors;
  readonly notices: readonly NoticeView[];
}

export const attestIntents = { approve: 'approve', giveBack: 'return' } as const;

export function attestPageView(input: AttestInput): AttestPageView {
  const { subject, notices } = input;
  const { claim, assessment: { calculation, programme }, reader: { language } } = subject;
  const t = translator(language);
  const title = t('claim.attest.title', { number: claim.number });
  const items = attestLines(input);
  return {
    title,
    frame: frameOf(subject, title),
    heading: { title, over: programme.facts.name, status: claimStatusView(claim.status, language), actions: papers(subject) },
    notices: [...notices, ...standing(input)],
    figures: claimFigures(calculation, language),
    steps: claimSteps(calculation, language),
    checks: { heading: t('claim.checks.heading'), list: checkListOf(subject) },
    lines: { heading: t('claim.attest.lines'), lead: t('claim.attest.lines.lead'), items },
    progress: {
      next: t('claim.attest.next'),
      texts: Array.from({ length: items.length + 1 }, (_, count) => t('claim.attest.progress', { count, total: items.length })),
    },
    form: claim.status === 'in_review' ? formOf(input) : undefined,
  };
}

/** The role alone does not do: the claim is their own, or they only record what was attested outside. */
export function needsExternal({ mayApprove, isOwn }: Attester): boolean {
  return isOwn || !mayApprove;
}

function standing({ subject, attester }: AttestInput): NoticeView[] {
  const t = translator(subject.reader.language);
  const notices: NoticeView[] = [];
  if (subject.isChangedSinceSent) notices.push({ tone: 'danger', heading: t('claim.changed.heading'), text: t('claim.changed.attest') });
  if (attester.isOwn) notices.push({ tone: 'info', heading: t('claim.attest.own.heading'), text: t(attester.allowsExternal ? 'claim.attest.own.external' : 'claim.attest.own.text') });
  return notices;
}

function formOf(input: AttestInput): AttestFormView {
  const { subject: { organisationId, programmeId, claim, newKey, isChangedSinceSent }, attester } = input;
  const mayApproveNow = !isChangedSinceSent && (!needsExternal(attester) || attester.allowsExternal);
  return {
    action: claimAddress({ organisationId, programmeId, id: claim.id }, 'attest'),
    hidden: { form_key: newKey(), version: String(claim.version) },
    sending: sendingView(input.subject.reader.language),
    approve: mayApproveNow ? approveOf(input) : undefined,
    giveBack: attester.mayApprove ? giveBackOf(input) : undefined,
  };
}

function approveOf(input: AttestInput): AttestFormView['approve'] {
  const { attester, typed, subject: { reader: { language } } } = input;
  const t = translator(language);
  const external: TextFieldView | undefined = attester.allowsExternal ? {
    name: 'external', label: t('claim.attest.external'), hint: t('claim.attest.external.hint'), value: typed.external, maxLength: longestStepReason,
    optional: needsExternal(attester) ? undefined : t('form.optional'), error: errorText('external', input),
  } : undefined;
  const error = errorText('confirmUnchecked', input);
  const confirm = error === undefined && !typed.isConfirmed
    ? undefined
    : { name: 'confirmUnchecked', label: t('claim.attest.confirm'), isChecked: typed.isConfirmed, error };
  const fields = [...(external === undefined ? [] : [external]), ...(confirm === undefined ? [] : [confirm])];
  return {
    heading: t('claim.attest.approve'), lead: t('claim.attest.approve.lead'), external, confirm,
    errors: formErrors(t('page.errorSummary.heading'), fields), submit: t('claim.attest.approve.submit'),
  };
}

function giveBackOf(input: AttestInput): AttestFormView['giveBack'] {
  const t = translator(input.subject.reader.language);
  const reason: TextAreaView = {
    name: 'returnReason', label: t('claim.attest.reason'), hint: t('claim.attest.reason.hint'), value: input.typed.returnReason, rows: 3,
    maxLength: longestStepReason, error: errorText('returnReason', input),
  };
  return {
    heading: t('claim.attest.return'), lead: t('claim.attest.return.lead'), reason,
    errors: formErrors(t('page.errorSummary.heading'), [reason]), submit: t('claim.attest.return.submit'),
  };
}

function errorText(field: AttestField, { errors, typed, subject: { assessment, reader: { language } } }: AttestInput): string | undefined {
  const error = errors[field];
  if (error === undefined) return undefined;
  const unchecked = assessment.calculation.lines.filter(({ expense }) => !typed.checked.has(expense.id)).length;
  return sentence(language, `claim.error.${error}`, { days: unchecked, total: assessment.calculation.lines.length, most: longestStepReason });
}
