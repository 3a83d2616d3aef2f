import type {
  EmbeddedFile, Invoice, InvoiceRefusal, Reference, RefusedInvoice, SupportingDocument, Totals, VatShare,
} from './invoice.ts';
import { base64Bytes, type SetAside } from './long-base64.ts';
import { readCharge, readLine, readPeriod, readVatCategory } from './ubl-line.ts';
import { UblPart, UblRefusal } from './ubl-part.ts';
import { readDelivery, readIdentifier, readParty } from './ubl-party.ts';
import { readPayment } from './ubl-payment.ts';
import { readXml, type XmlTree } from './xml-tree.ts';

/** As large as any voucher may be; nearly all of it embedded files. */
const mostCharacters = 40 * 1024 * 1024;

const kinds: ReadonlyMap<string | undefined, Invoice['kind']> = new Map([
  ['urn:oasis:names:specification:ubl:schema:xsd:Invoice-2', 'invoice'],
  ['urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2', 'credit_note'],
]);
const rootNames = { invoice: 'Invoice', credit_note: 'CreditNote' } as const;

/**
 * Reads an invoice or credit note in UBL 2.1 as Peppol BIS Billing 3 (EHF 3) uses it. Pure; never throws for what the text holds.
 * It is read as it stands, valid or not; refused only when it is no invoice, or its number, day, currency or amounts are unclear.
 * Source: docs.peppol.eu/poacc/billing/3.0.
 */
export function readUbl(text: string): Invoice | RefusedInvoice {
  if (text.trim() === '') return { refused: 'empty' };
  if (text.length > mostCharacters) return { refused: 'too_large' };
  const tree = readXml(text);
  if ('refused' in tree) return tree;
  try {
    return readInvoice(tree);
  } catch (error) {
    if (error instanceof UblRefusal) return { refused: error.reason };
    throw error;
  }
}

function readInvoice({ root, setAside }: XmlTree): Invoice {
  const kind = kinds.get(root.namespace);
  if (kind === undefined || root.name !== rootNames[kind]) throw new UblRefusal('not_invoice');
  const currency = required(new UblPart(root, '').text('DocumentCurrencyCode'));
  const part = new UblPart(root, currency);
  part.text('DocumentCurrencyCode');
  const vatCurrency = part.text('TaxCurrencyCode');
  const invoice: Omit<Invoice, 'others'> = {
    kind,
    number: required(part.text('ID')),
    typeCode: part.text('InvoiceTypeCode') ?? part.text('CreditNoteTypeCode'),
    issuedOn: required(part.day('IssueDate')),
    // A credit note has no due date of its own; older ones say it with the payment.
    dueOn: part.day('DueDate') ?? part.day('PaymentMeans', 'PaymentDueDate'),
    taxPointOn: part.day('TaxPointDate'),
    period: readPeriod(part.one('InvoicePeriod')),
    currency,
    vatCurrency,
    notes: part.texts('Note'),
    references: readReferences(part),
    supplier: readParty(part.one('AccountingSupplierParty', 'Party')) ?? refuse('incomplete'),
    customer: readParty(part.one('AccountingCustomerParty', 'Party')) ?? refuse('incomplete'),
    payee: readParty(part.one('PayeeParty')),
    taxRepresentative: readParty(part.one('TaxRepresentativeParty')),
    delivery: readDelivery(part.one('Delivery')),
    payments: part.all('PaymentMeans').map(readPayment),
    paymentTerms: part.texts('PaymentTerms', 'Note'),
    charges: part.all('AllowanceCharge').map(readCharge),
    lines: part.all(kind === 'invoice' ? 'InvoiceLine' : 'CreditNoteLine').map(readLine),
    vat: part.all('TaxTotal').filter((total) => isInCurrency(total, currency)).flatMap((total) => total.all('TaxSubtotal').map(readVatShare)),
    totals: readTotals(part, vatCurrency),
    documents: part.all('AdditionalDocumentReference').map((document) => readDocument(document, setAside)),
    format: [...part.texts('CustomizationID'), ...part.texts('ProfileID')],
  };
  return { ...invoice, others: part.untaken().map((other) => ({ ...other, value: setAside.get(other.value) ?? other.value })) };
}

function refuse(reason: InvoiceRefusal): never {
  throw new UblRefusal(reason);
}

