import { expect, test } from 'vitest';
import { foreignPdf } from '#test/fixtures/foreign-pdf.ts';
import { openVoucher } from './open-voucher.server.ts';

/** So many pages, of which one shows a square, or none does. */
function pages(count: number, shown?: number): Buffer {
  const kids = Array.from({ length: count }, (_, index) => `${5 + index} 0 R`);
  return foreignPdf([
    '<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${count} >>`, { data: '1 g 0 0 20 20 re f' }, { data: '0 0 20 20 re f' },
    ...kids.map((_, index) => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents ${index === shown ? 4 : 3} 0 R >>`),
  ]);
}

test.each([1, 40, 41, 200])('a file of %i pages on which nothing is seen is refused as blank', async (count) => {
  expect(await openVoucher(pages(count))).toEqual({ unreadable: 'blank' });
});

test.each([[2, 0], [41, 40], [200, 150]])('a file of %i pages is taken with all of them when page index %i shows something', async (count, shown) => {
  expect(await openVoucher(pages(count, shown))).toMatchObject({ pages: { length: count } });
});
