import { minus, zero, type Money } from '#app/domain/money.ts';
import type { Block, Row, Table } from '#app/pdf/document.ts';
import { chargeLabel } from './invoice-lines-table.ts';
import { untiedSums } from './invoice-sums.ts';
import type { InvoiceWords } from './invoice-words.ts';

/** From the lines to the amount to pay, VAT by rate, and what does not tie. */
export function sumBlocks(words: InvoiceWords): Block[] {
  const { t, money, invoice } = words;
  const { vatInVatCurrency } = invoice.totals;
  const untied = untiedSums(invoice);
  return [
    { kind: 'heading', level: 2, text: t('invoice.sums') },
    sumsTable(words),
    ...(untied.length === 0 ? [] : [
      { kind: 'paragraph', text: [{ text: t('invoice.untied'), isStrong: true }] },
      { kind: 'steps', items: untied.map(({ sum, found, said }) => t(`invoice.untied.${sum}`, { found: money(found), said: money(said) })) },
    ] as const),
    ...(invoice.vat.length === 0 ? [] : [{ kind: 'heading', level: 3, text: t('invoice.vat') }, vatTable(words)] as const),
    ...(vatInVatCurrency === undefined ? [] : [{
      kind: 'paragraph', isSmall: true,
      text: t('invoice.sums.vatInCurrency', { currency: invoice.vatCurrency ?? '', amount: words.amount(vatInVatCurrency) }),
    } as const]),
  ];
}

function sumsTable(words: InvoiceWords): Table {
  const { t, amount, invoice } = words;
  const { totals } = invoice;
  const row = (label: string, value: Money | undefined): Row[] => (value === undefined ? [] : [
    { cells: [{ paragraphs: [label], isHeader: true }, { paragraphs: [amount(value)] }] },
  ]);
  const unlessZero = (value: Money | undefined) => (value?.isZero() === true ? undefined : value);
  const negative = (value: Money | undefined) => (value === undefined ? undefined : minus(zero, value));
  const charges = invoice.charges.flatMap((charge) => (
    row(chargeLabel(words, charge), charge.isCharge ? charge.amount : negative(charge.amount))
  ));
  // A file's sum of allowances or charges would count them twice beside themselves; where it is another sum, that is told below.
  const isGiven = (isCharge: boolean) => invoice.charges.some((charge) => charge.isCharge === isCharge);
  const payable = t(invoice.kind === 'invoice' ? 'invoice.payable' : 'invoice.credited');
  const [total] = row(payable, totals.payable);
  const rows = [
    ...row(t('invoice.sums.lines'), totals.lines),
    ...charges,
    ...(isGiven(false) ? [] : row(t('invoice.sums.allowances'), negative(unlessZero(totals.allowances)))),
    ...(isGiven(true) ? [] : row(t('invoice.sums.charges'), unlessZero(totals.charges))),
    ...row(t('invoice.sums.exclusive'), totals.exclusive),
    ...row(t('invoice.sums.vat'), totals.vat),
    ...row(t('invoice.sums.inclusive'), totals.inclusive),
    ...row(t('invoice.sums.prepaid'), negative(unlessZero(totals.prepaid))),
    ...row(t('invoice.sums.rounding'), unlessZero(totals.rounding)),
  ];
  const columns = [
    { label: t('invoice.sums.what'), width: 395, align: 'start' },
    { label: `${t('invoice.lines.amount')}, ${invoice.currency}`, width: 98, align: 'end' },
  ] as const;
  return { kind: 'table', summary: t('invoice.sums.summary'), hasHead: true, columns, groups: [{ rows }], ...(total === undefined ? {} : { total }) };
}

function vatTable(words: InvoiceWords): Table {
  const { t, amount, percent, code, invoice } = words;
  const rows = invoice.vat.map(({ category, taxable, vat, exemption }): Row => ({
    cells: [
      { paragraphs: [category.code === undefined ? t('invoice.missing') : code('vat.code', category.code), ...exemption], isHeader: true },
      { paragraphs: [category.percent === undefined ? t('invoice.dash') : percent(category.percent)] },
      { paragraphs: [amount(taxable)] },
      { paragraphs: [amount(vat)] },
    ],
  }));
  const columns = [
    { label: t('invoice.vat.category'), width: 235, align: 'start' },
    { label: t('invoice.vat.rate'), width: 62, align: 'end' },
    { label: `${t('invoice.vat.taxable')}, ${invoice.currency}`, width: 98, align: 'end' },
    { label: `${t('invoice.vat.amount')}, ${invoice.currency}`, width: 98, align: 'end' },
  ] as const;
  const { vat } = invoice.totals;
  const total: { total?: Row } = vat === undefined ? {} : {
    total: { cells: [{ paragraphs: [t('invoice.sums.vat')], span: 3, isHeader: true }, { paragraphs: [amount(vat)] }] },
  };
  return { kind: 'table', summary: t('invoice.vat.summary'), hasHead: true, columns, groups: [{ rows }], ...total };
}
