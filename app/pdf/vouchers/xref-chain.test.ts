import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { foreignPage } from '#test/fixtures/foreign-pdf.ts';
import { placeOfObject, readXrefChain, type ObjectPlace } from './xref-chain.server.ts';

const plain = foreignPage({ contents: '0 0 20 20 re f' });
const bodyLength = plain.lastIndexOf('xref\n0');
const body = plain.subarray(0, bodyLength);

/** The objects of a page, and this as its tables; `#` is where the first of them begins. */
function tabled(...tables: readonly (string | Buffer)[]): Buffer {
  const written = tables.map((table) => (typeof table === 'string' ? Buffer.from(table.replaceAll('#', String(bodyLength))) : table));
  return Buffer.concat([body, ...written]);
}

function placesIn(pdf: Buffer): Record<string, ObjectPlace> | undefined {
  const chain = readXrefChain(pdf);
  return chain === undefined ? undefined : Object.fromEntries(chain.places);
}

const end = 'startxref\n#\n%%EOF\n';
const table = (entries: string, trailer = '/Size 9 /Root 1 0 R') => `xref\n${entries}trailer\n<< ${trailer} >>\n`;

describe('a table', () => {
  test('tells where each object is', () => {
    const chain = readXrefChain(plain);
    expect([chain?.root, chain?.places.get(0), chain?.streams.size]).toEqual([1, 'free', 0]);
    for (let number = 1; number <= 5; number += 1) expect(chain?.places.get(number)).toEqual({ at: plain.indexOf(`${number} 0 obj`) });
  });

  test('may be in parts, with other blanks, and begin at 1 for what begins at 0', () => {
    expect(placesIn(tabled(table('3 1\n0000000007 00000 n \n7 2\n9 0 n\n0000000000 00001 f\n'), end))).toEqual({ 3: { at: 7 }, 7: { at: 9 }, 8: 'free' });
    expect(placesIn(tabled(table('1 2\n0000000000 65535 f \n0000000009 00000 n \n'), end))).toEqual({ 0: 'free', 1: { at: 9 } });
    expect(placesIn(tabled(table('1 1\n0000000000 00000 n \n'), end))).toEqual({ 1: 'free' });
  });

  test('is believed before an older one that it leads to', () => {
    const older = table('1 2\n0000000009 00000 n \n0000000010 00000 n \n');
    const newer = table('1 1\n0000000077 00000 n \n', '/Size 9 /Root 2 0 R /Prev #');
    const pdf = tabled(older, newer, `startxref\n${bodyLength + older.length}\n%%EOF`);
    expect(placesIn(pdf)).toEqual({ 1: { at: 77 }, 2: { at: 10 } });
    expect(readXrefChain(pdf)?.root).toBe(2);
  });

  test.each<[string, readonly string[]]>([
    ['that is nowhere', ['startxref\n5\n%%EOF']], ['that nobody leads to', ['%%EOF']], ['that leads to itself', [table('1 1\n9 0 n\n', '/Prev #'), end]],
    ['that leads to no number', [table('1 1\n9 0 n\n', '/Prev [9]'), end]], ['that leads to nothing', [table('1 1\n9 0 n\n', '/Prev 3'), end]],
    ['that lacks an entry', [table('1 2\n9 0 n\n'), end]], ['that lacks its trailer', ['xref\n1 1\n9 0 n\n', end]], ['that is empty', [table(''), end]],
  ])('can’t be followed %s', (_name, tables) => {
    expect(readXrefChain(tabled(...tables))).toBeUndefined();
  });
});

describe('a table that is an object', () => {
  const rows = Buffer.from([0, 0, 0, 1, 0, 9, 2, 0, 5, 1, 0, 0, 7, 0, 1]);
  const stream = (entries: string, data: Buffer, number = 8) => (
    Buffer.concat([Buffer.from(`${number} 0 obj\n<< /Type /XRef /Root 1 0 R /W [1 2 0] ${entries} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream\nendobj\n')])
  );
  const places = { 0: 'free', 1: { at: 9 }, 2: { within: 5 }, 3: 'free' };

  test.each<[string, string, Buffer]>([
    ['as it is', '/Size 5', rows], ['packed', '/Size 5 /Filter /FlateDecode', deflateSync(rows)],
    ['packed, without the end of its sum', '/Size 5 /Filter [/FlateDecode]', deflateSync(rows).subarray(0, -2)],
  ])('tells where each is %s', (_name, entries, data) => {
    const pdf = tabled(stream(entries, data), end);
    expect(placesIn(pdf)).toEqual(places);
    expect([...readXrefChain(pdf)?.streams ?? []]).toEqual([bodyLength]);
  });

  test('tells of the numbers that it names', () => {
    expect(placesIn(tabled(stream('/Size 99 /Index [40 2 7 1]', rows), end))).toEqual({ 40: 'free', 41: { at: 9 }, 7: { within: 5 } });
  });

  test('tells what an older table beside it calls free', () => {
    const hidden = stream('/Size 5', rows);
    const pdf = tabled(hidden, table('1 2\n0000000008 00000 n \n0000000000 00000 f \n', '/Root 1 0 R /XRefStm #'), `startxref\n${bodyLength + hidden.length}\n%%EOF`);
    expect(placesIn(pdf)).toEqual({ 1: { at: 9 }, 2: { within: 5 } });
  });

  test.each(['/Filter /LZWDecode', '/Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 3 >>'])('can’t be followed where it is packed otherwise: %s', (entries) => {
    expect(readXrefChain(tabled(stream(`/Size 5 ${entries}`, deflateSync(rows)), end))).toBeUndefined();
  });
});

test('an object begins where its number stands, after blanks perhaps', () => {
  expect([placeOfObject('12 0 obj', 0), placeOfObject('\n 3 1\nobj', 0), placeOfObject('x 3 0 obj', 0), placeOfObject('3 0 R', 0)]).toEqual([
    { at: 0, number: 12 }, { at: 2, number: 3 }, undefined, undefined,
  ]);
});
