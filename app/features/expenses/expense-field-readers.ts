import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { parseMoney, type Money } from '#app/domain/money.ts';
import { parseAmount } from '#app/i18n/parse-amount.ts';
import { parseDate } from '#app/i18n/parse-date.ts';
import { largestAmount, longestTexts, type ExpenseErrorCode, type ExpenseErrors, type ExpenseField, type ExpenseTyped } from './expense-fields.ts';

/** The form while it is read: what was typed, and the first fault of each field. */
export interface ExpenseFormInReading {
  readonly typed: ExpenseTyped;
  readonly today: CalendarDate;
  readonly isCredit: boolean;
  readonly errors: ExpenseErrors;
}

/** Controls, lone halves of signs, soft hyphens, marks that turn the direction of text: never seen, often pasted along, never kept. */
const unseen = /[\p{Cs}\p{Zl}\p{Zp}\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/gu;

export function readAmount(form: ExpenseFormInReading, field: 'amount' | 'vat', unclear: ExpenseErrorCode): Money | undefined {
  const text = textOf(form, field);
  if (text === '') return undefined;
  const amount = parseMoney(parseAmount(text) ?? '') ?? fault(form, field, unclear);
  return amount?.abs().gt(largestAmount) === true ? fault(form, field, 'amountTooLarge') : amount;
}

export function readDay(form: ExpenseFormInReading, field: ExpenseField, missing: ExpenseErrorCode): CalendarDate | undefined {
  return textOf(form, field) === '' ? fault(form, field, missing) : readDayOrNothing(form, field);
}

export function readDayOrNothing(form: ExpenseFormInReading, field: ExpenseField): CalendarDate | undefined {
  const text = textOf(form, field);
  if (text === '') return undefined;
  return parseDate(text, { today: form.today }) ?? fault(form, field, 'dayUnclear');
}

interface TextRule {
  readonly most: number;
  /** Said of a text that is longer. */
  readonly code: ExpenseErrorCode;
  readonly missing?: ExpenseErrorCode;
}

/** One line of text, but for a description, which keeps its lines. */
export function readText(form: ExpenseFormInReading, field: ExpenseField, rule: TextRule): string | undefined {
  const kept = textOf(form, field);
  const text = field === 'description' ? kept : kept.replace(/\s+/g, ' ');
  if (text === '') return rule.missing === undefined ? undefined : fault(form, field, rule.missing);
  return text.length > rule.most ? fault(form, field, rule.code) : text;
}

export function readId(form: ExpenseFormInReading, field: ExpenseField): string | undefined {
  const id = textOf(form, field);
  if (id === '') return undefined;
  return id.length > longestTexts.id ? fault(form, field, 'choiceUnknown') : id;
}

/** Notes the first fault of a field. */
export function fault(form: ExpenseFormInReading, field: ExpenseField, code: ExpenseErrorCode): undefined {
  form.errors[field] ??= code;
  return undefined;
}

/** The field's text without what nobody sees, its lines ended in one way. */
export function textOf({ typed }: Pick<ExpenseFormInReading, 'typed'>, field: ExpenseField): string {
  return typed[field].replace(/\r\n?/g, '\n').replace(unseen, '').trim();
}
