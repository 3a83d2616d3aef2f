import type { StatusView, Tone } from '#app/components/status-tag.tsx';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';

const tones = {
  draft: 'neutral', in_review: 'warning', approved: 'info', submitted: 'info', settled: 'success', withdrawn: 'neutral', replaced: 'neutral',
} as const satisfies Record<ClaimStatus, Tone>;

/** How it stands with a claim, in a word. */
export function claimStatusView(status: ClaimStatus, language: Language): StatusView {
  return { text: translator(language)(`claim.status.${status}`), tone: tones[status] };
}
