import { PDFDict, PDFDocument, PDFNumber, PDFRawStream, PDFRef, PDFName } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { finished, unpacked } from '#test/fixtures/written-pdf.ts';
import { PdfFile, type Ref } from './pdf-file.ts';

/** A file of one page and so many numbered objects and streams besides. */
function aFile(count: number): { bytes: Buffer; plain: Ref[]; streams: Ref[] } {
  const file = new PdfFile();
  const pages = file.reserve();
  const later = file.reserve();
  const plain = Array.from({ length: count }, (_, index) => file.add(`<< /Number ${index} >>`));
  const streams = Array.from({ length: count }, (_, index) => file.addDeflated(`/Number ${index}`, Buffer.from(`innhold ${index}`)));
  const page = file.add(`<< /Type /Page /Parent ${pages} 0 R /MediaBox [ 0 0 100 100 ] /Contents ${later} 0 R >>`);
  file.addStream('', Buffer.from('0 0 50 50 re f'), later);
  return { bytes: finished(file, pages, [page]), plain, streams };
}

describe('a written file', () => {
  test.each([0, 1, 199, 450])('with %i objects has them all for another reader', async (count) => {
    const { bytes, plain, streams } = aFile(count);
    const { context } = await PDFDocument.load(bytes, { updateMetadata: false });
    const numbers = plain.map((ref) => context.lookup(PDFRef.of(ref), PDFDict).lookup(PDFName.of('Number'), PDFNumber).asNumber());
    expect(numbers).toEqual(plain.map((_, index) => index));
    for (const [index, ref] of streams.entries()) {
      const stream = context.lookup(PDFRef.of(ref));
      expect(stream instanceof PDFRawStream && stream.dict.get(PDFName.of('Number'))?.toString()).toBe(String(index));
    }
  });

  test('is drawn by PDFium, which finds each object by its place', async () => {
    const [page] = await readPdf(aFile(300).bytes);
    expect([page?.pixels.filter((pixel) => pixel === 0).length, page?.width]).toEqual([2_500, 100]);
  });

  test('points at its own table of places', () => {
    const { bytes } = aFile(3);
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(bytes.toString('latin1'))?.[1]);
    expect(bytes.toString('latin1', start, start + 200)).toMatch(/^\d+ 0 obj\n<< \/Type \/XRef /);
  });

  test('says of each packed object its place among those it is packed with', () => {
    const text = unpacked(aFile(450).bytes);
    const containers = [...text.matchAll(/\/ObjStm \/N \d+ \/First \d+ .*>>\n([\d ]+)\n/g)]
      .map(([, head = '']) => head.split(' ').filter((_, index) => index % 2 === 0).map(Number));
    const table = Buffer.from(text.slice(text.indexOf('\n', text.indexOf('/Type /XRef')) + 1), 'latin1');
    const packed = Array.from({ length: Math.floor(table.length / 7) }, (_, ref) => ({ ref, entry: table.subarray(ref * 7, ref * 7 + 7) }))
      .filter(({ entry }) => entry[0] === 2);
    const first = Math.min(...packed.map(({ entry }) => entry.readUInt32BE(1)));
    const found = packed.map(({ entry }) => containers[entry.readUInt32BE(1) - first]?.[entry.readUInt16BE(5)]);
    expect(found).toEqual(packed.map(({ ref }) => ref));
    expect(packed.length).toBe(containers.flat().length);
  });

  test('keeps the bytes of a stream as they are', async () => {
    const every = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
    const file = new PdfFile();
    const ref = file.addStream('', every);
    const { context } = await PDFDocument.load(finished(file, file.reserve(), []), { updateMetadata: false, throwOnInvalidObject: true });
    const stream = context.lookup(PDFRef.of(ref));
    expect(stream instanceof PDFRawStream && Buffer.from(stream.contents).equals(every)).toBe(true);
  });

  test('is the same for the same calls, and has another name for other content', () => {
    const nameOf = (count: number) => /\/ID \[<([0-9A-F]{32})> <\1>\]/.exec(aFile(count).bytes.toString('latin1'))?.[1];
    expect(aFile(5).bytes.equals(aFile(5).bytes)).toBe(true);
    expect(nameOf(5)).toMatch(/^[0-9A-F]{32}$/);
    expect(nameOf(5)).not.toBe(nameOf(6));
  });

  test('a number reserved and never used stands for nothing, and harms nothing', async () => {
    const file = new PdfFile();
    const unused = file.reserve();
    const { context } = await PDFDocument.load(finished(file, file.reserve(), []), { updateMetadata: false });
    expect(context.lookup(PDFRef.of(unused))).toBeUndefined();
  });
});
