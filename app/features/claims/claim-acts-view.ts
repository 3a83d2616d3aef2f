import type { PostButtonView } from '#app/components/post-button.tsx';
import type { LinkView } from '#app/components/link-view.ts';
import { claimAddress } from '#app/features/shell/addresses.ts';
import { translator, type TextKey } from '#app/i18n/translate.ts';
import type { ClaimIntent } from './claim-intents.ts';
import { intentPermissions } from './claim-intents.ts';
import { stepForms, type StepFormView } from './claim-step-views.ts';
import type { ClaimSubject, StepAttempt } from './claim-subject.ts';

/** What can be done with the claim now, and by whom. */
export interface ClaimActsView {
  readonly heading: string;
  readonly text: string;
  readonly button: PostButtonView | undefined;
  /** The first is the one to take. */
  readonly links: readonly LinkView[];
  readonly form: StepFormView | undefined;
  /** What is seldom done. */
  readonly more: readonly SeldomActView[];
}

export interface SeldomActView {
  readonly summary: string;
  readonly text: string;
  readonly isOpen: boolean;
  readonly form: StepFormView | undefined;
  readonly button: PostButtonView | undefined;
}

interface Acts extends ClaimSubject {
  readonly attempt: StepAttempt | undefined;
}

/** Undefined where nothing is left to do with it. */
export function claimActsView(subject: ClaimSubject, attempt: StepAttempt | undefined): ClaimActsView | undefined {
  const acts = { ...subject, attempt };
  switch (subject.claim.status) {
    case 'draft': return draftActs(acts);
    case 'in_review': return reviewActs(acts);
    case 'approved': return approvedActs(acts);
    case 'submitted': return submittedActs(acts);
    default: return undefined;
  }
}

function draftActs(acts: Acts): ClaimActsView | undefined {
  const { assessment: { refusals }, reader: { language } } = acts;
  const t = translator(language);
  if (!mayDo('send_to_review', acts)) return waiting(acts, 'claim.next.draft.others');
  const isRefused = refusals.length > 0;
  return {
    heading: t('claim.next.heading'),
    text: isRefused ? t('claim.next.draft.refused') : t('claim.next.draft'),
    button: isRefused ? undefined : buttonOf('send_to_review', acts, { text: 'claim.act.send' }),
    links: [{ href: addressOf(acts, 'lines'), text: t('claim.act.lines') }],
    form: undefined,
    more: [{
      summary: t('claim.act.discard'), text: t('claim.act.discard.text'), isOpen: false, form: undefined,
      button: { ...buttonOf('discard', acts, { text: 'claim.act.discard.submit' }), isDanger: true },
    }],
  };
}

function reviewActs(acts: Acts): ClaimActsView | undefined {
  const { mayAttest, reader: { language } } = acts;
  if (!mayAttest) return waiting(acts, 'claim.next.review.others');
  const t = translator(language);
  return {
    heading: t('claim.next.heading'), text: t('claim.next.review'), button: undefined,
    links: [{ href: addressOf(acts, 'attest'), text: t('claim.act.attest') }], form: undefined, more: [],
  };
}

function approvedActs(acts: Acts): ClaimActsView | undefined {
  const { reader: { language } } = acts;
  const t = translator(language);
  if (!mayDo('submit', acts)) return waiting(acts, 'claim.next.approved.others');
  return {
    heading: t('claim.next.heading'), text: t('claim.next.approved'), button: undefined,
    links: [{ href: '#form-helper', text: t('claim.act.helper') }], form: stepForms.submit(acts), more: backActs(acts),
  };
}

function submittedActs(acts: Acts): ClaimActsView | undefined {
  const { reader: { language } } = acts;
  const t = translator(language);
  if (!mayDo('settle', acts)) return waiting(acts, 'claim.next.submitted.others');
  return { heading: t('claim.next.heading'), text: t('claim.next.submitted'), button: undefined, links: [], form: stepForms.settle(acts), more: backActs(acts) };
}

/** The two ways to undo what was attested. */
function backActs(acts: Acts): ClaimActsView['more'] {
  const t = translator(acts.reader.language);
  return (['replace', 'withdraw'] as const).filter((intent) => mayDo(intent, acts)).map((intent) => ({
    summary: t(`claim.act.${intent}`), text: t(`claim.act.${intent}.text`), isOpen: acts.attempt?.intent === intent,
    form: stepForms[intent](acts), button: undefined,
  }));
}

/** Told to those who can only wait. */
function waiting({ reader: { language } }: Acts, text: TextKey & `claim.next.${string}.others`): ClaimActsView {
  const t = translator(language);
  return { heading: t('claim.next.heading'), text: t(text), button: undefined, links: [], form: undefined, more: [] };
}

function mayDo(intent: ClaimIntent, { reader: { may } }: Acts): boolean {
  return may(intentPermissions[intent]);
}

function buttonOf(intent: ClaimIntent, acts: Acts, { text }: { text: 'claim.act.send' | 'claim.act.discard.submit' }): PostButtonView {
  const { claim, newKey, reader: { language } } = acts;
  return {
    action: addressOf(acts), text: translator(language)(text), variant: intent === 'discard' ? 'secondary' : 'primary',
    hidden: { form_key: newKey(), version: String(claim.version), intent },
  };
}

function addressOf({ organisationId, programmeId, claim }: Acts, page = ''): string {
  return claimAddress({ organisationId, programmeId, id: claim.id }, page);
}
