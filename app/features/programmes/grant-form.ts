import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Grant } from '#app/domain/grant.ts';
import type { Money, Percent } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { chooseRuleSet, type RuleSet } from '#app/domain/rule-set.ts';
import { FormReading, type FieldFaults, type Typed } from '#app/features/shell/form-reading.ts';
import { formatAmount, formatDay, formatPercent } from '#app/i18n/format.ts';

export const grantFields = [
  'reference', 'appliedOn', 'letterOn', 'expiresOn', 'amount', 'partPayment', 'percent', 'dayCap', 'termsReason', 'letter',
] as const;
export type GrantField = (typeof grantFields)[number];
export type GrantTyped = Typed<GrantField>;

/** The grant as stored with its programme; the letter is a file's id. */
export interface GrantTerms {
  readonly grant: Omit<Grant, 'letter'>;
  /** Why percentage or day cap differ from the rule set's. */
  readonly termsReason: string | undefined;
  readonly letterId: string | undefined;
}

/** What the form is read by besides what was typed. */
export interface GrantCircumstances {
  readonly today: CalendarDate;
  readonly programmeStartsOn: CalendarDate;
}

export type GrantReading = GrantTerms | { readonly faults: FieldFaults<GrantField> };

/**
 * Reads the form. A percentage or day cap left empty is the rule set's, stored as the grant's own once a day that chooses the rules is
 * known: rules that come later change nothing. One that differs needs a reason, since only the letter can overrule the rules.
 */
export function readGrantForm(typed: GrantTyped, circumstances: GrantCircumstances): GrantReading {
  const form = new FormReading(typed, circumstances.today);
  const days = { appliedOn: form.day('appliedOn'), letterOn: form.day('letterOn'), expiresOn: form.day('expiresOn') };
  if (days.letterOn !== undefined && days.expiresOn !== undefined && days.expiresOn < days.letterOn) form.fault('expiresOn', 'endsBeforeStart');
  const ruleSet = chooseRuleSet({ ...days, programmeStartsOn: circumstances.programmeStartsOn });
  const own = { percent: form.percent('percent'), dayCap: form.amount('dayCap') };
  const reason = form.line('termsReason', 500);
  const differs = differsFrom(ruleSet, own);
  if (differs && reason === undefined) form.fault('termsReason', 'reasonMissing');
  const proposed = days.appliedOn === undefined && days.letterOn === undefined ? { percent: undefined, dayCap: undefined } : ruleSet;
  const grant = {
    reference: form.line('reference', 60), ...days, amount: form.amount('amount'),
    percent: own.percent ?? proposed.percent, dayCap: own.dayCap ?? proposed.dayCap,
    partPayment: typed.partPayment === '' ? undefined : true,
  };
  if (!form.isFaultless) return { faults: form.faults };
  return { grant, termsReason: differs ? reason : undefined, letterId: typed.letter === '' ? undefined : typed.letter };
}

/** Where the rules have no percentage the letter's is no departure from them. */
function differsFrom(ruleSet: RuleSet, { percent, dayCap }: { percent: Percent | undefined; dayCap: Money | undefined }): boolean {
  const isOwnPercent = percent !== undefined && ruleSet.percent !== undefined && !percent.eq(ruleSet.percent);
  return isOwnPercent || (dayCap !== undefined && !dayCap.eq(ruleSet.dayCap));
}

/** The rules the typed days choose; days that can't be read choose nothing. */
export function ruleSetOfTyped(typed: GrantTyped, { today, programmeStartsOn }: GrantCircumstances): RuleSet {
  const form = new FormReading(typed, today);
  return chooseRuleSet({ appliedOn: form.day('appliedOn'), letterOn: form.day('letterOn'), programmeStartsOn });
}

/** The grant as the form shows it, so that it reads back the same. */
export function typedFromGrant({ grant, termsReason, letterId }: GrantTerms, language: Language): GrantTyped {
  const day = (on: CalendarDate | undefined) => (on === undefined ? '' : formatDay(on, language));
  const amount = (value: Money | undefined) => (value === undefined ? '' : formatAmount(value, language));
  return {
    reference: grant.reference ?? '', appliedOn: day(grant.appliedOn), letterOn: day(grant.letterOn), expiresOn: day(grant.expiresOn),
    amount: amount(grant.amount), partPayment: grant.partPayment === true ? 'yes' : '',
    percent: grant.percent === undefined ? '' : formatPercent(grant.percent, language).replace(/\s?%$/, ''),
    dayCap: amount(grant.dayCap), termsReason: termsReason ?? '', letter: letterId ?? '',
  };
}
