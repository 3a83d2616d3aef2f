/** Invoice number → the day it was issued and paid; not paid yet where the second is missing. */
export type InvoiceDays = Readonly<Record<string, readonly [issuedOn: string, paidOn?: string]>>;

interface OnInvoice {
  readonly id: string;
  readonly consultant?: string;
  readonly activity: string;
  readonly invoice: string;
  readonly what: string;
}

type NotCovered = Readonly<Record<'id' | 'on' | 'amount' | 'what' | 'file', string>>;

/** Writers of a programme file's expenses, as one supplier invoices them: each invoice is a PDF named after its number. */
export function linesInvoicedBy(supplier: string, invoiceDays: InvoiceDays) {
  const onInvoice = ({ id, consultant, activity, invoice, what }: OnInvoice) => {
    const [issuedOn, paidOn] = invoiceDays[invoice] ?? [];
    return {
      id, consultant, activity, paidOn, description: what, attachments: [`faktura-${invoice}.pdf`],
      invoice: { number: invoice, issuedOn, supplier },
    };
  };
  return {
    fee: ({ days, each, creditOf, ...line }: OnInvoice & { days: readonly string[]; each: string; creditOf?: string }) => (
      { kind: 'fee', ...onInvoice(line), days: days.map((on) => ({ on, amount: each })), ...(creditOf === undefined ? {} : { creditOf }) }
    ),
    actual: (kind: 'travel' | 'accommodation', { on, amount, ...line }: OnInvoice & { on: string; amount: string }) => (
      { kind, ...onInvoice(line), incurredOn: on, amount }
    ),
    notRefundable: (reason: string, { id, on, amount, what, file }: NotCovered) => (
      { id, kind: 'not_refundable', reason, incurredOn: on, amount, description: what, attachments: [file] }
    ),
  };
}
