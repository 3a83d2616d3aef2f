import { daysBetween } from './calendar-date.ts';
import type { Case } from './circumstances.ts';
import { daysOf, isRefundable, netOf, type RefundableExpense } from './expense.ts';
import type { Facts, FieldPath, Finding } from './finding.ts';
import { grantReference, isOrganisationNumber } from './identifiers.ts';
import { absolute, moneyToText, percent, plus } from './money.ts';

export const warningCodes = [
  'grant_expired', 'grant_expiring', 'grant_letter_missing', 'grant_reference_unusual', 'rule_set_unverified',
  'organisation_number_not_municipality', 'two_large_programmes', 'single_day_activity', 'possible_duplicate', 'same_file_twice', 'credit_note_elsewhere',
  'credit_note_too_large', 'fee_without_specification', 'day_outside_programme',
] as const;
export type WarningCode = (typeof warningCodes)[number];
export type Warning = Finding<WarningCode>;

/** A grant is said to be expiring this long before its last day. */
const expiringDays = 60;
/** People travel to a programme before its first day and home after its last. */
const travelDaysAround = 7;
const percentForSeveralDays = percent('70');

/**
 * What KS may judge differently: shown to the case worker, never blocking.
 * Source: README.md § 1, § 2.
 */
export function findWarnings(subject: Case): Warning[] {
  return [
    ...organisationWarnings(subject),
    ...programmeWarnings(subject),
    ...grantWarnings(subject),
    ...activityWarnings(subject),
    ...periodWarnings(subject),
    ...specificationWarnings(subject),
    ...duplicateWarnings(subject),
    ...sameFileWarnings(subject),
    ...creditWarnings(subject),
    ...creditSizeWarnings(subject),
  ];
}

function warning(code: WarningCode, path: FieldPath, facts: Facts = {}): Warning {
  return { code, path, facts };
}

function organisationWarnings({ programme, circumstances }: Case): Warning[] {
  const { organisationNumber, name } = programme.organisation;
  const entry = circumstances.registerEntry;
  if (organisationNumber === undefined || !isOrganisationNumber(organisationNumber)) return [];
  if (organisationNumber === entry?.organisationNumber) return [];
  return [warning('organisation_number_not_municipality', ['organisation', 'organisationNumber'], { number: organisationNumber, name: entry?.name ?? name })];
}

function programmeWarnings({ circumstances }: Case): Warning[] {
  return (circumstances.otherRunningProgrammes ?? []).map((other) => warning('two_large_programmes', ['programme', 'name'], { other }));
}

function grantWarnings({ programme: { grant }, calculation, circumstances }: Case): Warning[] {
  const found: Warning[] = [];
  const { reference, expiresOn, letter } = grant;
  if (reference !== undefined && reference.trim() !== '' && !grantReference(reference).hasUsualShape) {
    found.push(warning('grant_reference_unusual', ['grant', 'reference'], { reference }));
  }
  if (expiresOn !== undefined) {
    const days = daysBetween(circumstances.today, expiresOn);
    if (days < 0) found.push(warning('grant_expired', ['grant', 'expiresOn'], { expiresOn: { on: expiresOn } }));
    else if (days <= expiringDays) found.push(warning('grant_expiring', ['grant', 'expiresOn'], { expiresOn: { on: expiresOn }, days }));
  }
  if (!calculation.terms.ruleSet.isVerified) {
    found.push(warning('rule_set_unverified', ['grant'], { ruleSet: calculation.terms.ruleSet.id }));
  }
  if (letter === undefined) found.push(warning('grant_letter_missing', ['grant', 'letter']));
  return found;
}

/** KS ties 70 % to development over several days (K6). */
function activityWarnings({ programme, calculation }: Case): Warning[] {
  if (calculation.terms.percent?.eq(percentForSeveralDays) !== true) return [];
  const claimed = new Set(programme.expenses.filter(isRefundable).map((expense) => expense.activity));
  return programme.activities.flatMap((activity, index) => {
    if (activity.startsOn !== activity.endsOn || !claimed.has(activity.id)) return [];
    return [warning('single_day_activity', ['activities', index], { activity: activity.title, day: { on: activity.startsOn } })];
  });
}

