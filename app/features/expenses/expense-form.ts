import type { CalendarDate } from '#app/domain/calendar-date.ts';
import {
  expenseKinds, netOf, notRefundableReasons, type ActualExpense, type FeeExpense, type Invoice, type NotRefundableExpense, type ServiceDay,
} from '#app/domain/expense.ts';
import { sum, type Money } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { formatAmount, formatDay } from '#app/i18n/format.ts';
import { largestAmount, longestTexts, type ExpenseErrors, type ExpenseField, type ExpenseInput, type ExpenseTyped } from './expense-fields.ts';
import { fault, readAmount, readDay, readDayOrNothing, readId, readText, textOf, type ExpenseFormInReading } from './expense-field-readers.ts';
import { readServiceDays, splitEvenly, writeServiceDays, type ServiceDayErrorCode } from './service-days.ts';

export type ExpenseReading = { readonly expense: ExpenseInput } | { readonly errors: ExpenseErrors };

/** Kinds of expense with one day and one amount. */
const actualKinds = ['travel', 'accommodation'] as const;

/**
 * Reads the form's fields: the expense, or the first fault of each field. A fee has service days, anything else one day. Amounts
 * are positive; on a credit note they are negative, and a minus sign that may have been forgotten is asked for, never added.
 */
export function readExpenseForm(typed: ExpenseTyped, { today }: { readonly today: CalendarDate }): ExpenseReading {
  const form: ExpenseFormInReading = { typed, today, isCredit: textOf({ typed }, 'creditOf') !== '', errors: {} };
  const cost = readCost(form);
  const rest = {
    consultant: readId(form, 'consultant'),
    activity: readId(form, 'activity'),
    vat: readVat(form),
    invoice: readInvoice(form),
    paidOn: readPaidOn(form),
    description: readText(form, 'description', { most: longestTexts.description, code: 'descriptionTooLong' }),
    creditOf: readId(form, 'creditOf'),
  };
  return cost === undefined || Object.keys(form.errors).length > 0 ? { errors: form.errors } : { expense: { ...cost, ...rest } };
}

/** The expense as far as its figures go: a fault in a text or in the day it was paid hides none of them. */
export function readForFigures(typed: ExpenseTyped, { today }: { readonly today: CalendarDate }): ExpenseInput | undefined {
  const reading = readExpenseForm({ ...typed, paidOn: '', description: '' }, { today });
  return 'expense' in reading ? reading.expense : undefined;
}

/** The expense as the form shows it, so that it reads back the same. Days stand without amounts where the amount shares out evenly. */
export function typedFromExpense(expense: ExpenseInput, language: Language): Record<ExpenseField, string> {
  const amount = netOf({ ...expense, id: '', attachments: [] });
  const day = (on: CalendarDate | undefined) => (on === undefined ? '' : formatDay(on, language));
  return {
    consultant: expense.consultant ?? '',
    kind: expense.kind,
    reason: expense.kind === 'not_refundable' ? expense.reason : '',
    days: expense.kind === 'fee' ? writeDays(expense.days, amount, language) : day(expense.incurredOn),
    amount: formatAmount(amount, language),
    activity: expense.activity ?? '',
    vat: expense.vat === undefined ? '' : formatAmount(expense.vat, language),
    invoiceNumber: expense.invoice?.number ?? '',
    invoiceIssuedOn: day(expense.invoice?.issuedOn),
    invoiceSupplier: expense.invoice?.supplier ?? '',
    paidOn: day(expense.paidOn),
    description: expense.description ?? '',
    creditOf: expense.creditOf ?? '',
  };
}

type Actual = 'kind' | 'incurredOn' | 'amount';
type Cost = Pick<FeeExpense, 'kind' | 'days'> | Pick<ActualExpense, Actual> | Pick<NotRefundableExpense, Actual | 'reason'>;

