import type { NoticeView } from '#app/components/notice.tsx';
import { carryOut } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { dayInNorway } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import { intentPermissions, isClaimIntent, type ClaimIntent } from './claim-intents.ts';
import { conflictNotice, creditsNotice } from './claim-notices.ts';
import { claimPageAfter } from './claim-page.server.ts';
import type { ClaimPageView } from './claim-page-view.ts';
import { readSettlement, readStepReason, readSubmission, stepFields, type StepErrors, type StepTyped } from './claim-step-form.ts';
import { getClaim } from './claims.repository.server.ts';
import { discardClaim, sendToReview, type ClaimStep, type PrepareRefusal } from './prepare-claim.server.ts';
import { replaceClaim, settleClaim, submitClaim, withdrawClaim } from './register-claim.server.ts';

export interface ClaimAnswer {
  readonly page: ClaimPageView;
  readonly status: 409 | 422;
}

/** A step that was asked for. */
interface Asked {
  readonly desk: ProgrammeDesk;
  readonly form: FormFields;
  readonly typed: StepTyped;
  readonly step: ClaimStep;
}

type StepResult = { readonly errors: StepErrors } | { readonly refused: PrepareRefusal };

/** Each step of the page: reads its form, and carries it out. */
const steps: Record<ClaimIntent, (asked: Asked) => Promise<StepResult>> = {
  send_to_review: ({ desk, form, step }) => carryOut(desk, form, (change) => sendToReview(change, { ...step, today: desk.today })),
  discard: ({ desk, form, step }) => carryOut(desk, form, (change) => discardClaim(change, step)),
  submit: async ({ desk, form, typed, step }) => {
    const { approved } = await getClaim(desk.database, desk.membership, step);
    const approvedOn = approved && dayInNorway(new Date(approved.at));
    const reading = readSubmission(typed, { today: desk.today, approvedOn });
    return 'errors' in reading ? reading : carryOut(desk, form, (change) => submitClaim(change, { ...step, ...reading.values }));
  },
  settle: async ({ desk, form, typed, step }) => {
    const { approved, submittedOn } = await getClaim(desk.database, desk.membership, step);
    const reading = readSettlement(typed, { today: desk.today, submittedOn, refund: approved?.refund });
    return 'errors' in reading ? reading : carryOut(desk, form, (change) => settleClaim(change, { ...step, ...reading.values }));
  },
  withdraw: async ({ desk, form, typed, step }) => {
    const reading = readStepReason('withdrawReason', typed);
    return 'errors' in reading ? reading : carryOut(desk, form, (change) => withdrawClaim(change, { ...step, ...reading.values }));
  },
  replace: async ({ desk, form, typed, step }) => {
    const reading = readStepReason('replaceReason', typed);
    return 'errors' in reading ? reading : carryOut(desk, form, (change) => replaceClaim(change, { ...step, ...reading.values }));
  },
};

/** Carries out what a form of the claim's page asks for and goes on, or answers with the page and what was typed. */
export async function answerClaim(desk: ProgrammeDesk, form: FormFields): Promise<ClaimAnswer> {
  const { membership, programmeId } = desk;
  const intent = form.text('intent');
  if (!isClaimIntent(intent)) throw new Response(null, { status: 400 });
  if (!membership.may(intentPermissions[intent], programmeId)) throw new Response(null, { status: 403 });
  const typed = form.typed(stepFields);
  const step = { programmeId, id: desk.params['claim'] ?? '', version: form.version() };
  const result = await steps[intent]({ desk, form, typed, step });
  const errors = 'errors' in result ? result.errors : {};
  const notices = 'refused' in result ? [refusalNotice(result.refused, typed, desk)] : [];
  const page = await claimPageAfter(desk, { notices, attempt: { intent, typed, errors } });
  return { page, status: 'refused' in result && result.refused.code === 'conflict' ? 409 : 422 };
}

/** Why not; to one who was too late also what they typed, since its form may be gone. */
function refusalNotice(refused: PrepareRefusal, typed: StepTyped, { language }: ProgrammeDesk): NoticeView {
  const t = translator(language);
  if (refused.code === 'conflict') {
    const kept = stepFields.filter((field) => typed[field].trim() !== '').map((field) => t('claim.conflict.typed', { label: t(`claim.field.${field}`), text: typed[field] }));
    return { ...conflictNotice(refused.status, language), items: kept };
  }
  if (refused.code === 'credits_left_out') return creditsNotice(refused.numbers, language);
  if (refused.code === 'transition') return { tone: 'warning', text: t(`claim.refused.${refused.refused}`) };
  return { tone: 'warning', heading: t('claim.notSent.heading'), text: t('claim.notSent.text') };
}
