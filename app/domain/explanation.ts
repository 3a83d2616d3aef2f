import { dayCapCuts, type DayCuts } from './day-cap-cuts.ts';
import type { CappedDay } from './day-cap.ts';
import type { Facts } from './finding.ts';
import { absolute, minus, moneyToText, type Money } from './money.ts';
import type { CalculatedLine, Calculation } from './refund.ts';

export const stepCodes = [
  'cost', 'not_eligible', 'eligible', 'day_cap_cut', 'day_cap_room', 'day_cap_credited', 'basis', 'percent', 'percent_unknown',
  'ceiling_none', 'ceiling_room', 'ceiling_room_first', 'ceiling_cut', 'ceiling_cut_first', 'refund',
  'line_not_refundable', 'line_day_cut', 'line_days_cut', 'line_day_shared', 'line_day_after_credit', 'line_day_credit', 'line_day_credit_none', 'line_no_day',
  'line_days_shared', 'line_days_after_credit', 'line_days_credit', 'line_days_credit_none', 'line_day_credited', 'line_days_credited',
] as const;
export type StepCode = (typeof stepCodes)[number];

/** One step of a calculation that a person can check: a code for the sentence and the figures it mentions. */
export interface Step {
  readonly code: StepCode;
  readonly facts: Facts;
}

/**
 * How a claim's refund came about: net → eligible → day cap → basis → percent → grant ceiling.
 * The same steps are shown on screen, printed in the PDF and written to `claim.json`. Source: README.md § 1.5.
 */
export function explainClaim({ terms, totals, kinds, lines, grantUsed }: Calculation): Step[] {
  const inKroner = (amount: Money) => ({ kroner: amount });
  const notEligible = minus(totals.cost, totals.eligible);
  const byKind = Object.fromEntries(kinds.map((kind) => [kind.kind, inKroner(kind.net)]));
  const steps: Step[] = [{ code: 'cost', facts: { cost: inKroner(totals.cost) } }];
  if (!notEligible.isZero()) steps.push({ code: 'not_eligible', facts: { amount: inKroner(notEligible) } });
  steps.push({ code: 'eligible', facts: { eligible: inKroner(totals.eligible), ...byKind } });
  if (lines.some((line) => line.expense.kind === 'fee')) steps.push(...dayCapSteps(lines, terms.dayCap));
  steps.push({ code: 'basis', facts: { basis: inKroner(totals.basis) } });
  if (terms.percent === undefined) {
    return [...steps, { code: 'percent_unknown', facts: {} }];
  }
  steps.push({ code: 'percent', facts: { percent: { percent: terms.percent }, basis: inKroner(totals.basis), calculated: inKroner(totals.calculated) } });
  steps.push(ceilingStep({ ceiling: terms.ceiling, grantUsed, totals }));
  steps.push({ code: 'refund', facts: { refund: inKroner(totals.refund), ownShare: inKroner(totals.ownShare) } });
  return steps;
}

/** Why one line counts for less than it cost, or a day of it for more than the cap. Empty when it counts in full and no day is above. */
export function explainLine(line: CalculatedLine, dayCap: Money): Step[] {
  if (line.expense.kind === 'not_refundable') return [{ code: 'line_not_refundable', facts: { reason: line.expense.reason } }];
  const steps: Step[] = line.reasons.includes('service_day_missing') ? [{ code: 'line_no_day', facts: {} }] : [];
  return [...steps, ...wholeDaySteps(line.days, dayCap), ...sharedDaySteps(line.days, dayCap)];
}

/** Days cut to the cap alone; those of the same fee are told of together. */
function wholeDaySteps(days: readonly CappedDay[], dayCap: Money): Step[] {
  const cut = days.filter((day) => isCut(day) && !isSharedOrCredited(day));
  return alikeBy(cut, ({ amount }) => moneyToText(amount)).map(([first, ...others]) => {
    const amounts = { amount: { kroner: first.amount }, basis: { kroner: first.basis }, cap: { kroner: dayCap } };
    const facts = { day: { on: first.on }, days: others.length + 1, ...amounts };
    return { code: others.length === 0 ? 'line_day_cut' : 'line_days_cut', facts };
  });
}

