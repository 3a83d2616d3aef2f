import type { NoticeView } from '#app/components/notice.tsx';
import type { ClaimStatus } from '#app/domain/claim-status.ts';
import type { Language } from '#app/domain/programme.ts';
import { translator } from '#app/i18n/translate.ts';

const doneCodes = [
  'created', 'lines_changed', 'sent_to_review', 'discarded', 'approved', 'returned', 'submitted', 'settled', 'withdrawn', 'replacing',
] as const;

/** Tells what was just done; undefined for what is no such thing. */
export function doneNotice(code: string | null, language: Language): NoticeView | undefined {
  const done = doneCodes.find((each) => each === code);
  return done === undefined ? undefined : { tone: 'success', isDone: true, text: translator(language)(`claim.done.${done}`) };
}

/** Why a claim's document was not made in parts; undefined where nothing is in the way. */
export function harmedNotice(files: readonly string[], language: Language): NoticeView | undefined {
  const t = translator(language);
  return files.length === 0 ? undefined : { tone: 'danger', heading: t('claim.parts.harmed.heading'), text: t('claim.parts.harmed.text'), items: files };
}

/** Somebody else was first: what they did, as the claim stands now. */
export function conflictNotice(status: ClaimStatus, language: Language): NoticeView {
  const t = translator(language);
  return { tone: 'warning', heading: t('claim.conflict.heading'), text: t('claim.conflict.text', { status: t(`claim.status.${status}`) }) };
}

/** Credit notes that belong to the claim's lines stand outside it. */
export function creditsNotice(numbers: readonly number[], language: Language): NoticeView {
  const t = translator(language);
  return { tone: 'warning', heading: t('claim.credits.heading'), text: t('claim.credits.text', { numbers: numbers.join(', ') }) };
}
