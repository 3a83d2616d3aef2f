import type { Expense } from '#app/domain/expense.ts';
import { money } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import { formatKroner, formatWhole } from '#app/i18n/format.ts';
import { sentence } from '#app/i18n/translate.ts';
import { mostServiceDays, serviceDayErrorCodes } from './service-days.ts';

/** The form's fields, in the form's order. */
export const expenseFields = [
  'consultant', 'kind', 'reason', 'days', 'amount', 'activity', 'vat', 'invoiceNumber', 'invoiceIssuedOn', 'invoiceSupplier', 'paidOn',
  'description', 'creditOf',
] as const;
export type ExpenseField = (typeof expenseFields)[number];

export const expenseErrorCodes = [
  'kindMissing', 'reasonMissing', 'choiceUnknown',
  ...serviceDayErrorCodes, 'dayMissing', 'dayUnclear', 'paidInFuture',
  'amountUnclear', 'amountTooLarge', 'amountZero', 'amountNegative', 'creditNotNegative',
  'vatUnclear', 'vatNegative', 'creditVatPositive',
  'invoiceNumberMissing', 'invoiceDayMissing', 'invoiceSupplierMissing', 'invoiceNumberTooLong', 'supplierTooLong', 'descriptionTooLong',
] as const;
export type ExpenseErrorCode = (typeof expenseErrorCodes)[number];

/** What was typed, as it was typed. */
export type ExpenseTyped = Readonly<Record<ExpenseField, string>>;
export type ExpenseErrors = Partial<Record<ExpenseField, ExpenseErrorCode>>;

type WithoutPlace<Kind> = Kind extends Expense ? Omit<Kind, 'id' | 'attachments'> : never;

/** An expense as a form tells it: its id and its files come from elsewhere. */
export type ExpenseInput = WithoutPlace<Expense>;

export const largestAmount = money('100000000');
export const longestTexts = { invoiceNumber: 60, supplier: 120, description: 500, id: 100 } as const;

/** What is wrong, why, and what to do now. */
export function expenseErrorText(code: ExpenseErrorCode, language: Language): string {
  return sentence(language, `expense.error.${code}`, {
    largest: formatKroner(largestAmount, language),
    mostDays: formatWhole(mostServiceDays, language),
    longestNumber: longestTexts.invoiceNumber,
    longestSupplier: longestTexts.supplier,
    longestDescription: longestTexts.description,
  });
}
