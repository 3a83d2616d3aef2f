import type { CheckListView } from '#app/components/check-list.tsx';
import type { TableView } from '#app/components/data-table.tsx';
import type { KeyFigureView } from '#app/components/key-figures.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { PageActionView, PageHeadingView } from '#app/components/page-heading.tsx';
import type { StepsListView } from '#app/components/steps-list.tsx';
import type { Finding } from '#app/domain/finding.ts';
import { findingChecks } from '#app/features/programmes/finding-checks-view.ts';
import { programmeFrame, type ProgrammeFrameView } from '#app/features/programmes/programme-frame-view.ts';
import { claimAddress, claimExportAddress } from '#app/features/shell/addresses.ts';
import { formatKroner } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { claimActsView, type ClaimActsView } from './claim-acts-view.ts';
import { claimFigures, claimSteps, stepsView } from './claim-figures-view.ts';
import { claimLifeView, type ClaimLifeView } from './claim-life-view.ts';
import { claimLinesTable } from './claim-lines-view.ts';
import { claimSizeText } from './claim-size.ts';
import { claimStatusView } from './claim-status-view.ts';
import type { ClaimSubject, StepAttempt } from './claim-subject.ts';
import { partsView, type PartsView } from './parts-view.ts';
import { formHelperView, type FormHelperView } from './form-helper-view.ts';

/** A claim's page. */
export interface ClaimPageView {
  readonly title: string;
  readonly frame: ProgrammeFrameView;
  readonly heading: PageHeadingView;
  readonly notices: readonly NoticeView[];
  readonly life: ClaimLifeView;
  readonly figures: readonly KeyFigureView[];
  readonly steps: StepsListView;
  /** How large the PDF becomes. */
  readonly size: string | undefined;
  /** The document in parts. */
  readonly parts: PartsView | undefined;
  readonly acts: ClaimActsView | undefined;
  readonly checks: { readonly heading: string; readonly list: CheckListView } | undefined;
  readonly lines: { readonly heading: string; readonly lead: string; readonly table: TableView };
  readonly helper: FormHelperView | undefined;
}

interface PageExtras {
  readonly notices?: readonly NoticeView[] | undefined;
  readonly attempt?: StepAttempt | undefined;
  /** The size of parts that was typed in the address. */
  readonly partSize?: string | undefined;
}

export function claimPageView(subject: ClaimSubject, { notices = [], attempt, partSize }: PageExtras = {}): ClaimPageView {
  const { claim, assessment, frozenExplanation, reader: { language } } = subject;
  const t = translator(language);
  const title = t('claim.title', { number: claim.number });
  const isOpen = claim.status === 'draft' || claim.status === 'in_review';
  return {
    title,
    frame: frameOf(subject, title),
    heading: { title, over: assessment.programme.facts.name, status: claimStatusView(claim.status, language), actions: papers(subject) },
    notices: [...notices, ...standingNotices(subject)],
    life: claimLifeView(subject),
    figures: [...claimFigures(assessment.calculation, language), ...receivedFigure(subject)],
    steps: frozenExplanation === undefined ? claimSteps(assessment.calculation, language) : stepsView(frozenExplanation, language),
    size: sizeText(subject),
    parts: partsView(subject, partSize),
    acts: claimActsView(subject, attempt),
    checks: isOpen ? { heading: t('claim.checks.heading'), list: checkListOf(subject) } : undefined,
    lines: { heading: t('claim.lines.heading'), lead: isOpen ? t('claim.lines.lead') : t('claim.lines.lead.frozen'), table: claimLinesTable(subject) },
    helper: hasHelper(subject) ? formHelperView(subject) : undefined,
  };
}

/** So many files take more than a moment to open, where they have to be. */
const manyFiles = 20;

function sizeText({ size, fileSizes, reader: { language } }: ClaimSubject): string | undefined {
  if (size === undefined) return undefined;
  const text = claimSizeText(size, language);
  return fileSizes.length > manyFiles ? `${text} ${translator(language)('claim.size.wait')}` : text;
}

/** For who sends a claim that is attested, and looks up afterwards what was sent; never for one that was taken back. */
function hasHelper({ claim: { status }, reader: { may } }: ClaimSubject): boolean {
  const isStanding = status === 'approved' || status === 'submitted' || status === 'settled';
  return isStanding && may('bank_account.read') && may('claim.register');
}

