import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Money } from '#app/domain/money.ts';
import { readUbl } from './ubl.ts';
import { xmlText } from './xml-text.ts';

/** What an e-invoice says of itself as a whole; amounts in kroner excl. VAT. */
export interface InvoiceSummary {
  readonly number: string;
  readonly issuedOn: CalendarDate;
  readonly supplier: string | undefined;
  /** Undefined where the invoice is in another currency, or does not say. */
  readonly net: Money | undefined;
}

/** Larger ones are nearly all embedded files: they are read where files are opened, not while somebody waits. */
const mostBytes = 5 * 1024 * 1024;

/** Reads an e-invoice's number, day, supplier and sum; undefined for any other file. Never throws for what it holds. */
export function invoiceSummary(bytes: Uint8Array): InvoiceSummary | undefined {
  const text = bytes.length > mostBytes ? undefined : xmlText(bytes);
  const invoice = text === undefined ? undefined : readUbl(text);
  if (invoice === undefined || 'refused' in invoice) return undefined;
  const { number, issuedOn, supplier, totals, currency } = invoice;
  return {
    number, issuedOn, supplier: supplier.registeredName ?? supplier.tradingName,
    net: currency === 'NOK' ? totals.exclusive : undefined,
  };
}
