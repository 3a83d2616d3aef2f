import type { UnreadableCause } from '#app/domain/circumstances.ts';
import type { InvoiceRefusal } from './invoice.ts';

/** Why an e-invoice can't be part of a claim, as of any other file. */
export const refusalCause: Readonly<Record<InvoiceRefusal, UnreadableCause>> = {
  empty: 'empty', too_large: 'too_large', encoding: 'xml_encoding', doctype: 'xml_doctype', damaged: 'damaged', not_invoice: 'type_xml',
  incomplete: 'invoice_incomplete', amount: 'invoice_amount',
};
