import { describe, expect, test } from 'vitest';
import { aFaxPicture, bits, losses } from '#test/fixtures/fax.ts';
import { faxRows } from './fax-rows.ts';

const byAbove = { k: -1, isByteAligned: false, hasEndOfLines: false };
const manyRows = 1_000;

describe.each([[600, 100], [6_000, 64], [1, 3], [17, 40]])('a picture of %i × %i in group 4', (width, height) => {
  test('has all its rows, and no more', async () => {
    const { data } = await aFaxPicture(width, height);
    expect(faxRows(data, { ...byAbove, columns: width }, manyRows)).toBe(height);
    expect(faxRows(data, { ...byAbove, columns: width }, 2)).toBe(2);
  });
});

test.each(Object.entries(losses))('a picture %s has fewer', async (_name, loss) => {
  const { data, width, height } = await aFaxPicture(3_000, 100);
  expect(faxRows(loss(data), { ...byAbove, columns: width }, height)).toBeLessThan(height * 0.7);
});

test('a picture that lacks a piece has fewer, as has one read as wider than it is', async () => {
  const { data, width, height } = await aFaxPicture(3_000, 100);
  const lacking = Buffer.concat([data.subarray(0, 1_000), data.subarray(1_100)]);
  expect(faxRows(lacking, { ...byAbove, columns: width }, height)).toBeLessThan(height * 0.9);
  expect(faxRows(data, { ...byAbove, columns: width + 5 }, height)).toBeLessThan(height * 0.9);
});

test('of rows told by the one above, each from a whole byte, no marks are passed over, whatever is said of marks', () => {
  const rows = { k: -1, columns: 16, isByteAligned: true, hasEndOfLines: true };
  expect(faxRows(Buffer.from([0x80, 0x80, 0x80, 0x80]), rows, manyRows)).toBe(4);
});

/** 5 white, 3 black, 8 white; the whole row white; 16 black. */
const [mixed, white, black] = ['1100 10 10011', '101010', '00110101 0000010111'];
const end = '000000000001';
const allRows = [mixed, white, black, mixed, mixed];
const aligned = (row: string) => row.replaceAll(' ', '').padEnd(Math.ceil(row.replaceAll(' ', '').length / 8) * 8, '0');
/** An end of line that ends with a byte. */
const filled = (row: string) => aligned(row.replaceAll(' ', '') + '0000').replace(/0000$/, '') + end.padStart(12 + 4, '0').slice(4);
const plain = { k: 0, columns: 16, isByteAligned: false, hasEndOfLines: false };

describe('rows that are told by themselves', () => {
  test.each<[string, string, object]>([
    ['one after the other', allRows.join(''), {}],
    ['with marks between that nobody told of', allRows.map((row) => end + row).join('') + end.repeat(6), {}],
    ['with marks between', allRows.map((row) => end + row).join('') + end.repeat(6), { hasEndOfLines: true }],
    ['with filling before the marks', allRows.map((row) => `0000000${end}${row}`).join(''), { hasEndOfLines: true }],
    ['each from a whole byte', allRows.map(aligned).join(''), { isByteAligned: true }],
    ['with marks that end with a byte', end + allRows.map(filled).join(''), { isByteAligned: true, hasEndOfLines: true }],
  ])('are counted %s', (_name, rows, packing) => {
    expect(faxRows(bits(rows), { ...plain, ...packing }, manyRows)).toBe(5);
  });

  test('are counted but for the one that can’t be read, where marks stand between', () => {
    const noise = '00000000 1';
    const rows = [mixed, white, noise, mixed].map((row) => end + row).join('');
    expect(faxRows(bits(rows), { ...plain, hasEndOfLines: true }, manyRows)).toBe(3);
  });

  test('are no more than were read where no marks stand between', () => {
    expect(faxRows(bits(`${mixed}${white}00000000000000000000${mixed}`), plain, manyRows)).toBe(2);
    expect(faxRows(bits([mixed, '0000000000000000', mixed].map(aligned).join('')), { ...plain, isByteAligned: true }, manyRows)).toBe(1);
  });
});

describe('rows of which some are told by the one above', () => {
  // An edge one to the right, one where it was, and the rest; then the same, an edge passed over.
  const [shifted, passed] = ['011 1 1', '0001 1'];
  const rows = `${end}1${mixed}${end}0${shifted}${end}0${passed}${end}1${black}${end}0 001 00110101 0000010111`;

  test('are counted', () => {
    expect(faxRows(bits(rows + `${end}1`.repeat(6)), { ...plain, k: 4, hasEndOfLines: true }, manyRows)).toBe(5);
  });

  test('are lost with what lies in a hole', () => {
    const data = bits(rows);
    data.fill(0, 4, 9);
    expect(faxRows(data, { ...plain, k: 4, hasEndOfLines: true }, manyRows)).toBeLessThan(5);
  });
});

test.each([Buffer.alloc(0), Buffer.alloc(100), Buffer.alloc(100, 0xff)])('what is nothing ends, and so does any noise', (data) => {
  for (const k of [-1, 0, 2]) for (const isByteAligned of [true, false]) for (const hasEndOfLines of [true, false]) {
    expect(faxRows(data, { k, columns: 16, isByteAligned, hasEndOfLines }, manyRows)).toBeLessThanOrEqual(manyRows);
  }
});
