import { daysBetween, type CalendarDate } from '#app/domain/calendar-date.ts';
import { isRefundable } from '#app/domain/expense.ts';
import type { Grant } from '#app/domain/grant.ts';
import { minus, type Money } from '#app/domain/money.ts';
import type { ProgrammeOverview } from '#app/features/programmes/programme-overview.ts';
import type { ProgrammeSums, WaitingClaim } from './programme-sums.ts';

/** How it stands with a programme, in one row. */
export interface ProgrammeStanding {
  readonly id: string;
  readonly name: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly sums: ProgrammeSums;
  /** What comes back of all that is logged; undefined where it was not worked out. */
  readonly refund: Money | undefined;
  /** Of the grant, when all that is logged has been claimed; undefined without a ceiling. */
  readonly left: Money | undefined;
  /** Open lines that lack something, and those that could be claimed now. */
  readonly lacking: number;
  readonly ready: number;
  readonly hasGrant: boolean;
  /** Set when costs are still to be claimed and the last day is near or past. */
  readonly grantEndsOn: CalendarDate | undefined;
  readonly claims: readonly WaitingClaim[];
  readonly status: ProgrammeStatus;
}

export type ProgrammeStatus = 'empty' | 'lacking' | 'in_review' | 'approved' | 'ready' | 'submitted' | 'settled' | 'ongoing';

export interface StandingInput {
  readonly id: string;
  readonly name: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly grant: Pick<Grant, 'reference' | 'amount' | 'expiresOn'>;
  readonly sums: ProgrammeSums;
  readonly claims: readonly WaitingClaim[];
  /** Undefined where there is too much to work out for a list. */
  readonly overview: ProgrammeOverview | undefined;
  readonly today: CalendarDate;
}

/** A grant is said to be ending this long before its last day, as in the warnings of a claim. */
const endingDays = 60;

export function programmeStanding(input: StandingInput): ProgrammeStanding {
  const { id, name, startsOn, endsOn, grant, sums, claims, overview } = input;
  const waiting = overview?.lines.filter(({ claim, parkedReason }) => claim === undefined && parkedReason === undefined) ?? [];
  const lacking = waiting.filter(({ expense }) => overview?.findings.lacks.has(expense.id)).length;
  const refundable = waiting.filter(({ expense }) => isRefundable(expense)).length;
  const ready = overview === undefined || overview.findings.refusals.length > 0 ? 0 : refundable;
  const left = overview === undefined ? grant.amount && minus(grant.amount, sums.claimed) : overview.grant.left;
  return {
    id, name, startsOn, endsOn, sums, claims, lacking, ready, left,
    refund: overview?.total.refund,
    hasGrant: grant.reference !== undefined && grant.expiresOn !== undefined,
    grantEndsOn: endingGrant(input, waiting.length),
    status: statusOf(input, { lacking, ready, open: waiting.length }),
  };
}

function endingGrant({ grant: { expiresOn }, today }: StandingInput, open: number): CalendarDate | undefined {
  if (expiresOn === undefined || open === 0) return undefined;
  return daysBetween(today, expiresOn) <= endingDays ? expiresOn : undefined;
}

/** What has to be done first decides. */
function statusOf(
  { sums, claims }: StandingInput, { lacking, ready, open }: { lacking: number; ready: number; open: number },
): ProgrammeStatus {
  const has = (status: WaitingClaim['status']) => claims.some((claim) => claim.status === status);
  if (sums.expenses === 0) return 'empty';
  if (lacking > 0) return 'lacking';
  if (has('in_review')) return 'in_review';
  if (has('approved')) return 'approved';
  if (ready > 0) return 'ready';
  if (has('submitted')) return 'submitted';
  return open === 0 && !has('draft') && sums.received.gt(0) ? 'settled' : 'ongoing';
}
