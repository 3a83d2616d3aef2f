import type { ClaimStatus } from '#app/domain/claim-status.ts';
import { dayInNorway, formatDay, formatKroner } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translate.ts';
import type { ClaimSubject } from './claim-subject.ts';

export interface LifeStepView {
  readonly key: string;
  readonly text: string;
  readonly detail: string | undefined;
  readonly state: 'done' | 'current' | 'ahead';
  readonly stateText: string;
}

export interface ClaimLifeView {
  readonly label: string;
  readonly steps: readonly LifeStepView[];
}

type LifeSubject = Pick<ClaimSubject, 'claim' | 'names' | 'reader'>;

const road: readonly ClaimStatus[] = ['draft', 'in_review', 'approved', 'submitted', 'settled'];

/** The claim's life as steps: behind it, where it is, ahead of it. One that was taken back ends there. */
export function claimLifeView(subject: LifeSubject): ClaimLifeView {
  const { claim, reader: { language } } = subject;
  const t = translator(language);
  const isGone = claim.status === 'withdrawn' || claim.status === 'replaced';
  const statuses = isGone ? [...road.filter((status) => isReached(status, subject)), claim.status] : road;
  const at = statuses.indexOf(claim.status);
  return {
    label: t('claim.life'),
    steps: statuses.map((status, index) => {
      const state = stateAt(index, at);
      return {
        key: status, text: t(`claim.status.${status}`), detail: index <= at ? detailOf(status, subject) : undefined,
        state, stateText: t(`claim.life.${state}`),
      };
    }),
  };
}

function stateAt(index: number, at: number): LifeStepView['state'] {
  if (index === at) return 'current';
  return index < at ? 'done' : 'ahead';
}

/** How far one that was taken back had come. */
function isReached(status: ClaimStatus, { claim }: LifeSubject): boolean {
  if (status === 'settled') return false;
  return status === 'submitted' ? claim.submittedOn !== undefined : true;
}

function detailOf(status: ClaimStatus, { claim, names, reader: { language } }: LifeSubject): string | undefined {
  const t = translator(language);
  const by = (userId: string, instant: string) => {
    const day = formatDay(dayInNorway(new Date(instant)), language);
    return names.has(userId) ? t('claim.life.by', { name: names.get(userId) ?? t('privacy.erasedName'), day }) : day;
  };
  switch (status) {
    case 'draft': return by(claim.preparedBy, claim.preparedAt);
    case 'approved': return claim.approved && by(claim.approved.by, claim.approved.at);
    case 'submitted': return claim.submittedOn && formatDay(claim.submittedOn, language);
    case 'settled': return claim.received && t('claim.life.received', {
      amount: formatKroner(claim.received.amount, language), day: formatDay(claim.received.on, language),
    });
    default: return undefined;
  }
}
