/** What the directory of a zip says of a file in it. */
export interface ZipRecord {
  readonly path: string;
  readonly isDeflated: boolean;
  readonly crc32: number;
  /** As it stands in the zip, and unpacked. */
  readonly packedBytes: number;
  readonly bytes: number;
}

interface ZipEnd {
  readonly entries: number;
  readonly directoryAt: number;
  readonly directoryBytes: number;
}

/** What the fields of a zip without extensions hold; their highest value says «see the extension». */
const largest16 = 0xffff;
const largest32 = 0xffffffff;
const plainVersion = 20;
const zip64Version = 45;
/** Noon of 1 January 1980 for every entry, the first day a zip can tell: the same contents are the same bytes. */
const time = 0x6000;
const day = 0x0021;
/** Names are UTF-8. */
const flags = 0x0800;

type Field = readonly [size: 2 | 4 | 8, value: number];

/**
 * What stands before a file in a zip. Sizes stand here and not after the file, so that a reader may take the zip as it comes.
 * Throws a RangeError for a file of 4 GB or more, which no claim has.
 * Source: PKWARE, APPNOTE.TXT 6.3.10, § 4.3.7; so also the other parts: § 4.3.12, 4.3.14–4.3.16, 4.5.3.
 */
export function fileHeader(record: ZipRecord): Uint8Array {
  const name = nameOf(record);
  return Buffer.concat([written([[4, 0x04034b50], [2, plainVersion], ...sharedFields(record), [2, name.length], [2, 0]]), name]);
}

/** A file's place in the directory, with an extension where it starts after 4 GB. */
export function directoryRecord(record: ZipRecord, startsAt: number): Uint8Array {
  const name = nameOf(record);
  const isFar = startsAt >= largest32;
  const version = isFar ? zip64Version : plainVersion;
  const extension = isFar ? written([[2, 1], [2, 8], [8, startsAt]]) : Buffer.alloc(0);
  return Buffer.concat([
    written([
      [4, 0x02014b50], [2, version], [2, version], ...sharedFields(record),
      [2, name.length], [2, extension.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, isFar ? largest32 : startsAt],
    ]),
    name, extension,
  ]);
}

/** The end of a zip: how many files, and where the directory stands; in wide fields too where the narrow ones do not suffice. */
export function zipEnd(end: ZipEnd): Uint8Array {
  const { entries, directoryAt, directoryBytes } = end;
  const isWide = entries >= largest16 || directoryAt >= largest32 || directoryBytes >= largest32;
  const narrow = written([
    [4, 0x06054b50], [2, 0], [2, 0], [2, Math.min(entries, largest16)], [2, Math.min(entries, largest16)],
    [4, Math.min(directoryBytes, largest32)], [4, Math.min(directoryAt, largest32)], [2, 0],
  ]);
  return isWide ? Buffer.concat([wideEnd(end), narrow]) : narrow;
}

function wideEnd({ entries, directoryAt, directoryBytes }: ZipEnd): Uint8Array {
  return written([
    [4, 0x06064b50], [8, 44], [2, zip64Version], [2, zip64Version], [4, 0], [4, 0],
    [8, entries], [8, entries], [8, directoryBytes], [8, directoryAt],
    [4, 0x07064b50], [4, 0], [8, directoryAt + directoryBytes], [4, 1],
  ]);
}

function sharedFields({ isDeflated, crc32, packedBytes, bytes }: ZipRecord): readonly Field[] {
  return [[2, flags], [2, isDeflated ? 8 : 0], [2, time], [2, day], [4, crc32], [4, packedBytes], [4, bytes]];
}

function nameOf({ path, bytes, packedBytes }: ZipRecord): Buffer {
  if (bytes >= largest32 || packedBytes >= largest32) throw new RangeError(`${path} is too large for the archive`);
  return Buffer.from(path);
}

/** Fields one after another, the lowest byte first. */
function written(fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(fields.reduce((total, [size]) => total + size, 0));
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 8) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeUIntLE(value, at, size);
    at += size;
  }
  return bytes;
}