/** Days that other lines have taken from, or that a credit note gives or gave back; those with the same figures are told of together. */
function sharedDaySteps(days: readonly CappedDay[], dayCap: Money): Step[] {
  const told = days.filter((day) => isSharedOrCredited(day) || isInRoomOfCredit(day, dayCap));
  const figuresOf = (day: CappedDay) => [day.amount, day.basis, day.usedBefore].map(moneyToText).join(' ');
  return alikeBy(told, figuresOf).map((alike): Step => {
    const [first] = alike;
    const facts = {
      amount: { kroner: absolute(first.amount) }, basis: { kroner: absolute(first.basis) },
      ...(isCut(first) ? { usedBefore: { kroner: first.usedBefore } } : { credited: { kroner: absolute(first.usedBefore) } }),
      cap: { kroner: dayCap },
    };
    const code = sharedCode(first);
    if (alike.length === 1) return { code: `line_day_${code}`, facts: { day: { on: first.on }, ...facts } };
    return { code: `line_days_${code}`, facts: { which: { days: alike.map(({ on }) => on) }, days: alike.length, ...facts } };
  });
}

function sharedCode({ amount, basis, usedBefore }: CappedDay): 'shared' | 'after_credit' | 'credit' | 'credit_none' | 'credited' {
  if (basis.eq(amount)) return 'credited';
  if (amount.lt(0)) return basis.isZero() ? 'credit_none' : 'credit';
  return usedBefore.lt(0) ? 'after_credit' : 'shared';
}

type Alike = readonly [CappedDay, ...CappedDay[]];

/** Days of the same figures together, in the order of the first of each. */
function alikeBy(days: readonly CappedDay[], figuresOf: (day: CappedDay) => string): Alike[] {
  const groups = new Map<string, [CappedDay, ...CappedDay[]]>();
  for (const day of days) {
    const group = groups.get(figuresOf(day));
    if (group === undefined) groups.set(figuresOf(day), [day]);
    else group.push(day);
  }
  return [...groups.values()];
}

function isCut(day: CappedDay): boolean {
  return !day.basis.eq(day.amount);
}

function isSharedOrCredited(day: CappedDay): boolean {
  return isCut(day) && (day.amount.lt(0) || !day.usedBefore.isZero());
}

/** Above the cap by itself, but not with what a credit note dated before its invoice took off the day. */
function isInRoomOfCredit(day: CappedDay, dayCap: Money): boolean {
  return !isCut(day) && day.amount.gt(dayCap) && day.usedBefore.lt(0);
}

/** What the cap took, and what of credit notes had been taken already, in earlier claims: never one less the other. */
function dayCapSteps(lines: readonly CalculatedLine[], dayCap: Money): Step[] {
  const { above, credited } = dayCapCuts(lines);
  const cutFacts = ({ amount, days }: DayCuts): Facts => ({ cap: { kroner: dayCap }, cut: { kroner: amount }, days });
  const first: Step = { code: above.days > 0 ? 'day_cap_cut' : 'day_cap_room', facts: cutFacts(above) };
  return credited.days === 0 ? [first] : [first, { code: 'day_cap_credited', facts: cutFacts(credited) }];
}

type CeilingFacts = Pick<Calculation, 'totals' | 'grantUsed'> & { ceiling: Money | undefined };

function ceilingStep({ ceiling, grantUsed, totals }: CeilingFacts): Step {
  if (ceiling === undefined || totals.grantRemaining === undefined) return { code: 'ceiling_none', facts: {} };
  const facts = {
    ceiling: { kroner: ceiling }, used: { kroner: grantUsed }, remaining: { kroner: totals.grantRemaining },
    calculated: { kroner: totals.calculated }, refund: { kroner: totals.refund },
  };
  if (totals.refund.lt(totals.calculated)) return { code: grantUsed.isZero() ? 'ceiling_cut_first' : 'ceiling_cut', facts };
  return { code: grantUsed.isZero() ? 'ceiling_room_first' : 'ceiling_room', facts };
}