function required<Value>(value: Value | undefined): Value {
  return value ?? refuse('incomplete');
}

const referencePaths: readonly (readonly [Reference['kind'], string, ...string[]])[] = [
  ['order', 'OrderReference', 'ID'],
  ['sales_order', 'OrderReference', 'SalesOrderID'],
  ['contract', 'ContractDocumentReference', 'ID'],
  ['project', 'ProjectReference', 'ID'],
  ['tender', 'OriginatorDocumentReference', 'ID'],
  ['despatch', 'DespatchDocumentReference', 'ID'],
  ['receipt', 'ReceiptDocumentReference', 'ID'],
  ['preceding', 'BillingReference', 'InvoiceDocumentReference', 'ID'],
];

function readReferences(part: UblPart): Reference[] {
  const plain = ([['buyer', 'BuyerReference'], ['accounting', 'AccountingCost']] as const)
    .flatMap(([kind, name]) => part.texts(name).map((id) => ({ kind, id, issuedOn: undefined })));
  const documents = referencePaths.flatMap(([kind, ...path]) => part.all(...path.slice(0, -1)).flatMap((document): Reference[] => {
    const id = document.text(path.at(-1) ?? '');
    return id === undefined ? [] : [{ kind, id, issuedOn: document.day('IssueDate') }];
  }));
  return [...plain, ...documents];
}

function isInCurrency(total: UblPart, currency: string): boolean {
  return (total.one('TaxAmount')?.element.attributes.find(({ name }) => name === 'currencyID')?.value.trim() ?? currency) === currency;
}

function readVatShare(part: UblPart): VatShare {
  return {
    category: readVatCategory(part.one('TaxCategory')) ?? { code: undefined, percent: undefined },
    taxable: part.money('TaxableAmount') ?? refuse('amount'),
    vat: part.money('TaxAmount') ?? refuse('amount'),
    exemption: [...part.texts('TaxCategory', 'TaxExemptionReason'), ...part.texts('TaxCategory', 'TaxExemptionReasonCode')],
  };
}

function readTotals(part: UblPart, vatCurrency: string | undefined): Totals {
  const totals = part.one('LegalMonetaryTotal') ?? refuse('incomplete');
  const ownVat = part.all('TaxTotal').find((total) => isInCurrency(total, part.currency));
  const vatTotal = vatCurrency === undefined || vatCurrency === part.currency
    ? undefined
    : part.all('TaxTotal').find((total) => isInCurrency(total, vatCurrency))?.one('TaxAmount');
  vatTotal?.expectAttribute('currencyID', vatCurrency ?? '');
  return {
    lines: totals.money('LineExtensionAmount'),
    allowances: totals.money('AllowanceTotalAmount'),
    charges: totals.money('ChargeTotalAmount'),
    exclusive: totals.money('TaxExclusiveAmount'),
    vat: ownVat?.money('TaxAmount'),
    vatInVatCurrency: vatTotal?.money(),
    inclusive: totals.money('TaxInclusiveAmount'),
    prepaid: totals.money('PrepaidAmount'),
    rounding: totals.money('PayableRoundingAmount'),
    payable: required(totals.money('PayableAmount')),
  };
}

function readDocument(part: UblPart, setAside: SetAside): SupportingDocument {
  const id = readIdentifier(part.one('ID'));
  return {
    id,
    typeCode: part.text('DocumentTypeCode') ?? part.text('DocumentType'),
    description: part.text('DocumentDescription'),
    uri: part.text('Attachment', 'ExternalReference', 'URI'),
    embedded: readEmbedded(part.one('Attachment', 'EmbeddedDocumentBinaryObject'), id?.value ?? '', setAside),
  };
}

/** Named by its file name without folders, else by its document's number. */
function readEmbedded(part: UblPart | undefined, id: string, setAside: SetAside): EmbeddedFile | undefined {
  const written = part?.text();
  if (part === undefined || written === undefined) return undefined;
  const [name] = [part.attribute('filename') ?? '', id].map(fileName).filter((candidate) => candidate !== '');
  return { name: name ?? 'attachment', mimeType: part.attribute('mimeCode'), bytes: base64Bytes(setAside.get(written) ?? written) };
}

function fileName(written: string): string {
  return (written.split(/[/\\]/).at(-1) ?? '').replace(/\p{C}/gu, '').trim();
}
