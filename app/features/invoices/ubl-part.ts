import { isCalendarDate, type CalendarDate } from '#app/domain/calendar-date.ts';
import { parseMoney, type Money } from '#app/domain/money.ts';
import type { DecimalText, InvoiceRefusal, OtherValue } from './invoice.ts';
import type { XmlAttribute, XmlElement } from './xml-tree.ts';

/** Thrown while an invoice is read; never leaves `readUbl`. */
export class UblRefusal extends Error {
  readonly reason: InvoiceRefusal;

  constructor(reason: InvoiceRefusal) {
    super(reason);
    this.reason = reason;
  }
}

/** An element being read. What is asked for is noted, so that what nobody asked for can be told. */
export class UblPart {
  readonly element: XmlElement;
  readonly currency: string;
  private readonly taken: Set<XmlElement | XmlAttribute>;

  constructor(element: XmlElement, currency: string, taken = new Set<XmlElement | XmlAttribute>()) {
    this.element = element;
    this.currency = currency;
    this.taken = taken;
  }

  /** All elements at the end of a path, in the order of the file. */
  all(...path: string[]): UblPart[] {
    let found = [this.element];
    for (const name of path) found = found.flatMap(({ children }) => children.filter((child) => child.name === name));
    return found.map((element) => new UblPart(element, this.currency, this.taken));
  }

  one(...path: string[]): UblPart | undefined {
    return this.all(...path)[0];
  }

  /** The first text at a path; undefined when it is blank or not there. */
  text(...path: string[]): string | undefined {
    const part = this.one(...path);
    return part === undefined || part.written === '' ? undefined : part.take(part.element, part.written);
  }

  /** Every text at a path that is not blank. */
  texts(...path: string[]): string[] {
    return this.all(...path).flatMap((part) => part.text() ?? []);
  }

  attribute(name: string): string | undefined {
    const attribute = this.element.attributes.find((candidate) => candidate.name === name);
    return attribute === undefined || attribute.value.trim() === '' ? undefined : this.take(attribute, attribute.value.trim());
  }

  /** Notes a value that says what is said anyway, such as that a tax is VAT; another value is told with the rest. */
  expect(value: string, ...path: string[]): void {
    for (const part of this.all(...path)) if (part.written === value) part.text();
  }

  day(...path: string[]): CalendarDate | undefined {
    const part = this.one(...path);
    const day = part?.written.replace(/(Z|[+-]\d\d:\d\d)$/, '') ?? '';
    return part !== undefined && isCalendarDate(day) ? part.take(part.element, day) : undefined;
  }

  decimal(...path: string[]): DecimalText | undefined {
    const part = this.one(...path);
    if (part === undefined || !/^[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})$/.test(part.written)) return undefined;
    part.expectAttribute('currencyID', part.currency);
    return part.take(part.element, plainDecimal(part.written));
  }

  /** @throws UblRefusal for what is written there but is no amount with two decimals. */
  money(...path: string[]): Money | undefined {
    const part = this.one(...path);
    if (part === undefined || part.written === '') return undefined;
    const amount = parseMoney(part.decimal()?.replace(/(\.\d\d)0+$/, '$1') ?? '');
    if (amount === undefined) throw new UblRefusal('amount');
    return amount;
  }

  expectAttribute(name: string, value: string): void {
    const attribute = this.element.attributes.find((candidate) => candidate.name === name);
    if (attribute?.value.trim() === value) this.taken.add(attribute);
  }

  /** What nobody asked for below this element. */
  untaken(): OtherValue[] {
    return this.untakenOf(this.element, '');
  }

  private untakenOf(element: XmlElement, path: string): OtherValue[] {
    const own = this.taken.has(element) ? '' : cleaned(element.text);
    const attributes = element.attributes.filter((attribute) => !this.taken.has(attribute) && attribute.value.trim() !== '');
    const totals = new Map<string, number>();
    for (const { name } of element.children) totals.set(name, (totals.get(name) ?? 0) + 1);
    const counts = new Map<string, number>();
    return [
      ...(own === '' ? [] : [{ path: path === '' ? element.name : path, value: own }]),
      ...attributes.map(({ name, value }) => ({ path: `${path}/@${name}`, value: value.trim() })),
      ...element.children.flatMap((child) => {
        const position = (counts.get(child.name) ?? 0) + 1;
        counts.set(child.name, position);
        const step = totals.get(child.name) === 1 ? child.name : `${child.name}[${position}]`;
        return this.untakenOf(child, path === '' ? step : `${path}/${step}`);
      }),
    ];
  }

  private get written(): string {
    return cleaned(this.element.text);
  }

  private take<Value>(what: XmlElement | XmlAttribute, value: Value): Value {
    this.taken.add(what);
    return value;
  }
}

/** A line break before an indented line is the XML's own, others are the writer's. */
function cleaned(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\n[ \t]{2,}|\n\t/g, ' ').replace(/[ \t]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

/** `+05.` → `5`, `-.50` → `-0.50`. */
function plainDecimal(text: string): DecimalText {
  const [, sign = '', whole = '', decimals = ''] = /^([+-]?)0*(\d*)\.?(\d*)$/.exec(text) ?? [];
  return `${sign === '-' ? '-' : ''}${whole === '' ? '0' : whole}${decimals === '' ? '' : `.${decimals}`}`;
}
