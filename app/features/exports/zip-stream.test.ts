import { buffer } from 'node:stream/consumers';
import { strFromU8, unzipSync, type UnzipFileInfo } from 'fflate';
import { describe, expect, test } from 'vitest';
import { directoryRecord, fileHeader, zipEnd } from './zip-records.ts';
import { zipStream, type ZipPart } from './zip-stream.server.ts';

async function* given(parts: readonly ZipPart[]): AsyncGenerator<ZipPart> {
  for (const part of parts) yield await Promise.resolve(part);
}

const part = (path: string, text: string): ZipPart => ({ path, bytes: Buffer.from(text) });
const zipOf = async (parts: readonly ZipPart[]) => buffer(zipStream(given(parts)));

function entriesOf(zip: Uint8Array): UnzipFileInfo[] {
  const entries: UnzipFileInfo[] = [];
  unzipSync(zip, { filter: (entry) => { entries.push(entry); return false; } });
  return entries;
}

describe('a zip made as a stream', () => {
  test('unpacks to the files it was made of, empty ones and large ones too', async () => {
    const large = 'Øvre Eiker;1 000,00\n'.repeat(100_000);
    const parts = [part('bilag/01 kjørebok.csv', large), part('tom.txt', ''), part('a.pdf', '%PDF-'), part('tom.pdf', '')];
    const files = Object.entries(unzipSync(await zipOf(parts)));
    expect(files.map(([path, bytes]) => [path, strFromU8(bytes)])).toEqual([
      ['bilag/01 kjørebok.csv', large], ['tom.txt', ''], ['a.pdf', '%PDF-'], ['tom.pdf', ''],
    ]);
  });

  test('without files is an empty zip', async () => {
    expect(unzipSync(await zipOf([]))).toEqual({});
  });

  test('is handed on a little at a time', async () => {
    const sizes: number[] = [];
    for await (const chunk of zipStream(given([part('a.pdf', 'x'.repeat(3_000_000))]))) sizes.push(chunk.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024);
  });

  test('asks for the next file only when the last is taken', async () => {
    const asked: string[] = [];
    async function* counted() {
      for (const name of ['a.pdf', 'b.pdf', 'c.pdf']) {
        asked.push(name);
        yield await Promise.resolve(part(name, name));
      }
    }
    const stream = zipStream(counted());
    await stream.next();
    await stream.next();
    expect(asked).toEqual(['a.pdf']);
    await stream.next();
    expect(asked).toEqual(['a.pdf', 'b.pdf']);
  });

  test('packs to the same bytes as ever: what was archived once can be made again', async () => {
    const zip = await zipOf([part('krav.csv', 'Krav;Beløp\n7;10500,00\n')]);
    expect(zip.toString('hex')).toMatchInlineSnapshot('"504b0304140000080800006021004f0ff5171900000017000000080000006b7261762e637376f32e4a2cb3764acd39bca380cbdcdad0c0d4c040c7c0800b00504b01021400140000080800006021004f0ff51719000000170000000800000000000000000000000000000000006b7261762e637376504b05060000000001000100360000003f0000000000"');
  });
});

describe('a zip past what the plain fields hold', () => {
  test('keeps count of 70 000 files', async () => {
    const parts = Array.from({ length: 70_000 }, (_, index) => part(`${index}.pdf`, ''));
    const entries = entriesOf(await zipOf(parts));
    expect(entries.map(({ name }) => name)).toEqual(parts.map(({ path }) => path));
  });

  test('finds a file that starts after four gigabytes', () => {
    const record = { path: 'a.pdf', isDeflated: false, crc32: 0, packedBytes: 0, bytes: 0 };
    const startsAt = 5_000_000_000;
    const bytes = Buffer.from(directoryRecord(record, startsAt));
    expect(bytes.readUInt32LE(42)).toBe(0xffffffff);
    expect([bytes.readUInt16LE(51), bytes.readUInt16LE(53), bytes.readBigUInt64LE(55)]).toEqual([1, 8, 5_000_000_000n]);
  });

  test.each([
    ['65 534 files are told in the plain end', { entries: 65_534, directoryAt: 10, directoryBytes: 10 }, 22],
    ['65 535 files are told in the wide one too', { entries: 65_535, directoryAt: 10, directoryBytes: 10 }, 98],
    ['so is a directory after four gigabytes', { entries: 1, directoryAt: 0xffffffff, directoryBytes: 10 }, 98],
  ])('%s', (_, end, bytes) => {
    expect(zipEnd(end)).toHaveLength(bytes);
  });

  test('a single file of four gigabytes is refused', () => {
    expect(() => fileHeader({ path: 'a.pdf', isDeflated: false, crc32: 0, packedBytes: 0xffffffff, bytes: 0xffffffff })).toThrow(RangeError);
  });
});
