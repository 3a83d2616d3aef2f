import type { NoticeView } from '#app/components/notice.tsx';
import { claimAddress } from '#app/features/shell/addresses.ts';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { sendTo } from '#app/http/send-to.ts';
import { accountingOf } from './accounting-of.ts';
import { nothingTyped, type AttestErrors, type AttestTyped } from './attest-form.ts';
import { attestPageView, type Attester, type AttestPageView } from './attest-page-view.ts';
import { loadClaim, type LoadedClaim } from './claim-subject.server.ts';

/** What came of a form of the page that was not carried out. */
export interface AttestAttempt {
  readonly typed: AttestTyped;
  readonly errors: AttestErrors;
  readonly notices: readonly NoticeView[];
}

/** The page where a claim is checked and attested; one that does not wait for it has its own page. */
export async function attestPage(desk: ProgrammeDesk): Promise<AttestPageView> {
  const loaded = await loadForAttestation(desk);
  if (loaded.subject.claim.status !== 'in_review') throw toClaim(desk);
  return attestPageOf(desk, loaded, { typed: nothingTyped, errors: {}, notices: [] });
}

/** Reads the claim for one who may attest it, or record that it was attested outside; others are turned away. */
export async function loadForAttestation(desk: ProgrammeDesk): Promise<LoadedClaim> {
  const loaded = await loadClaim(desk, desk.params['claim'] ?? '');
  if (!loaded.subject.mayAttest) throw new Response(null, { status: 403 });
  return loaded;
}

export function attestPageOf(
  desk: ProgrammeDesk, { subject, found }: LoadedClaim, { typed, errors, notices }: AttestAttempt,
): AttestPageView {
  return attestPageView({
    subject, files: found.loaded.attachments, accountingOf: ({ expense }) => accountingOf(found.loaded, expense), checked: typed.checked,
    attester: attesterOf(desk, { subject, found }), typed, errors, notices,
  });
}

export function attesterOf({ membership, user, programmeId }: ProgrammeDesk, { found }: LoadedClaim): Attester {
  return {
    mayApprove: membership.may('claim.approve', programmeId),
    isOwn: found.claim.preparers.has(user.userId),
    allowsExternal: found.loaded.organisation.allowsExternalAttestation,
  };
}

function toClaim({ membership, programmeId, params }: ProgrammeDesk): Response {
  return sendTo(claimAddress({ organisationId: membership.organisationId, programmeId, id: params['claim'] ?? '' }));
}