/** A grant is given to a programme with a first and a last day; each cost is told of by its first day outside them. */
function periodWarnings({ programme: { facts: { startsOn, endsOn }, expenses } }: Case): Warning[] {
  return expenses.flatMap((expense, index) => {
    if (!isRefundable(expense)) return [];
    const slack = expense.kind === 'fee' ? 0 : travelDaysAround;
    const days = daysOf(expense);
    const outside = days.findIndex((on) => daysBetween(on, startsOn) > slack || daysBetween(endsOn, on) > slack);
    const on = days[outside];
    if (on === undefined) return [];
    const field = expense.kind === 'fee' ? ['days', outside, 'on'] : ['incurredOn'];
    const facts = { expense: expense.id, day: { on }, startsOn: { on: startsOn }, endsOn: { on: endsOn } };
    return [warning('day_outside_programme', ['expenses', index, ...field], facts)];
  });
}

function specificationWarnings({ programme }: Case): Warning[] {
  return programme.expenses.flatMap((expense, index) => {
    if (expense.kind !== 'fee' || (expense.description ?? '').trim() !== '') return [];
    return [warning('fee_without_specification', ['expenses', index, 'description'], { expense: expense.id })];
  });
}

/** Same kind, consultant, days and amount on two lines. */
function duplicateWarnings({ programme }: Case): Warning[] {
  const first = new Map<string, string>();
  return programme.expenses.flatMap((expense, index) => {
    if (!isRefundable(expense)) return [];
    const key = likeness(expense);
    const earlier = first.get(key);
    if (earlier !== undefined) return [warning('possible_duplicate', ['expenses', index], { expense: expense.id, other: earlier })];
    first.set(key, expense.id);
    return [];
  });
}

function likeness(expense: RefundableExpense): string {
  return JSON.stringify([expense.kind, expense.consultant, [...daysOf(expense)].sort(), moneyToText(netOf(expense))]);
}

/** The same content under two names: perhaps one invoice entered twice. */
function sameFileWarnings({ programme, circumstances }: Case): Warning[] {
  const names = new Set<string>();
  const firstName = new Map<string, string>();
  return programme.expenses.flatMap((expense, index) => expense.attachments.flatMap((file, position) => {
    const state = circumstances.attachments.get(file);
    if (names.has(file) || state?.isReadable !== true) return [];
    names.add(file);
    const other = firstName.get(state.sha256);
    if (other !== undefined) return [warning('same_file_twice', ['expenses', index, 'attachments', position], { file, other })];
    firstName.set(state.sha256, file);
    return [];
  }));
}

/** A credit note lowers the days of the line it credits; of another consultant or day it would lower something else. */
function creditWarnings({ programme }: Case): Warning[] {
  const byId = new Map(programme.expenses.map((expense) => [expense.id, expense]));
  return programme.expenses.flatMap((expense, index) => {
    const credited = byId.get(expense.creditOf ?? '');
    if (credited === undefined || !isRefundable(expense)) return [];
    const days = new Set(daysOf(credited));
    const isSameDays = expense.kind !== 'fee' || daysOf(expense).every((day) => days.has(day));
    if (isSameDays && expense.consultant === credited.consultant) return [];
    return [warning('credit_note_elsewhere', ['expenses', index], { expense: expense.id, other: credited.id })];
  });
}

/** Credit notes that take back more than their invoice asked for, told of at the one that passes it. */
function creditSizeWarnings({ programme: { expenses } }: Case): Warning[] {
  const left = new Map(expenses.map((expense) => [expense.id, netOf(expense)]));
  return expenses.flatMap((expense, index) => {
    const before = left.get(expense.creditOf ?? '');
    if (expense.creditOf === undefined || before === undefined || !isRefundable(expense)) return [];
    const after = plus(before, netOf(expense));
    left.set(expense.creditOf, after);
    if (!after.lt(0) || before.lt(0)) return [];
    return [warning('credit_note_too_large', ['expenses', index], { expense: expense.id, other: expense.creditOf, over: { kroner: absolute(after) } })];
  });
}
