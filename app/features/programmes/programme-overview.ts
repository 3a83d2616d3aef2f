import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { attestedStatuses, liveStatuses, type ClaimStatus } from '#app/domain/claim-status.ts';
import { netOf, type Expense } from '#app/domain/expense.ts';
import { termsOf } from '#app/domain/grant.ts';
import { minus, plus, sum, zero, type Money } from '#app/domain/money.ts';
import type { Programme } from '#app/domain/programme.ts';
import { calculateRefund, type CalculatedLine, type Calculation } from '#app/domain/refund.ts';
import type { ClaimedLine, ClaimFigures, FrozenFigures } from '#app/features/claims/claim-figures.repository.server.ts';
import { attestedClaimOf } from '#app/features/expenses/attested-claim.ts';
import { heldWithoutInvoice, type HeldActivity } from './held-without-invoice.ts';
import type { LoadedProgramme } from './load-programme.server.ts';
import { findProgrammeFindings, type ProgrammeFindings } from './programme-findings.ts';

/** Sums in kroner excl. VAT; `calculated` is the percentage of the basis before the grant's ceiling. */
export interface Sums {
  readonly cost: Money;
  readonly eligible: Money;
  readonly basis: Money;
  readonly calculated: Money;
  readonly refund: Money;
  readonly ownShare: Money;
}

/** One expense in the overview. */
export interface OverviewLine {
  readonly expense: Expense;
  /** Its place in the order of entry, from 1: what it is called in the overview's sentences. */
  readonly number: number;
  readonly net: Money;
  readonly basis: Money;
  readonly refund: Money;
  /** Undefined when the figures are an attested claim's, which stand whatever is entered afterwards. */
  readonly calculated: CalculatedLine | undefined;
  /** The live claim it stands in. */
  readonly claim: { readonly claimId: string; readonly number: number; readonly status: ClaimStatus } | undefined;
  readonly parkedReason: string | undefined;
}

/** A claim with its figures: those frozen at approval, or as they are today. */
export interface OverviewClaim extends Omit<ClaimFigures, 'frozen'> {
  /** Undefined of one that never was approved and holds no expenses any more. */
  readonly figures: Pick<Sums, 'cost' | 'basis' | 'refund'> | undefined;
  readonly isAttested: boolean;
}

/** How much of the grant is used; undefined amounts when it has no ceiling. */
export interface GrantUse {
  readonly ceiling: Money | undefined;
  /** By attested claims. */
  readonly used: Money;
  /** What is left when the open lines have taken theirs. */
  readonly left: Money | undefined;
}

export interface ProgrammeOverview {
  readonly programme: Programme;
  readonly lines: readonly OverviewLine[];
  /** What stands in attested claims. */
  readonly claimed: Sums;
  /** What does not: worked out together, as one claim would be. */
  readonly open: Sums;
  readonly total: Sums;
  /** Of the open lines. */
  readonly calculation: Calculation;
  readonly grant: GrantUse;
  /** Newest first. */
  readonly claims: readonly OverviewClaim[];
  readonly findings: ProgrammeFindings;
  readonly held: readonly HeldActivity[];
}

export interface OverviewInput extends Pick<LoadedProgramme, 'programme' | 'expenses' | 'claimed' | 'earlier' | 'attachmentStates'> {
  /** Every claim of the programme, newest first. */
  readonly claims: readonly ClaimFigures[];
  readonly today: CalendarDate;
  readonly maySeeBankAccount: boolean;
}

/**
 * The whole programme in figures: attested claims as they were frozen, and all other lines as one calculation after them.
 * The two add up to the total to the øre.
 */
export function programmeOverview(input: OverviewInput): ProgrammeOverview {
  const { programme, expenses, earlier, claims, today } = input;
  const attested = claims.flatMap(({ frozen, status }) => (frozen !== undefined && attestedStatuses.includes(status) ? [frozen] : []));
  const openExpenses = programme.expenses.filter(({ id }) => attestedClaimOf(input, id) === undefined);
  const terms = termsOf(programme.grant, programme.facts.startsOn);
  const calculation = calculateRefund(openExpenses, terms, earlier);
  const claimed = sumsOf(attested);
  const parked = new Map(expenses.map(({ expense, parkedReason }) => [expense.id, parkedReason]));
  return {
    programme,
    lines: linesOf(input, { calculation, attested, parked }),
    claimed,
    open: calculation.totals,
    total: added(claimed, calculation.totals),
    calculation,
    grant: { ceiling: terms.ceiling, used: calculation.grantUsed, left: leftOf(calculation) },
    claims: claims.map((claim) => claimOf(claim, input, calculation)),
    findings: findProgrammeFindings({ ...input, calculation, openExpenses, isParked: (id) => parked.get(id) !== undefined }),
    held: heldWithoutInvoice(programme.activities, programme.expenses, today),
  };
}

function sumsOf(figures: readonly FrozenFigures[]): Sums {
  const of = (name: 'cost' | 'eligible' | 'basis' | 'calculated' | 'refund') => sum(figures.map((each) => each[name]));
  const [cost, refund] = [of('cost'), of('refund')];
  return { cost, eligible: of('eligible'), basis: of('basis'), calculated: of('calculated'), refund, ownShare: minus(cost, refund) };
}

function added(a: Sums, b: Sums): Sums {
  return {
    cost: plus(a.cost, b.cost), eligible: plus(a.eligible, b.eligible), basis: plus(a.basis, b.basis),
    calculated: plus(a.calculated, b.calculated), refund: plus(a.refund, b.refund), ownShare: plus(a.ownShare, b.ownShare),
  };
}

function leftOf({ totals: { grantRemaining, refund } }: Calculation): Money | undefined {
  return grantRemaining === undefined ? undefined : minus(grantRemaining, refund);
}

interface LineSources {
  readonly calculation: Calculation;
  readonly attested: readonly FrozenFigures[];
  readonly parked: ReadonlyMap<string, string | undefined>;
}

function linesOf({ programme, claimed }: OverviewInput, { calculation, attested, parked }: LineSources): OverviewLine[] {
  const calculated = new Map(calculation.lines.map((line) => [line.expense.id, line]));
  const frozen = new Map<string, ClaimedLine>(attested.flatMap(({ lines }) => [...lines]));
  return programme.expenses.map((expense, index) => {
    const line = calculated.get(expense.id);
    const { basis, refund } = line ?? frozen.get(expense.id) ?? { basis: zero, refund: zero };
    return {
      expense, number: index + 1, net: line?.net ?? netOf(expense), basis, refund, calculated: line,
      claim: claimed.get(expense.id), parkedReason: parked.get(expense.id),
    };
  });
}

/** A claim that is not approved yet has the figures it would have today. A withdrawn or replaced one has given its expenses free. */
function claimOf({ frozen, ...claim }: ClaimFigures, input: OverviewInput, { terms }: Calculation): OverviewClaim {
  const { programme, claimed, earlier } = input;
  const isAttested = attestedStatuses.includes(claim.status);
  if (frozen !== undefined || !liveStatuses.includes(claim.status)) return { ...claim, figures: frozen, isAttested };
  const own = programme.expenses.filter(({ id }) => claimed.get(id)?.claimId === claim.id);
  return { ...claim, figures: calculateRefund(own, terms, earlier).totals, isAttested };
}
