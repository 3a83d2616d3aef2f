import { minus, plus, zero } from '#app/domain/money.ts';
import { formatCountry, formatDecimal } from '#app/i18n/format.ts';
import type { Row, Table, Text } from '#app/pdf/document.ts';
import type { Charge, InvoiceLine, LineDetail, Price } from './invoice.ts';
import { vatText, type InvoiceWords } from './invoice-words.ts';

/** What is invoiced, line by line as the file has them, with the sum so far where a page ends. */
export function linesTable(words: InvoiceWords): Table {
  const { t, invoice, amount, quantity } = words;
  let carried = zero;
  const rows = invoice.lines.map((line): Row => {
    carried = plus(carried, line.amount);
    return { ...lineRow(words, line), carried: ['', '', '', '', '', amount(carried)] };
  });
  const said = invoice.totals.lines ?? carried;
  return {
    kind: 'table',
    summary: t('invoice.lines.summary'),
    hasHead: true,
    columns: [
      { label: t('invoice.lines.number'), width: 22, align: 'start' },
      { label: t('invoice.lines.what'), width: 280, align: 'start' },
      { label: t('invoice.lines.quantity'), width: 40, align: 'end', fits: fitting(invoice.lines.map((line) => (line.quantity === undefined ? '' : quantity(line.quantity)))) },
      { label: t('invoice.lines.price'), width: 46, align: 'end', fits: fitting(invoice.lines.map((line) => (line.price === undefined ? '' : priceText(words, line.price.amount)))) },
      { label: t('invoice.lines.vat'), width: 34, align: 'end' },
      { label: `${t('invoice.lines.amount')}, ${invoice.currency}`, width: 60, align: 'end', fits: [amount(said), ...invoice.lines.map((line) => amount(line.amount))] },
    ],
    groups: [{ rows }],
    total: { cells: [{ paragraphs: [t('invoice.lines.sum')], span: 5, isHeader: true }, { paragraphs: [amount(said)] }] },
  };
}

/** Texts of a sensible length stand on one line; a freak is broken rather than let it squeeze the rest. */
function fitting(texts: readonly string[]): string[] {
  return texts.filter((text) => text.length <= 14);
}

function lineRow(words: InvoiceWords, line: InvoiceLine): Row {
  const { t, quantity, amount } = words;
  return {
    cells: [
      { paragraphs: [line.id] },
      { paragraphs: whatTexts(words, line), isHeader: true },
      { paragraphs: line.quantity === undefined ? [] : [quantity(line.quantity)] },
      { paragraphs: line.price === undefined ? [] : priceTexts(words, line.price) },
      { paragraphs: line.vat === undefined ? [] : [vatText(line.vat, words)] },
      { paragraphs: [amount(line.amount)] },
    ].map((cell) => ({ ...cell, paragraphs: cell.paragraphs.length === 0 ? [t('invoice.dash')] : cell.paragraphs })),
  };
}

function whatTexts(words: InvoiceWords, line: InvoiceLine): Text[] {
  const { t, period, own } = words;
  const muted = (text: string): Text => [{ text, isMuted: true }];
  const discount = line.price === undefined ? [] : discountText(words, line.price);
  const charges = line.charges.map((charge) => chargeText(words, charge));
  return [
    strong(line.name === undefined ? t('invoice.lines.nameless') : own(line.name)),
    ...line.descriptions.map(own),
    ...line.notes.map(own),
    ...(line.period === undefined ? [] : [`${t('invoice.period')}: ${period(line.period)}`]),
    ...discount,
    ...charges,
    ...(line.details.length === 0 ? [] : [muted(line.details.map((detail) => detailText(words, detail)).join(' · '))]),
  ];
}

function strong(text: Text): Text {
  return (typeof text === 'string' ? [{ text }] : text).map((run) => ({ ...run, isStrong: true }));
}

function detailText({ t, language }: InvoiceWords, { kind, name = '', value }: LineDetail): string {
  if (kind === 'property') return t('invoice.detail.property', { name, value });
  return t(`invoice.detail.${kind}`, { value: kind === 'origin' ? formatCountry(value, language) : value });
}

function priceText({ language }: InvoiceWords, price: string): string {
  return formatDecimal(price, language, 2);
}

function priceTexts(words: InvoiceWords, { amount, per }: Price): string[] {
  const isPerOne = per === undefined || Number(per.value) === 1;
  return [priceText(words, amount), ...(isPerOne ? [] : [words.t('invoice.lines.per', { quantity: words.quantity(per) })])];
}

function discountText(words: InvoiceWords, { discount, beforeDiscount }: Price): string[] {
  if (discount === undefined) return beforeDiscount === undefined ? [] : [`${words.t('invoice.lines.price')}: ${priceText(words, beforeDiscount)}`];
  const values = { discount: priceText(words, discount) };
  return [beforeDiscount === undefined
    ? words.t('invoice.lines.priceDiscount', values)
    : words.t('invoice.lines.priceBefore', { ...values, before: priceText(words, beforeDiscount) })];
}

/** `Fradrag: Rabatt (95) 101,00`, with the share and what it was reckoned from. */
function chargeText(words: InvoiceWords, charge: Charge): string {
  const { isCharge } = charge;
  return `${chargeLabel(words, charge)}: ${words.amount(isCharge ? charge.amount : minus(zero, charge.amount))}`;
}

export function chargeLabel(words: InvoiceWords, charge: Charge): string {
  const { t, percent, amount } = words;
  const kind = t(charge.isCharge ? 'invoice.charge' : 'invoice.allowance');
  const reason = [charge.reason, charge.reasonCode === undefined ? undefined : `(${charge.reasonCode})`].filter((part) => part !== undefined).join(' ');
  const share = chargeShare(charge, { percent, amount }, words);
  const vat = charge.vat === undefined ? [] : [t('invoice.charge.vat', { vat: vatText(charge.vat, words) })];
  return [reason === '' ? kind : t('invoice.charge.reason', { kind, reason }), ...share, ...vat].join(', ');
}

function chargeShare(charge: Charge, { percent, amount }: Pick<InvoiceWords, 'percent' | 'amount'>, { t }: InvoiceWords): string[] {
  if (charge.percent !== undefined && charge.base !== undefined) return [t('invoice.charge.of', { percent: percent(charge.percent), base: amount(charge.base) })];
  if (charge.percent !== undefined) return [percent(charge.percent)];
  return charge.base === undefined ? [] : [t('invoice.charge.base', { base: amount(charge.base) })];
}