export function frameOf(subject: ClaimSubject, title: string): ProgrammeFrameView {
  const { organisationId, programmeId, assessment: { programme }, reader: { language, may } } = subject;
  return programmeFrame({
    organisationId, organisationName: programme.organisation.name, programmeId, programmeName: programme.facts.name,
    current: 'claims', title, language, may,
  });
}

/** The claim's PDF, all of it in one zip, and its programme file. The PDF names the account, which not everyone may see. */
export function papers({ organisationId, programmeId, claim, reader: { language, may } }: ClaimSubject): PageActionView[] {
  const t = translator(language);
  const address = (page: string) => claimAddress({ organisationId, programmeId, id: claim.id }, page);
  const isFrozen = claim.approved !== undefined;
  const file: PageActionView = { href: address('programme-file'), text: t('claim.file'), variant: 'tertiary' };
  if (!may('bank_account.read') || (isFrozen && !may('claim.download'))) return [file];
  if (!isFrozen) return [{ href: `${address('pdf')}?view`, text: t('claim.pdf.draft'), variant: 'secondary' }, file];
  const everything = `${claimExportAddress(organisationId)}?${new URLSearchParams({ as: 'zip', claim: claim.id }).toString()}`;
  return [
    { href: address('pdf'), text: t('claim.pdf'), variant: 'primary' },
    { href: everything, text: t('claim.zip'), variant: 'secondary' },
    file,
  ];
}

/** What the reader should know of the claim whatever they just did. */
function standingNotices(subject: ClaimSubject): NoticeView[] {
  const { organisationId, programmeId, claim, isChangedSinceSent, versions, reader: { language } } = subject;
  const t = translator(language);
  const link = ({ id, number }: { id: string; number: number }) => ({
    href: claimAddress({ organisationId, programmeId, id }), text: t('claim.title', { number }),
  });
  const notices: NoticeView[] = [];
  if (isChangedSinceSent) notices.push({ tone: 'warning', heading: t('claim.changed.heading'), text: t('claim.changed.text') });
  if (claim.returnedReason !== undefined) notices.push({ tone: 'warning', heading: t('claim.returned.heading'), text: claim.returnedReason });
  if (claim.withdrawnReason !== undefined) notices.push({ tone: 'info', heading: t('claim.withdrawn.heading'), text: claim.withdrawnReason });
  if (versions.before !== undefined) {
    notices.push({ tone: 'info', heading: t('claim.replaces.heading', { number: versions.before.number }), text: claim.replaces?.reason, link: link(versions.before) });
  }
  if (claim.status === 'replaced' && versions.after !== undefined) {
    notices.push({ tone: 'info', heading: t('claim.replaced.heading', { number: versions.after.number }), link: link(versions.after) });
  }
  if (claim.approved?.externalAttestation !== undefined) {
    notices.push({ tone: 'info', heading: t('claim.external.heading'), text: claim.approved.externalAttestation });
  }
  return notices;
}

function receivedFigure({ claim, assessment, reader: { language } }: ClaimSubject): KeyFigureView[] {
  const { received } = claim;
  if (received === undefined) return [];
  const isSame = received.amount.eq(assessment.calculation.totals.refund);
  const t = translator(language);
  return [{ label: t('claim.figure.received'), value: formatKroner(received.amount, language), detail: isSame ? t('claim.figure.received.same') : received.differenceReason }];
}

/** What stops the claim and what KS may ask about; the account's faults only to those who may see the account. */
export function checkListOf({ organisationId, programmeId, assessment, numbers, reader: { language, may } }: ClaimSubject): CheckListView {
  const t = translator(language);
  const { programme, refusals, warnings } = assessment;
  const place = { organisationId, programmeId, numbers, language, may };
  const placed = (findings: readonly Finding<string>[]) => findings
    .filter(({ path }) => path[1] !== 'bankAccount' || may('bank_account.read'))
    .map((finding) => ({ finding, expenseId: expenseAt(finding, programme.expenses) }));
  const items = [...findingChecks('refusal', placed(refusals), place), ...findingChecks('warning', placed(warnings), place)];
  const allRight = { tone: 'success' as const, toneText: t('overview.check.ready'), text: t('claim.checks.none') };
  return { label: t('claim.checks.heading'), items: refusals.length === 0 ? [allRight, ...items] : items };
}

function expenseAt({ path: [part, index] }: Finding<string>, expenses: readonly { id: string }[]): string | undefined {
  return part === 'expenses' && typeof index === 'number' ? expenses[index]?.id : undefined;
}
