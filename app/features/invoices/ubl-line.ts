import type { Charge, DecimalText, InvoiceLine, LineDetail, Period, Price, Quantity, VatCategory } from './invoice.ts';
import { UblRefusal, type UblPart } from './ubl-part.ts';

/** A line of an invoice (`InvoicedQuantity`) or of a credit note (`CreditedQuantity`). */
export function readLine(part: UblPart): InvoiceLine {
  const amount = part.money('LineExtensionAmount');
  if (amount === undefined) throw new UblRefusal('amount');
  return {
    id: part.text('ID') ?? '',
    name: part.text('Item', 'Name'),
    descriptions: part.texts('Item', 'Description'),
    notes: part.texts('Note'),
    quantity: readQuantity(part.one('InvoicedQuantity') ?? part.one('CreditedQuantity')),
    amount,
    price: readPrice(part.one('Price')),
    vat: readVatCategory(part.one('Item', 'ClassifiedTaxCategory')),
    period: readPeriod(part.one('InvoicePeriod')),
    charges: part.all('AllowanceCharge').map(readCharge),
    details: readDetails(part),
  };
}

const detailPaths: readonly (readonly [LineDetail['kind'], ...string[]])[] = [
  ['accounting', 'AccountingCost'],
  ['order_line', 'OrderLineReference', 'LineID'],
  ['order', 'OrderLineReference', 'OrderReference', 'ID'],
  ['despatch', 'DespatchLineReference', 'LineID'],
  ['document', 'DocumentReference', 'ID'],
  ['sellers_item', 'Item', 'SellersItemIdentification', 'ID'],
  ['buyers_item', 'Item', 'BuyersItemIdentification', 'ID'],
  ['standard_item', 'Item', 'StandardItemIdentification', 'ID'],
  ['origin', 'Item', 'OriginCountry', 'IdentificationCode'],
  ['classification', 'Item', 'CommodityClassification', 'ItemClassificationCode'],
];

function readDetails(part: UblPart): LineDetail[] {
  // 130 says that the document is what was invoiced: the only thing Peppol lets it be.
  part.expect('130', 'DocumentReference', 'DocumentTypeCode');
  const known = detailPaths.flatMap(([kind, ...path]) => part.all(...path).flatMap((element): LineDetail[] => {
    const value = element.text();
    const scheme = element.attribute('schemeID') ?? element.attribute('listID');
    return value === undefined ? [] : [{ kind, value: scheme === undefined ? value : `${value} (${scheme})` }];
  }));
  const properties = part.all('Item', 'AdditionalItemProperty').flatMap((property): LineDetail[] => {
    const [name, value] = [property.text('Name'), property.text('Value')];
    return name === undefined && value === undefined ? [] : [{ kind: 'property', name: name ?? '', value: value ?? '' }];
  });
  return [...known, ...properties];
}

function readQuantity(part: UblPart | undefined): Quantity | undefined {
  const value = part?.decimal();
  return part === undefined || value === undefined ? undefined : { value, unit: part.attribute('unitCode') };
}

function readPrice(part: UblPart | undefined): Price | undefined {
  const amount = part?.decimal('PriceAmount');
  if (part === undefined || amount === undefined) return undefined;
  const isDiscount = !/^(true|1)$/.test(part.text('AllowanceCharge', 'ChargeIndicator') ?? '');
  const discount = part.decimal('AllowanceCharge', 'Amount');
  return {
    amount,
    per: readQuantity(part.one('BaseQuantity')),
    discount: discount === undefined || isDiscount ? discount : negated(discount),
    beforeDiscount: part.decimal('AllowanceCharge', 'BaseAmount'),
  };
}

function negated(decimal: DecimalText): DecimalText {
  return decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`;
}

/** @throws UblRefusal when it is not said whether the amount is to be added or subtracted. */
export function readCharge(part: UblPart): Charge {
  const indicator = part.text('ChargeIndicator') ?? '';
  const amount = part.money('Amount');
  if (amount === undefined || !/^(true|false|1|0)$/.test(indicator)) throw new UblRefusal('amount');
  return {
    isCharge: indicator === 'true' || indicator === '1',
    reason: part.text('AllowanceChargeReason'),
    reasonCode: part.text('AllowanceChargeReasonCode'),
    amount,
    base: part.money('BaseAmount'),
    percent: part.decimal('MultiplierFactorNumeric'),
    vat: readVatCategory(part.one('TaxCategory')),
  };
}

export function readVatCategory(part: UblPart | undefined): VatCategory | undefined {
  if (part === undefined) return undefined;
  part.expect('VAT', 'TaxScheme', 'ID');
  part.one('ID')?.expectAttribute('schemeID', 'UNCL5305');
  return { code: part.text('ID'), percent: part.decimal('Percent') };
}

export function readPeriod(part: UblPart | undefined): Period | undefined {
  if (part === undefined) return undefined;
  const period = { from: part.day('StartDate'), to: part.day('EndDate'), code: part.text('DescriptionCode') };
  return Object.values(period).some((value) => value !== undefined) ? period : undefined;
}
