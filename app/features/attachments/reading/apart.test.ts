import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { aDetailedPicture } from '#test/fixtures/damaged-jpeg.ts';
import { foreignPage } from '#test/fixtures/foreign-pdf.ts';
import { aGridHeic, aTile } from '#test/fixtures/heic.ts';
import { asPdf } from '#test/fixtures/written-pdf.ts';
import { VoucherReader } from './voucher-reader.server.ts';

const [ours, theirs] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

function aReader(): VoucherReader {
  const reader = new VoucherReader({ processes: 1 });
  onTestFinished(() => { reader.close(); });
  return reader;
}

/** What became of a file: why it was refused, or a sum of its pages. */
async function became(reader: VoucherReader, bytes: Buffer, organisationId?: string): Promise<string> {
  const opened = await reader.open(bytes, { organisationId });
  return 'unreadable' in opened ? opened.unreadable : createHash('sha256').update(asPdf(opened)).digest('hex');
}

/** A page that shows a picture packed so; never proven, so that PDFium decodes it. */
function pageOf(filter: string, data: Buffer, entries = '/ColorSpace /DeviceRGB /BitsPerComponent 8'): Buffer {
  return foreignPage({ page: '/Resources << /XObject << /I 6 0 R >> >>', contents: 'q 180 0 0 80 10 10 cm /I Do Q BT ET 0.1 i' }, [
    { dictionary: `/Type /XObject /Subtype /Image /Width 320 /Height 240 ${entries} /Filter ${filter}`, data },
  ]);
}

/** Pictures of every kind, and what each decoder is for. */
const kinds: Readonly<Record<string, () => Promise<Buffer>>> = {
  'a JPEG': () => aDetailedPicture().jpeg().toBuffer(),
  'a progressive JPEG': () => aDetailedPicture().jpeg({ progressive: true }).toBuffer(),
  'a PNG': () => aDetailedPicture().png().toBuffer(),
  'an uncompressed TIFF': () => aDetailedPicture().tiff({ compression: 'none' }).toBuffer(),
  'a TIFF by LZW': () => aDetailedPicture().tiff({ compression: 'lzw' }).toBuffer(),
  'a packed TIFF': () => aDetailedPicture().tiff({ compression: 'deflate' }).toBuffer(),
  'a TIFF of JPEG': () => aDetailedPicture().tiff({ compression: 'jpeg' }).toBuffer(),
  'a fax': () => aDetailedPicture().toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1 }).toBuffer(),
  'a WebP': () => aDetailedPicture().webp().toBuffer(),
  'a WebP without loss': () => aDetailedPicture().webp({ lossless: true }).toBuffer(),
  'an AVIF': () => aDetailedPicture().avif({ effort: 0 }).toBuffer(),
  'a HEIC': () => Promise.resolve(aGridHeic({ columns: 2, rows: 2 })),
  'a PDF of JPEG': async () => pageOf('/DCTDecode', await aDetailedPicture().jpeg().toBuffer()),
  'a PDF of raw rows': async () => pageOf('/ASCIIHexDecode', Buffer.from((await aDetailedPicture().raw().toBuffer()).toString('hex'))),
  'a PDF of runs': () => Promise.resolve(pageOf('/RunLengthDecode', Buffer.alloc(3_600, '\x81\xe0'))),
  'a PDF of a fax': () => Promise.resolve(pageOf('/CCITTFaxDecode /DecodeParms << /K -1 /Columns 320 >>', Buffer.alloc(900, 0x35), '/ColorSpace /DeviceGray /BitsPerComponent 1')),
  'a PDF of JBIG2': () => Promise.resolve(pageOf('/JBIG2Decode', Buffer.alloc(900, 0x31), '/ColorSpace /DeviceGray /BitsPerComponent 1')),
  'a PDF of JPEG 2000': () => Promise.resolve(pageOf('/JPXDecode', Buffer.alloc(900, 0x4f))),
};

const damages: readonly ((bytes: Buffer) => Buffer)[] = [
  (bytes) => bytes.fill(0, Math.floor(bytes.length * 0.4), Math.floor(bytes.length * 0.4) + Math.min(200, Math.floor(bytes.length / 8))),
  (bytes) => bytes.fill((bytes[Math.floor(bytes.length * 0.7)] ?? 0) ^ 0x10, Math.floor(bytes.length * 0.7), Math.floor(bytes.length * 0.7) + 1),
  (bytes) => bytes.fill(0xa5, Math.floor(bytes.length * 0.8), Math.floor(bytes.length * 0.82)),
];

describe('what was read before decides nothing of how a damaged file comes out:', () => {
  test.each(Object.entries(kinds))('%s', async (_name, make) => {
    const whole = await make();
    const [alone, after] = [aReader(), aReader()];
    for (const damage of damages) {
      const damaged = damage(Buffer.from(whole));
      await became(after, whole);
      expect(await became(after, damaged)).toBe(await became(alone, damaged));
    }
  });
});

describe('a photograph that lacks a part', () => {
  const lacking = aGridHeic({ columns: 4, rows: 4, others: new Map([[9, Buffer.from(aTile.data).fill(0, 30)]]) });

  test('is refused also after a whole one of another organisation, and the whole one is still opened', async () => {
    const reader = aReader();
    expect(await became(reader, aGridHeic({ columns: 4, rows: 4 }), theirs)).toMatch(/^[0-9a-f]{64}$/);
    expect(await became(reader, lacking, ours)).toBe('damaged');
    expect(await became(reader, aGridHeic({ columns: 4, rows: 4 }), ours)).toMatch(/^[0-9a-f]{64}$/);
  });
});

/** Refuses its first file as empty, its second as damaged and so on: it tells how many it has opened. */
const countingWorker = `
const causes = ['empty', 'damaged', 'blank', 'truncated'];
process.on('message', () => process.send({ unreadable: causes.shift() }));
process.on('disconnect', () => process.exit(0));
`;

describe('a process opens the files of one organisation and no other’s', () => {
  test.each([
    ['with one process, which ends for each other organisation', 1, ['empty', 'damaged', 'empty', 'damaged', 'empty', 'empty']],
    ['with two, which each keep to theirs as long as they can', 2, ['empty', 'damaged', 'empty', 'damaged', 'blank', 'empty']],
  ])('%s', async (_name, processes, expected) => {
    const folder = await mkdtemp(join(tmpdir(), 'apart-'));
    await writeFile(join(folder, 'worker.mjs'), countingWorker);
    const reader = new VoucherReader({ processes, worker: pathToFileURL(join(folder, 'worker.mjs')) });
    onTestFinished(async () => { reader.close(); await rm(folder, { recursive: true }); });
    const said: string[] = [];
    for (const organisationId of [ours, ours, theirs, theirs, ours, undefined]) said.push(await became(reader, Buffer.from('x'), organisationId));
    expect(said).toEqual(expected);
  });

  test('nor takes the lock off them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'apart-'));
    await writeFile(join(folder, 'worker.mjs'), countingWorker);
    const reader = new VoucherReader({ processes: 1, worker: pathToFileURL(join(folder, 'worker.mjs')) });
    onTestFinished(async () => { reader.close(); await rm(folder, { recursive: true }); });
    const said = [];
    for (const organisationId of [ours, ours, theirs]) said.push(await reader.unlock(Buffer.from('x'), 'sesam', organisationId));
    expect(said).toEqual([{ unreadable: 'empty' }, { unreadable: 'damaged' }, { unreadable: 'empty' }]);
  });
});
