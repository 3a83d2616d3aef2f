import { describe, expect, test } from 'vitest';
import { foreignPage, foreignPdf } from '#test/fixtures/foreign-pdf.ts';
import { readPdf } from '#test/fixtures/pdf-reader.ts';
import { asPdf } from '#test/fixtures/written-pdf.ts';
import { openVoucher } from './open-voucher.server.ts';

const contents = 'BT /F 20 Tf 10 50 Td (Hei) Tj ET 0 0 20 20 re f';
const whole = foreignPage({ page: '/Resources << /Font << /F 5 0 R >> >>', contents });

function changed(bytes: Buffer, from: string | RegExp, to: string): Buffer {
  const text = bytes.toString('latin1');
  const result = text.replace(from, to);
  if (result === text) throw new Error(`no ${String(from)}`);
  return Buffer.from(result, 'latin1');
}

/** The words and the ink of each page, or the cause. */
async function read(bytes: Buffer): Promise<{ words: string | undefined; ink: number }[] | string> {
  const voucher = await openVoucher(bytes);
  if ('unreadable' in voucher) return voucher.unreadable;
  const pages = await readPdf(asPdf(voucher));
  return voucher.pages.map(({ words }, at) => ({ words: words?.map(({ text }) => text).join(' '), ink: pages[at]?.pixels.filter((pixel) => pixel < 128).length ?? 0 }));
}

describe('what other readers repair is the same file', () => {
  test.each([
    ['one whose header stands after three kilobytes of a mail', Buffer.concat([Buffer.alloc(3_000, 'x'), whole])],
    ['one that lost its header', whole.subarray('%PDF-1.7\n'.length)],
    ['a stream without the word that ends it', changed(whole, '\nendstream', '')],
    ['contents that name nothing beside something', changed(whole, '/Contents 4 0 R', '/Contents [null 4 0 R 77 0 R]')],
    ['a tree that promises more pages than there are', changed(whole, '/Count 1', '/Count 9')],
    ['a tree that promises fewer', changed(whole, '/Count 1', '/Count 0')],
    ['one that is turned by no quarter', changed(whole, '/Contents', '/Rotate 45 /Contents')],
  ])('%s', async (_name, bytes) => {
    const expected = await read(whole);
    expect(expected).toMatchObject([{ words: 'Hei' }]);
    expect(await read(bytes)).toEqual(expected);
  });
});

/** Three pages in two branches, with these counts; the fourth page is in no branch. */
function branched([all, first]: readonly [number, number], isFourthThere: boolean): Buffer {
  const page = (parent: number) => `<< /Type /Page /Parent ${parent} 0 R /MediaBox [0 0 200 100] /Contents 7 0 R >>`;
  return foreignPdf([
    '<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [3 0 R 6 0 R] /Count ${all} >>`,
    `<< /Type /Pages /Parent 2 0 R /Kids [4 0 R 5 0 R] /Count ${first} >>`, page(3), page(3), page(2), { data: '0 0 20 20 re f' },
    isFourthThere ? page(2) : 'null',
  ]);
}

describe('a count of pages that is wrong', () => {
  test.each([[99, 2], [1, 2], [3, 1], [3, 7], [0, 0], [99, 99]])('is put right where all pages there are stand in the tree: %i and %i', async (...counts) => {
    expect(await read(branched(counts, false))).toHaveLength(3);
  });

  test('is damage where a page was lost from the tree', async () => {
    expect(await read(branched([4, 2], true))).toBe('damaged');
    expect(await read(branched([3, 2], true))).toHaveLength(3);
  });
});
