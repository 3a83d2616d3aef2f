import { calendarDate, type CalendarDate } from './calendar-date.ts';
import { money, percent, type Money, type Percent } from './money.ts';

export type RuleSetId = 'pre-2019' | '2019-2020' | '2021' | '2022-2023' | '2024' | '2025-';

/** KS's rules for the fund in a period, chosen by the day KS received the application. Dated, never changed in place. */
export interface RuleSet {
  readonly id: RuleSetId;
  readonly from: CalendarDate | undefined;
  /** Most that counts of one consultant's fees on one day, kroner excl. VAT. */
  readonly dayCap: Money;
  /** Undefined where KS's texts give no fixed percentage for the period; the letter has to say it. */
  readonly percent: Percent | undefined;
  /** False when no source for the period was found: the letter must be checked. */
  readonly isVerified: boolean;
  /** Most that counts of a study fee, per participant and semester. */
  readonly studyFeePerSemester: Money;
  /** Most that counts of a course or programme fee per participant, for courses KS has not approved beforehand. */
  readonly courseFeePerParticipant: Money | undefined;
  /** Fees of the first, second … lecturer on one day, where the period limits how many count. */
  readonly lecturerCapsPerDay: readonly Money[] | undefined;
}

const studyFeePerSemester = money('10000');
const rules2021 = {
  dayCap: money('18000'), percent: percent('70'), isVerified: true, studyFeePerSemester,
  courseFeePerParticipant: undefined, lecturerCapsPerDay: undefined,
};
const rules2024 = { ...rules2021, courseFeePerParticipant: money('35000') };

/** Newest first. Source: README.md § 1 (KS pages of each period); none was found for 2025 and later, so 2024 goes on unverified. */
export const ruleSets: readonly RuleSet[] = [
  { ...rules2024, id: '2025-', from: calendarDate('2025-01-01'), isVerified: false },
  { ...rules2024, id: '2024', from: calendarDate('2024-01-01') },
  { ...rules2021, id: '2022-2023', from: calendarDate('2022-01-01') },
  { ...rules2021, id: '2021', from: calendarDate('2021-01-01') },
  { ...rules2021, id: '2019-2020', from: calendarDate('2019-01-01'), percent: percent('80') },
  {
    ...rules2021, id: 'pre-2019', from: undefined, dayCap: money('16000'), percent: undefined,
    lecturerCapsPerDay: ['16000', '16000', '8000', '8000'].map(money),
  },
];

/** The dates a rule set can be chosen by, best first: when KS received the application, the letter's date, the programme's start. */
export interface RuleSetDates {
  readonly appliedOn?: CalendarDate | undefined;
  readonly letterOn?: CalendarDate | undefined;
  readonly programmeStartsOn: CalendarDate;
}

/** The rule set in force on the first known of the dates. Source: README.md § 1.1. */
export function chooseRuleSet(dates: RuleSetDates): RuleSet {
  const on = dates.appliedOn ?? dates.letterOn ?? dates.programmeStartsOn;
  const chosen = ruleSets.find((set) => set.from === undefined || set.from <= on);
  if (chosen === undefined) throw new RangeError('The oldest rule set has no start date');
  return chosen;
}
