import type { Language } from '#app/domain/programme.ts';
import { template } from '#app/i18n/translate.ts';
import type { Block, DocumentDescription, Panel } from '#app/pdf/document.ts';
import type { Invoice } from './invoice.ts';
import { documentBlocks, otherBlocks, type PagesWithin } from './invoice-annex-blocks.ts';
import { aboutTable, paymentTable, referenceLabel } from './invoice-facts.ts';
import { linesTable } from './invoice-lines-table.ts';
import { partiesTables } from './invoice-parties-table.ts';
import { sumBlocks } from './invoice-sum-blocks.ts';
import { accountText, invoiceWords, partyName, type InvoiceWords } from './invoice-words.ts';

export interface KnownOfSetting {
  /** Characters that the typeface lacks, known when the document has been set once. */
  readonly missingCodePoints?: readonly number[];
  readonly pagesOf?: PagesWithin;
}

/**
 * An e-invoice as a document that people read and an archive keeps: all that its file says, in its language's words. It says itself that
 * the file is the legal document. Its day is the invoice's, so that the same file gives the same bytes. Pure.
 */
export function invoiceDocument(
  invoice: Invoice, language: Language, { missingCodePoints = [], pagesOf = new Map() }: KnownOfSetting = {},
): DocumentDescription {
  const words = invoiceWords(invoice, language);
  const { t, day } = words;
  const supplier = partyName(invoice.supplier) ?? t('invoice.missing');
  const named = { kind: t(`invoice.kind.${invoice.kind}`), number: invoice.number };
  const payment = paymentTable(words);
  return {
    title: t('invoice.title'),
    subject: t('invoice.subject', { ...named, supplier }),
    author: supplier,
    language,
    madeOn: invoice.issuedOn,
    runningHead: { start: supplier, end: t('invoice.name', named) },
    words: {
      footer: template(language, 'document.footer'), stamp: template(language, 'document.stamp'),
      carriedTo: template(language, 'document.carriedTo'), carriedFrom: template(language, 'document.carriedFrom'),
      continued: template(language, 'document.continued'),
    },
    blocks: [
      { kind: 'title', text: t('invoice.title'), lead: t('invoice.lead', { ...named, supplier, day: day(invoice.issuedOn) }) },
      payablePanel(words),
      ...introduction(words, missingCodePoints),
      { kind: 'heading', level: 2, text: t('invoice.parties') },
      ...partiesTables(words),
      { kind: 'heading', level: 2, text: t(invoice.kind === 'invoice' ? 'invoice.about' : 'invoice.about.credit') },
      aboutTable(words),
      { kind: 'heading', level: 2, text: t('invoice.lines') },
      invoice.lines.length === 0 ? { kind: 'paragraph', text: t('invoice.lines.none') } : linesTable(words),
      ...sumBlocks(words),
      ...(payment === undefined ? [] : [{ kind: 'heading', level: 2, text: t('invoice.payment') } as const, payment]),
      ...documentBlocks(words, pagesOf),
      ...otherBlocks(words),
    ],
    appendices: [],
  };
}

/** What everyone looks for first: how much, when, to which account with which reference. */
function payablePanel(words: InvoiceWords): Panel {
  const { t, money, day, invoice } = words;
  const { totals, dueOn, payments } = invoice;
  const payment = payments.find(({ account }) => account !== undefined) ?? payments[0];
  const due = dueOn === undefined ? t('invoice.payable.noDue') : t('invoice.payable.due', { day: day(dueOn) });
  return {
    kind: 'panel',
    main: invoice.kind === 'invoice'
      ? { label: t('invoice.payable'), value: money(totals.payable), note: due }
      : { label: t('invoice.credited'), value: money(totals.payable), note: t('invoice.payable.credit') },
    facts: [
      { label: t('invoice.account'), value: payment?.account === undefined ? t('invoice.missing') : accountText(payment.account) },
      { label: referenceLabel(words, payment), value: payment?.reference ?? t('invoice.missing') },
      { label: t('invoice.exclusive'), value: totals.exclusive === undefined ? t('invoice.missing') : money(totals.exclusive) },
      { label: t('invoice.vatTotal'), value: totals.vat === undefined ? t('invoice.missing') : money(totals.vat) },
    ],
  };
}

function introduction({ t, invoice }: InvoiceWords, missingCodePoints: readonly number[]): Block[] {
  const codes = missingCodePoints.slice(0, 40).map((point) => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`).join(', ');
  return [
    { kind: 'paragraph', text: t('invoice.legal') },
    ...(invoice.currency === 'NOK' ? [] : [{ kind: 'paragraph', text: t('invoice.foreign', { currency: invoice.currency }) } as const]),
    ...(codes === '' ? [] : [{ kind: 'paragraph', text: t('invoice.missingGlyphs', { codes }) } as const]),
  ];
}
