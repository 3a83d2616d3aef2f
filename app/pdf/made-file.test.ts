import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { MadeFile } from './made-file.ts';
import { PdfFile } from './pdf-file.ts';

const photograph = randomBytes(300_000);
const isWithin = (whole: Buffer) => (part: Buffer) => part.buffer === whole.buffer && part.byteOffset >= whole.byteOffset;

describe('a made file', () => {
  const parts = [Buffer.from('one '), Buffer.from('two '), photograph, Buffer.from(' three'), randomBytes(70_000), randomBytes(70_000), Buffer.from('end')];
  const whole = Buffer.concat(parts);
  const file = new MadeFile(parts);

  test('is all its parts in their order, however it is asked for', () => {
    expect(file.toBytes().equals(whole)).toBe(true);
    expect(Buffer.concat(file.pieces).equals(whole)).toBe(true);
    expect([file.length, file.sha256()]).toEqual([whole.length, createHash('sha256').update(whole).digest('hex')]);
  });

  test('keeps large parts where they are, and joins the small ones between them', () => {
    expect(file.pieces.map(({ length }) => length)).toEqual([8, 300_000, 6, 70_000, 70_000, 3]);
    expect(file.pieces[1]).toBe(photograph);
  });

  test.each([[[]], [[Buffer.alloc(0)]]])('of nothing is empty: %j', (nothing) => {
    const empty = new MadeFile(nothing);
    expect([empty.length, empty.toBytes().length, empty.sha256()]).toEqual([0, 0, createHash('sha256').digest('hex')]);
  });
});

test('a written PDF holds a photograph where it was read, and copies none of it', () => {
  const file = new PdfFile();
  const read = Buffer.concat([Buffer.from('head'), photograph, photograph]);
  for (const at of [4, 4 + photograph.length]) file.addStream('/Type /XObject', read.subarray(at, at + photograph.length));
  const made = file.finish(file.add('<< /Type /Catalog >>'), file.add('<< >>'));
  const held = made.pieces.filter(isWithin(read));
  expect(held.map(({ byteOffset, length }) => [byteOffset - read.byteOffset, length])).toEqual([[4, 300_000], [300_004, 300_000]]);
  expect(made.length - 600_000).toBeLessThan(2_000);
});
