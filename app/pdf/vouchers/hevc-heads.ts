/** What a decoder needs before the data of a coded picture: its parameter sets, and how many bytes tell the length of each unit. */
export interface HevcHead {
  readonly units: readonly Buffer[];
  readonly lengthBytes: number;
  /** Of all its planes, as it says. */
  readonly bytesPerPixel: number;
}

/** By the number of the item each belongs to, as a HEIC file tells it. Source: ISO/IEC 23008-12 9.3, 14496-12 8.11. */
export function hevcHeads(heic: Buffer): ReadonlyMap<number, HevcHead> {
  const meta = boxIn(heic, 'meta');
  const properties = meta === undefined ? undefined : boxIn(meta.subarray(fullHead), 'iprp');
  const container = properties === undefined ? undefined : boxIn(properties, 'ipco');
  if (properties === undefined || container === undefined) return new Map();
  const all = [...boxesIn(container)];
  const heads = new Map<number, HevcHead>();
  for (const { type, content } of boxesIn(properties)) {
    if (type !== 'ipma') continue;
    for (const { item, property } of associationsIn(content)) {
      const box = all[property - 1];
      const head = box?.type === 'hvcC' ? headFrom(box.content) : undefined;
      if (head !== undefined) heads.set(item, head);
    }
  }
  return heads;
}

/** The units within data where each stands behind its length; undefined where they end otherwise than they say. */
export function unitsWithin(data: Buffer, lengthBytes: number): readonly Buffer[] | undefined {
  const units: Buffer[] = [];
  let at = 0;
  while (at + lengthBytes <= data.length) {
    const end = at + lengthBytes + data.readUIntBE(at, lengthBytes);
    if (end > data.length) return undefined;
    units.push(data.subarray(at + lengthBytes, end));
    at = end;
  }
  return at === data.length ? units : undefined;
}

/** Version and flags. */
const fullHead = 4;

interface Box {
  readonly type: string;
  readonly content: Buffer;
}

function* boxesIn(bytes: Buffer): Generator<Box> {
  for (let at = 0; at + 8 <= bytes.length;) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= bytes.length;
    const head = isLong ? 16 : 8;
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    const end = length === 0 ? bytes.length : at + length;
    if (end < at + head || end > bytes.length) return;
    yield { type: bytes.toString('latin1', at + 4, at + 8), content: bytes.subarray(at + head, end) };
    at = end;
  }
}

function boxIn(bytes: Buffer, wanted: string): Buffer | undefined {
  for (const { type, content } of boxesIn(bytes)) if (type === wanted) return content;
  return undefined;
}

/** Which property, counted from one, belongs to which item. */
function* associationsIn(ipma: Buffer): Generator<{ item: number; property: number }> {
  const [itemBytes, propertyBytes] = [(ipma[0] ?? 0) === 0 ? 2 : 4, ((ipma[3] ?? 0) & 1) === 0 ? 1 : 2];
  let at = fullHead + 4;
  for (let left = ipma.readUInt32BE(fullHead); left > 0; left -= 1) {
    if (at + itemBytes >= ipma.length) return;
    const item = ipma.readUIntBE(at, itemBytes);
    const count = ipma[at + itemBytes] ?? 0;
    at += itemBytes + 1;
    for (let index = 0; index < count && at + propertyBytes <= ipma.length; index += 1) {
      const isEssential = 1 << (propertyBytes * 8 - 1);
      yield { item, property: ipma.readUIntBE(at, propertyBytes) & (isEssential - 1) };
      at += propertyBytes;
    }
  }
}

/** Planes of light alone, and with colours of a quarter, a half and all of its pixels. */
const samplesPerPixel = [1, 1.5, 2, 3] as const;

/** Source: ISO/IEC 14496-15 8.3.3.1. */
function headFrom(hvcC: Buffer): HevcHead | undefined {
  const arrays = 22;
  if (hvcC.length <= arrays) return undefined;
  const units: Buffer[] = [];
  let at = arrays + 1;
  for (let array = hvcC[arrays] ?? 0; array > 0 && at + 3 <= hvcC.length; array -= 1) {
    let count = hvcC.readUInt16BE(at + 1);
    at += 3;
    for (; count > 0 && at + 2 <= hvcC.length; count -= 1) {
      const end = at + 2 + hvcC.readUInt16BE(at);
      units.push(hvcC.subarray(at + 2, end));
      at = end;
    }
  }
  const samples = samplesPerPixel[(hvcC[arrays - 6] ?? 0) & 3] ?? 3;
  const isDeep = ((hvcC[arrays - 5] ?? 0) & 7) > 0;
  return { units, lengthBytes: ((hvcC[arrays - 1] ?? 0) & 3) + 1, bytesPerPixel: isDeep ? samples * 2 : samples };
}
