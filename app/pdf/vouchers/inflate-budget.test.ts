import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { aPdf } from '#test/fixtures/papers.ts';
import { exceedsInflateBudget } from './inflate-budget.ts';
import { openVoucher } from './open-voucher.server.ts';

function packedObjects(bytes: number): Buffer {
  const data = deflateSync(Buffer.alloc(bytes));
  const head = `%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${data.length} >>\nstream\r\n`;
  return Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream\nendobj\nstartxref\n0\n%%EOF\n')]);
}

test('packed objects that unpack to far more than a file holds are a bomb, refused before they are unpacked', async () => {
  const bomb = packedObjects(450 * 1024 * 1024);
  expect(bomb.length).toBeLessThan(1024 * 1024);
  expect(await exceedsInflateBudget(bomb)).toBe(true);
  expect(await openVoucher(bomb)).toEqual({ unreadable: 'too_large' });
});

test('ordinary files, and streams that do not unpack, are left to the parser', async () => {
  expect(await exceedsInflateBudget(await aPdf({ marker: 'VANLIG', pages: 3 }))).toBe(false);
  expect(await exceedsInflateBudget(packedObjects(1_000))).toBe(false);
  expect(await exceedsInflateBudget(Buffer.from('1 0 obj << /Type /ObjStm >>\nstream\nnot packed\nendstream'))).toBe(false);
});