function readCost(form: ExpenseFormInReading): Cost | undefined {
  const { typed } = form;
  const kind = expenseKinds.find((name) => name === typed.kind) ?? fault(form, 'kind', 'kindMissing');
  const amount = readAmount(form, 'amount', 'amountUnclear');
  if (kind === undefined) return textOf(form, 'days') === '' ? fault(form, 'days', 'daysMissing') : undefined;
  if (kind === 'fee') {
    const days = readFeeDays(form, amount);
    return days && { kind, days };
  }
  if (amount === undefined) fault(form, 'amount', 'amountMissing');
  else checkSign(form, 'amount', [amount]);
  const incurredOn = readDay(form, 'days', 'dayMissing');
  const reason = notRefundableReasons.find((name) => name === typed.reason);
  if (kind === 'not_refundable' && reason === undefined) fault(form, 'reason', 'reasonMissing');
  if (amount === undefined || incurredOn === undefined) return undefined;
  const actual = actualKinds.find((name) => name === kind);
  if (actual !== undefined) return { kind: actual, incurredOn, amount };
  return kind === 'not_refundable' && reason !== undefined ? { kind, reason, incurredOn, amount } : undefined;
}

/** Where a fault of the days is mended; all others in the days themselves. */
const faultsOfAmount: readonly ServiceDayErrorCode[] = ['amountMissing', 'amountsDiffer'];

function readFeeDays(form: ExpenseFormInReading, amount: Money | undefined): readonly ServiceDay[] | undefined {
  const reading = readServiceDays(textOf(form, 'days'), { today: form.today, amount });
  if ('error' in reading) return fault(form, faultsOfAmount.includes(reading.error) ? 'amount' : 'days', reading.error);
  const amounts = reading.days.map((day) => day.amount);
  const field = textOf(form, 'amount') === '' ? 'days' : 'amount';
  checkSign(form, field, amounts);
  if (sum(amounts).abs().gt(largestAmount)) fault(form, field, 'amountTooLarge');
  return reading.days;
}

function checkSign(form: ExpenseFormInReading, field: ExpenseField, amounts: readonly Money[]): void {
  if (form.isCredit) {
    if (amounts.some((amount) => amount.gte(0))) fault(form, field, 'creditNotNegative');
  } else if (amounts.some((amount) => amount.lt(0))) fault(form, field, 'amountNegative');
  else if (amounts.some((amount) => amount.isZero())) fault(form, field, 'amountZero');
}

function readVat(form: ExpenseFormInReading): Money | undefined {
  const vat = readAmount(form, 'vat', 'vatUnclear');
  if (vat?.lt(0) === true && !form.isCredit) return fault(form, 'vat', 'vatNegative');
  return vat?.gt(0) === true && form.isCredit ? fault(form, 'vat', 'creditVatPositive') : vat;
}

/** A payment to come is no payment: the fund refunds what is paid. */
function readPaidOn(form: ExpenseFormInReading): CalendarDate | undefined {
  const paidOn = readDayOrNothing(form, 'paidOn');
  return paidOn !== undefined && paidOn > form.today ? fault(form, 'paidOn', 'paidInFuture') : paidOn;
}

const invoiceFields = ['invoiceNumber', 'invoiceIssuedOn', 'invoiceSupplier'] as const;

/** An invoice's number, day and supplier: all three or none. */
function readInvoice(form: ExpenseFormInReading): Invoice | undefined {
  if (invoiceFields.every((field) => textOf(form, field) === '')) return undefined;
  const number = readText(form, 'invoiceNumber', { most: longestTexts.invoiceNumber, code: 'invoiceNumberTooLong', missing: 'invoiceNumberMissing' });
  const issuedOn = readDay(form, 'invoiceIssuedOn', 'invoiceDayMissing');
  const supplier = readText(form, 'invoiceSupplier', { most: longestTexts.supplier, code: 'supplierTooLong', missing: 'invoiceSupplierMissing' });
  return number === undefined || issuedOn === undefined || supplier === undefined ? undefined : { number, issuedOn, supplier };
}

function writeDays(days: readonly ServiceDay[], amount: Money, language: Language): string {
  const parts = splitEvenly(amount, days.length);
  const isEven = days.every((day, index) => parts[index]?.eq(day.amount) === true);
  return isEven ? days.map(({ on }) => formatDay(on, language)).join(', ') : writeServiceDays(days, language);
}
