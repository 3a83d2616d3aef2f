import { inflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readPdf, type ReadPage } from '#test/fixtures/pdf-reader.ts';
import { finished } from '#test/fixtures/written-pdf.ts';
import { PdfFile } from '../pdf-file.ts';
import { readPng } from './png.ts';

const size = 24;
/** A picture in which every row and column differs, so that a predictor undone wrongly is seen. */
const points = Array.from({ length: size * size }, (_, index) => [(index * 7) % 256, (index % size) * 10, Math.floor(index / size) * 10]);
const colours = Buffer.from(points.flat());
const greys = Buffer.from(Array.from({ length: size * size }, (_, index) => (index * 5) % 256));

function pngOf(raw: Buffer, channels: 1 | 3, adaptiveFiltering: boolean): Promise<Buffer> {
  const image = sharp(raw, { raw: { width: size, height: size, channels } });
  return (channels === 1 ? image.toColourspace('b-w') : image).png({ adaptiveFiltering, palette: false }).toBuffer();
}

/** The packed rows set as a picture in a page of its own size. */
async function drawn(png: Buffer): Promise<ReadPage | undefined> {
  const { dictionary, data } = readPng(png);
  const file = new PdfFile();
  const pages = file.reserve();
  const image = file.addStream(`/Type /XObject /Subtype /Image /Width ${size} /Height ${size} ${dictionary}`, data);
  const contents = file.addStream('', Buffer.from(`${size} 0 0 ${size} 0 0 cm /I Do`));
  const resources = `<< /XObject << /I ${image} 0 R >> >>`;
  const box = `/MediaBox [ 0 0 ${size} ${size} ]`;
  const page = file.add(`<< /Type /Page /Parent ${pages} 0 R ${box} /Resources ${resources} /Contents ${contents} 0 R >>`);
  return (await readPdf(finished(file, pages, [page])))[0];
}

describe('a PNG’s packed rows, taken over as they are', () => {
  test('are drawn point for point, whatever filters its rows have', async () => {
    const filtered = await pngOf(colours, 3, true);
    const rows = inflateSync(readPng(filtered).data);
    const filters = new Set(Array.from({ length: size }, (_, row) => rows[row * (size * 3 + 1)]));
    expect(filters.size).toBeGreaterThan(1);
    for (const png of [filtered, await pngOf(colours, 3, false)]) {
      expect(Buffer.from((await drawn(png))?.colours ?? []).equals(colours)).toBe(true);
    }
  });

  test('in grey', async () => {
    const png = await pngOf(greys, 1, true);
    expect(readPng(png).dictionary).toContain('/DeviceGray');
    expect(Buffer.from((await drawn(png))?.pixels ?? []).equals(greys)).toBe(true);
  });

  test('in several chunks, with others between', async () => {
    const png = await pngOf(colours, 3, false);
    const at = png.indexOf('IDAT') - 4;
    const length = png.readUInt32BE(at);
    const chunk = (type: string, data: Buffer) => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(data.length);
      head.write(type, 4, 'latin1');
      return Buffer.concat([head, data, Buffer.alloc(4)]);
    };
    const body = png.subarray(at + 8, at + 8 + length);
    const parts = [body.subarray(0, 5), body.subarray(5, 6), body.subarray(6)].map((data) => chunk('IDAT', data));
    const split = Buffer.concat([png.subarray(0, at), chunk('tEXt', Buffer.from('IDAT')), ...parts, png.subarray(at + 12 + length)]);
    expect(readPng(split).data.equals(body)).toBe(true);
  });
});
