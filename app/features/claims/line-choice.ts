import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { isRefundable, type Expense } from '#app/domain/expense.ts';
import { termsOf } from '#app/domain/grant.ts';
import { zero, type Money } from '#app/domain/money.ts';
import type { RefusalCode } from '#app/domain/refusals.ts';
import { calculateRefund, type CalculatedLine, type Calculation } from '#app/domain/refund.ts';
import { findProgrammeFindings, type PlacedFinding } from '#app/features/programmes/programme-findings.ts';
import type { LoadedProgramme } from '#app/features/programmes/load-programme.server.ts';

/** An expense that may stand in the claim. */
export interface ChoosableLine {
  readonly expense: Expense;
  /** Its place in the programme's order of entry, from 1. */
  readonly number: number;
  /** What stops it from being claimed. */
  readonly lacks: readonly RefusalCode[];
  readonly parkedReason: string | undefined;
  readonly isChosen: boolean;
  /** Chosen, what it gives in this claim; else what it would give if every line that is free were in it. */
  readonly net: Money;
  readonly basis: Money;
  readonly refund: Money;
}

export interface LineChoice {
  readonly lines: readonly ChoosableLine[];
  /** Expenses that stand in other claims. */
  readonly takenCount: number;
  /** Of the chosen lines alone. */
  readonly calculation: Calculation;
  /** What stands in the way of any claim of the programme, whatever lines are chosen. */
  readonly refusals: readonly PlacedFinding[];
}

export type ChoiceMatter = Pick<LoadedProgramme, 'programme' | 'expenses' | 'claimed' | 'earlier' | 'attachmentStates'>;

interface ChoiceInput {
  readonly today: CalendarDate;
  /** The draft whose lines are chosen anew. */
  readonly claimId: string | undefined;
  /** Ids that were chosen; undefined before anyone has chosen. */
  readonly chosen: ReadonlySet<string> | undefined;
}

/**
 * The programme's free lines, and what a claim of the chosen ones gives. Before anyone has chosen, every line that can be
 * claimed is; with them what is never refunded, since it shows the programme's full cost. Lines that lack something or wait are not.
 */
export function lineChoice(matter: ChoiceMatter, { today, claimId, chosen }: ChoiceInput): LineChoice {
  const { programme, attachmentStates, earlier, claimed } = matter;
  const free = programme.expenses.filter(({ id }) => (claimed.get(id)?.claimId ?? claimId) === claimId);
  const parked = new Map(matter.expenses.map(({ expense, parkedReason }) => [expense.id, parkedReason]));
  const terms = termsOf(programme.grant, programme.facts.startsOn);
  const all = calculateRefund(free, terms, earlier);
  const findings = findProgrammeFindings({
    programme, openExpenses: free, calculation: all, isParked: () => false, attachmentStates, today, maySeeBankAccount: true,
  });
  const lacksOf = (expense: Expense) => [...findings.lacks.get(expense.id) ?? [], ...activityLacks(expense, matter, findings.refusals)];
  const isChosen = (expense: Expense) => chosen?.has(expense.id) ?? (lacksOf(expense).length === 0 && parked.get(expense.id) === undefined);
  const calculation = calculateRefund(free.filter(isChosen), terms, earlier);
  const figures = { chosen: figuresOf(calculation), all: figuresOf(all) };
  const numbers = new Map(programme.expenses.map(({ id }, index) => [id, index + 1]));
  return {
    lines: free.map((expense) => ({
      expense, number: numbers.get(expense.id) ?? 0, lacks: lacksOf(expense), parkedReason: parked.get(expense.id),
      isChosen: isChosen(expense),
      ...(isChosen(expense) ? figures.chosen : figures.all).get(expense.id) ?? nothing,
    })),
    takenCount: programme.expenses.length - free.length,
    calculation,
    refusals: findings.refusals.filter(({ finding, expenseId }) => expenseId === undefined && !ofLines.includes(finding.code)),
  };
}

/** Told at the lines, since they depend on which are chosen. */
const ofLines: readonly RefusalCode[] = ['refund_not_positive', 'activity_not_finished'];

/** True of a line that needs a reason when it is left out: it could be claimed now. */
export function isClaimable({ expense, lacks }: ChoosableLine): boolean {
  return isRefundable(expense) && lacks.length === 0;
}

/** A cost of an activity that is not finished waits for it, where the letter allows part payment. */
function activityLacks(expense: Expense, { programme }: ChoiceMatter, refusals: readonly PlacedFinding[]): RefusalCode[] {
  if (!isRefundable(expense) || expense.activity === undefined) return [];
  const isUnfinished = refusals.some(({ finding: { code, path: [, index] } }) => (
    code === 'activity_not_finished' && typeof index === 'number' && programme.activities[index]?.id === expense.activity
  ));
  return isUnfinished ? ['activity_not_finished'] : [];
}

type Figures = Pick<CalculatedLine, 'net' | 'basis' | 'refund'>;

const nothing: Figures = { net: zero, basis: zero, refund: zero };

function figuresOf({ lines }: Calculation): ReadonlyMap<string, Figures> {
  return new Map(lines.map(({ expense, net, basis, refund }) => [expense.id, { net, basis, refund }]));
}
