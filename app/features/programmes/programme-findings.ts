import type { AttachmentState } from '#app/domain/circumstances.ts';
import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { isRefundable, type Expense } from '#app/domain/expense.ts';
import type { Finding } from '#app/domain/finding.ts';
import type { Programme } from '#app/domain/programme.ts';
import type { Calculation } from '#app/domain/refund.ts';
import { findRefusals, type Refusal, type RefusalCode } from '#app/domain/refusals.ts';
import { findWarnings, type Warning } from '#app/domain/warnings.ts';
import { findInRegister } from '#app/features/organisations/register.ts';

/** What stands in the way of a claim of the programme's open lines, and what KS may ask about. */
export interface ProgrammeFindings {
  readonly refusals: readonly PlacedFinding<Refusal>[];
  readonly warnings: readonly PlacedFinding<Warning>[];
  /** By expense: what each open line lacks. */
  readonly lacks: ReadonlyMap<string, readonly RefusalCode[]>;
}

/** A finding and the expense it belongs to, when it belongs to one. */
export interface PlacedFinding<Found extends Finding<string> = Finding<string>> {
  readonly finding: Found;
  readonly expenseId: string | undefined;
}

export interface FindingsInput {
  readonly programme: Programme;
  /** Those that stand in no attested claim. */
  readonly openExpenses: readonly Expense[];
  readonly calculation: Calculation;
  readonly isParked: (expenseId: string) => boolean;
  readonly attachmentStates: ReadonlyMap<string, AttachmentState>;
  readonly today: CalendarDate;
  readonly maySeeBankAccount: boolean;
}

/**
 * Judges the open lines as the claim they could become. Parked lines wait, so what they lack stops nothing; warnings compare with
 * every line of the programme, since a cost may have been claimed before. Nothing is refused for want of a refund before there is a line
 * that could have one.
 */
export function findProgrammeFindings(input: FindingsInput): ProgrammeFindings {
  const { programme, openExpenses, calculation, isParked, attachmentStates, today } = input;
  const circumstances = { today, attachments: attachmentStates, registerEntry: findInRegister(programme.organisation) };
  const refusalsOf = (expenses: readonly Expense[]) => {
    return placed(findRefusals({ programme: { ...programme, expenses }, calculation, circumstances }), expenses);
  };
  const waiting = openExpenses.filter(({ id }) => !isParked(id));
  const isWaiting = (id: unknown) => waiting.some((expense) => expense.id === id);
  return {
    refusals: refusalsOf(waiting).filter(isToldTo(input)).filter(({ finding }) => finding.code !== 'refund_not_positive' || waiting.some(isRefundable)),
    warnings: placed(findWarnings({ programme, calculation, circumstances }), programme.expenses).filter(isToldTo(input))
      .filter(({ finding, expenseId }) => expenseId === undefined || isWaiting(expenseId) || isWaiting(finding.facts['other'])),
    lacks: lacksOf(refusalsOf(openExpenses), openExpenses),
  };
}

/** A consultant never sees the account, so what is wrong with it is told to others. */
function isToldTo({ maySeeBankAccount }: FindingsInput) {
  return ({ finding }: PlacedFinding) => maySeeBankAccount || finding.path[1] !== 'bankAccount';
}

function placed<Found extends Finding<string>>(findings: readonly Found[], expenses: readonly Expense[]): PlacedFinding<Found>[] {
  return findings.map((finding) => {
    const [part, index] = finding.path;
    return { finding, expenseId: part === 'expenses' && typeof index === 'number' ? expenses[index]?.id : undefined };
  });
}

function lacksOf(refusals: readonly PlacedFinding<Refusal>[], expenses: readonly Expense[]): Map<string, RefusalCode[]> {
  const lacks = new Map<string, RefusalCode[]>();
  for (const { finding, expenseId } of refusals) {
    for (const id of concerned(finding, expenseId, expenses)) {
      const codes = lacks.get(id) ?? [];
      if (!codes.includes(finding.code)) lacks.set(id, [...codes, finding.code]);
    }
  }
  return lacks;
}

/** A file that can't be opened is told of where it is first used, and is in the way of every line that uses it. */
function concerned({ code, facts }: Refusal, expenseId: string | undefined, expenses: readonly Expense[]): readonly string[] {
  if (code !== 'attachment_unreadable') return expenseId === undefined ? [] : [expenseId];
  return expenses.filter(({ attachments }) => attachments.some((name) => name === facts['file'])).map(({ id }) => id);
}
