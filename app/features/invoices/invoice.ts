import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Money } from '#app/domain/money.ts';

/** Why a file is not read as an e-invoice. */
export const invoiceRefusals = ['empty', 'too_large', 'encoding', 'doctype', 'damaged', 'not_invoice', 'incomplete', 'amount'] as const;
export type InvoiceRefusal = (typeof invoiceRefusals)[number];

export interface RefusedInvoice {
  readonly refused: InvoiceRefusal;
}

/** A number as the file wrote it, with as many decimals as it has: prices, quantities and rates, which are shown and never summed. */
export type DecimalText = string;

/**
 * An invoice or credit note of Peppol BIS Billing 3 (EHF), as its XML says it. Amounts are in the invoice's own currency, which
 * need not be kroner. Texts have their line breaks; empty elements are absent.
 */
export interface Invoice {
  readonly kind: 'invoice' | 'credit_note';
  readonly number: string;
  /** UNCL1001: 380 invoice, 381 credit note, … */
  readonly typeCode: string | undefined;
  readonly issuedOn: CalendarDate;
  readonly dueOn: CalendarDate | undefined;
  readonly taxPointOn: CalendarDate | undefined;
  readonly period: Period | undefined;
  /** ISO 4217. */
  readonly currency: string;
  /** The currency VAT is also accounted in, where it is another. */
  readonly vatCurrency: string | undefined;
  readonly notes: readonly string[];
  readonly references: readonly Reference[];
  readonly supplier: Party;
  readonly customer: Party;
  readonly payee: Party | undefined;
  readonly taxRepresentative: Party | undefined;
  readonly delivery: Delivery | undefined;
  readonly payments: readonly Payment[];
  readonly paymentTerms: readonly string[];
  readonly charges: readonly Charge[];
  readonly lines: readonly InvoiceLine[];
  readonly vat: readonly VatShare[];
  readonly totals: Totals;
  readonly documents: readonly SupportingDocument[];
  /** The specification and process the file says it follows. */
  readonly format: readonly string[];
  /** What else the file holds and this does not know, in the order of the file. */
  readonly others: readonly OtherValue[];
}

export interface Period {
  readonly from: CalendarDate | undefined;
  readonly to: CalendarDate | undefined;
  /** UNTDID 2005: what decides the VAT date instead of a day. */
  readonly code: string | undefined;
}

export const referenceKinds = [
  'buyer', 'accounting', 'order', 'sales_order', 'contract', 'project', 'tender', 'despatch', 'receipt', 'preceding',
] as const;

export interface Reference {
  readonly kind: (typeof referenceKinds)[number];
  readonly id: string;
  readonly issuedOn: CalendarDate | undefined;
}

/** A number with the scheme it belongs to: 0192 is Enhetsregisteret, 0088 GLN. */
export interface Identifier {
  readonly value: string;
  readonly scheme: string | undefined;
}

export interface Party {
  /** The name it trades under, where given. */
  readonly tradingName: string | undefined;
  readonly registeredName: string | undefined;
  readonly organisation: Identifier | undefined;
  readonly legalForm: string | undefined;
  readonly identifiers: readonly Identifier[];
  readonly endpoint: Identifier | undefined;
  /** VAT number, and in Norway the word «Foretaksregisteret». */
  readonly taxNumbers: readonly string[];
  readonly address: Address | undefined;
  readonly contact: readonly string[];
}

export interface Address {
  readonly lines: readonly string[];
  /** ISO 3166-1, two letters. */
  readonly country: string | undefined;
}

export interface Delivery {
  readonly on: CalendarDate | undefined;
  readonly location: Identifier | undefined;
  readonly address: Address | undefined;
  readonly receiver: string | undefined;
}

export interface Payment {
  /** UNCL4461. */
  readonly code: string | undefined;
  readonly codeName: string | undefined;
  /** In Norway often a KID. */
  readonly reference: string | undefined;
  readonly account: Identifier | undefined;
  readonly accountName: string | undefined;
  readonly bank: string | undefined;
  readonly card: readonly string[];
  readonly mandate: string | undefined;
  readonly debitedAccount: string | undefined;
}

/** An allowance or a charge on the whole invoice or on one line; the amount is never negative in a valid file. */
export interface Charge {
  readonly isCharge: boolean;
  readonly reason: string | undefined;
  readonly reasonCode: string | undefined;
  readonly amount: Money;
  readonly base: Money | undefined;
  readonly percent: DecimalText | undefined;
  readonly vat: VatCategory | undefined;
}

export interface VatCategory {
  /** UNCL5305: S standard, Z zero, E exempt, … */
  readonly code: string | undefined;
  readonly percent: DecimalText | undefined;
}

export interface InvoiceLine {
  readonly id: string;
  readonly name: string | undefined;
  readonly descriptions: readonly string[];
  readonly notes: readonly string[];
  readonly quantity: Quantity | undefined;
  /** Without VAT, allowances and charges of the line included. */
  readonly amount: Money;
  readonly price: Price | undefined;
  readonly vat: VatCategory | undefined;
  readonly period: Period | undefined;
  readonly charges: readonly Charge[];
  readonly details: readonly LineDetail[];
}

export const detailKinds = [
  'accounting', 'order_line', 'order', 'despatch', 'document', 'sellers_item', 'buyers_item', 'standard_item', 'origin', 'classification', 'property',
] as const;

/** What else a line says of itself; a property has its own name. */
export interface LineDetail {
  readonly kind: (typeof detailKinds)[number];
  readonly name?: string | undefined;
  readonly value: string;
}

export interface Quantity {
  readonly value: DecimalText;
  /** UN/ECE Recommendation 20: HUR hours, DAY days, … */
  readonly unit: string | undefined;
}

export interface Price {
  readonly amount: DecimalText;
  readonly per: Quantity | undefined;
  readonly discount: DecimalText | undefined;
  readonly beforeDiscount: DecimalText | undefined;
}

export interface VatShare {
  readonly category: VatCategory;
  readonly taxable: Money;
  readonly vat: Money;
  readonly exemption: readonly string[];
}

export interface Totals {
  readonly lines: Money | undefined;
  readonly allowances: Money | undefined;
  readonly charges: Money | undefined;
  readonly exclusive: Money | undefined;
  readonly vat: Money | undefined;
  /** The VAT once more, in the currency it is accounted in. */
  readonly vatInVatCurrency: Money | undefined;
  readonly inclusive: Money | undefined;
  readonly prepaid: Money | undefined;
  readonly rounding: Money | undefined;
  readonly payable: Money;
}

export interface SupportingDocument {
  readonly id: Identifier | undefined;
  readonly typeCode: string | undefined;
  readonly description: string | undefined;
  readonly uri: string | undefined;
  readonly embedded: EmbeddedFile | undefined;
}

export interface EmbeddedFile {
  readonly name: string;
  readonly mimeType: string | undefined;
  /** Undefined where the base64 is not whole. */
  readonly bytes: Buffer | undefined;
}

export interface OtherValue {
  /** Where it stands, such as `InvoiceLine[2]/Item/ManufacturerParty/Name`. */
  readonly path: string;
  readonly value: string;
}
