import type { CalendarDate } from '#app/domain/calendar-date.ts';
import type { Money } from '#app/domain/money.ts';
import type { Language } from '#app/domain/programme.ts';
import {
  formatAccountNumber, formatAmount, formatCountry, formatDay, formatDecimal, formatMoneyIn, formatOrganisationNumber, formatPeriod,
} from '#app/i18n/format.ts';
import { translator, wordsOf, type Translate } from '#app/i18n/translate.ts';
import type { Text } from '#app/pdf/document.ts';
import type { Address, DecimalText, Identifier, Invoice, Party, Period, Quantity, VatCategory } from './invoice.ts';

/** An invoice with what its document needs at hand: the language's words, and how its values are written. */
export interface InvoiceWords {
  readonly invoice: Invoice;
  readonly language: Language;
  readonly t: Translate;
  readonly amount: (amount: Money) => string;
  /** With the invoice's currency. */
  readonly money: (amount: Money) => string;
  readonly day: (day: CalendarDate) => string;
  readonly percent: (percent: DecimalText) => string;
  readonly period: (period: Period) => string;
  readonly quantity: (quantity: Quantity) => string;
  readonly identifier: (identifier: Identifier) => string;
  /** A code with its words where they are known: `faktura (kode 380)`. */
  readonly code: (list: 'type' | 'vat.code' | 'payment.code' | 'documents.type', code: string) => string;
  readonly address: (address: Address) => string[];
  /** What the supplier wrote. The format does not tell in which language; in an English document it is marked as Norwegian. */
  readonly own: (text: string) => Text;
}

export function invoiceWords(invoice: Invoice, language: Language): InvoiceWords {
  const t = translator(language);
  const day = (value: CalendarDate) => formatDay(value, language);
  return {
    invoice,
    language,
    t,
    day,
    own: (text) => (language === 'en' ? [{ text, language: 'nb' }] : text),
    amount: (amount) => formatAmount(amount, language),
    money: (amount) => formatMoneyIn(amount, invoice.currency, language),
    percent: (percent) => t('invoice.percent', { percent: formatDecimal(percent, language) }),
    period: (period) => periodText(period, language, t),
    quantity: ({ value, unit }) => [formatDecimal(value, language), unitText(unit, language)].filter((part) => part !== '').join('\u00a0'),
    identifier: (identifier) => identifierText(identifier, t),
    code: (list, code) => {
      const words = wordsOf(`invoice.${list}.${code}`, language);
      return words === undefined ? t('invoice.onlyCode', { code }) : t('invoice.withCode', { words, code });
    },
    address: ({ lines, country }) => [...lines, ...(country === undefined ? [] : [formatCountry(country, language)])],
  };
}

function periodText({ from, to, code }: Period, language: Language, t: Translate): string {
  const words = code === undefined ? undefined : wordsOf(`invoice.period.code.${code}`, language) ?? t('invoice.onlyCode', { code });
  return [daysText(from, to, language), words].filter((part) => part !== undefined).join(', ');
}

function daysText(from: CalendarDate | undefined, to: CalendarDate | undefined, language: Language): string | undefined {
  const t = translator(language);
  if (from !== undefined && to !== undefined) return formatPeriod(from, to, language);
  if (from !== undefined) return t('invoice.period.from', { day: formatDay(from, language) });
  return to === undefined ? undefined : t('invoice.period.to', { day: formatDay(to, language) });
}

function unitText(unit: string | undefined, language: Language): string {
  return unit === undefined ? '' : wordsOf(`invoice.unit.${unit}`, language) ?? unit;
}

/** Schemes that people know by name: Enhetsregisteret's number needs none, 0088 is GLN, 9908 the old code of Enhetsregisteret. */
function identifierText({ value, scheme }: Identifier, t: Translate): string {
  if (scheme === '0192' || scheme === '9908') return formatOrganisationNumber(value);
  if (scheme === undefined) return value;
  return scheme === '0088' ? `GLN ${value}` : t('invoice.scheme', { value, scheme });
}

/** A Norwegian account in its three groups, an IBAN in groups of four, anything else as it stands. */
export function accountText({ value }: Identifier): string {
  const written = value.replace(/\s/g, '');
  return /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(written)
    ? written.replace(/(.{4})(?=.)/g, '$1 ')
    : formatAccountNumber(value);
}

/** The name a party is registered under, else the one it trades under. */
export function partyName({ registeredName, tradingName }: Party): string | undefined {
  return registeredName ?? tradingName;
}

/** `25 %`, and the category where it says more than that VAT is paid. */
export function vatText({ code, percent }: VatCategory, words: InvoiceWords): string {
  const rate = percent === undefined ? [] : [words.percent(percent)];
  const category = code === undefined || (code === 'S' && percent !== undefined) ? [] : [code];
  return [...rate, ...category].join(' ');
}
