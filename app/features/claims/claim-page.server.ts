import type { NoticeView } from '#app/components/notice.tsx';
import type { ProgrammeDesk } from '#app/guard/desk.server.ts';
import { doneNotice, harmedNotice } from './claim-notices.ts';
import { claimPageView, type ClaimPageView } from './claim-page-view.ts';
import { loadClaim, requireClaimReader } from './claim-subject.server.ts';
import type { StepAttempt } from './claim-subject.ts';
import { harmedFiles } from './document-in-time.server.ts';
import { partSizeField } from './part-size.ts';

/** A claim's page, as it is asked for. */
export async function claimPage(desk: ProgrammeDesk): Promise<ClaimPageView> {
  const done = doneNotice(desk.url.searchParams.get('done'), desk.language);
  const harmed = harmedNotice(harmedFiles(desk), desk.language);
  return claimPageAfter(desk, { notices: [done, harmed].filter((notice) => notice !== undefined) });
}

/** The same, after a form of it came back. */
export async function claimPageAfter(
  desk: ProgrammeDesk, extras: { notices: readonly NoticeView[]; attempt?: StepAttempt | undefined },
): Promise<ClaimPageView> {
  requireClaimReader(desk);
  const { subject } = await loadClaim(desk, desk.params['claim'] ?? '');
  return claimPageView(subject, { ...extras, partSize: desk.url.searchParams.get(partSizeField) ?? undefined });
}
