import type { Address, Delivery, Identifier, Party } from './invoice.ts';
import type { UblPart } from './ubl-part.ts';

export function readParty(part: UblPart | undefined): Party | undefined {
  if (part === undefined) return undefined;
  return {
    tradingName: part.text('PartyName', 'Name'),
    registeredName: part.text('PartyLegalEntity', 'RegistrationName'),
    organisation: readIdentifier(part.one('PartyLegalEntity', 'CompanyID')),
    legalForm: part.text('PartyLegalEntity', 'CompanyLegalForm'),
    identifiers: part.all('PartyIdentification', 'ID').flatMap((id) => readIdentifier(id) ?? []),
    endpoint: readIdentifier(part.one('EndpointID')),
    taxNumbers: part.all('PartyTaxScheme').flatMap(readTaxNumber),
    address: readAddress(part.one('PostalAddress')),
    contact: ['Name', 'Telephone', 'ElectronicMail'].flatMap((name) => part.texts('Contact', name)),
  };
}

/** In Norway the second scheme holds the word «Foretaksregisteret»; which tax it is (`VAT`, `TAX`) then says nothing more. */
function readTaxNumber(part: UblPart): string[] {
  const number = part.text('CompanyID');
  if (number === undefined) return [];
  part.expect('VAT', 'TaxScheme', 'ID');
  part.expect('TAX', 'TaxScheme', 'ID');
  return [number];
}

export function readIdentifier(part: UblPart | undefined): Identifier | undefined {
  const value = part?.text();
  return part === undefined || value === undefined ? undefined : { value, scheme: part.attribute('schemeID') };
}

function readAddress(part: UblPart | undefined): Address | undefined {
  if (part === undefined) return undefined;
  const street = [...part.texts('StreetName'), ...part.texts('AdditionalStreetName'), ...part.texts('AddressLine', 'Line')];
  const place = [part.text('PostalZone'), part.text('CityName')].filter((text) => text !== undefined).join(' ');
  const lines = [...street, place, part.text('CountrySubentity') ?? ''].filter((line) => line !== '');
  const country = part.text('Country', 'IdentificationCode');
  return lines.length === 0 && country === undefined ? undefined : { lines, country };
}

export function readDelivery(part: UblPart | undefined): Delivery | undefined {
  if (part === undefined) return undefined;
  const delivery = {
    on: part.day('ActualDeliveryDate'),
    location: readIdentifier(part.one('DeliveryLocation', 'ID')),
    address: readAddress(part.one('DeliveryLocation', 'Address')),
    receiver: part.text('DeliveryParty', 'PartyName', 'Name'),
  };
  return Object.values(delivery).some((value) => value !== undefined) ? delivery : undefined;
}
