import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { parseMoney, type Money } from '#app/domain/money.ts';
import { parseAmount } from '#app/i18n/parse-amount.ts';
import { parseDate } from '#app/i18n/parse-date.ts';

/** The fields of the forms on a claim's page. */
export const stepFields = ['submittedOn', 'receivedOn', 'received', 'differenceReason', 'withdrawReason', 'replaceReason'] as const;
export type StepField = (typeof stepFields)[number];
export type StepTyped = Readonly<Record<StepField, string>>;

export const longestStepReason = 1_000;

export type StepError
  = 'dayMissing' | 'dayUnclear' | 'dayInFuture' | 'dayBeforeApproval' | 'dayBeforeSubmission'
    | 'amountMissing' | 'amountUnclear' | 'amountNegative' | 'differenceMissing' | 'stepReasonMissing' | 'stepReasonTooLong';
export type StepErrors = Partial<Record<StepField, StepError>>;

type Reading<Values> = { readonly values: Values } | { readonly errors: StepErrors };

interface DayLimits {
  readonly today: CalendarDate;
  readonly earliest: CalendarDate | undefined;
  readonly tooEarly: StepError;
}

/** The day a claim was sent: not before it was approved, not ahead of today. */
export function readSubmission(
  { submittedOn }: StepTyped, { today, approvedOn }: { today: CalendarDate; approvedOn: CalendarDate | undefined },
): Reading<{ submittedOn: CalendarDate }> {
  const day = readDay(submittedOn, { today, earliest: approvedOn, tooEarly: 'dayBeforeApproval' });
  return 'error' in day ? { errors: { submittedOn: day.error } } : { values: { submittedOn: day.value } };
}

export interface SettlementLimits {
  readonly today: CalendarDate;
  readonly submittedOn: CalendarDate | undefined;
  /** What was claimed. */
  readonly refund: Money | undefined;
}

/** What came from KS and when; why, when it is not what was claimed. */
export function readSettlement(
  { receivedOn, received, differenceReason }: StepTyped, { today, submittedOn, refund }: SettlementLimits,
): Reading<{ receivedOn: CalendarDate; received: Money; reason: string }> {
  const day = readDay(receivedOn, { today, earliest: submittedOn, tooEarly: 'dayBeforeSubmission' });
  const amount = readReceived(received);
  const isDifferent = 'value' in amount && refund?.eq(amount.value) !== true;
  const reason = readReason(differenceReason, isDifferent ? 'differenceMissing' : undefined);
  if ('error' in day || 'error' in amount || 'error' in reason) {
    return { errors: { ...errorOf('receivedOn', day), ...errorOf('received', amount), ...errorOf('differenceReason', reason) } };
  }
  return { values: { receivedOn: day.value, received: amount.value, reason: reason.value } };
}

/** Why a claim is taken back or made anew. */
export function readStepReason(field: 'withdrawReason' | 'replaceReason', typed: StepTyped): Reading<{ reason: string }> {
  const reason = readReason(typed[field], 'stepReasonMissing');
  return 'error' in reason ? { errors: { [field]: reason.error } } : { values: { reason: reason.value } };
}

type Read<Value> = { readonly value: Value } | { readonly error: StepError };

/** A reason as it is kept; `missing` is the fault of leaving it out, where it is needed. */
export function readReason(text: string, missing: StepError | undefined): Read<string> {
  const reason = text.trim();
  if (reason.length > longestStepReason) return { error: 'stepReasonTooLong' };
  return reason === '' && missing !== undefined ? { error: missing } : { value: reason };
}

function readDay(text: string, { today, earliest, tooEarly }: DayLimits): Read<CalendarDate> {
  if (text.trim() === '') return { error: 'dayMissing' };
  const day = parseDate(text, { today });
  if (day === undefined) return { error: 'dayUnclear' };
  if (day > today) return { error: 'dayInFuture' };
  return earliest !== undefined && day < earliest ? { error: tooEarly } : { value: day };
}

function readReceived(text: string): Read<Money> {
  if (text.trim() === '') return { error: 'amountMissing' };
  const amount = parseMoney(parseAmount(text) ?? '');
  if (amount === undefined) return { error: 'amountUnclear' };
  return amount.lt(0) ? { error: 'amountNegative' } : { value: amount };
}

function errorOf(field: StepField, read: Read<unknown>): StepErrors {
  return 'error' in read ? { [field]: read.error } : {};
}
