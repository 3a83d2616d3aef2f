import { isKid, isNorwegianAccount } from '#app/domain/identifiers.ts';
import { factsTable, type FactRow } from '#app/features/claims/facts-table.ts';
import type { Table, Text } from '#app/pdf/document.ts';
import type { Delivery, Payment, Reference } from './invoice.ts';
import { accountText, type InvoiceWords } from './invoice-words.ts';

/** Type, dates, references, delivery and notes. */
export function aboutTable(words: InvoiceWords): Table {
  const { t, day, period, invoice } = words;
  return factsTable(t('invoice.about.summary'), [
    ...fact(t('invoice.type'), invoice.typeCode === undefined ? undefined : words.code('type', invoice.typeCode)),
    [t('invoice.issuedOn'), day(invoice.issuedOn)],
    ...fact(t('invoice.dueOn'), invoice.dueOn === undefined ? undefined : day(invoice.dueOn)),
    ...fact(t('invoice.taxPointOn'), invoice.taxPointOn === undefined ? undefined : day(invoice.taxPointOn)),
    ...fact(t('invoice.period'), invoice.period === undefined ? undefined : period(invoice.period)),
    ...fact(t('invoice.currency'), invoice.currency === 'NOK' ? undefined : invoice.currency),
    ...invoice.references.map((reference): FactRow => [t(`invoice.reference.${reference.kind}`), referenceText(words, reference)]),
    ...fact(t('invoice.delivery'), invoice.delivery === undefined ? undefined : deliveryText(words, invoice.delivery)),
    ...invoice.notes.map((note): FactRow => [t('invoice.notes'), words.own(note)]),
    ...fact(t('invoice.format'), formatText(words)),
  ]);
}

/** What nearly every file in Norway says of itself; anything else stands as it is. */
const peppol3 = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0\nurn:fdc:peppol.eu:2017:poacc:billing:01:1.0';

function formatText({ t, invoice }: InvoiceWords): string {
  const written = invoice.format.join('\n');
  return written === peppol3 ? t('invoice.format.peppol3') : written;
}

function referenceText({ t, day }: InvoiceWords, { id, issuedOn }: Reference): string {
  return issuedOn === undefined ? id : t('invoice.reference.dated', { id, day: day(issuedOn) });
}

function deliveryText({ day, identifier, address }: InvoiceWords, delivery: Delivery): string {
  return [
    ...(delivery.on === undefined ? [] : [day(delivery.on)]),
    ...(delivery.receiver === undefined ? [] : [delivery.receiver]),
    ...(delivery.address === undefined ? [] : address(delivery.address)),
    ...(delivery.location === undefined ? [] : [identifier(delivery.location)]),
  ].join(', ');
}

/** How, to which account and with which reference; undefined when the file says nothing of it. */
export function paymentTable(words: InvoiceWords): Table | undefined {
  const { t, invoice } = words;
  const rows = [
    ...invoice.payments.flatMap((payment) => paymentFacts(words, payment)),
    ...invoice.paymentTerms.map((terms): FactRow => [t('invoice.payment.terms'), words.own(terms)]),
  ];
  return rows.length === 0 ? undefined : factsTable(t('invoice.payment.summary'), rows);
}

function paymentFacts(words: InvoiceWords, payment: Payment): FactRow[] {
  const { t, code } = words;
  const means = [payment.code === undefined ? undefined : code('payment.code', payment.code), payment.codeName];
  return [
    ...fact(t('invoice.payment.means'), means.filter((part) => part !== undefined).join(', ')),
    ...fact(t('invoice.account'), payment.account === undefined ? undefined : accountText(payment.account)),
    ...fact(t('invoice.payment.accountName'), payment.accountName),
    ...fact(t('invoice.payment.bank'), payment.bank),
    ...fact(referenceLabel(words, payment), payment.reference),
    ...fact(t('invoice.payment.card'), payment.card.join(', ')),
    ...fact(t('invoice.payment.mandate'), payment.mandate),
    ...fact(t('invoice.payment.debitedAccount'), payment.debitedAccount),
  ];
}

/** KID is a word of Norwegian banks: any other number, however long, is a payment reference. */
export function referenceLabel({ t, invoice }: InvoiceWords, payment: Payment | undefined): string {
  const isToNorway = invoice.currency === 'NOK' && isNorwegianAccount(payment?.account?.value ?? '');
  return t(isToNorway && isKid(payment?.reference ?? '') ? 'invoice.kid' : 'invoice.reference');
}

function fact(label: string, value: Text | undefined): FactRow[] {
  return value === undefined || value === '' ? [] : [[label, value]];
}
