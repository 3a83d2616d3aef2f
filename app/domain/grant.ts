import type { CalendarDate } from './calendar-date.ts';
import type { Money, Percent } from './money.ts';
import { chooseRuleSet, type RuleSet } from './rule-set.ts';

/** KS's promise of money (tilsagn), as its letter says it. What the letter does not say, the rule set of the day proposes. */
export interface Grant {
  readonly reference?: string | undefined;
  readonly appliedOn?: CalendarDate | undefined;
  readonly letterOn?: CalendarDate | undefined;
  readonly expiresOn?: CalendarDate | undefined;
  readonly amount?: Money | undefined;
  readonly percent?: Percent | undefined;
  readonly dayCap?: Money | undefined;
  readonly letter?: string | undefined;
  readonly partPayment?: boolean | undefined;
}

/** What a claim is calculated with. */
export interface Terms {
  readonly ruleSet: RuleSet;
  /** Undefined when neither the letter nor the rule set gives one; then nothing can be claimed before it is filled in. */
  readonly percent: Percent | undefined;
  readonly dayCap: Money;
  /** The grant's amount; undefined when it has no ceiling. */
  readonly ceiling: Money | undefined;
}

/** The letter's own percentage and day cap, else those of the rule set. Source: README.md § 1.1. */
export function termsOf(grant: Grant, programmeStartsOn: CalendarDate): Terms {
  const ruleSet = chooseRuleSet({ appliedOn: grant.appliedOn, letterOn: grant.letterOn, programmeStartsOn });
  return {
    ruleSet,
    percent: grant.percent ?? ruleSet.percent,
    dayCap: grant.dayCap ?? ruleSet.dayCap,
    ceiling: grant.amount,
  };
}
