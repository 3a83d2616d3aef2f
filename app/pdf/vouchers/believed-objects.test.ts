import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { foreignPage, foreignPdf, type ForeignObject } from '#test/fixtures/foreign-pdf.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { asPdf } from '#test/fixtures/written-pdf.ts';
import { openVoucher } from './open-voucher.server.ts';

/** A square to the left, and one to the right. */
const [left, right] = ['0 0 20 20 re f', '150 0 20 20 re f'];
const whole = foreignPage({ contents: left });

/** What the claim shows: where the ink is and how the page went in; or the cause. */
async function shown(bytes: Buffer): Promise<string> {
  const voucher = await openVoucher(bytes);
  if ('unreadable' in voucher) return voucher.unreadable;
  const [page] = await readPdf(asPdf(voucher));
  if (page === undefined) throw new Error('no page');
  const dark = [...page.pixels.keys()].filter((at) => (page.pixels[at] ?? 255) < 128).map((at) => at % page.pixelWidth);
  const sides = [dark.some((x) => x < 100) ? 'left' : '', dark.some((x) => x > 100) ? 'right' : ''].filter((side) => side !== '');
  return `${sides.join(' and ') || 'nothing'}${voucher.pages[0]?.words === undefined ? '' : ', as a picture'}`;
}

const contents = (data: string, entries = '') => `4 0 obj\n<< ${entries} /Length ${data.length} >>\nstream\n${data}\nendstream\nendobj\n`;

/** The file with something before its tables, which do not tell of it. */
function withOrphan(orphan: string | Buffer, bytes = whole): Buffer {
  const at = bytes.lastIndexOf('xref\n0');
  const tail = bytes.toString('latin1', at).replace(/startxref\n\d+/, `startxref\n${at + orphan.length}`);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(orphan), Buffer.from(tail, 'latin1')]);
}

/** What is written behind a file as its newer revision: objects by their numbers, and numbers that are free from then on. */
function revised(bytes: Buffer, objects: Readonly<Record<number, string>>, freed: readonly number[] = []): Buffer {
  let body = '';
  const entries = Object.entries(objects).map(([number, object]) => {
    const at = String(bytes.length + body.length).padStart(10, '0');
    body += object;
    return `${number} 1\n${at} 00000 n \n`;
  });
  entries.push(...freed.map((number) => `${number} 1\n0000000000 00001 f \n`));
  const before = /startxref\n(\d+)/.exec(bytes.toString('latin1', bytes.lastIndexOf('startxref')))?.[1] ?? '';
  const trailer = `trailer\n<< /Size 12 /Root 1 0 R /Prev ${before} >>\nstartxref\n${bytes.length + body.length}\n%%EOF\n`;
  return Buffer.concat([bytes, Buffer.from(`${body}xref\n${entries.join('')}${trailer}`)]);
}

describe('of an object that is written several times, the one is shown that the tables lead to', () => {
  test.each<[string, Buffer, string]>([
    ['one', whole, 'left'],
    ['one and an orphan behind it', withOrphan(contents(right)), 'left'],
    ['one and orphans that hold what looks like another', withOrphan(contents(right) + contents(`${right} % 4 0 obj << >> endobj`)), 'left'],
    ['one and an orphan that holds others', withOrphan(
      '9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length 43 >>\nstream\n3 0 << /Type /Page /MediaBox [0 0 9 9] >>  \nendstream\nendobj\n',
    ), 'left'],
    ['one and a trailer nobody leads to', withOrphan('8 0 obj\n<< /Type /Catalog >>\nendobj\n'), 'left'],
    ['an older and a newer', revised(whole, { 4: contents(right) }), 'right'],
    ['an older, a newer and an orphan', revised(withOrphan(contents(left)), { 4: contents(right) }), 'right'],
    ['a newer that is taken back', revised(revised(whole, { 4: contents(right) }), { 4: contents(left) }), 'left'],
    ['contents in which another seems to begin', foreignPage({ contents: `${left} % 4 0 obj` }), 'left'],
  ])('%s', async (_name, bytes, expected) => {
    expect(await shown(bytes)).toBe(expected);
  });

  test('and none that the tables call free: an annotation that was deleted', async () => {
    const stamp = '<< /Type /Annot /Subtype /Stamp /Rect [150 0 170 20] /F 4 /AP << /N 7 0 R >> >>';
    const stamped = foreignPage({ contents: left, page: '/Annots [6 0 R]' }, [stamp, { dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 20 20]', data: '0 0 20 20 re f' }]);
    expect(await shown(stamped)).toBe('left and right');
    expect(await shown(revised(stamped, {}, [6]))).toBe('left');
    expect(await shown(revised(stamped, {}, [4]))).toBe('damaged');
  });

  test('as a picture where the tables are wrong', async () => {
    const wrong = (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace(/startxref\n\d+/g, 'startxref\n7'), 'latin1');
    expect(await shown(wrong(whole))).toBe('left');
    expect(await shown(wrong(revised(whole, { 4: contents(right) })))).toBe('right, as a picture');
  });

  test('but a file whose trailers lead to two catalogues is refused', async () => {
    const two = foreignPage({ contents: left }, ['<< /Type /Catalog /Pages 2 0 R >>']);
    const end = two.lastIndexOf('startxref');
    expect(await shown(two)).toBe('left');
    expect(await shown(Buffer.concat([two.subarray(0, end), Buffer.from('trailer\n<< /Root 6 0 R >>\n'), two.subarray(end)]))).toBe('damaged');
  });
});

/** A file whose table is a stream, as are the holders of its other objects: which of two holders the table leads to is told. */
function held({ holder, isForetold = false }: { holder: 6 | 7; isForetold?: boolean }): Buffer {
  const page = (number: number) => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents ${number} 0 R >>`;
  const holding = (data: string): ForeignObject => ({ dictionary: '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', data: deflateSync(`3 0 ${data}`) });
  const plain = foreignPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', 'null', { data: left }, { data: right }, holding(page(4)), holding(page(5))]);
  const body = plain.subarray(0, plain.lastIndexOf('xref\n0')).toString('latin1').replace('3 0 obj\nnull\nendobj\n', '\n');
  const row = (number: number) => (number === 3 ? [2, 0, holder, 0] : [1, ...two(number === 8 ? body.length : body.indexOf(`\n${number} 0 obj`) + 1), 0]);
  const rows = [[0, 0, 0, 0], ...Array.from({ length: 8 }, (_, index) => row(index + 1))];
  const foretold = rows.map((values, index) => [2, ...values.map((value, at) => (value - (rows[index - 1]?.[at] ?? 0)) & 0xff)]);
  const data = deflateSync(Buffer.from((isForetold ? foretold : rows).flat()));
  const entries = `/Type /XRef /Size 9 /Root 1 0 R /W [1 2 1] /Filter /FlateDecode ${isForetold ? '/DecodeParms << /Predictor 12 /Columns 4 >>' : ''}`;
  const table = [`8 0 obj\n<< ${entries} /Length ${data.length} >>\nstream\n`, data, `\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`];
  return Buffer.concat([Buffer.from(body, 'latin1'), ...table.map((part) => Buffer.from(part))]);
}

function two(value: number): number[] {
  return [value >> 8, value & 0xff];
}

describe('objects within others', () => {
  test.each([false, true])('are those of the holder that the table leads to, also when its rows are foretold: %s', async (isForetold) => {
    expect(await shown(held({ holder: 7, isForetold }))).toBe('right');
  });

  test('make the page a picture where another holder stands behind that one', async () => {
    expect(await shown(held({ holder: 6 }))).toBe('left, as a picture');
  });
});
