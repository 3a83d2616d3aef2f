import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Invoice } from '#app/domain/expense.ts';
import type { Money } from '#app/domain/money.ts';
import { longestTexts } from '#app/features/expenses/expense-fields.ts';
import { FormReading, type FieldFaults, type Typed } from '#app/features/shell/form-reading.ts';

export const matchFields = ['invoiceNumber', 'invoiceIssuedOn', 'invoiceSupplier', 'net', 'paidOn'] as const;
export type MatchField = (typeof matchFields)[number];

export interface MatchInput {
  readonly invoice: Invoice;
  readonly net: Money | undefined;
  readonly paidOn: CalendarDate | undefined;
}

export type MatchReading = { readonly input: MatchInput } | { readonly faults: FieldFaults<MatchField> };

/** Reads the invoice's side of a match: number, day and supplier have to be there, its sum and the day it was paid may. */
export function readMatchForm(typed: Typed<MatchField>, today: CalendarDate): MatchReading {
  const form = new FormReading(typed, today);
  const number = form.required('invoiceNumber', form.line('invoiceNumber', longestTexts.invoiceNumber));
  const issuedOn = form.required('invoiceIssuedOn', form.day('invoiceIssuedOn'));
  const supplier = form.required('invoiceSupplier', form.line('invoiceSupplier', longestTexts.supplier));
  const net = form.amount('net');
  const paidOn = form.day('paidOn');
  if (paidOn !== undefined && paidOn > today) form.fault('paidOn', 'tooLarge');
  if (number === undefined || issuedOn === undefined || supplier === undefined || !form.isFaultless) return { faults: form.faults };
  return { input: { invoice: { number, issuedOn, supplier }, net, paidOn } };
}

/** The sum as far as it can be read, for the figures beside it. */
export function netIn(typed: Typed<MatchField>, today: CalendarDate): Money | undefined {
  return new FormReading(typed, today).amount('net');
}

export const emptyMatch: Typed<MatchField> = { invoiceNumber: '', invoiceIssuedOn: '', invoiceSupplier: '', net: '', paidOn: '' };
