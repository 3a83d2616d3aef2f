import { least, minus, sum, times, zero, type Money } from './money.ts';
import type { RuleSet } from './rule-set.ts';

/**
 * What counts of a course or programme fee for one participant, kroner excl. VAT.
 * A course KS has approved beforehand counts in full; board and lodging sold with it never does.
 * Source: K6, K7 (35 000 from 2024); courses approved beforehand: README.md § 3, V4 and V5.
 */
export function courseFeeBasis(ruleSet: RuleSet, fee: { amount: Money; isPreApproved: boolean }): Money {
  if (fee.isPreApproved || ruleSet.courseFeePerParticipant === undefined) return fee.amount;
  return least(fee.amount, ruleSet.courseFeePerParticipant);
}

/**
 * What counts of a study fee for one participant: the cap of each semester, or one cap in all when the study is part of a
 * programme that is refunded too. Source: K1, K3, K6.
 */
export function studyFeeBasis(ruleSet: RuleSet, study: { semesters: readonly Money[]; isPartOfRefundedProgramme: boolean }): Money {
  const cap = ruleSet.studyFeePerSemester;
  if (study.isPartOfRefundedProgramme) return least(sum(study.semesters), cap);
  return sum(study.semesters.map((semester) => least(semester, cap)));
}

/** The most that counts of all lecturers' fees on one day, where the period limits their number. Source: K8. */
export function lecturersDayCeiling(ruleSet: RuleSet, lecturers: number): Money {
  if (ruleSet.lecturerCapsPerDay === undefined) return times(ruleSet.dayCap, lecturers);
  return sum(ruleSet.lecturerCapsPerDay.slice(0, lecturers));
}

/** What the participant's employer carries itself. */
export function ownShareOfFee(fee: Money, refunded: Money): Money {
  return refunded.gte(fee) ? zero : minus(fee, refunded);
}
