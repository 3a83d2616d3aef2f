import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { foreignPage } from '#test/fixtures/foreign-pdf.ts';
import { safePage } from '#test/fixtures/safe-page.ts';
import { asPdf, unpacked } from '#test/fixtures/written-pdf.ts';
import { PdfFile } from '../pdf-file.ts';
import { openVoucher } from './open-voucher.server.ts';
import { packVoucher, unpackVoucher } from './voucher-bundle.ts';

async function opened() {
  const voucher = await openVoucher(foreignPage({ contents: '0 0 20 20 re f' }));
  if ('unreadable' in voucher) throw new Error(voucher.unreadable);
  return voucher;
}

describe('a voucher that was packed and unpacked', () => {
  test('writes the same pages and has the same thumbnail', async () => {
    const before = await opened();
    const after = unpackVoucher(packVoucher(before));
    expect(asPdf(after).equals(asPdf(before))).toBe(true);
    expect([after.pages, after.thumbnail.equals(before.thumbnail)]).toEqual([before.pages, true]);
    expect(after.bytes).toBeGreaterThan(0);
  });

  test('has the same marks, where its own text is marked', async () => {
    const before = await openVoucher(safePage({ page: '/Group << /S /Transparency >>' }));
    if ('unreadable' in before) throw new Error(before.unreadable);
    const after = unpackVoucher(packVoucher(before));
    expect(after.pages[0]?.text?.marks).toBe(1);
    expect([asPdf(after).equals(asPdf(before)), after.pages]).toEqual([true, JSON.parse(JSON.stringify(before.pages))]);
    expect(after.writeInto(new PdfFile())[0]).toHaveProperty('group');
  });

  test('writes its objects after those that a file has already', async () => {
    const file = new PdfFile();
    for (let count = 0; count < 5; count += 1) file.add('<< /Before true >>');
    const [page = 0] = unpackVoucher(packVoucher(await opened())).writeInto(file);
    expect(page).toBeGreaterThan(5);
    const refs = file.parts().filter(({ ref }) => ref > 5).flatMap(({ body }) => [...body.matchAll(/(\d+) 0 R/g)].map(([, ref]) => Number(ref)));
    expect(refs.length).toBeGreaterThan(0);
    expect(Math.min(...refs)).toBeGreaterThan(5);
  });

  test('lends its pictures to the file they are written into: they lie in the bundle, and nowhere else', () => {
    const picture = randomBytes(200_000);
    const packed = packVoucher({ pages: [], thumbnail: Buffer.alloc(9), writeInto: (file) => [file.addStream('', picture)] });
    const file = new PdfFile();
    unpackVoucher(packed).writeInto(file);
    const lent = file.finish(file.add('<< >>'), file.add('<< >>')).pieces.find(({ length }) => length === picture.length);
    expect([lent?.buffer === packed.buffer, lent?.equals(picture)]).toEqual([true, true]);
  });

  test('does not take a string for a reference', () => {
    const text = `<${Buffer.from('1 0 R').toString('hex')}>`;
    const packed = packVoucher({
      pages: [{ width: 1, height: 1 }], thumbnail: Buffer.alloc(0), writeInto: (file) => [file.add(`<< /Text ${text} >>`)],
    });
    expect(unpacked(asPdf(unpackVoucher(packed)))).toContain(text);
  });

  test('refuses to write what refers to something it does not have', () => {
    const packed = packVoucher({ pages: [], thumbnail: Buffer.alloc(0), writeInto: (file) => [file.add('<< /Other 99 0 R >>')] });
    expect(() => unpackVoucher(packed).writeInto(new PdfFile())).toThrow('object 99');
  });
});

test('what is no bundle is not taken for one', () => {
  const text = Buffer.from('{"pages":1}');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  expect(() => unpackVoucher(Buffer.concat([length, text]))).toThrow('Not a bundle of this release');
});
