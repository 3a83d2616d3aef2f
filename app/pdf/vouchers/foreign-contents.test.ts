import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { foreignPage, type ForeignObject } from '#test/fixtures/foreign-pdf.ts';
import { carried } from '#test/fixtures/carried.ts';
import { readPdf, type ReadPage } from '#test/fixtures/pdf-reader.ts';
import { asPdf } from '#test/fixtures/written-pdf.ts';

const font = '/Resources << /Font << /F 5 0 R >> >>';
const hello = 'BT /F 20 Tf 10 50 Td (Hei) Tj ET';

async function shown(bytes: Buffer): Promise<ReadPage | undefined> {
  const voucher = await carried(bytes);
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  return (await readPdf(asPdf(voucher)))[0];
}

/** What is shown of a page with these streams as its contents. */
async function textOf(contents: string, streams: readonly ForeignObject[]): Promise<string | undefined> {
  return (await shown(foreignPage({ page: `${font} /Contents ${contents}` }, streams)))?.text;
}

describe('a page’s contents', () => {
  test('in several streams are one, also when an operator’s operands stand in another stream', async () => {
    expect(await textOf('[6 0 R 7 0 R 8 0 R 9 0 R]', ['BT /F 20', 'Tf 10 50', 'Td (Hei)', 'Tj ET'].map((data) => ({ data })))).toBe('Hei');
  });

  test('may be a reference to an array, and an array of one', async () => {
    expect(await textOf('7 0 R', [{ data: hello }, '[6 0 R]'])).toBe('Hei');
  });

  test.each<[string, ForeignObject]>([
    ['deflated', { dictionary: '/Filter /FlateDecode', data: deflateSync(hello) }],
    ['deflated, its filter in an array', { dictionary: '/Filter [ /FlateDecode ]', data: deflateSync(hello) }],
    ['deflated and written as letters', {
      dictionary: '/Filter [ /ASCIIHexDecode /FlateDecode ]', data: `${deflateSync(hello).toString('hex')}>`,
    }],
    ['deflated with a predictor', {
      dictionary: '/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 8 >>',
      data: deflateSync(Buffer.concat((hello.match(/.{8}/g) ?? []).map((row) => Buffer.from(`\0${row}`)))),
    }],
    ['in letters', { dictionary: '/Filter /ASCIIHexDecode', data: `${Buffer.from(hello).toString('hex')}>` }],
  ])('are unpacked: %s', async (_name, stream) => {
    expect(hello).toHaveLength(32);
    expect(await textOf('6 0 R', [stream])).toBe('Hei');
  });

  test('may be absent: an empty page is a page', async () => {
    expect(await shown(foreignPage({ page: '/Contents []' }))).toMatchObject({ text: '', width: 200, height: 100 });
    expect(await shown(foreignPage({ page: '/Contents null' }))).toMatchObject({ text: '' });
  });

  test.each<[string, string, ForeignObject[]]>([
    ['a stream that is not there', '99 0 R', []],
    ['what is no stream', '6 0 R', ['<< /Not /Stream >>']],
    ['a stream that does not unpack', '6 0 R', [{ dictionary: '/Filter /FlateDecode', data: 'not packed' }]],
    ['a stream cut short', '6 0 R', [{ dictionary: '/Filter [ /FlateDecode ]', data: deflateSync(hello.repeat(50)).subarray(0, 30) }]],
    ['a filter nobody knows', '6 0 R', [{ dictionary: '/Filter /Unknown', data: hello }]],
  ])('naming %s make the file damaged, never a blank page', async (_name, contents, streams) => {
    expect(await carried(foreignPage({ page: `${font} /Contents ${contents}` }, streams))).toEqual({ unreadable: 'damaged' });
  });

  test('may name nothing among others, as what the file says itself that it never had', async () => {
    expect(await textOf('[null 6 0 R 99 0 R]', [{ data: hello }])).toBe('Hei');
    expect(await textOf('[null 7 0 R]', [{ data: hello }, 'null']).catch(String)).toContain('damaged');
  });

  test('are all there though the file counts its objects wrongly', async () => {
    const file = foreignPage({ page: `${font} /Contents [6 0 R 7 0 R]` }, [{ data: 'BT /F 20 Tf 10 50 Td' }, { data: '(Hei) Tj ET' }]);
    for (const size of ['/Size 3', '/Size 7', '/Sise 8']) {
      expect((await shown(Buffer.from(file.toString('latin1').replace('/Size 8', size), 'latin1')))?.text).toBe('Hei');
    }
  });

  test('may name an object that was made null', async () => {
    expect(await textOf('[7 0 R 6 0 R]', [{ data: hello }, 'null'])).toBe('Hei');
  });

  test('naming a stream among others that the file says it has, and has not, make the file damaged', async () => {
    const file = foreignPage({ page: `${font} /Contents [6 0 R 99 0 R]` }, [{ data: hello }]);
    for (const size of ['/Size 100', '/Sise 7']) {
      const lost = Buffer.from(file.toString('latin1').replace('/Size 7', size), 'latin1');
      expect(await carried(lost)).toEqual({ unreadable: 'damaged' });
    }
    expect(await carried(foreignPage({ page: `${font} /Contents [98 0 R 99 0 R]` }))).toEqual({ unreadable: 'damaged' });
  });

  test('that unpack without end are refused', async () => {
    const bomb = deflateSync(Buffer.alloc(130 * 1024 * 1024));
    for (const filter of ['/FlateDecode', '[ /FlateDecode ]']) {
      const file = foreignPage({ page: '/Contents 6 0 R' }, [{ dictionary: `/Filter ${filter}`, data: bomb }]);
      expect(await carried(file)).toHaveProperty('unreadable');
    }
  });

  test('that forget to restore what they saved do not move what is drawn after them', async () => {
    const note = { dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 20 20]', data: '0 0 20 20 re f' };
    const annotation = '/Annots [ << /Type /Annot /Subtype /Stamp /Rect [10 10 30 30] /AP << /N 6 0 R >> >> ]';
    for (const contents of ['q q 3 0 0 3 50 50 cm', 'q 1 0 0 1 90 0 cm Q Q Q Q']) {
      const page = await shown(foreignPage({ page: annotation, contents }, [note]));
      const inked = [...page?.pixels.keys() ?? []].filter((index) => page?.pixels[index] === 0)
        .map((index) => [index % 200, Math.floor(index / 200)]);
      expect([inked.length, inked[0], inked.at(-1)]).toEqual([400, [10, 70], [29, 89]]);
    }
  });
});
