import type { CalendarDate } from '#app/domain/calendar-date.ts';
import { isAccountNumber, isOrganisationNumber } from '#app/domain/identifiers.ts';
import { parseMoney, parsePercent, type Money, type Percent } from '#app/domain/money.ts';
import { isEmail } from '#app/features/users/email.ts';
import { parseAmount } from '#app/i18n/parse-amount.ts';
import { parseDate } from '#app/i18n/parse-date.ts';

export const fieldFaultCodes = [
  'missing', 'tooLong', 'dayUnclear', 'amountUnclear', 'notPositive', 'tooLarge', 'percentUnclear', 'wholeUnclear', 'emailUnclear',
  'organisationNumberWrong', 'accountWrong', 'choiceMissing', 'endsBeforeStart', 'partUnclear', 'gone', 'outsideFund',
  'reasonMissing', 'alreadyThere', 'notForRole', 'past',
] as const;
export type FieldFaultCode = (typeof fieldFaultCodes)[number];

/** What is wrong with a field: `programme.fault.<code>` says it. */
export interface FieldFault {
  readonly code: FieldFaultCode;
  readonly facts?: Readonly<Record<string, string | number>>;
}

export type Typed<Field extends string> = Readonly<Record<Field, string>>;
export type FieldFaults<Field extends string> = Partial<Record<Field, FieldFault>>;

/** Far above any grant, and well within what is stored. */
const largestAmount = parseMoney('999999999.99');
const mostWhole = 100_000;
/** Controls, lone halves of signs, soft hyphens, marks that turn the direction of text: never seen, often pasted along, never kept. */
const unseen = /[\p{Cs}\p{Zl}\p{Zp}\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]|(?![\n\t])\p{Cc}/gu;

/** Reads a form field by field and keeps the first fault of each. What is left empty is undefined. */
export class FormReading<Field extends string> {
  readonly #typed: Typed<Field>;
  readonly #today: CalendarDate;
  readonly #faults: FieldFaults<Field> = {};

  constructor(typed: Typed<Field>, today: CalendarDate) {
    this.#typed = typed;
    this.#today = today;
  }

  get faults(): FieldFaults<Field> { return this.#faults; }
  get isFaultless(): boolean { return Object.keys(this.#faults).length === 0; }

  /** Notes the first fault of a field. */
  fault(field: Field, code: FieldFaultCode, facts: FieldFault['facts'] = {}): undefined {
    this.#faults[field] ??= { code, facts };
    return undefined;
  }

  /** One line of text. */
  line(field: Field, most = 200): string | undefined {
    return this.#limited(field, this.#text(field).replace(/\s+/g, ' '), most);
  }

  /** Text that keeps its lines. */
  paragraph(field: Field, most = 2_000): string | undefined {
    return this.#limited(field, this.#text(field), most);
  }

  /** The value, or a fault that it is missing. A field that has a fault already is not asked for again. */
  required<Value>(field: Field, value: Value | undefined): Value | undefined {
    return value ?? this.fault(field, 'missing');
  }

  day(field: Field): CalendarDate | undefined {
    return this.#parsed(field, 'dayUnclear', (text) => parseDate(text, { today: this.#today }));
  }

  /** An amount above zero. */
  amount(field: Field): Money | undefined {
    const amount = this.#parsed(field, 'amountUnclear', (text) => parseMoney(parseAmount(text) ?? ''));
    if (amount === undefined) return undefined;
    if (amount.lte(0)) return this.fault(field, 'notPositive');
    return largestAmount !== undefined && amount.gt(largestAmount) ? this.fault(field, 'tooLarge') : amount;
  }

  percent(field: Field): Percent | undefined {
    return this.#parsed(field, 'percentUnclear', (text) => parsePercent(text.replace(/\s*%$/, '').replace(',', '.')));
  }

  /** How many: at most 100 000. */
  whole(field: Field): number | undefined {
    return this.#parsed(field, 'wholeUnclear', (text) => {
      const digits = text.replace(/[\s.\u00a0\u202f]/g, '');
      return /^\d{1,6}$/.test(digits) && Number(digits) <= mostWhole ? Number(digits) : undefined;
    });
  }

  email(field: Field): string | undefined {
    return this.#parsed(field, 'emailUnclear', (text) => (isEmail(text) ? text : undefined));
  }

  /** Nine digits with their check digit, written with any spaces and points. */
  organisationNumber(field: Field): string | undefined {
    return this.#parsed(field, 'organisationNumberWrong', (text) => [digitsOf(text)].find(isOrganisationNumber));
  }

  /** Eleven digits with their check digit, written with any spaces and points. */
  accountNumber(field: Field): string | undefined {
    return this.#parsed(field, 'accountWrong', (text) => [digitsOf(text)].find(isAccountNumber));
  }

  /** One of some values; any other was never offered. */
  choice<Value extends string>(field: Field, values: readonly Value[]): Value | undefined {
    return this.#parsed(field, 'choiceMissing', (text) => values.find((value) => value === text));
  }

  #parsed<Value>(field: Field, code: FieldFaultCode, parse: (text: string) => Value | undefined): Value | undefined {
    const text = this.#text(field);
    return text === '' ? undefined : parse(text) ?? this.fault(field, code);
  }

  #limited(field: Field, text: string, most: number): string | undefined {
    if (text === '') return undefined;
    return text.length > most ? this.fault(field, 'tooLong', { most }) : text;
  }

  #text(field: Field): string {
    return this.#typed[field].replace(/\r\n?/g, '\n').replace(unseen, '').trim();
  }
}

function digitsOf(text: string): string {
  return text.replace(/[\s.\u00a0\u202f-]/g, '');
}
