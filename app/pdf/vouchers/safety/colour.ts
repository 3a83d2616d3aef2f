import { PDFArray, PDFName, PDFStream, type PDFObject } from 'pdf-lib';
import type { ObjectReader } from './object-reader.ts';
import { Unproven } from './unproven.ts';

/** Takes a stream's filters off. */
export type Unpack = (stream: PDFStream) => Buffer;

const deviceSpaces = new Map([['/DeviceGray', 1], ['/G', 1], ['/DeviceRGB', 3], ['/RGB', 3]]);
const measuredSpaces = new Map([['/CalGray', 1], ['/CalRGB', 3], ['/Lab', 3]]);

/**
 * How many numbers a colour of the space has. Proven are grey and RGB, of the device (our output intent says which), measured, or
 * with a profile; CMYK, spot colours and what is made of them need a printer's profile. Source: ISO 19005-2 6.2.4.
 */
export function provenComponents(reader: ObjectReader, space: PDFObject | undefined, unpack: Unpack): number {
  if (space instanceof PDFName) {
    const components = space === PDFName.of('Pattern') ? 0 : deviceSpaces.get(space.toString());
    if (components === undefined) throw new Unproven(`colour space ${space.toString()}`);
    return components;
  }
  if (!(space instanceof PDFArray)) throw new Unproven('a colour space that is none');
  const [family, second] = reader.list(space);
  const name = family instanceof PDFName ? family.toString() : '';
  const measured = measuredSpaces.get(name) ?? (space.size() === 1 ? deviceSpaces.get(name) : undefined);
  if (measured !== undefined) return measured;
  if (name === '/ICCBased' && second instanceof PDFStream) return profileComponents(reader, second, unpack);
  if (name === '/Indexed' || name === '/I') {
    if (provenComponents(reader, second, unpack) === 0) throw new Unproven('a palette of patterns');
    return 1;
  }
  if (name === '/Pattern') {
    if (second !== undefined) provenComponents(reader, second, unpack);
    return 0;
  }
  throw new Unproven(`colour space ${name}`);
}

/**
 * Colour spaces that stand in for grey and RGB of the device wherever those are named. Not of the device themselves: that would be a
 * circle. Source: ISO 32000-1 8.6.5.6.
 */
export const standIns: readonly (readonly [name: string, components: number])[] = [['DefaultGray', 1], ['DefaultRGB', 3]];

export function proveStandIn(reader: ObjectReader, { space, components }: { space: PDFObject; components: number }, unpack: Unpack): void {
  const [family] = space instanceof PDFArray ? reader.list(space) : [];
  const isMeasured = family instanceof PDFName && ['/CalGray', '/CalRGB', '/ICCBased'].includes(family.toString());
  if (!isMeasured || provenComponents(reader, space, unpack) !== components) throw new Unproven('another space instead');
}

/** The space that transparent things are blended in. Source: ISO 32000-1 11.6.6. */
export function proveBlending(reader: ObjectReader, space: PDFObject, unpack: Unpack): void {
  const [family] = space instanceof PDFArray ? reader.list(space) : [space];
  const isBlendable = family instanceof PDFName && ['/DeviceGray', '/DeviceRGB', '/CalGray', '/CalRGB', '/ICCBased'].includes(family.toString());
  if (!isBlendable) throw new Unproven('a space to blend in');
  provenComponents(reader, space, unpack);
}

const profileKinds = new Set(['scnr', 'mntr', 'prtr', 'spac']);
const profileSpaces = new Map([['GRAY', 1], ['RGB ', 3], ['Lab ', 3]]);

/** A profile of at most version 4 whose own space is the one it is used for. Source: ISO 19005-2 6.2.4.2, ICC.1:2010 7.2. */
function profileComponents(reader: ObjectReader, stream: PDFStream, unpack: Unpack): number {
  const profile = unpack(stream);
  if (profile.length < 132 || profile.readUInt32BE(0) > profile.length || profile.toString('latin1', 36, 40) !== 'acsp') throw new Unproven('a colour profile that is none');
  const components = profileSpaces.get(profile.toString('latin1', 16, 20));
  const isKnown = (profile[8] ?? 9) <= 4 && profileKinds.has(profile.toString('latin1', 12, 16));
  if (!isKnown || components === undefined || components !== reader.numberIn(stream.dict, 'N')) throw new Unproven('colour profile');
  if (reader.in(stream.dict, 'Alternate') !== undefined) {
    if (provenComponents(reader, reader.in(stream.dict, 'Alternate'), unpack) !== components) throw new Unproven('another space instead');
  }
  return components;
}
