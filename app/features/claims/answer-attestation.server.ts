import type { NoticeView } from '#app/components/notice.tsx';
import { carryOut, type Outcome } from '#app/guard/carry-out.server.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import type { FormFields } from '#app/http/form-fields.ts';
import { translator } from '#app/i18n/translate.ts';
import { approveClaim, returnClaim, type AttestRefusal } from './attest-claim.server.ts';
import { approvalErrors, returnErrors, typedAttestation, type AttestErrors, type AttestTyped } from './attest-form.ts';
import { attestPageOf, attesterOf, loadForAttestation } from './attest-page.server.ts';
import { attestIntents, needsExternal, type AttestPageView } from './attest-page-view.ts';
import { conflictNotice } from './claim-notices.ts';
import type { LoadedClaim } from './claim-subject.server.ts';
import { freezeClaim } from './freeze-claim.server.ts';
import { workshopOf } from './workshop.server.ts';

export interface AttestAnswer {
  readonly page: AttestPageView;
  readonly status: 409 | 422;
}

interface Asked {
  readonly desk: ProgrammeDesk;
  readonly form: FormFields;
  readonly typed: AttestTyped;
  readonly loaded: LoadedClaim;
}

type Result = { readonly errors: AttestErrors } | { readonly refused: AttestRefusal };

/** Attests the claim or gives it back and goes on, or answers with the page, its ticks and what was typed. */
export async function answerAttestation(desk: ProgrammeDesk, form: FormFields): Promise<AttestAnswer> {
  const typed = typedAttestation(form);
  const loaded = await loadForAttestation(desk);
  const asked = { desk, form, typed, loaded };
  const result = form.text('intent') === attestIntents.giveBack ? await giveBack(asked) : await approve(asked);
  const errors = 'errors' in result ? result.errors : {};
  const notices = 'refused' in result ? [refusalNotice(result.refused, asked)] : [];
  const now = 'refused' in result ? await loadForAttestation(desk) : loaded;
  const isLate = 'refused' in result && (result.refused.code === 'conflict' || result.refused.code === 'claim_changed');
  return { page: attestPageOf(desk, now, { typed, errors, notices }), status: isLate ? 409 : 422 };
}

/** The document is made before the transaction, since that may take seconds; what it is too late for is said by the command. */
async function approve({ desk, form, typed, loaded }: Asked): Promise<Result> {
  const { found: { claim, programme, contentSha256 } } = loaded;
  const lineIds = programme.expenses.map(({ id }) => id);
  const errors = approvalErrors(typed, { lineIds, needsExternal: needsExternal(attesterOf(desk, loaded)) });
  const isWaiting = claim.status === 'in_review' && claim.contentSha256 === contentSha256;
  if (isWaiting && Object.keys(errors).length > 0) return { errors };
  const frozen = isWaiting ? await freezeClaim(loaded.found, workshopOf(desk)) : undefined;
  if (frozen !== undefined && 'refusals' in frozen) return { refused: { code: 'findings', refusals: frozen.refusals } };
  const step = { programmeId: desk.programmeId, id: claim.id, version: form.version() };
  return carryOut(desk, form, async (change): Promise<Outcome<AttestRefusal>> => {
    if (frozen === undefined) return { refused: tooLate(loaded) };
    return approveClaim(change, { ...step, frozen, externalAttestation: typed.external });
  });
}

function tooLate({ found: { claim } }: LoadedClaim): AttestRefusal {
  return claim.status === 'in_review' ? { code: 'claim_changed' } : { code: 'conflict', status: claim.status };
}

async function giveBack({ desk, form, typed, loaded: { found: { claim } } }: Asked): Promise<Result> {
  if (!desk.membership.may('claim.approve', desk.programmeId)) throw new Response(null, { status: 403 });
  const errors = returnErrors(typed);
  if (Object.keys(errors).length > 0) return { errors };
  const step = { programmeId: desk.programmeId, id: claim.id, version: form.version() };
  return carryOut(desk, form, (change) => returnClaim(change, { ...step, reason: typed.returnReason }));
}

function refusalNotice(refused: AttestRefusal, { desk: { language }, typed }: Asked): NoticeView {
  const t = translator(language);
  switch (refused.code) {
    case 'conflict': return { ...conflictNotice(refused.status, language), items: keptTexts(typed, language) };
    case 'claim_changed': return { tone: 'danger', heading: t('claim.changed.heading'), text: t('claim.changed.attest') };
    case 'transition': return { tone: 'warning', text: t(`claim.refused.${refused.refused}`) };
    default: return { tone: 'warning', heading: t('claim.notSent.heading'), text: t('claim.notSent.text') };
  }
}

/** What was typed, for one whose form is gone. */
function keptTexts({ external, returnReason }: AttestTyped, language: ProgrammeDesk['language']): string[] {
  const t = translator(language);
  const texts = [[t('claim.attest.external'), external], [t('claim.attest.reason'), returnReason]] as const;
  return texts.filter(([, text]) => text.trim() !== '').map(([label, text]) => t('claim.conflict.typed', { label, text }));
}
